"""Break memory files in many ways: a reader takes the file or says why not, and nothing is lost.

Broken are memories of other programs (TMX) and our own files, the database and its index.

Run `python -m benchmarks.fuzz_memory [FILES] [SEED]`; 10,000 files are the default. The exit
status is 1 when a file did something else.
"""

from __future__ import annotations

import logging
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import KohesiError
from corpus.memory import MemoryStore, MemoryUnit, fuzzy, tmx
from corpus.memory.exchange import import_files
from corpus.memory.prune import Rule, find_prunable
from corpus.memory.stats import count_memory

from .mutation import mutated

SPICE = (
    b"\0", b"\xff", b"\xc3", b"&#0;", b"&x;", b"<!DOCTYPE tmx [<!ENTITY x 'y'>]>", b"<tu>",
    b"</tu>", b"<seg>", b"]]>", b"<![CDATA[", b"<!--", b"\xef\xbb\xbf", b" xml:lang=''",
    b"99999999999999999",    b"\xff\xff\xff\xff", b"\x80\0\0\0", b"20269999T999999Z",
)  # fmt: skip
IN_PLACE = 0.7
"""How often bytes of a database or an index are changed in place: with others moved, it is mostly
refused at once."""
SLOW = 10.0
"""Seconds for one file after which something is wrong."""


@dataclass(slots=True)
class Outcome:
    """What became of the files, by kind, and what should not have happened."""

    files: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def _units() -> list[MemoryUnit]:
    return [
        MemoryUnit(
            source=f"Harga beras nomor {number} naik di Vientiane.",
            target=f"ລາຄາເຂົ້າ {number}",
            source_lang="id",
            target_lang="lo",
            before="Halo." if number % 2 else "",
            created="2024-01-01T00:00:00+00:00",
            note="a & b" if number % 3 else "",
        )
        for number in range(40)
    ]


def _use(path: Path) -> None:
    """Do with a memory what a run and the commands do."""
    with MemoryStore(path) as store:
        store.matches(
            "Harga beras nomor 7 turun.", source_lang="id", target_lang="lo", threshold=60
        )
        kept = list(store.units())
        find_prunable(store, Rule(duplicates=True))
        for pair in count_memory(store):
            assert pair.newest[:1] >= pair.oldest[:1]
        store.add(_units()[:1])
        store.remove(kept[:1])
        assert len(store.digest) == 64


def _take(path: Path) -> None:
    store = MemoryStore(":memory:")
    store.add(_units()[:3])
    digest = store.digest
    try:
        import_files(store, [path], source_lang="id", target_langs=["lo"])
    except KohesiError:
        assert store.digest == digest, "a refused file left something behind"
        raise
    assert all(unit.source.strip() and unit.target.strip() for unit in store.units())


def overwritten(data: bytes, rng: random.Random) -> bytes:
    """Return a file of the same length with some bytes changed."""
    result = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        place = rng.randrange(len(result))
        result[place : place + 1] = rng.choice((b"\0", b"\xff", b"\x01", rng.randbytes(1)))
    return bytes(result)


def fuzz(count: int, seed: int) -> Outcome:
    """Break `count` files and use them."""
    rng = random.Random(seed)
    outcome = Outcome()
    logging.getLogger("corpus.memory").setLevel(logging.ERROR)
    small, fuzzy.IN_A_FILE = fuzzy.IN_A_FILE, 10
    try:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            whole = folder / "whole.sqlite"
            with MemoryStore(whole, create=True) as store:
                store.add(_units())
                store.matches("x y z", source_lang="id", target_lang="lo", threshold=60)
            tmx.write(_units(), folder / "whole.tmx")
            index = fuzzy.index_path(whole, "id", "lo")
            originals = {
                "tmx": (folder / "whole.tmx").read_bytes(),
                "database": whole.read_bytes(),
                "index": index.read_bytes(),
            }
            for number in range(count):
                kind = rng.choice(("tmx", "tmx", "database", "index"))
                if kind != "tmx" and rng.random() < IN_PLACE:
                    data = overwritten(originals[kind], rng)
                else:
                    data = mutated(originals[kind], rng, SPICE)
                path = folder / ("m.tmx" if kind == "tmx" else "m.sqlite")
                for old in folder.glob("m.*"):
                    old.unlink()
                if kind == "index":
                    path.write_bytes(originals["database"])
                    fuzzy.index_path(path, "id", "lo").write_bytes(data)
                else:
                    path.write_bytes(data)
                outcome.files[kind] += 1
                start = time.monotonic()
                name = f"{kind} {seed}/{number}"
                try:
                    (_take if kind == "tmx" else _use)(path)
                except KohesiError as error:
                    outcome.refused[kind] += 1
                    if "\n" in str(error):
                        outcome.failures.append(f"{name}: more than a line: {error}")
                except Exception as error:  # noqa: BLE001 - this is what is looked for
                    outcome.failures.append(f"{name}: {error!r}")
                if time.monotonic() - start > SLOW:
                    outcome.failures.append(f"{name}: slow")
    finally:
        fuzzy.IN_A_FILE = small
    return outcome


def main() -> None:
    """Print what became of the files."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    outcome = fuzz(numbers[0] if numbers else 10_000, numbers[1] if len(numbers) > 1 else 1)
    for kind, count in outcome.files.items():
        print(f"{kind:<10}{count:>7} files{outcome.refused[kind]:>7} refused")
    for failure in outcome.failures[:20]:
        print(failure)
    print(f"{len(outcome.failures)} failures")
    sys.exit(bool(outcome.failures))


if __name__ == "__main__":
    main()
