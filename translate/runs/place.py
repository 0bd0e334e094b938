"""The folder `.kohesi` in the output: the journal, and files that are not finished."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

from corpus.atomic import write_error

NAME = ".kohesi"
_SCRATCH = "unfinished-"
_LOCK = "lock"
_A_MOMENT = 60.0
"""Seconds within which a run that has made its folder has its lock in it."""


def journal_path(output: Path) -> Path:
    """Return where the journal of an output folder is."""
    return output / NAME / "journal.sqlite"


class Scratch:
    """A run's own folder for unfinished files, made when it is first asked for.

    What runs that were killed have left behind goes as well: whoever still works in such a
    folder holds a lock in it. Used as a context manager, it is gone at the end of the block.

    Args:
        output: the output folder, which it is made in.
    """

    def __init__(self, output: Path) -> None:
        self._home = output / NAME
        self._folder: Path | None = None
        self._held: IO[bytes] | None = None

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *_: object) -> None:
        if self._held is not None:
            self._held.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """The folder.

        Raises:
            OutputError: it cannot be made.
        """
        if self._folder is None:
            try:
                self._home.mkdir(parents=True, exist_ok=True)
                ignore = self._home / ".gitignore"
                if not ignore.exists():
                    ignore.write_text("*\n", encoding="ascii")
                _sweep(self._home)
                self._folder = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=self._home))
                self._held = (self._folder / _LOCK).open("wb")
                _lock(self._held)
            except OSError as error:
                raise write_error(error, self._home) from error
        return self._folder


def _sweep(home: Path) -> None:
    for left in home.glob(f"{_SCRATCH}*"):
        try:
            with (left / _LOCK).open("rb+") as lock:
                if not _lock(lock):
                    continue
                shutil.rmtree(left, ignore_errors=True)
        except FileNotFoundError:
            # its run was killed, or makes its lock at this moment
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _A_MOMENT:
                    left.rmdir()
        except OSError:
            continue


def _lock(stream: IO[bytes]) -> bool:
    """Take the lock of a file for as long as it is open; False when another has it."""
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
