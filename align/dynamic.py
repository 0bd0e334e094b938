"""The probability of every bead, and the best alignment, by dynamic programming.

A path of beads leads from the beginnings of both texts to their ends. Its weight is the
exponential of the sum of its beads' scores; the probability of a bead is the weight of all paths
through it, divided by that of all paths (the forward-backward algorithm of a linear-chain
conditional random field; Lafferty et al., 2001). Only nodes inside a band of rectangles count, so
memory and time are proportional to the length of the texts.

A band is a staircase of rectangles from (0, 0) to the last node of both texts. The last row of
each is the first row of the next; no rectangle but the last has fewer than `REACH` sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .features import SHAPES, Rectangle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.floating[Any]]
    Choices = NDArray[np.int8]

Scores = Callable[[int], "Table"]
"""Scores of the beads that end in rectangle number k of a band: shapes x height x width."""

REACH = 3
"""Sentences of one side in the largest bead."""

_NEVER = -1e30
_ADDED = SHAPES.index((0, 1))  # the one shape that stays in its row
_ARRIVING = tuple((at, *shape) for at, shape in enumerate(SHAPES) if at != _ADDED)


@dataclass(frozen=True, slots=True)
class Step:
    """A bead on the way: its shape, the node where it ends, and what was gained by it."""

    shape: int
    row: int
    column: int
    gain: float


def forward(band: Sequence[Rectangle], scores: Scores) -> list[Table]:
    """Return, for each rectangle, the logarithm of the weight of all paths to each node."""
    import numpy as np

    tables: list[Table] = []
    for number, place in enumerate(band):
        table = _with_edge(band, tables, number)
        given = scores(number)
        width = place.right - place.left + 1
        ends = np.cumsum(given[_ADDED], axis=1, dtype=np.float64)
        for row in range(place.bottom - place.top + 1):
            if row == 0:
                if number:
                    continue  # it is the last row of the rectangle before
                total = np.full(width, _NEVER)
                total[0] = 0.0
            else:
                total = _sum(_arriving(table, given, row, width))
            total = np.logaddexp.accumulate(total - ends[row]) + ends[row]
            table[REACH + row, REACH:] = total
        tables.append(table)
    return [table[REACH:, REACH:] for table in tables]


def backward(band: Sequence[Rectangle], scores: Scores) -> list[Table]:
    """Return, for each rectangle, the logarithm of the weight of all paths from each node."""
    import numpy as np

    tables: list[Table] = []
    below: Table | None = None  # what the rectangle below sends to the last rows of this one
    for number in range(len(band) - 1, -1, -1):
        place = band[number]
        height, width = place.bottom - place.top + 1, place.right - place.left + 1
        table = np.full((REACH + height, REACH + width), _NEVER)
        if below is None:
            table[-1, -1] = 0.0
        else:
            _copy_columns(below, band[number + 1], table[-1 - REACH :], place)
        given = scores(number)
        ends = np.cumsum(given[_ADDED], axis=1, dtype=np.float64)
        for row in range(height - 1, -1, -1):
            here = table[REACH + row, REACH:]
            if row == 0 and number:
                break  # its beads end in the rectangle before
            total = np.logaddexp.accumulate((here + ends[row])[::-1])[::-1] - ends[row]
            here[:] = total
            for shape, up, back in _ARRIVING:
                above = table[REACH + row - up, REACH - back : REACH - back + width]
                np.logaddexp(above, total + given[shape, row], out=above)
        tables.append(table[REACH:, REACH:])
        below = table[: REACH + 1]
    tables.reverse()
    return tables


def probabilities(
    band: Sequence[Rectangle], scores: Scores, before: list[Table], after: list[Table]
) -> Scores:
    """Return the probability of every bead, by rectangle, as `scores` gives their scores."""
    import numpy as np

    whole = before[-1][-1, -1]

    def of(number: int) -> Table:
        place = band[number]
        width = place.right - place.left + 1
        start = _with_edge(band, before, number, edge=False)
        result = np.array(scores(number), dtype=np.float64)
        for row in range(place.bottom - place.top + 1):
            for shape, up, back in _ARRIVING:
                result[shape, row] += start[REACH + row - up, REACH - back : REACH - back + width]
            result[_ADDED, row] += start[REACH + row, REACH - 1 : REACH - 1 + width]
        result += after[number][None] - whole
        return np.exp(np.minimum(result, 0.0))

    return of


def best_path(band: Sequence[Rectangle], gains: Scores) -> list[Step]:
    """Return the path with the highest sum of gains, in the order of the texts."""
    import numpy as np

    shapes = np.array([shape for shape, _, _ in _ARRIVING], dtype=np.int8)
    tables: list[Table] = []
    choices: list[Choices] = []
    for number, place in enumerate(band):
        table = _with_edge(band, tables, number)
        given = gains(number)
        height, width = place.bottom - place.top + 1, place.right - place.left + 1
        ends = np.cumsum(given[_ADDED], axis=1, dtype=np.float64)
        chosen = np.zeros((height, width), dtype=np.int8)
        for row in range(height):
            if row == 0:
                if number:
                    continue
                total = np.full(width, _NEVER)
                total[0] = 0.0
            else:
                arriving = _arriving(table, given, row, width)
                chosen[row] = shapes[arriving.argmax(axis=0)]
                total = arriving.max(axis=0)
            reached = np.maximum.accumulate(total - ends[row])
            chosen[row, 1:][reached[1:] == reached[:-1]] = _ADDED
            table[REACH + row, REACH:] = reached + ends[row]
        tables.append(table)
        choices.append(chosen)
    return _trace(band, choices, gains)


def _trace(band: Sequence[Rectangle], choices: list[Choices], gains: Scores) -> list[Step]:
    number = len(band) - 1
    row, column = band[-1].bottom, band[-1].right
    given = gains(number)
    steps: list[Step] = []
    while row or column:
        place = band[number]
        if number and row <= place.top:
            number -= 1
            given = gains(number)
            continue
        at = (row - place.top, column - place.left)
        shape = int(choices[number][at])
        if row == 0:
            shape = _ADDED
        steps.append(Step(shape, row, column, float(given[(shape, *at)])))
        row -= SHAPES[shape][0]
        column -= SHAPES[shape][1]
    steps.reverse()
    return steps


def _arriving(table: Table, given: Table, row: int, width: int) -> Table:
    """Give, for each shape that comes from above, the weight of the paths to a row's nodes."""
    import numpy as np

    result = np.empty((len(_ARRIVING), width))
    for at, (shape, up, back) in enumerate(_ARRIVING):
        start = REACH - back
        np.add(table[REACH + row - up, start : start + width], given[shape, row], out=result[at])
    return result


