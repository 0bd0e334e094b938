"""A translation memory that is kept in a file and searched."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from .database import Database
from .lookup import Lookup
from .unit import Match


class MemoryStore(Database):
    """A memory file: its units (see `Database`) and the matches in it (see `Memory`)."""

    def __init__(self, path: str | Path, *, create: bool = False, name: str | None = None) -> None:
        super().__init__(path, create=create, name=name)
        self._lookup = Lookup(self)

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process open the same file; what is in memory only stays here."""
        if self.in_memory:
            raise TypeError("a memory without a file cannot go to another process")
        return partial(MemoryStore, name=self.name), (self.path,)

    def matches(
        self,
        text: str,
        *,
        source_lang: str,
        target_lang: str,
        before: str = "",
        after: str = "",
        threshold: float = 100.0,
        limit: int = 10,
    ) -> tuple[Match, ...]:
        """Find the units that answer a segment, best first; see `Memory.matches`."""
        return self._lookup.matches(
            text,
            source_lang=source_lang,
            target_lang=target_lang,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
        )

    def prepare(self, source_lang: str, target_lang: str) -> None:
        """Make the index for fuzzy matches now, which the first of them would otherwise wait for.

        Raises:
            FormatError: the file is damaged.
        """
        self._lookup.fuzzy(source_lang, target_lang).refresh()
