"""What became of the segments of a document, and the file made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Document, Segment, Targets
from corpus.document import SpanLink
from corpus.languages import LANGUAGES
from corpus.segment import added_placeables, lost_placeables

from .enforce import Enforced, Obtained, TermOutcome
from .enforce.placeables import is_placeable_requirement
from .engines import Hypothesis
from .memory.recall import Recalled


class SegmentStatus(StrEnum):
    """What became of a segment."""

    OK = "ok"
    """translated; every required term was there"""
    ENFORCED = "enforced"
    """translated; at least one term was given to the engine or put in place"""
    NEEDS_REVIEW = "needs-review"
    """translated, but a required term is missing, has no rendering, or the engine failed on it"""
    PASSED_THROUGH = "passed-through"
    """not translated: a file name, an address, a credit, boilerplate"""


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """The translation of one segment.

    Attributes:
        segment: the source segment.
        target: its translation, or its source text where it passed through.
        status: what became of it.
        outcomes: each term of the segment and how it was obtained.
        unknown: code point spans of `target` that the engine left untranslated.
        reasons: why the segment needs review, one line each; empty otherwise.
        error: why the engine failed on it, one line; empty when it did not.
        links: which span of `target` came from which span of the source, as far as it is known.
        memory: the unit of a translation memory that it was taken from; None where the engine
            made it.
    """

    segment: Segment
    target: str
    status: SegmentStatus
    outcomes: tuple[TermOutcome, ...] = ()
    unknown: tuple[tuple[int, int], ...] = ()
    reasons: tuple[str, ...] = ()
    error: str = ""
    links: tuple[SpanLink, ...] = ()
    memory: Recalled | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in one target language: one result per segment, in order."""

    document: Document
    target_lang: str
    results: tuple[SegmentResult, ...]

    @property
    def failure(self) -> str:
        """Why nothing of the document was translated: the engine's reason for the first
        segment, when it failed on every one. Empty otherwise.
        """
        asked = [r for r in self.results if r.status is not SegmentStatus.PASSED_THROUGH]
        return asked[0].error if asked and all(result.error for result in asked) else ""

    def render(self, *, drop_boilerplate: bool = False, mark_unknown: bool = False) -> bytes:
        """Return the file in the target language.

        Args:
            drop_boilerplate: leave the site's menus and counters out.
            mark_unknown: put words that the engine could not translate between `⟦` and `⟧`.
        """
        targets = {
            result.segment.index: _marked(result) if mark_unknown else result.target
            for result in self.results
            if result.status is not SegmentStatus.PASSED_THROUGH
        }
        return self.document.render(
            Targets(
                targets,
                lang=self.target_lang,
                # marks move what the links point at
                links={} if mark_unknown else {r.segment.index: r.links for r in self.results},
                review={
                    r.segment.index for r in self.results if r.status is SegmentStatus.NEEDS_REVIEW
                },
                drop_boilerplate=drop_boilerplate,
            )
        )


def passed_through(segment: Segment) -> SegmentResult:
    """Return the result of a segment that is not translated."""
    return SegmentResult(segment, segment.text, SegmentStatus.PASSED_THROUGH)


def settle_recalled(segment: Segment, recalled: Recalled, target_lang: str) -> SegmentResult:
    """Turn a translation out of memory into the result of one segment."""
    enforced = Enforced(Hypothesis(recalled.target), recalled.outcomes)
    result = settle(segment, enforced, target_lang)
    reasons = (*recalled.reasons, *result.reasons)
    status = SegmentStatus.NEEDS_REVIEW if reasons else SegmentStatus.OK
    return replace(result, status=status, reasons=reasons, memory=recalled)


def settle(segment: Segment, enforced: Enforced, target_lang: str) -> SegmentResult:
    """Turn what enforcement found into the result of one segment."""
    terms = tuple(
        outcome
        for outcome in enforced.outcomes
        if not is_placeable_requirement(outcome.requirement)
    )
    reasons = [_reason(outcome, target_lang) for outcome in terms if outcome.needs_review]
    reasons += [
        f"{violation.text!r} is an unwanted name of {violation.requirement.rendering!r} "
        f"({violation.requirement.concept_id})"
        for violation in enforced.violations
        if violation.requirement.enforceable
    ]
    target = enforced.hypothesis.text
    error = enforced.hypothesis.error
    if error:
        target = segment.text
        reasons = [f"not translated, this is the source text: {error}"]
    elif not target:
        target = segment.text
        reasons.insert(0, "the engine returned nothing; this is the source text")
    else:
        reasons += _placeable_reasons(segment, target)
    imposed = any(outcome.imposed for outcome in terms)
    if reasons:
        status = SegmentStatus.NEEDS_REVIEW
    else:
        status = SegmentStatus.ENFORCED if imposed else SegmentStatus.OK
    return SegmentResult(
        segment=segment,
        target=target,
        status=status,
        outcomes=terms,
        unknown=enforced.hypothesis.unknown,
        reasons=tuple(dict.fromkeys(reasons)),
        error=error,
        links=_links(enforced) if target == enforced.hypothesis.text else (),
    )


def _placeable_reasons(segment: Segment, target: str) -> list[str]:
    """Say which variables, tags and addresses did not come through as they are."""
    return [
        *(
            f"{text!r} is missing, and must stand as it is"
            for text in lost_placeables(segment, target)
        ),
        *(f"{text!r} is not in the source" for text in added_placeables(segment, target)),
    ]


def _links(enforced: Enforced) -> tuple[SpanLink, ...]:
    """Join what the engine aligned with the terms, whose places are known for certain."""
    terms = [
        ((outcome.requirement.start, outcome.requirement.end), outcome.span)
        for outcome in enforced.outcomes
        if outcome.span is not None
    ]
    rest = [(link.source, link.target) for link in enforced.hypothesis.links]
    return tuple(dict.fromkeys((*terms, *rest)))


def _reason(outcome: TermOutcome, target_lang: str) -> str:
    requirement = outcome.requirement
    if outcome.obtained is Obtained.NO_RENDERING:
        return (
            f"the glossary has no {LANGUAGES[target_lang]} rendering of "
            f"{requirement.surface!r} ({requirement.concept_id})"
        )
    return (
        f"{requirement.rendering!r} is missing for {requirement.surface!r} "
        f"({requirement.concept_id})"
    )


def _marked(result: SegmentResult) -> str:
    text = result.target
    for start, end in sorted(result.unknown, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text
