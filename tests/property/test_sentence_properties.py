"""What holds for the sentences of any text whatever."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.languages import LANGUAGES
from corpus.languages.sentences import split_sentences

PIECES = st.sampled_from(
    [
        *".!?…,;:-–\"'“”()[]«»",
        *(" ", "  ", "\t", "\n", "\n\n", "\r\n", "\f", "\u00a0", "\u200b"),
        *("Ia", "pergi", "No", "dll", "Dr", "B", "A.B", "1.300", "10", "TP", "ຯລຯ", "ດຣ", "ສະບາຍດີ"),
        *(
            "Đây",
            "là",
            "tie\u0302\u0301ng",
            "...",
            "Kerja!",
            "https://a.id/b?c=D.E",
            "Ini",
            "ນອກຈາກນັ້ນ",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))
TAGS = st.sampled_from(sorted(LANGUAGES))


@given(text=TEXTS, lang=TAGS)
def test_spans_are_ordered_trimmed_and_cover_every_character(text: str, lang: str) -> None:
    spans = split_sentences(text, lang)
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert text[end:start].strip() == ""
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert text[end:].strip() == ""


@given(text=TEXTS, lang=TAGS)
def test_sentences_and_the_gaps_between_them_give_the_text_back(text: str, lang: str) -> None:
    pieces, end = [], 0
    for start, stop in split_sentences(text, lang):
        pieces += [text[end:start], text[start:stop]]
        end = stop
    assert "".join([*pieces, text[end:]]) == text


@given(
    text=TEXTS,
    lang=TAGS,
    before=st.sampled_from(["", " ", "\n\n", "\t \f"]),
    after=st.sampled_from(["", " ", "\n"]),
)
def test_white_space_around_a_text_changes_nothing(
    text: str, lang: str, before: str, after: str
) -> None:
    shifted = tuple((a + len(before), b + len(before)) for a, b in split_sentences(text, lang))
    assert split_sentences(before + text + after, lang) == shifted


@given(first=TEXTS, second=TEXTS, lang=TAGS)
def test_paragraphs_are_split_independently(first: str, second: str, lang: str) -> None:
    gap = "\n\n"
    offset = len(first) + len(gap)
    apart = split_sentences(first, lang) + tuple(
        (a + offset, b + offset) for a, b in split_sentences(second, lang)
    )
    assert split_sentences(first + gap + second, lang) == apart


@pytest.mark.parametrize(
    "unit",
    ["a. B ", '"', '" ', "(", "A. ", "aaa.Aaa ", "a\n\n", '“a. "', ". ", "!", "ກ. ", "ນອກຈາກນັ້ນ "],
)
def test_time_grows_with_the_length_not_with_its_square(unit: str) -> None:
    # 200,000 characters take 0.2 s where this was written; a quadratic walk takes minutes.
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    split_sentences(text, "lo" if ord(unit[0]) > 0x0E80 else "id")
    assert time.process_time() - started < 10
