"""Files with a few changes, for the fuzz runs over readers."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Sequence
from io import BytesIO

INSIDE = 0.7
"""How often of an archive a part is changed: a change outside mostly just breaks the archive."""


def mutated(data: bytes, rng: random.Random, spice: Sequence[bytes]) -> bytes:
    """Return a file with a few changes.

    Args:
        data: the file; of a ZIP archive mostly one part is changed.
        rng: where the choices come from; the same state gives the same file.
        spice: bytes that readers of the format may stumble over.
    """
    if data.startswith(b"PK") and rng.random() < INSIDE:
        return _repacked(data, rng, spice)
    result = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        place = rng.randrange(len(result) + 1)
        stop = min(len(result), place + rng.choice((1, 2, 8, 64)))
        kind = rng.randrange(6)
        if kind == 0:
            result[place:place] = rng.choice(spice)
        elif kind == 1:
            result[place:stop] = rng.choice(spice)
        elif kind == 2:
            del result[place:stop]
        elif kind == 3:
            result[place:place] = result[place:stop] * rng.choice((1, 2, 50))
        elif kind == 4 and place < len(result):
            result[place] ^= 1 << rng.randrange(8)
        else:
            other = rng.randrange(len(result) + 1)
            result[place:place] = result[other : other + 40]
    return bytes(result[: rng.randrange(len(result) + 1)] if rng.random() < 0.1 else result)


def _repacked(data: bytes, rng: random.Random, spice: Sequence[bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutated(content, rng, spice) if name == chosen else content)
    return stream.getvalue()
