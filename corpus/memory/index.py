"""Fuzzy search: texts like a given one, among a million, in a tenth of a millisecond or two.

Candidates are texts that share rare runs of code points (`grams`) with the one that is looked
for; the score of `scores` decides among them. The texts are ordered by length, so that of the list
of texts with a run, those whose length can reach the threshold at all are one piece. A look-up
divides its text into windows, takes the rarest run of each, and reads the shortest of their lists
until it has read enough: windows, because the rarest runs of a whole text all stand in the one
name that is in no other text. The texts met most often are scored. (Filtering by length and by
common q-grams: Gravano and others, 2001; reading rare lists first: Chaudhuri, Ganti and Kaushik,
2006. Unlike theirs this filter may miss a match; `benchmarks/bench_memory.py` says how many.)

All of it is a few arrays, which are read from a file by memory mapping.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from . import grams, scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOWS = 14
"""Windows into which a text is divided."""
READ = 6000
"""Places in lists that a look-up reads at most, if one list is not longer than that."""
SCORED = 40
"""Candidates that are scored at most."""
FEW = 200
"""So many texts of a fitting length are all scored."""
LONGEST_LIST = 2000
"""Texts of one length class that a list names at most: a run that is in more tells nothing."""
_CLASSES = 12  # of lengths
_TELLING = 3  # a third of the most runs in common is worth a look, where many have fewer
_NONE = 2**31 - 1  # longer than any list
_CHUNK = 20_000  # texts whose runs are found at once


@dataclass(frozen=True, slots=True)
class Arrays:
    """What an index is made of.

    Attributes:
        keys: the key of each text, in the order of their lengths.
        edges: the least length of each class of lengths.
        starts: the first text of each class, and the number of all texts.
        lists: for each run and class where its list begins in `postings`, and where the last
            one ends; one row for each run.
        postings: the lists: indices of texts.
        offsets: where each text begins in `texts`, and where the last one ends.
        texts: the texts in UTF-8.
    """

    keys: NDArray[Any]
    edges: NDArray[Any]
    starts: NDArray[Any]
    lists: NDArray[Any]
    postings: NDArray[Any]
    offsets: NDArray[Any]
    texts: NDArray[Any]


Allocate = Callable[[str, tuple[int, ...], Any], "NDArray[Any]"]
"""Gives the array with a name of `Arrays`, a shape and a type, to be filled; each once."""


class Damaged(Exception):  # noqa: N818 - it is made again, nobody sees it
    """The arrays of an index hold what no index holds."""


class Index:
    """Finds texts that are like a given one."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._edges = arrays.edges.tolist()
        self._starts = arrays.starts.tolist()
        self._bits = max(int(arrays.lists.shape[0]).bit_length() - 1, 0)
        self._longest = LONGEST_LIST * len(self._edges)
        # views give plain numbers, which numpy would wrap one by one
        self._bytes = arrays.texts.data
        self._offsets = arrays.offsets.data

    def __len__(self) -> int:
        return len(self._arrays.keys)

    def find(self, plain: str, *, threshold: float, limit: int) -> list[tuple[int, float]]:
        """Find texts like `plain`, itself left out; a damaged index raises `Damaged`.

        Args:
            plain: a text in normal form without capitals.
            threshold: the least score.
            limit: the most results.

        Returns:
            Key and score, the best first.
        """
        try:
            candidates = self._candidates(plain, threshold)
            texts = [self._text(index) for index in candidates]
        except (IndexError, ValueError) as error:
            raise Damaged(str(error)) from error
        # the text itself is an exact match, or one but for its capitals, and known by its key
        return [
            (int(self._arrays.keys[candidates[place]]), score)
            for place, score in scores.best(plain, texts, threshold=threshold, limit=limit + 1)
            if texts[place] != plain
        ][:limit]

    def _text(self, index: int) -> str:
        return str(self._bytes[self._offsets[index] : self._offsets[index + 1]], "utf-8")

    def _candidates(self, plain: str, threshold: float) -> list[int]:
        if not self._starts[-1]:
            return []
        share = max(threshold, 1.0) / 100
        first = max(bisect_right(self._edges, len(plain) * share - 1e-9) - 1, 0)
        last = bisect_right(self._edges, len(plain) / share + 1e-9)
        if self._starts[last] - self._starts[first] <= FEW:
            return list(range(self._starts[first], self._starts[last]))
        runs = grams.of_query(plain, self._bits)
        rows = self._arrays.lists[runs]
        begins, ends = rows[:, first], rows[:, last]
        sizes = ends - begins
        chosen = _rarest(sizes)
        if not len(chosen):
            return []
        chosen = chosen[sizes[chosen].argsort()]
        if sizes[chosen[-1]] > self._longest:
            raise Damaged("a list is too long")
        read = max(int(sizes[chosen].cumsum().searchsorted(READ, side="right")), 1)
        chosen = chosen[:read]
        postings = self._arrays.postings
        met = np.concatenate(
            [
                postings[begin:end]
                for begin, end in zip(begins[chosen].tolist(), ends[chosen].tolist(), strict=True)
            ]
        )
        return _commonest(met)


