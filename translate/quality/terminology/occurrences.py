"""The terms of every source segment, and where the translation has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.languages.normal import normal_text
from termbase import Glossary, Matcher, Policy, Status, TermMatch, find_forms
from termbase.matcher import english_plural
from translate.enforce.requirements import Requirement, requirements
from translate.enforce.verify import verify

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of something that was counted.

    Attributes:
        hits: what was counted in each segment that has any; may be a sum of shares.
        totals: out of how much, segment by segment.
    """

    hits: tuple[float, ...]
    totals: tuple[float, ...]

    @property
    def total(self) -> float:
        """Out of how much in all."""
        return sum(self.totals)

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None where there was nothing to count."""
        return sum(self.hits) / self.total if self.total else None


def ratio(pairs: Iterable[tuple[float, float]]) -> Ratio:
    """Make a ratio of (hits, total) of segments; segments with nothing to count are left out."""
    kept = [pair for pair in pairs if pair[1]]
    return Ratio(tuple(hit for hit, _ in kept), tuple(total for _, total in kept))


@dataclass(frozen=True, slots=True)
class SegmentTerms:
    """What the glossary asks of one segment, and what became of it.

    Attributes:
        index: place of the segment.
        document: the document it belongs to.
        hypothesis: the translation.
        required: occurrences of concepts in the source that have an official rendering, in order.
        spans: for each the place in the translation that meets it, or None.
        renderings: for each the form of the concept that stands in the translation, usable or not;
            empty where none was found.
        unwanted: spans of deprecated and forbidden forms in the translation, with their concept.
        surplus: spans of official forms in the translation of which the source says nothing.
        uses: number of official forms in the translation, whatever the source says.
    """

    index: int
    document: str
    hypothesis: str
    required: tuple[Requirement, ...]
    spans: tuple[Span | None, ...]
    renderings: tuple[str, ...]
    unwanted: tuple[tuple[Span, str], ...]
    surplus: tuple[Span, ...]
    uses: int


class TermFinder:
    """Finds what the glossary asks of segments of one language pair.

    Args:
        glossary: the glossary.
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the translations.
    """

    def __init__(self, glossary: Glossary, source_lang: str, target_lang: str) -> None:
        self.glossary = glossary
        self.lang = target_lang
        self._source = Matcher(glossary, source_lang)
        self._target = Matcher(glossary, target_lang)

    def find(
        self, source: str, hypothesis: str, *, index: int = 0, document: str = ""
    ) -> SegmentTerms:
        """Find the terms of one segment."""
        matches = self._source.find(source)
        required = (
            tuple(
                asked
                for asked in requirements(matches, self.glossary, self.lang)
                if asked.enforceable
            )
            if matches
            else ()
        )
        spans = verify(hypothesis, required, self.lang) if required else ()
        unwanted, surplus, uses = self._other_uses(matches, hypothesis)
        return SegmentTerms(
            index=index,
            document=document,
            hypothesis=hypothesis,
            required=required,
            spans=spans,
            renderings=self._renderings(hypothesis, required, spans),
            unwanted=unwanted,
            surplus=surplus,
            uses=uses,
        )

    def _renderings(
        self, hypothesis: str, required: Sequence[Requirement], spans: Sequence[Span | None]
    ) -> tuple[str, ...]:
        taken = [span for span in spans if span is not None]
        found = []
        for asked, span in zip(required, spans, strict=True):
            place = span
            if place is None:
                others = [term.text for term in self.glossary[asked.concept_id].terms_in(self.lang)]
                free = (
                    other
                    for other in find_forms(hypothesis, others, self.lang)
                    if not any(other[0] < end and start < other[1] for start, end in taken)
                )
                place = next(free, None)
                if place is not None:
                    taken.append(place)
            found.append("" if place is None else self._form(hypothesis[slice(*place)]))
        return tuple(found)

    def _form(self, surface: str) -> str:
        """Return the normal form of a rendering; an English plural counts as its singular."""
        key = normal_text(surface, self.lang)
        if self.lang == "en" and key.endswith("s"):
            for singular in (key[:-1], key[:-2], f"{key[:-3]}y"):
                if english_plural(singular) == key:
                    return singular
        return key

    def _other_uses(
        self, matches: Sequence[TermMatch], hypothesis: str
    ) -> tuple[tuple[tuple[Span, str], ...], tuple[Span, ...], int]:
        """Find unwanted forms, and official ones that the source did not ask for."""
        there = list(_concepts(matches))
        unwanted: list[tuple[Span, str]] = []
        surplus: list[Span] = []
        uses = 0
        for match in self._target.find(hypothesis):
            concept = self.glossary[match.concept_id]
            names = [match.concept_id, *(other.concept_id for other in match.alternatives)]
            known = next((name for name in names if name in there), None)
            if not match.term.usable:
                if known is not None or match.term.status is Status.FORBIDDEN:
                    unwanted.append(((match.start, match.end), match.concept_id))
                continue
            if concept.policy_of(match.term) is not Policy.ALWAYS:
                continue
            uses += 1
            if known is None:
                surplus.append((match.start, match.end))
            else:
                there.remove(known)
        return tuple(unwanted), tuple(surplus), uses


def _concepts(matches: Iterable[TermMatch]) -> Iterator[str]:
    """Give the concept of every match, of those inside it, and of those with the same surface."""
    for match in matches:
        yield match.concept_id
        for other in match.alternatives:
            yield other.concept_id
        yield from _concepts(match.children)


def find_occurrences(
    sources: Sequence[str],
    hypotheses: Sequence[str],
    glossary: Glossary,
    *,
    source_lang: str,
    target_lang: str,
    documents: Sequence[str] = (),
) -> list[SegmentTerms]:
    """Find the terms of all segments.

    Args:
        sources: source texts.
        hypotheses: their translations, as many.
        glossary: the glossary.
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the translations.
        documents: the document of each segment; one for all when empty.
    """
    finder = TermFinder(glossary, source_lang, target_lang)
    names = documents or [""] * len(sources)
    return [
        finder.find(source, hypothesis, index=index, document=name)
        for index, (source, hypothesis, name) in enumerate(
            zip(sources, hypotheses, names, strict=True)
        )
    ]
