"""What an engine offers to enforcement beyond free translation.

An engine that can be steered decodes again under constraints. It still knows nothing of policy:
it is told which forms are wanted where, which are unwanted, and gives back candidates; whether
one of them will do is judged above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from .protocol import Constraint, EngineInfo, Hypothesis


@dataclass(frozen=True, slots=True)
class Steer:
    """A segment that is to be decoded again.

    Attributes:
        text: the source segment.
        constraints: every rendering that must stand in the target, in source order; the same
            forms twice mean two occurrences.
        missing: indices of the constraints that `draft` does not meet.
        forbidden: forms that must not stand in the target.
        draft: the free translation, or None where there is none.
        places: for each constraint the span of `draft` that was written for its words, or None
            where it is not known; may be empty.
    """

    text: str
    constraints: tuple[Constraint, ...]
    missing: tuple[int, ...] = ()
    forbidden: tuple[str, ...] = ()
    draft: Hypothesis | None = None
    places: tuple[tuple[int, int] | None, ...] = ()


@runtime_checkable
class Steerable(Protocol):
    """An engine with constrained decoding, splicing, or both."""

    @property
    def info(self) -> EngineInfo:
        """Return what is known of the engine without loading it."""
        ...

    @property
    def methods(self) -> tuple[str, ...]:
        """Return what it can do: `constrained`, `splice`; the better one first."""
        ...

    def steer(
        self, segments: Sequence[Steer], method: str, *, source_lang: str, target_lang: str
    ) -> list[tuple[Hypothesis, ...]]:
        """Decode segments again.

        Returns:
            For each segment its candidates, best first; empty where none was found.

        Raises:
            LanguageError: the engine does not know one of the languages.
            EngineError: the engine cannot do this, or failed.
        """
        ...

    def linked(
        self,
        texts: Sequence[str],
        hypotheses: Sequence[Hypothesis],
        *,
        source_lang: str,
        target_lang: str,
    ) -> list[Hypothesis]:
        """Return the hypotheses with alignment links, made where they have none."""
        ...
