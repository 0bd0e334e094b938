"""Documents with known beads, made from aligned lines: for fitting, for tests, for figures.

Lines are left out and joined at random places, so that the true beads are known exactly.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from .beads import Bead


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """Two texts and their true beads.

    Attributes:
        source: source sentences.
        target: target sentences.
        beads: the true beads, in order, among them those with one empty side.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]


def make_document(
    pairs: Sequence[tuple[str, str]],
    rng: random.Random,
    *,
    merges: float = 0.08,
    deletions: float = 0.04,
    swaps: float = 0.0,
) -> KnownDocument:
    """Make a document of aligned lines with merges and deletions on both sides.

    Args:
        pairs: lines that translate each other, in the order of the text.
        rng: where chance comes from; the same state gives the same document.
        merges: probability, on each side, that a line is joined to the one before it.
        deletions: probability, on each side, that a line is left out.
        swaps: probability that the target has a line and the next one in the other order; such
            a pair of lines is a true 2-2 bead.
    """
    groups: list[tuple[list[str], list[str]]] = []  # lines that cannot be told apart any more
    swapped = False
    for index, (source, target) in enumerate(pairs):
        if swapped:
            swapped = False
            continue
        ours, theirs = [source], [target]
        if swaps and index + 1 < len(pairs) and rng.random() < swaps:
            swapped = True
            ours.append(pairs[index + 1][0])
            theirs.insert(0, pairs[index + 1][1])
        groups.append(
            (
                [line for line in ours if rng.random() >= deletions],
                [line for line in theirs if rng.random() >= deletions],
            )
        )
    source_lines: list[str] = []
    target_lines: list[str] = []
    beads: list[tuple[list[int], list[int]]] = []
    for ours, theirs in groups:
        joins_source = bool(source_lines and ours) and rng.random() < merges
        joins_target = bool(target_lines and theirs) and rng.random() < merges
        left = _append(source_lines, ours, join=joins_source)
        right = _append(target_lines, theirs, join=joins_target)
        if not left and not right:
            continue
        first = min(
            (at for at, bead in enumerate(beads) if _touches(bead, left, right)),
            default=len(beads),
        )
        for bead in beads[first:]:
            left, right = bead[0] + left, bead[1] + right
        del beads[first:]
        beads.append((sorted(set(left)), sorted(set(right))))
    return KnownDocument(
        tuple(source_lines),
        tuple(target_lines),
        tuple(Bead(tuple(left), tuple(right)) for left, right in beads),
    )


def _append(lines: list[str], more: list[str], *, join: bool) -> list[int]:
    """Add lines at the end, the first one to the line before it when asked; give their indices."""
    if not more:
        return []
    if join:
        lines[-1] = f"{lines[-1]} {more[0]}"
    else:
        lines.append(more[0])
    first = len(lines) - 1
    lines.extend(more[1:])
    return list(range(first, len(lines)))


def _touches(bead: tuple[list[int], list[int]], left: list[int], right: list[int]) -> bool:
    return bool(set(bead[0]) & set(left) or set(bead[1]) & set(right))
