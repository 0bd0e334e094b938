"""A dictionary of any two of the four languages, made of the lexicon and of glossaries.

The lexicon's entries are Indonesian; Vietnamese, Lao and English are tied to each other through
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.languages.number_words import read_number_words, spell_number
from corpus.languages.numbers import MONTHS, Date, format_date
from corpus.lexicon import Entry, Lexicon

from .surfaces import surface_form

if TYPE_CHECKING:
    from termbase import Glossary

_FUNCTION_WORDS = frozenset({"conj", "prep", "pron", "part", "det", "interj"})
_SMALL_NUMBERS = {
    "satu": "one", "dua": "two", "tiga": "three", "empat": "four", "lima": "five", "enam": "six",
    "tujuh": "seven", "delapan": "eight", "sembilan": "nine", "sepuluh": "ten",
    "sebelas": "eleven", "dua belas": "twelve", "dua puluh": "twenty",
}  # fmt: skip
_LAO_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Searchable forms of two languages, and which of them translate each other.

    Attributes:
        source: forms of the source language, in the shape of `surfaces`.
        target: forms of the target language.
        links: pairs (index of a source form, index of a target form), sorted.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    links: tuple[tuple[int, int], ...]


def make_dictionary(pairs: Iterable[tuple[str, str]], source: str, target: str) -> Dictionary:
    """Make a dictionary of pairs of forms, `source` and `target` being their languages."""
    ours: dict[str, int] = {}
    theirs: dict[str, int] = {}
    shapes: dict[tuple[str, str], str] = {}
    links: set[tuple[int, int]] = set()

    def shape(form: str, lang: str) -> str:
        key = (form, lang)
        if key not in shapes:
            found = surface_form(form, lang)
            shapes[key] = "" if lang == "lo" and len(found) < _LAO_SHORTEST else found
        return shapes[key]

    for left, right in pairs:
        first, second = shape(left, source), shape(right, target)
        if first and second:
            links.add((ours.setdefault(first, len(ours)), theirs.setdefault(second, len(theirs))))
    return Dictionary(tuple(ours), tuple(theirs), tuple(sorted(links)))


@lru_cache(maxsize=8)
def bundled_dictionary(source: str, target: str) -> Dictionary:
    """Return the dictionary of the bundled lexicon and glossary for two languages."""
    from termbase import Glossary

    return dictionary_with(Glossary.bundled(), source, target)


@lru_cache(maxsize=8)
def dictionary_with(glossary: Glossary, source: str, target: str) -> Dictionary:
    """Return the dictionary of the bundled lexicon and a glossary for two languages."""
    return make_dictionary(
        (*lexicon_pairs(source, target), *glossary_pairs(glossary, source, target)), source, target
    )


def lexicon_pairs(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Give the translations of the bundled lexicon, and names of months and small numbers."""
    lexicon = Lexicon.bundled()
    for form in lexicon.forms():
        for entry in lexicon.senses(form):
            if entry.pos in _FUNCTION_WORDS:
                continue
            for left in _forms(entry, source):
                for right in _forms(entry, target):
                    yield left, right
    months = {month: name for name, month in reversed(MONTHS.items())}
    for month, name in months.items():
        yield _month(month, name, source), _month(month, name, target)
    for word, english in _SMALL_NUMBERS.items():
        value = read_number_words(word.split()) or 0
        left, right = _number(word, english, value, source), _number(word, english, value, target)
        yield from ((left, right), (str(value), right), (left, str(value)))


def glossary_pairs(glossary: Glossary, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Give every term of a concept with every term of it in the other language."""
    for concept in glossary:
        ours = [term.text for term in concept.terms if term.lang == source]
        theirs = [term.text for term in concept.terms if term.lang == target]
        for left in ours:
            for right in theirs:
                yield left, right


def _forms(entry: Entry, lang: str) -> tuple[str, ...]:
    if lang == "id":
        return (entry.form,)
    forms = entry.renderings(lang)
    if lang == "en":
        return tuple(form.removeprefix("be ").removeprefix("to ") for form in forms)
    return forms


def _month(month: int, indonesian: str, lang: str) -> str:
    return indonesian if lang == "id" else format_date(Date(None, month, None), lang)


def _number(indonesian: str, english: str, value: int, lang: str) -> str:
    if lang == "id":
        return indonesian
    return english if lang == "en" else spell_number(value, lang)
