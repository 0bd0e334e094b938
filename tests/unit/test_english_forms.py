"""English word forms."""

from __future__ import annotations

import pytest

from corpus.languages.english import (
    adverb,
    article,
    comparative,
    gerund,
    participle,
    past,
    plural,
    superlative,
    third_person,
)


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("country", "countries"),
        ("head of state", "heads of state"),
        ("spokesman", "spokesmen"),
        ("crisis", "crises"),
        ("information", "information"),
        ("business", "businesses"),
        ("Member", "Members"),
    ],
)
def test_plurals_are_regular_irregular_or_none(noun: str, many: str) -> None:
    assert plural(noun) == many


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("take part in", ("takes part in", "took part in", "taken part in", "taking part in")),
        ("plan", ("plans", "planned", "planned", "planning")),
        ("carry out", ("carries out", "carried out", "carried out", "carrying out")),
        ("die", ("dies", "died", "died", "dying")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("develop", ("develops", "developed", "developed", "developing")),
    ],
)
def test_verbs_inflect_their_first_word(verb: str, forms: tuple[str, str, str, str]) -> None:
    assert (third_person(verb), past(verb), participle(verb), gerund(verb)) == forms


@pytest.mark.parametrize(
    ("adjective", "more", "most"),
    [
        ("big", "bigger", "biggest"),
        ("wide", "wider", "widest"),
        ("easy", "easier", "easiest"),
        ("simple", "simpler", "simplest"),
        ("good", "better", "best"),
        ("expensive", "more expensive", "most expensive"),
        ("tired", "more tired", "most tired"),
    ],
)
def test_short_adjectives_take_endings_and_long_ones_more(
    adjective: str, more: str, most: str
) -> None:
    assert (comparative(adjective), superlative(adjective)) == (more, most)


@pytest.mark.parametrize(
    ("adjective", "expected"),
    [
        ("effective", "effectively"),
        ("easy", "easily"),
        ("economic", "economically"),
        ("simple", "simply"),
        ("full", "fully"),
        ("good", "well"),
        ("sole", "solely"),
        ("fast", "fast"),
    ],
)
def test_adverbs_are_made_of_adjectives(adjective: str, expected: str) -> None:
    assert adverb(adjective) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("hour", "an"), ("university", "a"), ("unimportant detail", "an"), ("MP", "an"), ("new", "a")],
)
def test_the_article_follows_the_sound(phrase: str, expected: str) -> None:
    assert article(phrase) == expected
