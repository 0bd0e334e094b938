"""Sure pairs of sentences, and the band of rectangles between them.

The first of two passes: keys that are rare in both texts vote for pairs of sentences, and the best
chain of pairs in the order of both texts gives the anchors. The second pass, `dynamic`, looks only
at the band around them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Any

from .dynamic import REACH
from .features import Rectangle
from .keys import Keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_RARE = 4  # sentences of a text, or of a window of it, that a key may stand in to vote
_SURE = 9.0  # weight of common keys that makes an anchor
_WINDOW = 150  # source sentences that are looked at together where no anchor is known
_GAP = 60  # sentences between two anchors that want more anchors
_NEAR = 4  # anchors on either side with which an anchor must agree ...
_DRIFT = 12  # ... within so many sentences
_MARGIN = 10  # columns around the way from anchor to anchor
_SLACK = 0.35  # more columns for each row to the nearest anchor
_ROWS = 40  # rows of a rectangle
_WIDEST = 3000  # columns of a rectangle at most, which bounds memory on any two texts
_SMALL = 60  # texts up to this length need no anchors


def find_anchors(keys: Keys, size: tuple[int, int]) -> list[tuple[int, int]]:
    """Return pairs of sentences that surely belong together, rising in both texts.

    Keys that are rare in the whole texts vote first; between the anchors that are found so, keys
    vote that are rare in a window which moves from one anchor to the next.

    Args:
        keys: what the sentences share.
        size: number of source and of target sentences.
    """
    if size[0] <= _SMALL:
        return []
    known = _consistent(_chain(*_votes(keys, Rectangle(0, size[0], 0, size[1]))))
    found: list[tuple[int, int]] = []
    for (row, column), (end_row, end_column) in pairwise([(-1, -1), *known, size]):
        gap = Rectangle(row + 1, end_row, column + 1, end_column)
        if gap.bottom - gap.top > _GAP and gap.right - gap.left > _GAP:
            found.extend(_walk(keys, gap))
        if (end_row, end_column) != size:
            found.append((end_row, end_column))
    return _consistent(found)


def _walk(keys: Keys, gap: Rectangle) -> Iterator[tuple[int, int]]:
    """Find anchors in a gap, window by window from its beginning."""
    row, column = gap.top, gap.left
    while gap.bottom - row > _GAP and gap.right - column > _GAP:
        window = Rectangle(
            row, min(row + _WINDOW, gap.bottom), column, min(column + 2 * _WINDOW, gap.right)
        )
        chain = _chain(*_votes(keys, window))
        if window.bottom < gap.bottom:
            # near its end a window may see only half of what belongs together
            chain = [place for place in chain if place[0] < row + _WINDOW * 2 // 3]
        if chain:
            yield from chain
            row, column = chain[-1][0] + 1, chain[-1][1] + 1
        else:
            step = _WINDOW // 2
            column += round(step * (gap.right - column) / (gap.bottom - row))
            row += step


def _votes(keys: Keys, window: Rectangle) -> tuple[Ints, Ints, NDArray[Any]]:
    """Give the pairs of sentences of a window that share much that is rare in it."""
    import numpy as np

    sides: list[tuple[Ints, Ints]] = []
    for side, first, last in (
        (keys.source, window.top, window.bottom),
        (keys.target, window.left, window.right),
    ):
        start, end = np.searchsorted(side.sentences, (first, last))
        order = np.argsort(side.keys[start:end], kind="stable")
        own = side.keys[start:end][order]
        times = np.searchsorted(own, own, side="right") - np.searchsorted(own, own)
        rare = times <= _RARE
        sides.append((side.sentences[start:end][order][rare], own[rare]))
    ours, theirs = sides
    starts = np.searchsorted(theirs[1], ours[1], side="left")
    counts = np.searchsorted(theirs[1], ours[1], side="right") - starts
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    columns = theirs[0][np.repeat(starts, counts) + offsets]
    width = max(window.right, 1)
    places, inverse = np.unique(np.repeat(ours[0], counts) * width + columns, return_inverse=True)
    votes = np.bincount(inverse, weights=np.repeat(keys.weights[ours[1]], counts))
    sure = votes >= _SURE
    places = places[sure]
    return places // width, places % width, votes[sure]


def _consistent(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop anchors that agree neither with those before them nor with those after."""
    kept: list[tuple[int, int]] = []
    drifts = [column - row for row, column in anchors]
    for at, drift in enumerate(drifts):
        before, after = drifts[max(at - _NEAR, 0) : at], drifts[at + 1 : at + 1 + _NEAR]
        if any(near and abs(drift - median_low(near)) <= _DRIFT for near in (before, after)):
            kept.append(anchors[at])
    return kept


