"""Enforcement: every required term in its official form, or the reason why not.

One verifier judges every step, and the cheapest step that satisfies it wins: what the engine
wrote is kept when it has the terms; where one is missing, the aligned words are replaced; what
cannot be made right is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from translate.engines.protocol import Constraint, Hypothesis

from .replace import replace
from .requirements import Requirement, requirements
from .verify import Span, verify

__all__ = [
    "Enforced",
    "Obtained",
    "Requirement",
    "TermOutcome",
    "constraints",
    "enforce",
    "requirements",
    "verify",
]


class Obtained(StrEnum):
    """How a term came to stand in the target, or why it does not."""

    ENGINE = "engine"
    """the engine wrote it without being told"""
    CONSTRAINT = "constraint"
    """the engine was given the rendering and used it"""
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


@dataclass(frozen=True, slots=True)
class Enforced:
    """The final hypothesis of a segment and the outcome of each of its requirements."""

    hypothesis: Hypothesis
    outcomes: tuple[TermOutcome, ...]


def constraints(required: Sequence[Requirement]) -> tuple[Constraint, ...]:
    """Return what an engine is told of the requirements that have a rendering."""
    return tuple(
        Constraint(
            start=requirement.start,
            end=requirement.end,
            forms=requirement.forms,
            required=requirement.enforceable,
        )
        for requirement in required
        if requirement.forms
    )


def enforce(
    hypothesis: Hypothesis,
    required: Sequence[Requirement],
    *,
    target_lang: str,
    told: bool,
    mend: bool = True,
) -> Enforced:
    """Judge a hypothesis and mend it where a required term is missing.

    Args:
        hypothesis: what the engine wrote.
        required: the requirements of the segment, in source order.
        target_lang: the language of the hypothesis.
        told: whether the engine was given the constraints and honours them.
        mend: False only judges and changes nothing.
    """
    spans = verify(hypothesis.text, required, target_lang)
    by_engine = Obtained.CONSTRAINT if told else Obtained.ENGINE
    obtained = [
        by_engine
        if span is not None
        else Obtained.MISSING
        if requirement.forms
        else Obtained.NO_RENDERING
        for requirement, span in zip(required, spans, strict=True)
    ]
    for index, requirement in enumerate(required):
        if not mend or spans[index] is not None or not requirement.enforceable:
            continue
        occupied = tuple(span for span in spans if span is not None)
        candidate = replace(hypothesis, requirement, occupied)
        if candidate is None:
            continue
        verdict = verify(candidate.text, required, target_lang)
        if verdict[index] is None or _lost(spans, verdict):
            continue
        hypothesis, spans = candidate, verdict
        obtained[index] = Obtained.REPLACED
    return Enforced(
        hypothesis=hypothesis,
        outcomes=tuple(
            TermOutcome(requirement=requirement, obtained=how, span=span)
            for requirement, how, span in zip(required, obtained, spans, strict=True)
        ),
    )


def _lost(before: Sequence[Span | None], after: Sequence[Span | None]) -> bool:
    """Whether a requirement that was met is no longer met."""
    return any(old is not None and new is None for old, new in zip(before, after, strict=True))
