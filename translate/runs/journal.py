"""The journal of a run: what was paid for is kept, so that a run can stop at any moment.

An SQLite file beside the output. A segment is known by the digest of all that its translation
depends on: the text, what the glossary asks of it, the languages, the engine with its model and
options, the strategy. So an entry is right for whoever asks for it, in this run or in another,
and two runs in one folder only help each other. A segment on which the engine failed is never
kept.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from corpus.errors import OutputError
from corpus.transactions import transaction
from translate.enforce import Enforced, Obtained, TermOutcome, Violation
from translate.engines import Hypothesis, Link
from translate.pipeline import Task

SCHEMA = 1
_APPLICATION = 0x6B6F6A31
"""Marks the file as ours (`koj1`), so that no other database is taken for a journal."""
_ASKED_AT_ONCE = 500
"""Keys in one question; SQLite takes 999 parameters where it is old."""
_LOG_PAGES = 8_000
"""Pages of the log after which it is merged into the file, which waits for the disk: 32 MB."""
_WAIT = 60.0
"""Seconds that a run waits while another writes."""

_TABLES = """
CREATE TABLE segments (key BLOB PRIMARY KEY, result TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (
    target TEXT PRIMARY KEY, asked BLOB NOT NULL, source BLOB NOT NULL, written BLOB NOT NULL,
    summary TEXT NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A translated file as the journal remembers it.

    Attributes:
        asked: digest of the run's signature and the target language.
        source: digest of the bytes of the source file.
        written: digest of the bytes that were written.
        summary: what the run said of it, a JSON value.
    """

    asked: bytes
    source: bytes
    written: bytes
    summary: Any


class Journal:
    """A journal, for use from several threads.

    Args:
        path: the file; it is made, with its folder, when something is first kept.

    Raises:
        OutputError: from every method, when the file cannot be used or is no journal.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._base: sqlite3.Connection | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; every committed entry is in it."""
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
            self._base = None

    def found(
        self, tasks: Sequence[Task], *, asked: bytes, target_lang: str
    ) -> dict[Task, Enforced]:
        """Return the tasks that were done before, with their results.

        Args:
            tasks: the tasks, each once.
            asked: digest of all that a translation depends on beside its task.
            target_lang: BCP-47 tag of the translation.
        """
        found: dict[Task, Enforced] = {}
        for start in range(0, len(tasks), _ASKED_AT_ONCE):
            keys = {
                entry_key(task, asked, target_lang): task
                for task in tasks[start : start + _ASKED_AT_ONCE]
            }
            marks = ",".join("?" * len(keys))
            query = f"SELECT key, result FROM segments WHERE key IN ({marks})"
            rows = self._asked(query, list(keys))
            for key, result in rows:
                # what cannot be read is translated again
                with contextlib.suppress(ValueError, TypeError):
                    found[keys[key]] = _unpacked(result, keys[key])
        return found

    def keep(self, done: Mapping[Task, Enforced], *, asked: bytes, target_lang: str) -> None:
        """Keep the results of tasks, in one transaction; failed ones are left out."""
        rows = [
            (entry_key(task, asked, target_lang), _packed(enforced))
            for task, enforced in done.items()
            if not enforced.hypothesis.error
        ]
        with self._transaction() as base:
            base.executemany("INSERT OR REPLACE INTO segments VALUES (?, ?)", rows)

    def output(self, target: str) -> Written | None:
        """Return what is known of a translated file, by its name in the output folder."""
        rows = self._asked(
            "SELECT asked, source, written, summary FROM outputs WHERE target = ?", [target]
        )
        return next((Written(a, b, c, json.loads(text)) for a, b, c, text in rows), None)

    def keep_output(self, target: str, written: Written) -> None:
        """Remember a file that was written."""
        row = (
            *(target, written.asked, written.source, written.written),
            json.dumps(written.summary, ensure_ascii=False),
        )
        with self._transaction() as base:
            base.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)", row)

    def _asked(self, query: str, values: Sequence[bytes | str]) -> list[tuple[Any, ...]]:
        """Ask a journal that exists; one that does not knows nothing."""
        with self._spoken(), self._lock:
            if self._base is None and not self.path.exists():
                return []
            return self._open().execute(query, values).fetchall()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._spoken(), self._lock, transaction(self._open()) as base:
            yield base

    def _open(self) -> sqlite3.Connection:
        if self._base is not None:
            return self._base
        self.path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(
            self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            with transaction(base):
                self._prepare(base)
            # with WAL and NORMAL a commit waits for no disk: a killed process loses nothing, a
            # power cut at most the last commits, and never the file
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        except BaseException:
            base.close()
            raise
        self._base = base
        return base

    def _prepare(self, base: sqlite3.Connection) -> None:
        """Make the tables of a new file, and refuse a file that is none of ours."""
        (application,) = base.execute("PRAGMA application_id").fetchone()
        (schema,) = base.execute("PRAGMA user_version").fetchone()
        (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not tables:
            for statement in _TABLES.split(";"):
                base.execute(statement)
            base.execute(f"PRAGMA application_id = {_APPLICATION}")
            base.execute(f"PRAGMA user_version = {SCHEMA}")
        elif (application, schema) != (_APPLICATION, SCHEMA):
            raise OutputError(
                "this is no journal of this version of kohesi",
                path=self.path,
                hint="delete it: only finished work is lost to the next run",
            )

    @contextlib.contextmanager
    def _spoken(self) -> Iterator[None]:
        """Turn what SQLite says into an error for the user."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(
                error, sqlite3.OperationalError
            )
            raise OutputError(
                f"the journal {'is damaged' if damaged else 'cannot be used'}: {error}",
                path=self.path,
                hint="delete it: only finished work is lost to the next run"
                if damaged
                else "free some space, or run with --no-journal",
            ) from error


def asked_digest(*parts: Mapping[str, str] | str) -> bytes:
    """Return the digest of what a translation depends on: signatures and options, in order."""
    content = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def entry_key(task: Task, asked: bytes, target_lang: str) -> bytes:
    """Return what a task is known by in a journal."""
    return blake2b(asked + target_lang.encode() + b"\0" + task.key, digest_size=16).digest()


def _packed(enforced: Enforced) -> str:
    hypothesis = enforced.hypothesis
    places = {id(outcome.requirement): place for place, outcome in enumerate(enforced.outcomes)}
    return json.dumps(
        [
            hypothesis.text,
            [(*link.source, *link.target) for link in hypothesis.links],
            hypothesis.unknown,
            [(outcome.obtained, outcome.span) for outcome in enforced.outcomes],
            [
                (places[id(violation.requirement)], violation.text, violation.span)
                for violation in enforced.violations
            ],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _unpacked(result: str, task: Task) -> Enforced:
    text, links, unknown, outcomes, unwanted = json.loads(result)
    return Enforced(
        hypothesis=Hypothesis(
            text,
            links=tuple(Link((a, b), (c, d)) for a, b, c, d in links),
            unknown=tuple((start, end) for start, end in unknown),
        ),
        outcomes=tuple(
            TermOutcome(need, Obtained(obtained), None if span is None else (span[0], span[1]))
            for need, (obtained, span) in zip(task.needs, outcomes, strict=True)
        ),
        violations=tuple(
            Violation(task.needs[place], name, (span[0], span[1])) for place, name, span in unwanted
        ),
    )
