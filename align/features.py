"""The signals of every possible bead in a rectangle of two texts, as numbers.

A bead of shape (a, b) that ends before source sentence i and target sentence j has the source
sentences i-a ... i-1 and the target sentences j-b ... j-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .keys import KINDS, Keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
"""Numbers of source and target sentences of the beads that are looked for."""

NAMES = (
    *(f"shape {a}-{b}" for a, b in SHAPES),
    "length",
    "length squared",
    "words hit",
    "words share",
    "words share squared",
    "source words missed",
    "target words missed",
    "numbers hit",
    "numbers missed",
    "names hit",
    "names share",
    "weakest part",
    "left out",
    "similarity",
    "similarity margin",
    "weakest similarity",
)
"""The signals, in the order of the weights."""

LENGTH_RATIOS = {"id": 1.0, "en": 0.92, "vi": 0.97, "lo": 0.91}
"""Code points that say the same, after the aligned sets; a text's own ratio is mixed in."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Two texts as the signals need them.

    Attributes:
        keys: what the sentences share.
        source_lengths: code points of each source sentence, times the ratio of the languages.
        target_lengths: code points of each target sentence.
        similarity: source and target vectors without what is common to their text, or None.
    """

    keys: Keys
    source_lengths: Floats
    target_lengths: Floats
    vectors: tuple[Floats, Floats] | None = None


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Nodes `top` ... `bottom` of the source and `left` ... `right` of the target, inclusive.

    A node i is the place before sentence i.
    """

    top: int
    bottom: int
    left: int
    right: int


def measure(
    source: Sequence[str],
    target: Sequence[str],
    keys: Keys,
    *,
    source_lang: str,
    target_lang: str,
    vectors: tuple[Floats, Floats] | None = None,
) -> Measured:
    """Collect what the signals are made of."""
    import numpy as np

    ours = np.array([len(line) for line in source], dtype=np.float32)
    theirs = np.array([len(line) for line in target], dtype=np.float32)
    prior = LENGTH_RATIOS[target_lang] / LENGTH_RATIOS[source_lang]
    weight = 2000.0  # code points of evidence that the usual ratio is worth
    ratio = (float(theirs.sum()) + weight * prior) / (float(ours.sum()) + weight)
    ratio = min(max(ratio, prior / 1.5), prior * 1.5)
    return Measured(keys, ours * np.float32(ratio), theirs, vectors)


def hits(keys: Keys, rectangle: Rectangle) -> Floats:
    """Return the weight of what the sentences of a rectangle share: kinds x rows x columns."""
    import numpy as np

    rows, columns = rectangle.bottom - rectangle.top, rectangle.right - rectangle.left
    ours, theirs = keys.source, keys.target
    first, last = np.searchsorted(ours.sentences, (rectangle.top, rectangle.bottom))
    source_keys, source_rows = ours.keys[first:last], ours.sentences[first:last] - rectangle.top
    first, last = np.searchsorted(theirs.sentences, (rectangle.left, rectangle.right))
    order = np.argsort(theirs.keys[first:last], kind="stable")
    target_keys = theirs.keys[first:last][order]
    target_columns = (theirs.sentences[first:last] - rectangle.left)[order]
    starts = np.searchsorted(target_keys, source_keys, side="left")
    counts = np.searchsorted(target_keys, source_keys, side="right") - starts
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    met = target_columns[np.repeat(starts, counts) + offsets]
    places = (keys.kinds[source_keys] * rows + source_rows) * columns
    flat = np.repeat(places, counts) + met
    weights = np.repeat(keys.weights[source_keys], counts)
    table = np.bincount(flat, weights=weights, minlength=len(KINDS) * rows * columns)
    return table.reshape(len(KINDS), rows, columns).astype(np.float32)


