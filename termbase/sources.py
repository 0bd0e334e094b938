"""Look-up over glossary files: small ones are read, large ones go through an index on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from .concept import Concept
from .glossary import Glossary
from .lookup import Hit, look_up

_LARGE = 400_000  # bytes; a text file above this is indexed once, and again when it changes
_KEPT_INDEXES = 8


def look_up_files(
    paths: Iterable[Path],
    query: str,
    *,
    bundled: bool = True,
    lang: str | None = None,
    limit: int = 10,
) -> tuple[Hit, ...]:
    """Look a query up in glossary files; of two concepts with one id the earlier file's counts.

    Args:
        paths: glossaries of any format, the first wins.
        query: see `termbase.lookup.look_up`.
        bundled: whether the glossary that comes with kohesi is asked too, after the others.
        lang: only terms of this language are compared; all when None.
        limit: how many concepts at most.

    Raises:
        GlossaryError: a file cannot be read.
    """
    concepts: dict[str, Concept] = {}
    for path in paths:
        for concept in _candidates(path, query):
            concepts.setdefault(concept.id, concept)
    if bundled:
        for concept in Glossary.bundled():
            concepts.setdefault(concept.id, concept)
    return look_up(concepts.values(), query, lang=lang, limit=limit)


def _candidates(path: Path, query: str) -> Iterable[Concept]:
    from .formats import FORMATS

    if FORMATS.get(path.suffix.lower()) == "sqlite":
        store_path = path
    elif path.is_file() and path.stat().st_size > _LARGE:
        store_path = indexed(path)
    else:
        return Glossary.load(path)
    from .store import TermStore

    with TermStore(store_path) as store:
        return store.candidates(query)


def indexed(path: Path) -> Path:
    """Return the index of a glossary file in the user's cache; it is made when it is not there.

    Its name is the digest of the file, so that a changed file gets a new one. The last few are
    kept.

    Raises:
        GlossaryError: the file has bad rows, or cannot be read.
    """
    from platformdirs import user_cache_path

    from .schema import VERSION
    from .store import write_store

    folder = user_cache_path("kohesi") / "termbase"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    index = folder / f"{digest[:32]}-{VERSION}.sqlite"
    if not index.exists():
        glossary = Glossary.load(path)
        folder.mkdir(parents=True, exist_ok=True)
        write_store(index, glossary)
        _prune(folder)
    else:
        os.utime(index)
    return index


def _prune(folder: Path) -> None:
    indexes = sorted(folder.glob("*.sqlite"), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for old in indexes[_KEPT_INDEXES:]:
        old.unlink(missing_ok=True)
