"""Documents that are small on disk and large in memory: what each costs until it is refused.

    python -m benchmarks.bombs

Each is read, and where it is read also rendered, in a process of its own; the table gives its
peak of resident memory and its time.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from corpus.document import Targets
from corpus.errors import KohesiError
from corpus.formats import parse_document
from tests.office_files import SHEET, SLIDE, WORD, W

MIB = 1024 * 1024
_STEP = 4 * MIB


def _office(parts: dict[str, tuple[str, str, str, str, int]]) -> bytes:
    """Make a document of parts: name to content type, head, repeated text, tail, size in MiB."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        listing = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, (kind, *_) in parts.items()
            if kind
        )
        made.writestr("[Content_Types].xml", f"<Types>{listing}</Types>")
        for name, (_, head, unit, tail, size) in parts.items():
            with made.open(name, "w", force_zip64=True) as part:
                part.write(head.encode())
                for piece in _repeated(unit, size * MIB):
                    part.write(piece)
                part.write(tail.encode())
    return stream.getvalue()


def _repeated(unit: str, size: int) -> Iterator[bytes]:
    data = unit.encode()
    block = data * max(1, _STEP // len(data))
    for _ in range(max(1, size // len(block))):
        yield block


def _word(unit: str, size: int, more: int = 0) -> bytes:
    head, tail = f"<w:document {W}><w:body>", "</w:body></w:document>"
    main = (WORD + "document.main+xml", head, unit, tail, size)
    notes = {
        f"word/header{n}.xml": (WORD + "header+xml", f"<w:hdr {W}>", unit, "</w:hdr>", size)
        for n in range(more)
    }
    return _office({"word/document.xml": main, **notes})


def _long_text(size: int) -> bytes:
    head, tail = f"<w:document {W}><w:body><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:body>"
    kind = WORD + "document.main+xml"
    return _office(
        {"word/document.xml": (kind, head, "Satu dua 😀 ", tail + "</w:document>", size)}
    )


def _workbook() -> bytes:
    sheets = {
        f"xl/worksheets/sheet{n}.xml": (
            SHEET + "worksheet+xml",
            "<s>",
            "<c><v>1</v></c>",
            "</s>",
            60,
        )
        for n in range(1, 9)
    }
    unit = "<si><t>Satu dua</t></si>"
    strings = (SHEET + "sharedStrings+xml", "<sst>", unit, "</sst>", 4)
    return _office({"xl/sharedStrings.xml": strings, **sheets})


_SMALL = "<w:p><w:r><w:t>Satu</w:t></w:r></w:p>"
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "docx, 16 MiB of paragraphs": ("docx", lambda: _word(_SMALL, 16)),
    "docx, 120 MiB of paragraphs": ("docx", lambda: _word(_SMALL, 120)),
    "docx, 120 MiB of empty runs": ("docx", lambda: _word("<w:p><w:r/></w:p>", 120)),
    "docx, 30 MiB of empty runs": ("docx", lambda: _word("<w:p><w:r/></w:p>", 28)),
    "docx, 120 MiB of spaces": ("docx", lambda: _word(" ", 120)),
    "docx, 30 MiB of spaces and one sign": ("docx", lambda: _word(" " * 9999 + "😀", 28)),
    "docx, one text of 120 MiB": ("docx", lambda: _long_text(120)),
    "docx, one text of 28 MiB": ("docx", lambda: _long_text(28)),
    "docx, 12 headers of 30 MiB": ("docx", lambda: _word(_SMALL, 30, more=12)),
    "docx, a picture of 500 MiB": (
        "docx",
        lambda: _office(
            {
                "word/document.xml": (
                    WORD + "document.main+xml",
                    f"<w:document {W}><w:body>",
                    _SMALL,
                    "</w:body></w:document>",
                    0,
                ),
                "word/media/image1.png": ("", "", "\0" * 1000, "", 480),
            }
        ),
    ),
    "xlsx, 8 sheets of 60 MiB": ("xlsx", _workbook),
    "pptx, 100 slides of 4 MiB": (
        "pptx",
        lambda: _office(
            {
                f"ppt/slides/slide{n}.xml": (
                    SLIDE,
                    "<p xmlns:a='a'>",
                    "<a:p><a:r><a:t>Satu</a:t></a:r></a:p>",
                    "</p>",
                    4,
                )
                for n in range(100)
            }
        ),
    ),
}


def _read(name: str, data: bytes) -> dict[str, str | float]:
    begun = time.perf_counter()
    try:
        document = parse_document(data, name="f", source_lang="id", format=name)
        targets = {one.index: "Một" for one in document.segments}
        written = document.render(Targets(targets, lang="vi"))
        outcome = f"read, {len(document.segments):,} segments, {len(written) // 1024:,} KiB written"
    except KohesiError as error:
        outcome = str(error)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - begun, "peak": peak, "outcome": outcome}


def main() -> None:
    """Run from the command line; exit status 1 when a bomb took more than `--limit` MiB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="bombs whose names hold this")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--read", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        print(json.dumps(_read(arguments.read, sys.stdin.buffer.read())))
        return
    worst = 0.0
    for name, (kind, make) in BOMBS.items():
        if arguments.only not in name:
            continue
        data = make()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.bombs", "--read", kind],
            input=data,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            print(f"{name}: {done.stderr.decode()[-500:]}")
            worst = float("inf")
            continue
        found = json.loads(done.stdout)
        worst = max(worst, found["peak"])
        print(
            f"{name:<38}{len(data) // 1024:>8,} KiB {found['peak']:>7.0f} MiB "
            f"{found['seconds']:>6.1f} s  {found['outcome']}"
        )
    sys.exit(worst > arguments.limit)


if __name__ == "__main__":
    main()
