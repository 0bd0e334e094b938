"""Small repairs around a term: its capitals, and in English its article and its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.languages.case import capitalise_first
from corpus.languages.english import article
from termbase.matcher import english_plural

Span = tuple[int, int]

_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s+)[\"“‘'«(\[–—-]*\Z")
_ARTICLE = re.compile(r"(?<!\w)([Aa])n? \Z")
_THE = re.compile(r"(?<!\w)the \Z", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?<![\w.,])(?:two|three|four|five|six|seven|eight|nine|ten|many|several|few|various|numerous"
    r"|these|those|both|(?!0*1 )\d+) \Z",
    re.IGNORECASE,
)
_SPOKEN_WITH_VOWEL = frozenset("AEFHILMNORSX")


Edit = tuple[int, int, str]
"""Offsets of what goes, and what comes in its place."""


def agree(
    text: str, terms: Sequence[tuple[Span, Sequence[str], bool]], lang: str
) -> tuple[Edit, ...]:
    """Find the repairs that terms and what stands before them need.

    Args:
        text: a translation.
        terms: for each term its span, the forms that meet it, and whether it was put there by
            force; only then are article, number and the capital of a sentence repaired, since
            what the engine wrote itself it wrote in agreement.
        lang: language of the text.

    Returns:
        The repairs in order of the text, none overlapping another.
    """
    edits: list[Edit] = []
    for (start, end), forms, imposed in sorted(terms, reverse=True):
        before, term = text[:start], text[start:end]
        term = _own_capitals(term, forms)
        if imposed:
            if lang == "en":
                before, term = _english(before, term)
            if _SENTENCE_START.search(before):
                term = capitalise_first(term)
        new = before + term
        if new != text[:end]:
            same = _same(new, text[:end])
            edits.append((same, end, new[same:]))
    return tuple(reversed(edits))


def _own_capitals(term: str, forms: Sequence[str]) -> str:
    """Give a term the capitals that its form has; others that it has beside them stay."""
    for form in forms:
        if form != term and len(form) == len(term) and form.casefold() == term.casefold():
            return "".join(
                own if own.isupper() else written for own, written in zip(form, term, strict=True)
            )
    return term


def _english(before: str, term: str) -> tuple[str, str]:
    """Repair what stands before an English term, and its number."""
    the = _THE.search(before)
    if the and term.lower().startswith("the "):
        return before[: the.start()], term
    found = _ARTICLE.search(before)
    if found:
        before = f"{before[: found.start()]}{found[1]}{_article(term)[1:]} "
    plural = english_plural(term)
    if plural and term[:1].islower() and _SEVERAL.search(before):
        term = plural
    return before, term


def _article(term: str) -> str:
    """Return `a` or `an`; initials are read letter by letter unless they read like a word."""
    word = term.split(" ", 1)[0]
    initials = word.isupper() and len(word) > 1
    if initials and (len(word) < 4 or not any(letter in "AEIOU" for letter in word)):
        return "an" if word[0] in _SPOKEN_WITH_VOWEL else "a"
    return article(term.lower() if initials else term)


def _same(left: str, right: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(left), len(right)))
