"""The units of a translation memory in one SQLite file.

The database runs in WAL mode: several processes read while one writes, and a second writer waits.
Every change is one transaction, which keeps the digest of the content up to date with it.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import FormatError, KohesiError, OutputError
from ..transactions import transaction
from . import schema
from .changes import Change
from .unit import MemoryUnit

log = logging.getLogger(__name__)

# A damaged file makes SQLite fail in its own ways, and sometimes in the words of its message.
_DATABASE_ERRORS = (sqlite3.Error, UnicodeError, OverflowError)
_SELECT = f"SELECT {schema.FIELDS} FROM unit"
_BRIEF = 2000  # milliseconds: how often a unit was used is not worth waiting for
_PATIENCE = 120  # seconds that a writer waits for another
_WRITE_PROBLEMS = ("readonly", "full", "disk i/o", "unable to open")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of units that were added.

    Attributes:
        new: units that were not there.
        known: units that were there already.
    """

    new: int
    known: int


class Database:
    """A memory file and its units. Use it as a context manager, or `close` it.

    One thread uses it at a time.

    Args:
        path: the file; `:memory:` keeps it in memory.
        create: whether a missing file is made, with its folder.
        name: what people call it; the path when None.

    Raises:
        FormatError: the file is missing, no memory, damaged, or of a newer schema.
        OutputError: it cannot be made.
    """

    def __init__(self, path: str | Path, *, create: bool = False, name: str | None = None) -> None:
        self.path = Path(path)
        self.name = str(path) if name is None else name
        self.in_memory = str(path) == ":memory:"
        if not self.in_memory:
            _check_file(self.path, create=create)
        writable = not self.path.exists() or os.access(self.path, os.W_OK)
        try:
            self._connection = sqlite3.connect(
                self._address(writable=writable),
                timeout=_PATIENCE,
                isolation_level=None,
                uri=True,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise self._failure(error) from error
        try:
            schema.prepare(
                self._connection, self.path, create=create or self.in_memory, writable=writable
            )
        except KohesiError:
            self._connection.close()
            raise
        except _DATABASE_ERRORS as error:
            self._connection.close()
            raise self._failure(error) from error
        self._uses: Counter[int] = Counter()
        self._close = weakref.finalize(self, _close, self._connection, self._uses, self.name)

    def _address(self, *, writable: bool) -> str:
        if self.in_memory:
            return ":memory:"
        address = self.path.resolve().as_uri()
        if not writable:
            # beside a file in a folder that takes no files, SQLite cannot keep its own
            shared = os.access(self.path.parent, os.W_OK)
            return f"{address}?mode=ro" if shared else f"{address}?immutable=1"
        return f"{address}?mode=rwc"

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
        """Close the file; what is not closed is closed when nobody has it any more."""
        self._close()

    @property
    def digest(self) -> str:
        """64 hexadecimal digits for the content; the order in which it came does not matter."""
        return f"{self._state().digest:064x}"

    @property
    def revision(self) -> tuple[str, int]:
        """Who the memory is and how often it was changed."""
        state = self._state()
        return state.id, state.revision

    def _state(self) -> schema.State:
        with self._failing():
            return schema.read_state(self._connection)

    def __len__(self) -> int:
        with self._failing():
            return int(self._connection.execute("SELECT count(*) FROM unit").fetchone()[0])

    def add(
        self,
        units: Iterable[MemoryUnit],
        *,
        confirm: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Add units in one step: all of them, or none when one fails.

        A unit that is there already (see `keys.identity`) stays one; its origin, dates and note
        stay too, unless it is confirmed.

        Args:
            units: the units; their ids play no part. One without dates gets the present time.
            confirm: whether a person stands behind each of them now: a known unit is then
                changed at this moment, and confirmed once more.
            progress: told how many units were done since the last call.

        Raises:
            FormatError: the file is damaged.
            OutputError: the disk is full, or the file may not be written.
        """
        new = known = waiting = 0
        now = _now()
        with self._writing() as change:
            for unit in units:
                fresh = replace(
                    unit, created=unit.created or now, changed=unit.changed or unit.created or now
                )
                if change.add(fresh, now if confirm else ""):
                    new += 1
                else:
                    known += 1
                waiting += 1
                if progress and waiting == 1000:
                    progress(waiting)
                    waiting = 0
        if progress and waiting:
            progress(waiting)
        return Added(new, known)

    def remove(self, units: Iterable[MemoryUnit]) -> int:
        """Remove units in one step, by their ids.

        A unit that was changed since it was read is left where it is.

        Returns:
            How many were removed.
        """
        with self._writing() as change:
            return sum(change.remove(unit) for unit in units)

    def note_use(self, unit: MemoryUnit) -> None:
        """Remember that a translation was taken from a unit; it is written when the file is closed.

        The digest stays as it is. A file that cannot be written then keeps its counts.
        """
        self._uses[unit.id] += 1

    def units(
        self, *, source_lang: str | None = None, target_lang: str | None = None
    ) -> Iterator[MemoryUnit]:
        """Stream the units in the order in which they came."""
        for row in self._rows(
            f"{_SELECT} WHERE (?1 IS NULL OR source_lang = ?1) "
            "AND (?2 IS NULL OR target_lang = ?2) ORDER BY id",
            (source_lang, target_lang),
        ):
            with self._failing():
                unit = schema.read_unit(row)
            yield unit

    def of_keys(self, wanted: Sequence[int]) -> dict[int, list[MemoryUnit]]:
        """Return the units with these keys (see `keys.source_key`), of each the newest first.

        Keys without units are left out.
        """
        marks = ", ".join("?" * len(wanted))
        with self._failing():
            rows = self._connection.execute(
                f"SELECT key, {schema.FIELDS} FROM unit WHERE key IN ({marks}) "
                "ORDER BY changed DESC, confirmed DESC, id",
                wanted,
            ).fetchall()
            found: dict[int, list[MemoryUnit]] = {}
            for key, *row in rows:
                found.setdefault(key, []).append(schema.read_unit(row))
        return found

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows that a statement of this package reads."""
        with self._failing():
            return self._connection.execute(statement).fetchall()

    def key_of(self, unit_id: int) -> int | None:
        """Return the key of the unit with an id; None where there is none."""
        with self._failing():
            row = self._connection.execute(
                "SELECT key FROM unit WHERE id = ?", (unit_id,)
            ).fetchone()
        return row[0] if row is not None and type(row[0]) is int else None

    def stamp(self) -> tuple[int, int]:
        """Return what changes with every change of the file, by this process or another."""
        with self._failing():
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return int(version), self._connection.total_changes

    def sources(
        self, *, source_lang: str, target_lang: str, after: int = 0
    ) -> Iterator[tuple[int, int, str]]:
        """Stream id, key and source of the units of two languages, those after an id."""
        for place, key, source in self._rows(
            "SELECT id, key, source FROM unit "
            "WHERE id > ? AND source_lang = ? AND target_lang = ? ORDER BY id",
            (after, source_lang, target_lang),
        ):
            if type(source) is not str or type(key) is not int:
                raise self._failure(sqlite3.DatabaseError("a unit is damaged"))
            yield place, key, source

    def _rows(self, statement: str, values: Sequence[object]) -> Iterator[Any]:
        with self._failing():
            cursor = self._connection.execute(statement, values)
            try:
                for row in cursor:  # noqa: UP028 - that would close the cursor, and not quietly
                    yield row
            finally:
                with suppress(sqlite3.Error):  # somebody may have closed the file meanwhile
                    cursor.close()

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except _DATABASE_ERRORS as error:
            raise self._failure(error) from error

    @contextmanager
    def _writing(self) -> Iterator[Change]:
        """One transaction: everything of it is kept, or nothing; the state follows."""
        with self._failing(), transaction(self._connection):
            change = Change(self._connection, self._state().digest)
            yield change
            if change.made:
                self._connection.execute(
                    "UPDATE state SET revision = revision + 1, digest = ?", (f"{change.digest:x}",)
                )

    def _failure(self, error: Exception) -> KohesiError:
        words = str(error).lower()
        if "locked" in words:
            return OutputError(
                "another process is writing to the memory", path=self.path, hint="try again"
            )
        if any(problem in words for problem in _WRITE_PROBLEMS):
            return OutputError(
                f"the memory cannot be written: {error}", path=self.path, hint="nothing was lost"
            )
        return FormatError(
            f"the memory cannot be used: {error}",
            path=self.path,
            hint="choose another file with --memory, or restore a copy",
        )


def _close(connection: sqlite3.Connection, uses: Counter[int], name: str) -> None:
    try:
        if uses:
            connection.execute(f"PRAGMA busy_timeout = {_BRIEF}")
            with transaction(connection):
                connection.executemany(
                    "UPDATE unit SET used = used + ? WHERE id = ?",
                    [(count, place) for place, count in uses.items()],
                )
    except sqlite3.Error as error:
        log.info("the uses of %s are not counted: %s", name, error)
    finally:
        connection.close()


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise FormatError("this is a folder, not a memory", path=path, hint="name a file in it")
    if path.exists():
        return
    if not create:
        raise FormatError(
            "there is no such memory",
            path=path,
            hint="fill one with `kohesi memory import`; the starter corpus is searched without one",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder of the memory cannot be made: {error.strerror or error}", path=path
        ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
