"""Runs of code points (q-grams) of texts, as numbers.

A text of more than `SHORT` code points is known by its runs of six: about a word of Indonesian or
Vietnamese and a short word of Lao, so a run stands in few units, and a changed word spoils few
runs. A short text, of which one change would spoil most of those, is known by its runs of three
too. One blank code point before and after a text marks its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_RUN, SHORT_RUN = 6, 3
SHORT = 32
"""Units of at most so many code points have short runs too ..."""
SHORT_QUERY = 20
"""... and a text of at most so many is looked for by them."""
_EDGE = "\0"
_FNV, _KNUTH = np.uint32(0x01000193), np.uint32(0x9E3779B1)


def of_units(texts: Sequence[str], bits: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the runs of texts: the number of each run, and the index of the text it is in.

    Numbers are below `2**bits`; a run that comes twice in a text is given once.
    """
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    points = _points(_EDGE.join(texts))
    starts = np.cumsum(lengths + 1) - lengths - 1
    owners = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths + 1)
    found = []
    for run in (LONG_RUN, SHORT_RUN):
        numbers = _numbers(points, run, bits)
        owner = owners[: len(numbers)]
        index = owner.astype(np.int64)
        inside = np.arange(len(numbers)) - starts[index] + run <= lengths[index] + 2
        if run == SHORT_RUN:
            inside &= lengths[index] <= SHORT
        found.append((numbers[inside].astype(np.uint64) << np.uint64(32)) | owner[inside])
    joined = np.concatenate(found)
    joined.sort()
    if len(joined):
        joined = joined[np.concatenate(([True], joined[1:] != joined[:-1]))]
    return (joined >> np.uint64(32)).astype(np.int64), (joined & np.uint64(2**32 - 1)).astype(
        np.int32
    )


def of_query(text: str, bits: int) -> NDArray[Any]:
    """Return the runs by which a text is looked for, in the order of the text."""
    return _numbers(_points(text), SHORT_RUN if len(text) <= SHORT_QUERY else LONG_RUN, bits)


def _points(text: str) -> NDArray[Any]:
    data = f"{_EDGE}{text}{_EDGE}".encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype="<u4")


def _numbers(points: NDArray[Any], run: int, bits: int) -> NDArray[Any]:
    """Hash every run of `run` code points; the multipliers are those of FNV-1a and Knuth.

    Pairs of code points are hashed first, since every pair stands in several runs.
    """
    count = len(points) - run + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint32)
    pairs = points[:-1] * _FNV
    pairs ^= points[1:]
    pairs *= _KNUTH
    number = pairs[:count] * _FNV
    for place in range(2, run, 2):
        # a run of odd length ends in a single code point
        last = pairs if place + 1 < run else points
        number ^= last[place : place + count]
        number *= _KNUTH
    number >>= np.uint32(32 - bits)
    return number
