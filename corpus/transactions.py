"""A transaction of SQLite: all of what a block does, or nothing of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commit what the block does when it ends, and take it back when it is left by an error.

    Args:
        connection: a connection without transactions of its own (`isolation_level=None`).

    Raises:
        sqlite3.Error: the file is locked, damaged or full.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        with suppress(sqlite3.Error):  # a damaged file may have ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
