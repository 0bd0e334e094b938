"""Bilingual term extraction: candidates of the source texts, with what a bitext renders them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.languages.normal import normal_text
from termbase import Glossary, Matcher
from termbase.concept import Concept, Term
from termbase.extract import Candidate, extract_terms

from .project import project
from .words.protocol import WordAlignment

_SURE = 0.25
"""Projections with less confidence are guesses; they are not counted as renderings."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A target form of a candidate.

    Attributes:
        text: the form that was seen most often.
        count: in how many occurrences of the candidate.
        confidence: mean confidence of its projections, 0 to 1.
    """

    text: str
    count: int
    confidence: float


@dataclass(frozen=True, slots=True)
class BilingualCandidate:
    """A term that the glossary may want, with its renderings, the most frequent first."""

    candidate: Candidate
    renderings: tuple[Rendering, ...]


def extract_bilingual_terms(
    alignments: Sequence[WordAlignment],
    *,
    file: str,
    known: Glossary | None = None,
    limit: int = 400,
    minimum: int = 2,
    renderings: int = 3,
) -> tuple[BilingualCandidate, ...]:
    """Propose terms of the Indonesian side of aligned units, with their renderings.

    Every occurrence of a candidate is projected through the word alignment of its unit. Forms
    that differ in case or spelling variants only count as one.

    Args:
        alignments: the word alignment of each unit.
        file: name of the bitext, for the place of a candidate.
        known: a glossary whose surfaces are left out.
        limit: how many candidates at most.
        minimum: how often a phrase must occur.
        renderings: how many renderings of one candidate at most.

    Returns:
        The likeliest candidates first, as `termbase.extract.extract_terms` ranks them.
    """
    candidates = extract_terms(
        ((file, number, one.source.text) for number, one in enumerate(alignments, start=1)),
        known=known,
        limit=limit,
        minimum=minimum,
    )
    matcher = Matcher(
        [
            Concept(str(index), "candidate", (Term(candidate.text, "id"),))
            for index, candidate in enumerate(candidates)
        ],
        "id",
    )
    seen: dict[int, dict[str, list[tuple[str, float]]]] = {}
    for alignment in alignments:
        # not the shorter candidates inside a match: "Menteri" is no word of its own in
        # "Perdana Menteri", and what that is rendered by says nothing of it
        for match in matcher.find(alignment.source.text):
            place = project((match.start, match.end), alignment)
            if place is not None and place.confidence >= _SURE:
                text = alignment.target.text[place.start : place.end]
                key = normal_text(text, alignment.target.lang)
                forms = seen.setdefault(int(match.concept_id), {})
                forms.setdefault(key, []).append((text, place.confidence))
    return tuple(
        BilingualCandidate(candidate, _ranked(seen.get(index, {}), renderings))
        for index, candidate in enumerate(candidates)
    )


def _ranked(forms: dict[str, list[tuple[str, float]]], limit: int) -> tuple[Rendering, ...]:
    found = [
        Rendering(
            text=Counter(text for text, _ in uses).most_common(1)[0][0],
            count=len(uses),
            confidence=round(sum(confidence for _, confidence in uses) / len(uses), 3),
        )
        for uses in forms.values()
    ]
    found.sort(key=lambda one: (-one.count, -one.confidence, one.text))
    return tuple(found[:limit])
