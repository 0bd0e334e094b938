"""What is known of two sentences before any text was seen: lexicon, glossary, numbers, names.

Every match says that some source tokens and some target tokens translate each other, with a
weight; `prior_table` makes one table of all matches of a sentence pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.lexicon import Entry, Lexicon

from .bases import bases
from .found import Finder, folded
from .tokens import Sentence, tokenise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FUNCTION = frozenset({"conj", "prep", "pron", "part", "det", "interj"})
_FUNCTION_WEIGHT = 0.6
_LATER = 0.97  # each rendering after the first is a little less likely
_SENSE = 0.85  # and so is each sense
_GLUE = 0.25  # weight of a cell inside a long match that finer matches explain
_SIGNS = {
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014", "-"),
    **dict.fromkeys("\"“”«»„", '"'),
    **dict.fromkeys("'‘’", "'"),
}  # fmt: skip
_SAME = {"persen": "%", "per": "/"}
_FENCED = 0.9  # weight of a term whose words are kept together
_OUTSIDE = 0.05  # what is left of the evidence for a link that crosses such a fence


@dataclass(frozen=True, slots=True)
class Match:
    """Source tokens and target tokens that translate each other.

    Attributes:
        source: indices of the source tokens.
        target: indices of the target tokens.
        weight: how sure it is, above 0 up to 1.
        is_term: the whole of one is a glossary term, the whole of the other a rendering of it.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    weight: float
    is_term: bool = False


def find_matches(source: Sentence, target: Sentence, *, glossary: bool = True) -> list[Match]:
    """Return all that the lexicon, the glossary, numbers and names say about a pair.

    Args:
        source: a sentence.
        target: its translation, in another language.
        glossary: False leaves the bundled glossary out.
    """
    if target.lang == "id" and source.lang != "id":
        return [
            Match(match.target, match.source, match.weight, match.is_term)
            for match in find_matches(target, source, glossary=glossary)
        ]
    finder = Finder(target)
    best: dict[tuple[tuple[int, ...], tuple[int, ...]], Match] = {}
    found = [*_entries(source, finder), *_equal(source, target)]
    if glossary:
        found += _terms(source, finder)
    for match in found:
        key = (match.source, match.target)
        old = best.get(key)
        if old is None or (old.is_term, old.weight) < (match.is_term, match.weight):
            best[key] = match
    return list(best.values())


def prior_table(matches: list[Match], rows: int, columns: int) -> Floats:
    """Return an array, source tokens x target tokens: the weight of the best match of each.

    A match of several words on both sides counts in full only where no finer match lies inside.
    """
    import numpy as np

    table = np.zeros((rows, columns))
    coarse = []
    for match in matches:
        if min(len(match.source), len(match.target)) > 1:
            coarse.append(match)
        else:
            block = np.ix_(match.source, match.target)
            table[block] = np.maximum(table[block], match.weight)
    for match in sorted(coarse, key=lambda match: len(match.source) * len(match.target)):
        block = np.ix_(match.source, match.target)
        fine = (table[block] >= 0.5).any(axis=1).sum()
        explained = fine * 2 >= len(match.source)
        big = min(len(match.source), len(match.target)) > 2
        weight = match.weight * (_GLUE if explained or big else 1.0)
        table[block] = np.maximum(table[block], weight)
    return table


def sure_terms(matches: list[Match]) -> list[Match]:
    """Return the glossary terms whose place on both sides is beyond doubt, none overlapping.

    Of terms that overlap the longest counts; one that stands in several places on one side, or
    is a single word on both, is left out.
    """
    terms = [match for match in matches if match.is_term and match.weight >= _FENCED]
    terms.sort(key=lambda match: (-_size(match), match.source))
    rows: set[int] = set()
    columns: set[int] = set()
    kept: list[Match] = []
    for match in terms:
        overlaps = rows.intersection(match.source) or columns.intersection(match.target)
        rival = any(
            (other.source == match.source) != (other.target == match.target)
            and _size(other) >= _size(match)
            for other in terms
        )
        if _size(match) < 3 or overlaps or rival:
            continue
        rows.update(match.source)
        columns.update(match.target)
        kept.append(match)
    return kept


def fence(terms: list[Match], rows: int, columns: int) -> Floats:
    """Return a factor for each cell that keeps the words of a term with those of its rendering."""
    import numpy as np

    factors = np.ones((rows, columns))
    for term in terms:
        crossing = np.zeros((rows, columns), dtype=bool)
        crossing[list(term.source), :] = True
        crossing[:, list(term.target)] = True
        crossing[np.ix_(term.source, term.target)] = False
        factors[crossing] *= _OUTSIDE
    return factors


def _size(match: Match) -> int:
    return len(match.source) + len(match.target)


