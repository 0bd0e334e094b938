"""What runs a model: the same few calls for CTranslate2 and for transformers.

Tokens are strings. A target never includes the family's prefix nor the end token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

Tokens = Sequence[str]
Attention = Sequence[Sequence[float]]
"""For each target token a weight for each source token."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A target.

    Attributes:
        tokens: its tokens.
        score: the mean log probability of them and the end token.
        attention: where the decoder looked while it wrote them, where that cost nothing to know.
    """

    tokens: tuple[str, ...]
    score: float
    attention: Attention | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Demands:
    """What the target of one sentence must and must not hold.

    Attributes:
        wanted: alternative forms, and how often one of them must stand.
        forbidden: forms that must not stand.
    """

    wanted: tuple[tuple[tuple[str, ...], int], ...]
    forbidden: tuple[str, ...] = ()


class Backend(Protocol):
    """A loaded model."""

    @property
    def signature(self) -> dict[str, str]:
        """Return versions and settings that shape the output."""
        ...

    def knows(self, token: str) -> bool:
        """Whether a source token is in the model's vocabulary."""
        ...

    def decode(
        self,
        sources: Sequence[Tokens],
        prefix: Tokens,
        *,
        beams: int,
        n_best: int,
        limits: Sequence[int],
        heads: Sequence[Tokens] | None = None,
    ) -> list[list[Decoded]]:
        """Translate; `heads[i]` is a beginning that target `i` must have.

        `limits` are the most tokens that each target may have, a bound against endless output.
        The score of a target with a head leaves the head out.
        """
        ...

    def score(
        self, sources: Sequence[Tokens], prefix: Tokens, targets: Sequence[Tokens]
    ) -> list[list[float]]:
        """Return the log probability of each token of each target and of its end token."""
        ...

    def attend(
        self, sources: Sequence[Tokens], prefix: Tokens, targets: Sequence[Tokens]
    ) -> list[Attention]:
        """Return the cross-attention of targets."""
        ...


class Constraining(Backend, Protocol):
    """A backend with constrained decoding."""

    def constrain(
        self,
        sources: Sequence[Tokens],
        prefix: Tokens,
        demands: Sequence[Demands],
        *,
        lang: str,
        beams: int,
        n_best: int,
        limits: Sequence[int],
    ) -> list[list[Decoded]]:
        """Translate under demands; a sentence whose demands cannot be written has no result."""
        ...
