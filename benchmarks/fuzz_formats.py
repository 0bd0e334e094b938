"""Broken documents by the thousand: every reader either reads one or refuses it with an error.

    python -m benchmarks.fuzz_formats --files 10000

What is read is held to more: it is written back as the same bytes, and with translations it gives
a file that is read again. Files of rows are read in parts too, which must come to the same. The
samples are those of the contract tests.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Targets
from corpus.errors import KohesiError
from corpus.formats import parse_document, read_parts
from tests.contract.test_formats import FormatContract

from .mutation import mutated

_WORDS = (
    "\" ' | \\ ; , # < > & ]]> &b; &#0; &#xD800; <!-- <![CDATA[ { } : null 1e999 msgid msgstr[99] "
    '#~ #| encoding="utf-7" <b> </b> </p> <w:t> </w:t> <g id="1"> </g> ``` ** [a]( --> - 1. > | '
    "<script> <title> \\u0000 \\ud800 <ph/> <mrk> ~~~ --- ![a](b)"
)
_SPICE = (
    *(word.encode() for word in _WORDS.split()),
    *(b"\t", b"\n", b"\r", b"\0", b"\n\n", b"#, fuzzy\n", b"    ", b"  \n"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8"),
    *(b"A" * 5000, b"<a>" * 400, b"[" * 2000, b"*a " * 500, "ກ້".encode(), b"Satu dua. Tiga."),
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
)

_ROWS = ("jsonl", "csv", "tsv", "text")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the readers made of the files.

    Attributes:
        files: how many were read, per format.
        refused: how many of them were refused with a `KohesiError`.
        slowest: seconds of the slowest file, and its format.
        failures: format, file and what went wrong.
    """

    files: Counter[str]
    refused: Counter[str]
    slowest: tuple[float, str]
    failures: tuple[tuple[str, bytes, str], ...]


def fuzz(files: int, *, seed: int = 1) -> Outcome:
    """Read `files` mutated documents, shared among all formats."""
    rng = random.Random(seed)
    samples = dict(_samples())
    counted: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    failures: list[tuple[str, bytes, str]] = []
    slowest = (0.0, "")
    for number in range(files):
        name = list(samples)[number % len(samples)]
        data = mutated(rng.choice(samples[name]), rng, _SPICE)
        counted[name] += 1
        begun = time.perf_counter()
        whole: list[bytes] = []
        try:
            problem = _problem(name, data, whole)
            refusal = None
        except KohesiError as error:
            refused[name] += 1
            problem, refusal = "", error
        except Exception:  # noqa: BLE001 - any other exception is what is looked for
            problem, refusal = traceback.format_exc(), None
        if name in _ROWS and not problem:
            problem = _problem_of_parts(name, data, rng.randrange(1, 6), whole, refusal)
        if problem:
            failures.append((name, data, problem))
        slowest = max(slowest, (time.perf_counter() - begun, name))
    return Outcome(counted, refused, slowest, tuple(failures))


def _problem(name: str, data: bytes, whole: list[bytes]) -> str:
    document = parse_document(data, name="f", source_lang="id", format=name)
    if document.render() != data:
        return "written back, it is another file"
    targets = {segment.index: "Đích <&> " + segment.text for segment in document.segments}
    written = document.render(Targets(targets, lang="vi", review={0}))
    whole.append(written)
    try:
        parse_document(written, name="f", source_lang="id", format=name)
    except KohesiError as error:
        if "no text" not in error.message:  # a catalogue is full, and has nothing left to translate
            return f"translated, it cannot be read: {error}\n{written[:300]!r}"
    return ""


def _problem_of_parts(
    name: str, data: bytes, lines: int, whole: list[bytes], refusal: KohesiError | None
) -> str:
    """Compare a file read in parts with the same file read at once."""
    untouched, translated = b"", b""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            for part in read_parts(file.name, source_lang="id", format=name, lines=lines):
                targets = {one.index: "Đích <&> " + one.text for one in part.segments}
                untouched += part.render()
                translated += part.render(Targets(targets, lang="vi", review={0}))
        except KohesiError as error:
            return "" if refusal else f"only in parts it is refused: {error}"
        except Exception:  # noqa: BLE001 - any other exception is what is looked for
            return "in parts: " + traceback.format_exc()
    if refusal:
        return f"in parts it is read, as a whole not: {refusal}"
    if untouched != data:
        return "the parts, written back, are another file"
    return "" if [translated] == whole else "translated in parts, it is another file"


def _samples() -> Iterator[tuple[str, tuple[bytes, ...]]]:
    waiting = [FormatContract]
    while waiting:
        contract = waiting.pop()
        waiting += contract.__subclasses__()
        if hasattr(contract, "format"):
            yield contract.format, contract.samples


def _lines(outcome: Outcome) -> Iterator[str]:
    for name, count in outcome.files.items():
        yield f"{name:<12} {count:>6} files, {outcome.refused[name]:>6} refused"
    seconds, name = outcome.slowest
    yield f"slowest file: {seconds * 1000:.0f} ms ({name})"
    yield f"failures: {len(outcome.failures)}"
    for name, data, problem in outcome.failures[:5]:
        yield f"{name}: {data[:300]!r}\n{problem}"


def main() -> None:
    """Run from the command line; exit status 1 when a reader failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    outcome = fuzz(arguments.files, seed=arguments.seed)
    print("\n".join(_lines(outcome)))
    sys.exit(1 if outcome.failures else 0)


if __name__ == "__main__":
    main()