def _entries(source: Sentence, finder: Finder) -> Iterator[Match]:
    """Give the renderings of the source's words and phrases that stand in the target."""
    for place, entry, weight in _known(source):
        kind = _FUNCTION_WEIGHT if entry.pos in _FUNCTION else 1.0
        renderings = (entry.form,) if finder.lang == "id" else entry.renderings(finder.lang)
        for order, rendering in enumerate(renderings):
            for target, sure in finder.find(rendering):
                yield Match(place, target, weight * kind * sure * _LATER**order)


def _known(source: Sentence) -> Iterator[tuple[tuple[int, ...], Entry, float]]:
    """Give the lexicon's entries for a sentence, with their places and weights."""
    if source.lang != "id":
        index = _index(source.lang)
        for first, token in enumerate(source.tokens):
            for base, weight in bases(token.key, source.lang).items():
                for rest, entry in index.get(base, ()):
                    stop = first + 1 + len(rest)
                    if source.keys[first + 1 : stop] == rest:
                        yield tuple(range(first, stop)), entry, weight
        return
    lexicon = Lexicon.bundled()
    keys = source.keys
    for at, key in enumerate(keys):
        length = lexicon.longest(keys, at)
        if length:
            for order, entry in enumerate(lexicon.senses(" ".join(keys[at : at + length]))):
                yield tuple(range(at, at + length)), entry, _SENSE**order
        for base, weight in bases(key, "id").items():
            for order, entry in enumerate(lexicon.senses(base)):
                yield (at,), entry, weight * _SENSE**order


@cache
def _index(lang: str) -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
    """List the renderings in a language by their first token."""
    index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    lexicon = Lexicon.bundled()
    for form in lexicon.forms():
        for entry in lexicon.senses(form):
            for rendering in entry.renderings(lang):
                text = rendering.removeprefix("be ") if lang == "en" else rendering
                keys = tokenise(text, lang).keys
                if keys:
                    index.setdefault(keys[0], []).append((keys[1:], entry))
    return index


def _terms(source: Sentence, finder: Finder) -> Iterator[Match]:
    """Give the glossary's terms that stand on both sides."""
    names = _names(source.lang)
    keys = source.keys
    for start, key in enumerate(keys):
        for rest, forms in names.get(key, ()):
            stop = start + 1 + len(rest)
            if keys[start + 1 : stop] != rest:
                continue
            for form in forms.get(finder.lang, ()):
                for target, sure in finder.find(form):
                    if sure >= 0.7:
                        yield Match(tuple(range(start, stop)), target, sure, is_term=True)


@cache
def _names(lang: str) -> dict[str, list[tuple[tuple[str, ...], dict[str, list[str]]]]]:
    """List the bundled glossary's terms by their first token, with all their renderings."""
    from termbase import Glossary

    index: dict[str, list[tuple[tuple[str, ...], dict[str, list[str]]]]] = {}
    for concept in Glossary.bundled():
        forms: dict[str, list[str]] = {}
        for term in concept.terms:
            forms.setdefault(term.lang, []).append(term.text)
        for form in forms.get(lang, ()):
            keys = tokenise(form, lang).keys
            if keys:
                index.setdefault(keys[0], []).append((keys[1:], forms))
    return index


def _equal(source: Sentence, target: Sentence) -> Iterator[Match]:
    """Give tokens that are the same on both sides: numbers, names, signs."""
    theirs: dict[str, list[int]] = {}
    loose: dict[str, list[int]] = {}
    for at, token in enumerate(target.tokens):
        theirs.setdefault(_shape(token.key), []).append(at)
        if token.is_word and len(token.key) > 1:
            loose.setdefault(folded(token.key), []).append(at)
    words = source.words
    for at, token in enumerate(source.tokens):
        key = _shape(_SAME.get(token.key, token.key))
        for other in theirs.get(key, ()):
            yield Match((at,), (other,), 1.0 if token.is_word else 0.8)
        if token.is_word and (words[at][:1].isupper() or target.lang == "en"):
            for other in loose.get(folded(token.key), ()):
                yield Match((at,), (other,), 0.9)
        if target.lang == "en" and len(token.key) > 4:
            yield from _cognates(at, token.key, target)


def _cognates(at: int, key: str, target: Sentence) -> Iterator[Match]:
    """Give English words that an Indonesian word was borrowed with: demokrasi, democracy."""
    from rapidfuzz.distance import Indel

    for other, token in enumerate(target.tokens):
        if token.is_word and key[0] == token.key[0] and len(token.key) > 4:
            likeness = Indel.normalized_similarity(key, token.key)
            if likeness > 0.65:
                yield Match((at,), (other,), likeness * 0.8)


def _shape(key: str) -> str:
    if key[:1].isdigit():
        return key.replace(".", "").replace(",", "")
    return _SIGNS.get(key, key)
