"""Glossary formats: one module each, found by the extension of a file.

A module has `read(path) -> tuple[Concept, ...]`, which raises one `GlossaryMistakes` that lists
every mistake of the file, and, where the format is edited in place, `write(path, concepts)`.
`catalog` lists the formats with their variants, for import and export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from corpus.errors import GlossaryError

# Extension -> module of this package. `.tsv` and `.csv` are told apart further by their header.
FORMATS: dict[str, str] = {
    ".tsv": "tables",
    ".csv": "tables",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".xlsx": "xlsx",
    ".tbx": "tbx",
    ".xml": "tbx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".po": "po",
    ".pot": "po",
}


def module_for(path: str | Path) -> ModuleType:
    """Return the module that reads and writes files such as `path`.

    Raises:
        GlossaryError: neither the extension nor the content tells.
    """
    return import_module(f".{module_name(path)}", __name__)


def module_name(path: str | Path) -> str:
    """Return the name of the module for a file, by its content where that is plain.

    A workbook or XML that calls itself `.csv` is read as what it is; a file with an unknown
    extension is looked into.

    Raises:
        GlossaryError: neither the extension nor the content tells.
    """
    suffix = Path(path).suffix.lower()
    by_suffix = FORMATS.get(suffix)
    by_content = _sniffed(path, known=by_suffix is not None)
    if by_content is not None:
        return by_content
    if by_suffix is not None:
        return by_suffix
    known = ", ".join(FORMATS)
    raise GlossaryError(
        f"unknown glossary format {suffix or 'without extension'!r}",
        path=path,
        hint=f"use one of {known}",
    )


def _sniffed(path: str | Path, *, known: bool) -> str | None:
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(2048)
    except OSError:
        return None  # the reader says why
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if head.startswith(b"SQLite format 3"):
        return "sqlite"
    if text.startswith((b"<?xml", b"<tbx", b"<martif", b"<!DOCTYPE")):
        return "tbx"
    if known:
        return "xlsx" if head.startswith(b"PK\x03\x04") else None
    if text.startswith(b'{"'):
        return "jsonl"
    if re.search(rb'^msgid "', text, re.MULTILINE):
        return "po"
    if b"\t" in text.partition(b"\n")[0]:
        return "tables"
    return None


class GlossaryMistakes(GlossaryError):  # noqa: N818 - it is what the error holds
    """A glossary file has mistakes; nothing of it was taken.

    Attributes:
        mistakes: 1-based line (row of a sheet) and reason of each, in the order of the file.
    """

    def __init__(self, path: str | Path, mistakes: Iterable[tuple[int, str]]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        first_line, first = self.mistakes[0]
        rest = "; ".join(f"line {line}: {reason}" for line, reason in self.mistakes[1:21])
        message = f"{first}; {rest}" if rest else first
        if len(self.mistakes) > 21:
            message += f"; and {len(self.mistakes) - 21} more"
        super().__init__(
            message,
            path=path,
            line=first_line,
            hint="nothing was loaded; mend the rows and try again",
        )


def report(path: str | Path, mistakes: Iterable[tuple[int, str]]) -> None:
    """Raise one error for all mistakes of a file; do nothing when there are none.

    Args:
        path: the file.
        mistakes: 1-based line and reason of each.

    Raises:
        GlossaryMistakes: there is at least one mistake; its line is that of the first.
    """
    listed = list(mistakes)
    if listed:
        raise GlossaryMistakes(path, listed)