def _rarest(sizes: NDArray[Any]) -> NDArray[Any]:
    """Return the place of the shortest list that is not empty in each window."""
    if len(sizes) <= WINDOWS:
        return sizes.nonzero()[0]
    width = -(-len(sizes) // WINDOWS)
    padded = np.full(WINDOWS * width, _NONE, dtype=sizes.dtype)
    padded[: len(sizes)] = np.where(sizes > 0, sizes, _NONE)
    places = padded.reshape(WINDOWS, width).argmin(axis=1)
    places += np.arange(0, WINDOWS * width, width)
    filled: NDArray[Any] = places[padded[places] != _NONE]
    return filled


def _commonest(met: NDArray[Any]) -> list[int]:
    """Return the numbers that come most often, at most `SCORED`.

    Those that come less than a third as often as the commonest are left out, where many do.
    """
    met.sort()
    again = met[1:][met[1:] == met[:-1]]  # each number once less: most come once, and are gone
    if not len(again):
        single: list[int] = met[:SCORED].tolist()
        return single
    firsts = np.concatenate(([0], (again[1:] != again[:-1]).nonzero()[0] + 1, [len(again)]))
    counts = firsts[1:] - firsts[:-1] + 1
    # counts are small numbers, of which a table is made sooner than a selection by order
    reaching = np.bincount(counts)[::-1].cumsum()  # how many have the highest count, ...
    highest = len(reaching) - 1
    level = highest - int(reaching.searchsorted(SCORED, side="right"))
    telling = counts > max(level, highest // _TELLING)
    numbers: list[int] = again[firsts[:-1][telling]].tolist()
    if level > highest // _TELLING:
        numbers += again[firsts[:-1][counts == level]][: SCORED - len(numbers)].tolist()
    elif highest < 2 * _TELLING and len(numbers) < SCORED:
        # few have two in common: one may be enough
        numbers = list(dict.fromkeys([*numbers, *met[:SCORED].tolist()]))[:SCORED]
    return numbers


def build(texts: dict[int, str], allocate: Allocate | None = None) -> Arrays:
    """Make the arrays of an index.

    Args:
        texts: texts in normal form without capitals, by their keys.
        allocate: gives the large arrays; they are in memory when None.
    """
    allocate = allocate or (lambda _, shape, kind: np.empty(shape, dtype=kind))
    lengths = np.fromiter((len(text) for text in texts.values()), np.int64, len(texts))
    order = lengths.argsort(kind="stable")
    lengths = lengths[order]
    keys = allocate("keys", (len(texts),), np.int64)
    keys[:] = np.fromiter(texts, np.int64, len(texts))[order]
    unsorted = list(texts.values())
    ordered = [unsorted[index] for index in order.tolist()]
    edges, starts = _length_classes(lengths, allocate)
    bits = min(max(int(lengths.sum()).bit_length() - 3, 8), 20)
    lists, postings = _lists(ordered, starts.tolist(), bits, allocate)
    offsets, blob = _texts(ordered, allocate)
    return Arrays(keys, edges, starts, lists, postings, offsets, blob)


def _length_classes(lengths: NDArray[Any], allocate: Allocate) -> tuple[NDArray[Any], NDArray[Any]]:
    """Divide sorted lengths into classes with about as many texts each."""
    shares = np.linspace(0, 1, _CLASSES + 1)[:-1]
    least = np.unique(np.quantile(lengths, shares).astype(np.int64)) if len(lengths) else [0]
    edges = allocate("edges", (len(least),), np.int64)
    edges[:] = least
    starts = allocate("starts", (len(least) + 1,), np.int64)
    starts[:-1] = lengths.searchsorted(edges)
    starts[-1] = len(lengths)
    return edges, starts


def _lists(
    texts: Sequence[str], starts: Sequence[int], bits: int, allocate: Allocate
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Make the lists of all runs: once through the texts to count, once to write.

    The runs are found twice, since those of a million texts do not fit into memory at once.
    """
    classes = list(pairwise(starts))
    sizes = np.zeros((2**bits, len(classes)), dtype=np.int32)
    for place, (first, last) in enumerate(classes):
        for begin in range(first, last, _CHUNK):
            runs, _ = grams.of_units(texts[begin : min(begin + _CHUNK, last)], bits)
            sizes[:, place] += np.bincount(runs, minlength=2**bits).astype(np.int32)
    np.minimum(sizes, LONGEST_LIST, out=sizes)
    total = int(sizes.sum(dtype=np.int64))
    kind = np.int32 if total < _NONE else np.int64
    lists = allocate("lists", (2**bits, len(classes) + 1), kind)
    ends = sizes.reshape(-1).cumsum(dtype=np.int64).reshape(sizes.shape)
    lists[:, 1:] = ends
    lists[0, 0] = 0
    lists[1:, 0] = ends[:-1, -1]
    postings = allocate("postings", (total,), np.int32)
    for place, (first, last) in enumerate(classes):
        room = sizes[:, place].astype(np.int64)
        cursor = lists[:, place].astype(np.int64)
        for begin in range(first, last, _CHUNK):
            runs, owners = grams.of_units(texts[begin : min(begin + _CHUNK, last)], bits)
            counts = np.bincount(runs, minlength=2**bits)
            ranks = np.arange(len(runs)) - (counts.cumsum() - counts)[runs]
            fits = ranks < room[runs]
            runs = runs[fits]
            postings[cursor[runs] + ranks[fits]] = owners[fits] + begin
            taken = np.minimum(counts, room)
            cursor += taken
            room -= taken
    return lists, postings


def _texts(texts: Sequence[str], allocate: Allocate) -> tuple[NDArray[Any], NDArray[Any]]:
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = allocate("offsets", (len(raw) + 1,), np.int64)
    offsets[0] = 0
    np.cumsum(np.fromiter(map(len, raw), np.int64, len(raw)), out=offsets[1:])
    blob = allocate("texts", (int(offsets[-1]),), np.uint8)
    blob[:] = np.frombuffer(b"".join(raw), dtype=np.uint8)
    return offsets, blob