def _sum(table: Table) -> Table:
    """Add up weights that are given as logarithms, along the first axis."""
    import numpy as np

    highest = table.max(axis=0)
    total = np.exp(table - highest).sum(axis=0)
    return np.asarray(np.log(total) + highest)


def _with_edge(
    band: Sequence[Rectangle], tables: list[Table], number: int, *, edge: bool = True
) -> Table:
    """Return a table of a rectangle with three rows and columns more, filled from those before.

    Args:
        edge: whether `tables` have such an edge themselves; without, they are full, and the
            table of the rectangle itself is filled in too.
    """
    import numpy as np

    place = band[number]
    height, width = place.bottom - place.top + 1, place.right - place.left + 1
    result = np.full((REACH + height, REACH + width), _NEVER)
    if number:
        above = tables[number - 1]
        if edge:
            above = above[:, REACH:]
        wide = Rectangle(place.top - REACH, place.top, place.left - REACH, place.right)
        before = band[number - 1]
        first, last = max(wide.left, before.left), min(wide.right, before.right)
        if last >= first:
            result[: REACH + 1, first - wide.left : last - wide.left + 1] = above[
                -1 - REACH :, first - before.left : last - before.left + 1
            ]
    if not edge:
        if number:
            result[REACH + 1 :, REACH:] = tables[number][1:]
        else:
            result[REACH:, REACH:] = tables[number]
    return result


def _copy_columns(below: Table, under: Rectangle, table: Table, place: Rectangle) -> None:
    """Copy what stands under the same columns; `below` has three columns more on its left."""
    first, last = max(under.left - REACH, place.left), min(under.right, place.right)
    if last >= first:
        shift = REACH - place.left
        table[:, first + shift : last + shift + 1] = below[
            :, first - under.left + REACH : last - under.left + REACH + 1
        ]
