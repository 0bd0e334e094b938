"""Glossary formats: one module each, found by the extension of a file.

A module has `read(path) -> tuple[Concept, ...]`, which raises one `GlossaryMistakes` that lists
every mistake of the file, and, where the format is edited in place, `write(path, concepts)`.
`catalog` lists the formats with their variants, for import and export.
"""

from __future__ import annotations

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
    """Return the module that reads and writes files with the extension of `path`.

    Raises:
        GlossaryError: no module knows the extension.
    """
    suffix = Path(path).suffix.lower()
    name = FORMATS.get(suffix)
    if name is None:
        known = ", ".join(FORMATS)
        raise GlossaryError(
            f"unknown glossary format {suffix or 'without extension'!r}",
            path=path,
            hint=f"use one of {known}",
        )
    return import_module(f".{name}", __name__)


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
