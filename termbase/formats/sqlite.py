"""Termbases in SQLite, read and written like any other glossary file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..concept import Concept
from ..store import TermStore, write_store


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read all concepts of a termbase.

    Raises:
        GlossaryError: the file is missing, no termbase, or damaged.
    """
    with TermStore(path) as store:
        return tuple(store)


def write(path: str | Path, concepts: Iterable[Concept]) -> None:
    """Make `path` a termbase of these concepts; one that is there gives way in one step."""
    write_store(path, concepts)
