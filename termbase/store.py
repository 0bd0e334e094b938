"""A termbase in SQLite: the working store for large glossaries, with a history of changes.

The database runs in WAL mode: several processes read while one writes. Terms are indexed by
trigrams (FTS5 `trigram`), which find Lao, which has no spaces, as well as parts of words.
"""

from __future__ import annotations

import getpass
import itertools
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import GlossaryError, LanguageError
from corpus.transactions import transaction

from . import schema
from .concept import Concept
from .lookup import plain_text
from .records import concept_from_record, concept_to_record

STORE_SUFFIXES = (".sqlite", ".sqlite3", ".db")
# A damaged file makes SQLite fail in its own ways, and sometimes in the words of its message.
_DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history.

    Attributes:
        at: ISO 8601 time in UTC.
        who: the user who made the change.
        action: `add`, `edit`, `deprecate`, `remove` or `import`.
        concept_id: the concept that was changed.
        before: the concept before, None when it was not there.
        after: the concept after, None when it is gone.
    """

    at: str
    who: str
    action: str
    concept_id: str
    before: Concept | None
    after: Concept | None


class TermStore:
    """A termbase file. Use it as a context manager, or `close` it.

    Args:
        path: the file; it is made when `create` is true and it is not there.
        create: whether a missing file is made.

    Raises:
        GlossaryError: the file is missing, no termbase, damaged, or of a newer schema.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.path = Path(path)
        exists = self.path.exists()
        if not exists and not create:
            raise GlossaryError(
                "cannot read the termbase: no such file", path=path, hint="check the name"
            )
        try:
            self._connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            schema.prepare(self._connection, self.path)
        except (*_DATABASE_ERRORS, OSError) as error:
            raise self._failure(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def fill(self, concepts: Iterable[Concept]) -> None:
        """Put concepts into an empty termbase, the quick way, without a history.

        Afterwards all of it is in the one file, which can be moved or copied.
        """
        run = self._connection.execute
        places = itertools.count(1)
        with self._writing():
            for concept in concepts:
                place = next(places)
                record = json.dumps(concept_to_record(concept), ensure_ascii=False)
                run(
                    "INSERT INTO concept (place, id, record) VALUES (?, ?, ?)",
                    (place, concept.id, record),
                )
                self._connection.executemany(
                    "INSERT INTO term (place, lang, plain) VALUES (?, ?, ?)",
                    [(place, term.lang, plain_text(term.text)) for term in concept.terms],
                )
            run("INSERT INTO term_index (term_index) VALUES ('rebuild')")
        with self._reading():
            run("PRAGMA wal_checkpoint (TRUNCATE)")

    def __len__(self) -> int:
        with self._reading():
            return int(self._connection.execute("SELECT count(*) FROM concept").fetchone()[0])

    def __iter__(self) -> Iterator[Concept]:
        """Stream the concepts in order."""
        with self._reading(), closing(self._connection.cursor()) as cursor:
            for (record,) in cursor.execute("SELECT record FROM concept ORDER BY place"):
                yield self._concept(record)

    def get(self, concept_id: str) -> Concept | None:
        """Return a concept, or None when there is none with that id."""
        with self._reading():
            row = self._connection.execute(
                "SELECT record FROM concept WHERE id = ?", (concept_id,)
            ).fetchone()
        return None if row is None else self._concept(row[0])

    def put(self, concept: Concept, *, action: str = "edit", who: str | None = None) -> None:
        """Add a concept, or replace the one with its id; the history says so."""
        self.put_all([concept], action=action, who=who)

    def put_all(
        self,
        concepts: Iterable[Concept],
        *,
        action: str = "import",
        who: str | None = None,
        history: bool = True,
    ) -> int:
        """Add or replace many concepts in one step: all of them, or none when one fails.

        Returns:
            How many were written.
        """
        count = 0
        run = self._connection.execute
        now, name = _now(), who or user_name()
        with self._writing():
            for concept in concepts:
                count += 1
                record = json.dumps(concept_to_record(concept), ensure_ascii=False)
                row = run(
                    "SELECT place, record FROM concept WHERE id = ?", (concept.id,)
                ).fetchone()
                if row is None:
                    place = run(
                        "INSERT INTO concept (id, record) VALUES (?, ?)", (concept.id, record)
                    ).lastrowid
                else:
                    place = row[0]
                    run("UPDATE concept SET record = ? WHERE place = ?", (record, place))
                    self._drop_terms(place)
                self._add_terms(place, concept)
                if history:
                    before = None if row is None else row[1]
                    run(
                        "INSERT INTO history (at, who, action, concept, before, after) "
                        "VALUES (?, ?, ?, ?, ?, ?)",
                        (now, name, action, concept.id, before, record),
                    )
        return count

    def remove(self, concept_id: str, *, who: str | None = None) -> Concept:
        """Remove a concept and return it; the history keeps it.

        Raises:
            GlossaryError: there is no concept with that id.
        """
        run = self._connection.execute
        with self._writing():
            row = run("SELECT place, record FROM concept WHERE id = ?", (concept_id,)).fetchone()
            if row is None:
                raise GlossaryError(f"there is no concept {concept_id!r}", path=self.path)
            self._drop_terms(row[0])
            run("DELETE FROM concept WHERE place = ?", (row[0],))
            run(
                "INSERT INTO history (at, who, action, concept, before, after) "
                "VALUES (?, ?, 'remove', ?, ?, NULL)",
                (_now(), who or user_name(), concept_id, row[1]),
            )
        return self._concept(row[1])

    def _add_terms(self, place: int | None, concept: Concept) -> None:
        # The index is kept by hand: with an untrusted schema no trigger may write to it.
        run = self._connection.execute
        for term in concept.terms:
            plain = plain_text(term.text)
            key = run(
                "INSERT INTO term (place, lang, plain) VALUES (?, ?, ?)", (place, term.lang, plain)
            ).lastrowid
            run("INSERT INTO term_index (rowid, plain) VALUES (?, ?)", (key, plain))

    def _drop_terms(self, place: int) -> None:
        run = self._connection.execute
        run(
            "INSERT INTO term_index (term_index, rowid, plain) "
            "SELECT 'delete', key, plain FROM term WHERE place = ?",
            (place,),
        )
        run("DELETE FROM term WHERE place = ?", (place,))

    def history(self, concept_id: str | None = None) -> Iterator[Change]:
        """Stream the changes, the latest first; those of one concept when an id is given."""
        query = "SELECT at, who, action, concept, before, after FROM history"
        if concept_id is not None:
            query += " WHERE concept = ?"
        arguments = () if concept_id is None else (concept_id,)
        with self._reading(), closing(self._connection.cursor()) as cursor:
            for at, who, action, concept, before, after in cursor.execute(
                f"{query} ORDER BY number DESC", arguments
            ):
                yield Change(
                    at,
                    who,
                    action,
                    concept,
                    None if before is None else self._concept(before),
                    None if after is None else self._concept(after),
                )

    def candidates(self, query: str, *, limit: int = 200) -> list[Concept]:
        """Return the concepts that a look-up has to rank: all that may answer the query.

        Those whose terms contain the query come first, then those that share most trigrams
        with it; `termbase.lookup.look_up` ranks them.
        """
        plain = plain_text(query)
        if not plain:
            return []
        run = self._connection.execute
        places: dict[int, None] = {}
        with self._reading():
            for sql, argument in _searches(query, plain):
                for (place,) in run(sql, (argument, limit)):
                    places.setdefault(place)
            return [
                self._concept(record)
                for place in sorted(places)
                for (record,) in run("SELECT record FROM concept WHERE place = ?", (place,))
            ]

    def _concept(self, record: str) -> Concept:
        try:
            return concept_from_record(json.loads(record))
        except (ValueError, TypeError, LanguageError, RecursionError) as error:
            raise GlossaryError(f"a concept is damaged: {error}", path=self.path) from error

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except _DATABASE_ERRORS as error:
            raise self._failure(error) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: everything of it is kept, or nothing."""
        try:
            with transaction(self._connection):
                yield
        except _DATABASE_ERRORS as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> GlossaryError:
        hint = "another process writes to it; try again" if "locked" in str(error) else None
        return GlossaryError(f"the termbase cannot be used: {error}", path=self.path, hint=hint)


def is_store(path: str | Path) -> bool:
    """Whether a file name is that of a termbase."""
    return Path(path).suffix.lower() in STORE_SUFFIXES


def write_store(path: str | Path, concepts: Iterable[Concept]) -> None:
    """Make `path` a termbase of these concepts; one that is there gives way in one step.

    Raises:
        GlossaryError: it cannot be written; then what was there stays.
    """
    target = Path(path)
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with TermStore(partial, create=True) as store:
            store.fill(concepts)
        partial.replace(target)
    except OSError as error:
        raise GlossaryError(f"cannot write the termbase: {error}", path=target) from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)


def _searches(query: str, plain: str) -> Iterator[tuple[str, str]]:
    """Give the queries for candidates, the surest first, each with its argument."""
    yield "SELECT place FROM concept WHERE id = ? LIMIT ?", query.strip()
    yield "SELECT place FROM term WHERE plain = ? LIMIT ?", plain
    if len(plain) < 3:
        yield "SELECT place FROM term WHERE instr(plain, ?) ORDER BY length(plain) LIMIT ?", plain
        return
    by_index = (
        "SELECT place FROM term WHERE key IN "
        "(SELECT rowid FROM term_index WHERE term_index MATCH ? {order} LIMIT ?)"
    )
    quoted = plain.replace('"', '""')
    yield by_index.format(order="ORDER BY length(plain)"), f'"{quoted}"'
    trigrams = dict.fromkeys(plain[start : start + 3] for start in range(len(plain) - 2))
    alternatives = " OR ".join(f'"{part.replace(chr(34), chr(34) * 2)}"' for part in trigrams)
    yield by_index.format(order="ORDER BY rank"), alternatives


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def user_name() -> str:
    """Return the name under which changes are recorded."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
