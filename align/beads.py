"""Beads: which source sentences are translated by which target sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences with the target sentences that translate them (Gale and Church, 1993).

    Attributes:
        source: 0-based indices of consecutive source sentences; empty for what was added.
        target: 0-based indices of consecutive target sentences; empty for what was left out.
        score: confidence from 0 to 1: the share of all alignments, weighted by their
            probability, that have exactly this bead.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 1.0

    @property
    def shape(self) -> tuple[int, int]:
        """Number of source and of target sentences."""
        return len(self.source), len(self.target)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far beads agree with the true ones.

    Attributes:
        precision: share of the beads found that are true.
        recall: share of the true beads that were found.
    """

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def compare(found: Iterable[Bead], true: Iterable[Bead], *, one_sided: bool = True) -> Agreement:
    """Compare beads strictly: a bead counts when both its sides are exactly those of a true one.

    Args:
        found: the beads of an aligner.
        true: the known beads of the same documents.
        one_sided: False leaves out beads with an empty side, as the scorer of Vecalign does
            (Thompson and Koehn, 2019).
    """
    ours = _sides(found, one_sided=one_sided)
    theirs = _sides(true, one_sided=one_sided)
    common = len(ours & theirs)
    return Agreement(
        common / len(ours) if ours else float(not theirs),
        common / len(theirs) if theirs else float(not ours),
    )


def _sides(
    beads: Iterable[Bead], *, one_sided: bool
) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {
        (bead.source, bead.target) for bead in beads if one_sided or (bead.source and bead.target)
    }
