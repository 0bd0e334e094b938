"""The tables of a termbase in SQLite, and how older ones are brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import GlossaryError
from corpus.transactions import transaction

VERSION = 1
_APPLICATION_ID = 0x6B6F6865  # "kohe"
_SCHEMA = """
CREATE TABLE concept (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
);
CREATE TABLE term (
    key INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES concept (place) ON DELETE CASCADE,
    lang TEXT NOT NULL,
    plain TEXT NOT NULL
);
CREATE INDEX term_place ON term (place);
CREATE INDEX term_plain ON term (plain);
CREATE VIRTUAL TABLE term_index USING fts5 (
    plain, content = 'term', content_rowid = 'key', tokenize = 'trigram'
);
CREATE TABLE history (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    concept TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX history_concept ON history (concept);
"""
# One function per version: `MIGRATIONS[0]` takes a database from version 1 to 2.
MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = ()


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of an empty database, or bring those of an older version up to date.

    Args:
        connection: in autocommit mode (`isolation_level=None`).
        path: its file, for messages.

    Raises:
        GlossaryError: it is a database of something else, damaged, or of a newer version; the
            connection is closed then.
        sqlite3.Error: it is no database.
    """
    run = connection.execute
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA trusted_schema = OFF")  # the file may be anybody's
    if not _version(connection) and not run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        run("PRAGMA journal_mode = WAL")
        with transaction(connection):
            _create(connection)
    problem, hint = _problem(connection)
    if problem:
        connection.close()
        raise GlossaryError(problem, path=path, hint=hint)
    for step in range(_version(connection), VERSION):
        with transaction(connection):
            _migration(step)(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _problem(connection: sqlite3.Connection) -> tuple[str, str | None]:
    """Say why a database cannot be used, and what to do; empty when it can."""
    version = _version(connection)
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        return "the database is no termbase of kohesi", None
    if version < 1:
        return "the termbase is damaged: it has no schema", None
    if version > VERSION:
        return (
            f"the termbase has schema {version}, this program knows {VERSION}",
            "use a newer kohesi",
        )
    return "", None


def _create(connection: sqlite3.Connection) -> None:
    if _version(connection):  # somebody else was quicker
        return
    for statement in _statements(_SCHEMA):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _migration(step: int) -> Callable[[sqlite3.Connection], None]:
    def migrate(connection: sqlite3.Connection) -> None:
        if _version(connection) == step:
            MIGRATIONS[step - 1](connection)
            connection.execute(f"PRAGMA user_version = {step + 1}")

    return migrate


def _statements(script: str) -> Iterator[str]:
    """Split a script where a statement is complete."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
