"""What a training run reads: token ids in a few compressed files, and a manifest.

A shard is one corpus: `ids.LANG` and `lengths.LANG` (token ids of all rows one after another, and
how many belong to each row; 0 where the language is missing), `pairs.A-B` (rows whose A and B
translate each other), `rows.A-B` and `spans.A-B` (phrases: the row, and begin and end in tokens of
A and of B). Files are NumPy's `npz`, compressed with xz: some 60% smaller than plain.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MANIFEST = "manifest.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Shard:
    """One corpus in token ids; arrays by the names in the module's description."""

    name: str
    arrays: dict[str, Any]

    def texts(self, lang: str) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
        """Return the ids of a language, and where each row begins in them, with the end."""
        import numpy as np

        lengths = self.arrays[f"lengths.{lang}"].astype(np.int64)
        return self.arrays[f"ids.{lang}"], np.concatenate([[0], np.cumsum(lengths)])


def write_shard(folder: Path, shard: Shard) -> str:
    """Write a shard; returns the SHA-256 of its file."""
    import numpy as np

    buffer = io.BytesIO()
    np.savez(buffer, **shard.arrays)
    data = lzma.compress(buffer.getvalue(), preset=6)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{shard.name}.npz.xz").write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def read_shard(folder: Path, name: str, digest: str = "") -> Shard:
    """Read a shard.

    Raises:
        ValueError: the file is not the one of that digest.
    """
    import numpy as np

    data = (folder / f"{name}.npz.xz").read_bytes()
    if digest and hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(f"{folder / name}.npz.xz is not the file that the manifest names")
    with np.load(io.BytesIO(lzma.decompress(data))) as arrays:
        return Shard(name, {key: arrays[key] for key in arrays.files})


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a packed folder.

    Raises:
        ValueError: it is of another version.
    """
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest.get("version") != VERSION:
        raise ValueError(f"{folder / MANIFEST} is of another version; pack again")
    return manifest
