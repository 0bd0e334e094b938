"""The tables of a translation memory in SQLite, and how older ones are brought up to date."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

from ..errors import FormatError
from ..transactions import transaction
from .keys import DIGEST_BITS, fingerprint, identity, normal_form, unit_key
from .unit import MemoryUnit

_DIGEST = re.compile("[0-9a-f]{1,64}")
_COLUMNS = tuple(field.name for field in fields(MemoryUnit))
_TYPES = tuple(
    type(field.default) if field.default is not MISSING else str for field in fields(MemoryUnit)
)
FIELDS = ", ".join(_COLUMNS)
"""The columns of a unit, see `read_unit`."""
VERSION = 1
APPLICATION_ID = 0x6B6F6D65  # "kome"
_SCHEMA = (
    """
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        identity BLOB NOT NULL UNIQUE,
        key INTEGER NOT NULL,
        source_lang TEXT NOT NULL,
        target_lang TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        origin TEXT NOT NULL,
        creator TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        confirmed INTEGER NOT NULL,
        used INTEGER NOT NULL DEFAULT 0,
        note TEXT NOT NULL
    )
    """,
    "CREATE INDEX unit_key ON unit (key)",
    # one row: who the memory is, how often it was changed, the digest of its content, and the
    # normal form that its keys are in (`keys.normal_form`)
    """
    CREATE TABLE state (
        id TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL, form TEXT NOT NULL
    )
    """,
)
# One function per version: `MIGRATIONS[0]` takes a database from version 1 to 2.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = ()


def prepare(
    connection: sqlite3.Connection, path: str | Path, *, create: bool, writable: bool = True
) -> None:
    """Make the tables of an empty database, or bring those of an older version up to date.

    Args:
        connection: in autocommit mode (`isolation_level=None`).
        path: its file, for messages.
        create: whether an empty database may be made a memory.
        writable: whether its keys may be brought up to date.

    Raises:
        FormatError: it is a database of something else, or of a newer version.
        sqlite3.Error: it is no database, or damaged.
    """
    run = connection.execute
    run("PRAGMA trusted_schema = OFF")  # the file may be anybody's
    empty = not _version(connection) and not run("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if empty and create:
        run("PRAGMA journal_mode = WAL")
        with transaction(connection):
            _create(connection)
    if run("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise FormatError(
            "this database is no translation memory of kohesi",
            path=path,
            hint="choose another file with --memory",
        )
    if _version(connection) > VERSION:
        raise FormatError(
            f"the memory has schema {_version(connection)}, this program knows {VERSION}",
            path=path,
            hint="use a newer kohesi",
        )
    for step in range(_version(connection), VERSION):
        with transaction(connection):
            _migration(step)(connection)
    if writable and read_state(connection).form != normal_form():
        with transaction(connection):
            _make_keys(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _create(connection: sqlite3.Connection) -> None:
    if _version(connection):  # somebody else was quicker
        return
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("INSERT INTO state VALUES (?, 0, '0', ?)", (uuid.uuid4().hex, normal_form()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


@dataclass(frozen=True, slots=True)
class State:
    """The row of `state`."""

    id: str
    revision: int
    digest: int
    form: str


def read_state(connection: sqlite3.Connection) -> State:
    """Return the state of a memory.

    Raises:
        sqlite3.DatabaseError: there is none; the file is damaged.
    """
    row = connection.execute("SELECT id, revision, digest, form FROM state").fetchone()
    if (
        row is None
        or tuple(map(type, row)) != (str, int, str, str)
        or not _DIGEST.fullmatch(row[2])
    ):
        raise sqlite3.DatabaseError("it has no state")
    return State(row[0], row[1], int(row[2], 16), row[3])


def _make_keys(connection: sqlite3.Connection) -> None:
    """Bring the keys into the normal form of this program; of units that became one the first
    stays.
    """
    run = connection.execute
    state = read_state(connection)
    if state.form == normal_form():  # somebody else was quicker
        return
    digest = state.digest
    run("UPDATE unit SET identity = CAST(id AS BLOB)")
    for (place,) in run("SELECT id FROM unit ORDER BY id").fetchall():
        unit = read_unit(run(f"SELECT {FIELDS} FROM unit WHERE id = ?", (place,)).fetchone())
        try:
            run(
                "UPDATE unit SET identity = ?, key = ? WHERE id = ?",
                (identity(unit), unit_key(unit), place),
            )
        except sqlite3.IntegrityError:
            run("DELETE FROM unit WHERE id = ?", (place,))
            digest -= fingerprint(unit)
    run(
        "UPDATE state SET form = ?, digest = ?, revision = revision + 1",
        (normal_form(), f"{digest % 2**DIGEST_BITS:x}"),
    )


def read_unit(row: Sequence[object]) -> MemoryUnit:
    """Return the unit of a row that has `FIELDS`.

    Raises:
        sqlite3.DatabaseError: something else stands there; the file is damaged.
    """
    if tuple(map(type, row)) != _TYPES:
        raise sqlite3.DatabaseError("a unit is damaged")
    return MemoryUnit(**dict(zip(_COLUMNS, row, strict=True)))  # type: ignore[arg-type]


def _migration(step: int) -> Callable[[sqlite3.Connection], None]:
    def migrate(connection: sqlite3.Connection) -> None:
        if _version(connection) == step:
            MIGRATIONS[step - 1](connection)
            connection.execute(f"PRAGMA user_version = {step + 1}")

    return migrate
