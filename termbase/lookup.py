"""Looking a term up: in any language, any script, with or without diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.languages.normal import normal_text

from .concept import Concept, Status, Term


class Kind(StrEnum):
    """How a query and a term agree, the closest first."""

    EXACT = "exact"
    NORMAL = "normal form"
    PLAIN = "without diacritics"
    PREFIX = "prefix"
    CONTAINED = "contained"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that answers a query.

    Attributes:
        concept: the concept.
        term: the term of it that agrees best with the query.
        kind: how they agree.
        score: 0 to 100; comparable within a kind.
    """

    concept: Concept
    term: Term
    kind: Kind
    score: float


_FUZZY_FLOOR = 70.0
_KINDS = tuple(Kind)
_MARKS = re.compile("[\u0300-\u036f]")
_LAO_TONES = re.compile("[\u0ec8-\u0ecc]")


def plain_text(text: str) -> str:
    """Return the normal form without diacritics: `gắn kết` gives `gan ket`, Lao loses its tones."""
    normal = normal_text(text)
    if normal.isascii():
        return normal
    bare = _MARKS.sub("", unicodedata.normalize("NFD", normal)).replace("đ", "d")
    return _LAO_TONES.sub("", bare)


def look_up(
    concepts: Iterable[Concept],
    query: str,
    *,
    lang: str | None = None,
    limit: int = 10,
) -> tuple[Hit, ...]:
    """Find the concepts that a query may mean.

    Args:
        concepts: a glossary, or any concepts.
        query: a word, a phrase, a part of one, or a concept id.
        lang: only terms of this language are compared; all languages when None.
        limit: how many concepts at most.

    Returns:
        The best first: exact before normal form, before without diacritics, prefix, contained,
        fuzzy; then by how much of the term the query covers, by status, by place in the
        glossary. No concept comes twice.
    """
    query = query.strip()
    wanted = normal_text(query)
    plain = plain_text(query)
    if not plain:
        return ()
    ranked: list[tuple[int, float, int, int, Hit]] = []
    rest: list[tuple[int, Concept, Term, str]] = []
    for place, concept in enumerate(concepts):
        best: tuple[int, float, int, int, Hit] | None = None
        for term in concept.terms:
            if lang is not None and term.lang != lang:
                continue
            bare = plain_text(term.text)
            kind = _agreement(query, wanted, plain, term, bare)
            if kind is None:
                rest.append((place, concept, term, bare))
                continue
            score = 100.0 * min(1.0, len(plain) / max(1, len(bare)))
            hit = Hit(concept, term, kind, round(score, 1))
            key = (_KINDS.index(kind), -score, _STATUS[term.status], place, hit)
            if best is None or key[:3] < best[:3]:
                best = key
        if best is None and concept.id == query:
            term = concept.terms[0] if concept.terms else Term("", "")
            best = (0, 0.0, 0, place, Hit(concept, term, Kind.EXACT, 100.0))
        if best is not None:
            ranked.append(best)
    if len(ranked) < limit:
        found = {entry[4].concept.id for entry in ranked}
        ranked.extend(_fuzzy(plain, [entry for entry in rest if entry[1].id not in found], limit))
    ranked.sort(key=lambda entry: entry[:4])
    return tuple(entry[4] for entry in ranked[:limit])


def _agreement(query: str, wanted: str, plain: str, term: Term, bare: str) -> Kind | None:
    if plain not in bare:
        return None
    if bare == plain:
        if term.text == query:
            return Kind.EXACT
        return Kind.NORMAL if normal_text(term.text) == wanted else Kind.PLAIN
    return Kind.PREFIX if bare.startswith(plain) else Kind.CONTAINED


def _fuzzy(
    plain: str, candidates: Sequence[tuple[int, Concept, Term, str]], limit: int
) -> list[tuple[int, float, int, int, Hit]]:
    from rapidfuzz import fuzz, process

    best: dict[str, tuple[int, float, int, int, Hit]] = {}
    texts = [entry[3] for entry in candidates]
    # The second ratio forgives another order of the words.
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, score, index in process.extract(
            plain, texts, scorer=scorer, score_cutoff=_FUZZY_FLOOR, limit=limit * 8
        ):
            place, concept, term, _ = candidates[index]
            hit = Hit(concept, term, Kind.FUZZY, round(score, 1))
            key = (_KINDS.index(Kind.FUZZY), -score, _STATUS[term.status], place, hit)
            if concept.id not in best or key[:3] < best[concept.id][:3]:
                best[concept.id] = key
    return list(best.values())


_STATUS = {status: place for place, status in enumerate(Status)}