class Signals:
    """The signals of all shapes of bead in one rectangle."""

    def __init__(self, measured: Measured, rectangle: Rectangle) -> None:
        import numpy as np

        self.measured = measured
        self.rectangle = rectangle
        self.height = rectangle.bottom - rectangle.top + 1
        self.width = rectangle.right - rectangle.left + 1
        # Beads reach up to three sentences out of the rectangle, up and to the left.
        self._up, self._back = min(3, rectangle.top), min(3, rectangle.left)
        wide = Rectangle(
            rectangle.top - self._up,
            rectangle.bottom,
            rectangle.left - self._back,
            rectangle.right,
        )
        padding = ((3 - self._up, 0), (3 - self._back, 0))
        self._hits = np.pad(hits(measured.keys, wide), ((0, 0), *padding))
        rows, columns = slice(wide.top, wide.bottom), slice(wide.left, wide.right)
        self._source = np.pad(
            np.column_stack([measured.keys.source.totals[rows], measured.source_lengths[rows]]),
            (padding[0], (0, 0)),
        ).T
        self._target = np.pad(
            np.column_stack(
                [measured.keys.target.totals[columns], measured.target_lengths[columns]]
            ),
            (padding[1], (0, 0)),
        ).T
        self._vectors: tuple[Floats, Floats] | None = None
        if measured.vectors is not None:
            self._vectors = (
                np.pad(measured.vectors[0][rows], (padding[0], (0, 0))),
                np.pad(measured.vectors[1][columns], (padding[1], (0, 0))),
            )
            self._usual = self._usual_similarity()

    def of(self, shape: tuple[int, int]) -> Floats:
        """Return the signals of the beads of one shape: len(NAMES) x height x width."""
        import numpy as np

        result = np.zeros((len(NAMES), self.height, self.width), dtype=np.float32)
        result[SHAPES.index(shape)] = 1.0
        up, back = shape
        source = self._sum_rows(self._source, up, self.height)
        target = self._sum_rows(self._target, back, self.width)
        named = dict(zip(NAMES, result, strict=True))
        if not up or not back:
            length = target[-1][None, :] if not up else source[-1][:, None]
            named["left out"][:] = np.log1p(length / 20.0)
            return result
        table = self._block(self._hits, up, back)
        self._lengths(named, source[-1][:, None], target[-1][None, :])
        words = table[0] + table[1]
        ours, theirs = source[0][:, None], target[1][None, :]
        share = words / (ours + theirs + 4.0)
        named["words hit"][:] = np.sqrt(words)
        named["words share"][:] = share
        named["words share squared"][:] = share * share
        named["source words missed"][:] = np.log1p(np.maximum(ours - table[0], 0.0) / 8.0)
        named["target words missed"][:] = np.log1p(np.maximum(theirs - table[1], 0.0) / 8.0)
        named["numbers hit"][:] = np.sqrt(table[2])
        numbers = source[2][:, None] + target[2][None, :] - 2.0 * table[2]
        named["numbers missed"][:] = np.sqrt(np.maximum(numbers, 0.0))
        named["names hit"][:] = np.sqrt(table[3])
        named["names share"][:] = 2 * table[3] / (source[3][:, None] + target[3][None, :] + 4.0)
        if up + back > 2:
            named["weakest part"][:] = self._weakest(up, back)
        if self._vectors is not None:
            self._similarities(named, up, back)
        return result

    def _sum_rows(self, table: Floats, count: int, nodes: int) -> Floats:
        """Sum the last `count` sentences before each node."""
        total = table[:, 3 - 1 : 3 - 1 + nodes] * 0.0
        for step in range(1, count + 1):
            total = total + table[:, 3 - step : 3 - step + nodes]
        return total

    def _block(self, table: Floats, up: int, back: int) -> Floats:
        total = self._shift(table, 1, 1).copy()
        for row in range(1, up + 1):
            for column in range(1, back + 1):
                if (row, column) != (1, 1):
                    total += self._shift(table, row, column)
        return total

    def _shift(self, table: Floats, row: int, column: int) -> Floats:
        return table[..., 3 - row : 3 - row + self.height, 3 - column : 3 - column + self.width]

    def _lengths(self, named: dict[str, Floats], ours: Floats, theirs: Floats) -> None:
        """Compare lengths as Gale and Church (1993) do: the difference in standard deviations."""
        import numpy as np

        mean = (ours + theirs) / 2 + 4.0
        difference = np.abs(theirs - ours) / np.sqrt(6.8 * mean)
        named["length"][:] = np.minimum(difference, 8.0)
        named["length squared"][:] = np.minimum(difference * difference, 64.0) / 8.0

    def _weakest(self, up: int, back: int) -> Floats:
        """Return the smallest share of its words that a sentence of the bead finds in it."""
        import numpy as np

        shares: list[Floats] = []
        if up > 1:
            for row in range(1, up + 1):
                met = sum(self._shift(self._hits[0], row, at) for at in range(1, back + 1))
                total = self._source[0][3 - row : 3 - row + self.height][:, None]
                shares.append(met / (total + 3.0))
        if back > 1:
            for column in range(1, back + 1):
                met = sum(self._shift(self._hits[1], at, column) for at in range(1, up + 1))
                total = self._target[1][3 - column : 3 - column + self.width][None, :]
                shares.append(met / (total + 3.0))
        return np.asarray(np.minimum.reduce(shares))

    def _sums(self, side: int, count: int) -> Floats:
        """Return the vector of the last `count` sentences before each node, of length 1."""
        import numpy as np

        vectors = self._vectors[side] if self._vectors is not None else np.zeros((0, 0))
        lengths = (self._source, self._target)[side][-1][:, None]
        nodes = (self.height, self.width)[side]
        weighted = vectors * lengths
        total = sum(weighted[3 - step : 3 - step + nodes] for step in range(1, count + 1))
        norm = np.linalg.norm(total, axis=1, keepdims=True)
        return np.asarray(total / np.maximum(norm, 1e-6), dtype=np.float32)

    def _usual_similarity(self) -> tuple[Floats, Floats]:
        """Return how similar each sentence is to those it is most similar to, on both sides."""
        import numpy as np

        table = self._sums(0, 1) @ self._sums(1, 1).T
        near = min(4, *table.shape)
        rows = np.partition(table, -near, axis=1)[:, -near:].mean(axis=1)
        columns = np.partition(table, -near, axis=0)[-near:].mean(axis=0)
        return rows, columns

    def _similarities(self, named: dict[str, Floats], up: int, back: int) -> None:
        """Cosine, its margin over the nearest others (Artetxe and Schwenk, 2019), and parts."""
        import numpy as np

        whole = (self._sums(0, up), self._sums(1, back))
        similarity = whole[0] @ whole[1].T
        named["similarity"][:] = similarity
        rows, columns = self._usual
        named["similarity margin"][:] = similarity - (rows[:, None] + columns[None, :]) / 2
        if up + back > 2:
            parts: list[Floats] = []
            if up > 1:
                single = np.pad(self._sums(0, 1), ((3, 0), (0, 0)))
                parts += [single[3 - row : 3 - row + self.height] @ whole[1].T for row in range(up)]
            if back > 1:
                single = np.pad(self._sums(1, 1), ((3, 0), (0, 0)))
                parts += [
                    whole[0] @ single[3 - column : 3 - column + self.width].T
                    for column in range(back)
                ]
            named["weakest similarity"][:] = np.minimum.reduce(parts)
