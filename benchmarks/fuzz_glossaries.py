"""Feed mutated glossary files to every reader: only `KohesiError` may come out, and soon.

`python -m benchmarks.fuzz_glossaries [--files 10000] [--seed 1]` shares the files among the
readers. A test runs a few hundred of them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import KohesiError
from termbase import Case, Concept, Form, Policy, Status, Term
from termbase.formats.catalog import FORMATS, Format, module_of
from termbase.formats.source import Options

from .mutation import mutated

SEED_GLOSSARY = (
    Concept(
        "kohesi",
        "slogan",
        (
            Term("kohesi strategis", "id", context="quoted;near:Laos", policy=Policy.REVIEW),
            Term("gắn kết chiến lược", "vi", verified=True, source="a & b"),
            Term("ຄວາມສາມັກຄີ", "lo", status=Status.ADMITTED, created="2026-01-31"),
            Term("strategic cohesion", "en", part_of_speech="noun", form=Form.PHRASE),
        ),
        definition="sebuah semboyan",
        note="dua\nbaris",
    ),
    Concept("asean", "", (Term("ASEAN", "id", case=Case.AS_IS), Term("ASEAN", "vi"))),
)
_WORDS = (
    "\" ' | \\ ; , # < > & ]]> &b; &#0; <!-- <![CDATA[ { } : null 1e999 msgid msgstr[99] #~ #| "
    'concept id xml:lang encoding="utf-7" encoding="zip"'
)
_SPICE = (
    *(word.encode() for word in _WORDS.split()),
    *(b"\t", b"\n", b"\r", b"\0", b"#, fuzzy\n", b"kohesi: {", b'kohesi: {"id": 3}'),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8"),
    *(b"A" * 5000, b"<a>" * 400, b"[" * 2000, "ກ້".encode()),
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the readers made of the files.

    Attributes:
        files: how many were read, per format.
        refused: how many of them were refused with a `KohesiError`.
        slowest: seconds of the slowest file, and its format.
        crashes: format, file and trace of every other exception.
    """

    files: Counter[str]
    refused: Counter[str]
    slowest: tuple[float, str]
    crashes: tuple[tuple[str, bytes, str], ...]


def fuzz(files: int, *, seed: int = 1) -> Outcome:
    """Read `files` mutated files, shared among all formats that are read."""
    rng = random.Random(seed)
    readers = [entry for entry in FORMATS.values() if entry.reads and not entry.by_path]
    samples = {entry.name: _sample(entry) for entry in readers}
    counted: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    crashes: list[tuple[str, bytes, str]] = []
    slowest = (0.0, "")
    for number in range(files):
        entry = readers[number % len(readers)]
        data = mutated(samples[entry.name], rng, _SPICE)
        counted[entry.name] += 1
        options = Options(entry.variant, "id", "vi" if entry.pairs else "")
        begun = time.perf_counter()
        try:
            module_of(entry).decode(data, f"f{entry.extensions[0]}", options, [])
        except KohesiError:
            refused[entry.name] += 1
        except Exception:  # noqa: BLE001 - any other exception is what is looked for
            crashes.append((entry.name, data, traceback.format_exc()))
        slowest = max(slowest, (time.perf_counter() - begun, entry.name))
    return Outcome(counted, refused, slowest, tuple(crashes))


def _sample(entry: Format) -> bytes:
    options = Options(entry.variant, "id", "vi" if entry.pairs else "")
    data: bytes = module_of(entry).encode(SEED_GLOSSARY, options)
    return data


def _lines(outcome: Outcome) -> Iterator[str]:
    for name, count in outcome.files.items():
        yield f"{name:<12} {count:>6} files, {outcome.refused[name]:>6} refused"
    seconds, name = outcome.slowest
    yield f"slowest file: {seconds * 1000:.0f} ms ({name})"
    yield f"other exceptions: {len(outcome.crashes)}"
    for name, data, trace in outcome.crashes[:5]:
        yield f"{name}: {data[:200]!r}\n{trace}"


def main() -> None:
    """Run from the command line; exit status 1 when a reader crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    outcome = fuzz(arguments.files, seed=arguments.seed)
    print("\n".join(_lines(outcome)))
    sys.exit(1 if outcome.crashes else 0)


if __name__ == "__main__":
    main()
