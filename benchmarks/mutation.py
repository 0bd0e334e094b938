"""Files with a few changes, for the fuzz runs over readers."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

INSIDE = 0.7
"""How often of an archive a part is changed: a change outside mostly just breaks the archive."""
MENDED = 0.4
"""How often pieces of a file change places and nothing else: many such files are read."""

_PIECE = re.compile(rb"<[^<>]*>|[^<>\n]+|\n|<|>")


def mutated(data: bytes, rng: random.Random, spice: Sequence[bytes]) -> bytes:
    """Return a file with a few changes.

    Args:
        data: the file; of a ZIP archive mostly one part is changed.
        rng: where the choices come from; the same state gives the same file.
        spice: bytes that readers of the format may stumble over.
    """
    if data.startswith(b"PK") and rng.random() < INSIDE:
        return _repacked(data, rng, spice)
    if rng.random() < MENDED:
        return _rearranged(data, rng)
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


def _rearranged(data: bytes, rng: random.Random) -> bytes:
    """Return a file in which lines, tags and texts are left out, doubled or swapped."""
    pieces = _PIECE.findall(data)
    for _ in range(rng.choice((1, 2, 4))):
        if not pieces:
            break
        place, other = rng.randrange(len(pieces)), rng.randrange(len(pieces))
        kind = rng.randrange(4)
        if kind == 0:
            del pieces[place]
        elif kind == 1:
            pieces[place:place] = pieces[other : other + rng.choice((1, 3, 8))]
        elif kind == 2:
            pieces[place], pieces[other] = pieces[other], pieces[place]
        else:
            pieces[place] = rng.choice((b" ", b"Satu.", b"<b>Satu</b>", b"<br/>", b"1", b"&amp;"))
    return b"".join(pieces)


def _repacked(data: bytes, rng: random.Random, spice: Sequence[bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutated(content, rng, spice) if name == chosen else content)
    return stream.getvalue()
