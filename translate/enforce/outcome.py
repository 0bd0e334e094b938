"""What became of the terms of a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from translate.engines.protocol import Hypothesis

from .requirements import Requirement
from .verify import Span, verify, violations


class Obtained(StrEnum):
    """How a term came to stand in the target, or why it does not."""

    ENGINE = "engine"
    """the engine wrote it without being told"""
    CONSTRAINT = "constraint"
    """the engine was given the rendering and used it"""
    RERANKED = "reranked"
    """it stood in another of the engine's translations, which was taken instead"""
    CONSTRAINED = "constrained"
    """the segment was decoded again under constraints"""
    SPLICED = "spliced"
    """it was written where the model looked at its source, and decoding went on from there"""
    REPLACED = "replaced"
    """the words aligned with the term were replaced"""
    MISSING = "missing"
    """it is not in the target"""
    NO_RENDERING = "no-rendering"
    """the glossary has no rendering in this language"""


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """What became of one requirement; `span` is its place in the target, None where missing."""

    requirement: Requirement
    obtained: Obtained
    span: Span | None

    @property
    def needs_review(self) -> bool:
        """Whether a person must look: a term that is always enforced does not stand."""
        return self.requirement.policy.value == "always" and self.span is None

    @property
    def imposed(self) -> bool:
        """Whether the term stands in the target and the engine had not put it there by itself."""
        return self.span is not None and self.obtained is not Obtained.ENGINE


@dataclass(frozen=True, slots=True)
class Violation:
    """A deprecated or forbidden name of a required concept that stands in the target."""

    requirement: Requirement
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Enforced:
    """The final hypothesis of a segment and the outcome of each of its requirements."""

    hypothesis: Hypothesis
    outcomes: tuple[TermOutcome, ...]
    violations: tuple[Violation, ...] = ()


class Attempt:
    """A segment on its way: the best hypothesis so far, and how each term was obtained.

    Args:
        hypothesis: what the engine wrote.
        required: the requirements of the segment, in source order.
        lang: the language of the hypothesis.
        how: how the terms that already stand were obtained.
    """

    def __init__(
        self,
        hypothesis: Hypothesis,
        required: Sequence[Requirement],
        lang: str,
        how: Obtained = Obtained.ENGINE,
    ) -> None:
        self.required = tuple(required)
        self.lang = lang
        self.hypothesis = hypothesis
        self.spans = verify(hypothesis.text, self.required, lang)
        self.unwanted = violations(hypothesis.text, self.required, self.spans, lang)
        self.obtained = [
            how
            if span is not None
            else Obtained.MISSING
            if requirement.forms
            else Obtained.NO_RENDERING
            for requirement, span in zip(self.required, self.spans, strict=True)
        ]

    @property
    def missing(self) -> tuple[int, ...]:
        """Indices of the requirements that must be met and are not."""
        return tuple(
            index
            for index, (requirement, span) in enumerate(zip(self.required, self.spans, strict=True))
            if requirement.enforceable and span is None
        )

    @property
    def satisfied(self) -> bool:
        """Whether the verifier has nothing to say."""
        return not self.missing and not self.unwanted

    @property
    def mendable(self) -> bool:
        """Whether there is a translation, and something to mend in it."""
        return not self.hypothesis.error and not self.satisfied

    def offer(self, hypothesis: Hypothesis, how: Obtained) -> bool:
        """Take a candidate if the verifier finds it better, and lost nothing by it.

        Returns:
            Whether it was taken.
        """
        spans = verify(hypothesis.text, self.required, self.lang)
        if any(
            old is not None and new is None and requirement.enforceable
            for requirement, old, new in zip(self.required, self.spans, spans, strict=True)
        ):
            return False
        unwanted = violations(hypothesis.text, self.required, spans, self.lang)
        open_ = sum(
            requirement.enforceable and span is None
            for requirement, span in zip(self.required, spans, strict=True)
        )
        if (open_, len(unwanted)) >= (len(self.missing), len(self.unwanted)):
            return False
        for index, (old, new) in enumerate(zip(self.spans, spans, strict=True)):
            if new is None and self.required[index].forms:
                self.obtained[index] = Obtained.MISSING
            elif old is None and new is not None:
                self.obtained[index] = how
        self.hypothesis, self.spans, self.unwanted = hypothesis, spans, unwanted
        return True

    def polish(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Take repairs of the text, if every term that stood still stands."""
        hypothesis = _edited(self.hypothesis, edits)
        spans = verify(hypothesis.text, self.required, self.lang)
        if any(old is not None and new is None for old, new in zip(self.spans, spans, strict=True)):
            return
        self.hypothesis, self.spans = hypothesis, spans
        self.unwanted = violations(hypothesis.text, self.required, spans, self.lang)

    def result(self) -> Enforced:
        """Return what became of the segment."""
        text = self.hypothesis.text
        return Enforced(
            hypothesis=self.hypothesis,
            outcomes=tuple(
                TermOutcome(requirement=requirement, obtained=how, span=span)
                for requirement, how, span in zip(
                    self.required, self.obtained, self.spans, strict=True
                )
            ),
            violations=tuple(
                Violation(self.required[index], text[slice(*span)], span)
                for index, span in self.unwanted
            ),
        )


def _edited(hypothesis: Hypothesis, edits: Sequence[tuple[int, int, str]]) -> Hypothesis:
    """Return a hypothesis with its text changed and its offsets moved.

    Args:
        hypothesis: any hypothesis.
        edits: (start, end, new text), in order, none overlapping another.
    """
    text, done = "", 0
    for start, end, new in edits:
        text += hypothesis.text[done:start] + new
        done = end
    text += hypothesis.text[done:]

    def moved(place: int) -> int:
        shift = 0
        for start, end, new in edits:
            if place >= end:
                shift += len(new) - (end - start)
            elif place > start:
                return min(place, start + len(new)) + shift
        return place + shift

    return replace(
        hypothesis,
        text=text,
        links=tuple(
            replace(link, target=(moved(link.target[0]), moved(link.target[1])))
            for link in hypothesis.links
        ),
        unknown=tuple((moved(start), moved(end)) for start, end in hypothesis.unknown),
    )
