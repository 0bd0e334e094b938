"""The folder `.kohesi` in the output: the journal, and files that are not finished."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from corpus.atomic import write_error

NAME = ".kohesi"
_SCRATCH = "unfinished-"
_LOCK = ".lock"


def journal_path(output: Path) -> Path:
    """Return where the journal of an output folder is."""
    return output / NAME / "journal.sqlite"


class Scratch:
    """A run's own folder for unfinished files, made when it is first asked for.

    Beside it stands a file that the run holds a lock on. So what runs that were killed have left
    behind can be told, and goes as well. Used as a context manager, the folder is gone at the end
    of the block.

    Args:
        output: the output folder, which it is made in.
    """

    def __init__(self, output: Path) -> None:
        self._home = output / NAME
        self._folder: Path | None = None
        self._held: IO[bytes] | None = None

    def __enter__(self) -> Scratch:
        _sweep(self._home)
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None and self._held is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._held.close()
            self._folder.with_suffix(_LOCK).unlink(missing_ok=True)

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
                self._held = _held(self._home)
                self._folder = Path(self._held.name).with_suffix("")
                self._folder.mkdir()
            except OSError as error:
                raise write_error(error, self._home) from error
        return self._folder


def _held(home: Path) -> IO[bytes]:
    """Make a lock file that nobody else has, and hold it."""
    while True:
        handle, name = tempfile.mkstemp(prefix=_SCRATCH, suffix=_LOCK, dir=home)
        os.close(handle)
        stream = Path(name).open("rb+")  # noqa: SIM115 - open for as long as it is held
        # another run may sweep in the moment before it is held
        if _lock(stream) and Path(name).exists():
            return stream
        stream.close()


def _sweep(home: Path) -> None:
    for left in home.glob(f"{_SCRATCH}*{_LOCK}"):
        with contextlib.suppress(OSError), left.open("rb+") as stream:
            if _lock(stream):
                shutil.rmtree(left.with_suffix(""), ignore_errors=True)
                left.unlink()


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
