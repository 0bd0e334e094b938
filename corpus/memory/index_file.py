"""An index in a file beside its memory, read by memory mapping.

The file is derived from the memory and may be deleted at any time. It is written under another
name and renamed, so that it is whole or not there; one that is damaged, of another memory or older
than the program is made again. A line of JSON of a fixed size says what is where; the arrays of
`index.Arrays` follow it.
"""

from __future__ import annotations

import json
import logging
import mmap
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .index import Arrays, Index, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

FORMAT = "kohesi-memory-index 2"
_HEAD = 4096  # bytes of the first line
_ALIGNED = 64


@dataclass(frozen=True, slots=True)
class Covered:
    """What an index knows of its memory.

    Attributes:
        memory: the id of the memory.
        last: the id of the last unit of its languages when it was made.
        key: the key of that unit.
    """

    memory: str
    last: int
    key: int


def write(path: Path, texts: dict[int, str], covered: Covered) -> None:
    """Make the index of texts and write it to a file, without having all of it in memory.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "r+b") as stream:
            places: dict[str, tuple[str, tuple[int, ...], int]] = {}
            end = _HEAD

            def allocate(name: str, shape: tuple[int, ...], kind: Any) -> NDArray[Any]:
                nonlocal end
                start = -(-end // _ALIGNED) * _ALIGNED
                dtype = np.dtype(kind)
                end = start + dtype.itemsize * int(np.prod(shape))
                places[name] = (dtype.str, shape, start)
                # room is taken at once, so that a full disk is an error and not a signal later
                os.posix_fallocate(stream.fileno(), 0, end) if hasattr(
                    os, "posix_fallocate"
                ) else stream.truncate(end)
                if not np.prod(shape):
                    return np.empty(shape, dtype=dtype)
                return np.memmap(stream, dtype=dtype, mode="r+", offset=start, shape=shape)

            build(texts, allocate)
            head = {"format": FORMAT, **asdict(covered), "size": end, "arrays": places}
            stream.seek(0)
            stream.write(json.dumps(head).encode("ascii").ljust(_HEAD - 1) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    finally:
        with suppress(OSError):
            Path(temporary).unlink()


def read(path: Path, memory: str) -> tuple[Index, Covered] | None:
    """Open the index of a memory.

    Returns:
        The index and what it covers; None where there is none that can be used.
    """
    try:
        with path.open("rb") as stream:
            head = json.loads(stream.read(_HEAD))
            covered = Covered(head["memory"], int(head["last"]), int(head["key"]))
            if head["format"] != FORMAT or covered.memory != memory:
                return None
            if os.fstat(stream.fileno()).st_size != head["size"]:
                return None
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            arrays = Arrays(
                **{
                    field.name: _array(data, *head["arrays"][field.name])
                    for field in fields(Arrays)
                }
            )
            _check(arrays)
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        log.warning("the index of the memory is made again: %s: %s", path, error)
        return None
    return Index(arrays), covered


def _check(arrays: Arrays) -> None:
    """Raise ValueError where the arrays do not fit each other; their content may be damaged yet."""
    count, classes = len(arrays.keys), len(arrays.edges)
    starts = arrays.starts.tolist()
    if (
        len(arrays.offsets) != count + 1
        or len(starts) != classes + 1
        or starts != sorted(starts)
        or starts[0] != 0
        or starts[-1] != count
        or arrays.edges.tolist() != sorted(arrays.edges.tolist())
        or arrays.lists.ndim != 2
        or arrays.lists.shape[1] != classes + 1
        or arrays.lists.shape[0] & (arrays.lists.shape[0] - 1)
    ):
        raise ValueError("its parts do not fit each other")


def _array(data: mmap.mmap, kind: str, shape: list[int], start: int) -> NDArray[Any]:
    count = int(np.prod(shape))
    dtype = np.dtype(kind)
    if not count:
        return np.empty(shape, dtype=dtype)
    return np.frombuffer(data, dtype=dtype, count=count, offset=start).reshape(shape)
