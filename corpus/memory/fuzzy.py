"""Fuzzy search in the units of two languages, kept up to date with the memory's file."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from ..languages.normal import normal_text

if TYPE_CHECKING:
    from .database import Database
    from .index import Index

log = logging.getLogger(__name__)

IN_A_FILE = 5000
"""Sources of which the index is kept in a file; that of fewer is made in a moment."""
_GROWN = 4  # an index is made again when a quarter of its units is newer than it


class FuzzySearch:
    """Finds sources that are like a text.

    Units that came after the index was made have an index of their own, in memory.

    Args:
        store: the memory.
        source_lang: the language of the sources.
        target_lang: the language of their translations.
    """

    def __init__(self, store: Database, source_lang: str, target_lang: str) -> None:
        self._store = store
        self._langs = source_lang, target_lang
        self._seen: tuple[int, int] | None = None
        self._last = 0
        self._main: Index | None = None
        self._newer: dict[int, str] = {}
        self._tail: Index | None = None

    def find(self, plain: str, *, threshold: float, limit: int) -> list[tuple[int, float]]:
        """Find sources like a text in normal form: key and score, the best first."""
        from .index import Damaged

        self.refresh()
        try:
            return self._find(plain, threshold, limit)
        except Damaged as error:
            log.warning("the index of the memory is made again: %s: %s", self._path, error)
        self._last, self._newer, self._main = 0, {}, None
        self._read()
        self._make()
        return self._find(plain, threshold, limit)

    def _find(self, plain: str, threshold: float, limit: int) -> list[tuple[int, float]]:
        found: dict[int, float] = {}
        for index in (self._main, self._tail):
            if index is not None:
                found |= dict(index.find(plain, threshold=threshold, limit=limit))
        if self._tail is None:
            return list(found.items())
        return sorted(found.items(), key=lambda item: -item[1])[:limit]

    def refresh(self) -> None:
        """Take in what came since the last call; the first call opens or makes the index."""
        stamp = self._store.stamp()
        if stamp == self._seen:
            return
        if self._main is None:
            self._open()
        self._read()
        if self._main is None or len(self._newer) > max(len(self._main) // _GROWN, IN_A_FILE):
            self._make()
        elif self._newer:
            from .index import Index, build

            self._tail = Index(build(self._newer))
        self._seen = stamp

    @property
    def _path(self) -> Path | None:
        """The file of the index; none for a memory that has no file itself."""
        if self._store.in_memory:
            return None
        return index_path(self._store.path, *self._langs)

    def _open(self) -> None:
        path = self._path
        if path is None or not path.exists():
            return
        from .index_file import read

        opened = read(path, self._store.revision[0])
        if opened is None or self._store.key_of(opened[1].last) != opened[1].key:
            log.info("the index of the memory is out of date: %s", path)
            return
        self._main, self._last = opened[0], opened[1].last

    def _read(self) -> None:
        source_lang, target_lang = self._langs
        for last, key, source in self._store.sources(
            source_lang=source_lang, target_lang=target_lang, after=self._last
        ):
            self._newer[key] = normal_text(source, source_lang)
            self._last = last

    def _make(self) -> None:
        """Make the index of all units, in a file where they are many."""
        from .index import Index, build

        if self._main is not None:
            self._last, self._newer = 0, {}
            self._read()
        path = self._path
        texts, self._newer, self._tail = self._newer, {}, None
        if path is not None and len(texts) >= IN_A_FILE:
            from . import index_file

            log.info("indexing %d sources of the memory: %s", len(texts), path)
            memory = self._store.revision[0]
            key = self._store.key_of(self._last)
            try:
                index_file.write(path, texts, index_file.Covered(memory, self._last, key or 0))
            except OSError as error:
                log.warning("the index of the memory cannot be kept: %s", error)
            else:
                opened = index_file.read(path, memory)
                if opened is not None:
                    self._main = opened[0]
                    return
        self._main = Index(build(texts))


def index_path(memory: Path, source_lang: str, target_lang: str) -> Path:
    """Return the file of the index of two languages of a memory."""
    return memory.with_name(f"{memory.name}.{source_lang}-{target_lang}.index")