def _chain(rows: Ints, columns: Ints, votes: NDArray[Any]) -> list[tuple[int, int]]:
    """Choose the heaviest chain that rises in rows and columns; places come sorted by row.

    For each column the best weight of a chain that ends there or before is kept in a list that
    rises in both (the heaviest increasing subsequence).
    """
    ends: list[int] = []  # columns, rising
    weights: list[float] = []  # weight of the best chain that ends there, rising
    tails: list[int] = []
    before: list[int] = [-1] * len(rows)
    at = 0
    while at < len(rows):
        group = at
        while group < len(rows) and rows[group] == rows[at]:
            group += 1
        fresh: list[tuple[int, float, int]] = []
        for index in range(at, group):
            place = bisect_right(ends, int(columns[index]) - 1) - 1
            before[index] = tails[place] if place >= 0 else -1
            weight = float(votes[index]) + (weights[place] if place >= 0 else 0.0)
            fresh.append((int(columns[index]), weight, index))
        for column, weight, index in fresh:
            place = bisect_right(ends, column)
            if place and weights[place - 1] >= weight:
                continue
            last = place
            while last < len(ends) and weights[last] <= weight:
                last += 1
            start = place - 1 if place and ends[place - 1] == column else place
            ends[start:last] = [column]
            weights[start:last] = [weight]
            tails[start:last] = [index]
        at = group
    chain: list[tuple[int, int]] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append((int(rows[index]), int(columns[index])))
        index = before[index]
    chain.reverse()
    return chain


def make_band(anchors: Sequence[tuple[int, int]], size: tuple[int, int]) -> list[Rectangle]:
    """Return the rectangles in which the best alignment is looked for.

    Between two anchors the band holds every way that leaves out sentences of one text only, and
    a margin that grows with the distance.
    """
    import numpy as np

    height, width = size
    if height <= _SMALL and width <= 10 * _SMALL:
        return [Rectangle(0, height, 0, width)]
    rows = np.arange(height + 1)
    known = [(0, 0), *(place for place in anchors if place != (0, 0)), (height, width)]
    points = np.array(known, dtype=np.float64)
    middle = np.interp(rows, points[:, 0], points[:, 1])
    gap = np.minimum(np.searchsorted(points[:, 0], rows, side="right"), len(points) - 1)
    start, end = points[gap - 1], points[gap]
    from_start = start[:, 1] + rows - start[:, 0]
    from_end = end[:, 1] - (end[:, 0] - rows)
    distance = np.minimum(rows - start[:, 0], end[:, 0] - rows)
    margin = _MARGIN + _SLACK * distance
    low = np.minimum(np.minimum(from_start, from_end), middle) - margin
    high = np.maximum(np.maximum(from_start, from_end), middle) + margin
    low = np.clip(np.maximum(low, middle - _WIDEST / 2), 0, width)
    high = np.clip(np.minimum(high, middle + _WIDEST / 2), 0, width)
    low = np.minimum.accumulate(low[::-1])[::-1].astype(np.int64)
    high = np.ceil(np.maximum.accumulate(high)).astype(np.int64)
    band: list[Rectangle] = []
    tops = list(range(0, max(height - REACH, 1), _ROWS))
    for top, bottom in zip(tops, [*tops[1:], height], strict=True):
        band.append(Rectangle(top, bottom, int(low[top]), int(high[bottom])))
    # An anchor in the first row or near the end must not cut off a corner.
    band[0] = replace(band[0], left=0)
    band[-1] = replace(band[-1], right=width)
    return band
