"""What is sent over the cluster: files packed into pieces of work, and what comes of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus import Document, KohesiError
from translate.runs.reading import Closed, Opened
from translate.runs.solving import Translated
from translate.runs.sources import Source

if TYPE_CHECKING:
    import pyarrow

LARGE = 256 * 1024
"""Bytes of a file that is given out in parts, if its format has any."""
PARCEL = 64 * 1024
"""Bytes of the small files that a worker is given at once, so that they share batches."""
PARCELS_OF_WORKER = 4
"""Parcels that there should be for each worker, so that all of them end at much the same time."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file, by a path that holds on every machine, and what it is to be translated into."""

    source: Source
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Files that one worker reads."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Large:
    """A file that is cut, so that several workers share it."""

    item: Item


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a large file.

    Attributes:
        item: the file.
        document: the part.
        seen: the names that the parts before it have mentioned, by language; see
            `translate.enforce.mentions`.
    """

    item: Item
    document: Document
    seen: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Failed:
    """The run cannot go on."""

    error: KohesiError


Work = Whole | Large | Slice | Opened | Closed
"""What goes to the workers; what was read and needs no engine goes along in its place."""
Result = Opened | Translated | Closed | Failed
"""What comes back."""


def parcels(items: Iterable[tuple[Item, int]], *, workers: int) -> Iterator[Whole | Large]:
    """Pack files into pieces of work, in order.

    Args:
        items: the files and their sizes in bytes.
        workers: how many there are to share them.
    """
    sized = list(items)
    small = sum(size for _, size in sized if size < LARGE)
    most = min(PARCEL, small // (workers * PARCELS_OF_WORKER))
    packed: list[Item] = []
    weight = 0
    for item, size in sized:
        if packed and (size >= LARGE or weight + size > most):
            yield Whole(tuple(packed))
            packed, weight = [], 0
        if size >= LARGE:
            yield Large(item)
        else:
            packed.append(item)
            weight += size
    if packed:
        yield Whole(tuple(packed))


def packed(value: Work | Result) -> bytes:
    """Return a value as it travels."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def table(values: Sequence[bytes]) -> pyarrow.Table:
    """Return packed values as Ray Data takes them: a row each."""
    import pyarrow

    return pyarrow.table({"value": pyarrow.array(values, pyarrow.binary())})


def unpacked(batch: pyarrow.Table) -> Iterator[Any]:
    """Give the values of a table; only what a run has packed itself is ever read here."""
    for row in batch.column("value"):
        yield pickle.loads(row.as_py())
