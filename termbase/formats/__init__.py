"""Glossary formats: one module each, found by the extension of a file.

A module has `read(path) -> tuple[Concept, ...]`, which raises one `GlossaryError` that lists
every mistake of the file, and, where the format can be written, `write(path, concepts)`.
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


def report(path: str | Path, mistakes: Iterable[tuple[int, str]]) -> None:
    """Raise one error for all mistakes of a file; do nothing when there are none.

    Args:
        path: the file.
        mistakes: 1-based line and reason of each.

    Raises:
        GlossaryError: there is at least one mistake; its line is that of the first.
    """
    listed = sorted(mistakes)
    if not listed:
        return
    first_line, first = listed[0]
    rest = "; ".join(f"line {line}: {reason}" for line, reason in listed[1:21])
    message = f"{first}; {rest}" if rest else first
    if len(listed) > 21:
        message += f"; and {len(listed) - 21} more"
    raise GlossaryError(
        message, path=path, line=first_line, hint="nothing was loaded; mend the rows and try again"
    )
