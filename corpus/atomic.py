"""Writing files so that a name holds either the old content or the new, never a part."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .errors import OutputError, plain_reason


class Abandoned(Exception):  # noqa: N818 - no mistake, only an end without a result
    """What a block of `replacing` is left by when its file is not to appear."""


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write `data` to `path` in one step; otherwise as `replacing`."""
    with replacing(path) as stream:
        stream.write(data)


def write_text(path: str | Path, text: str) -> None:
    """Write `text` as UTF-8 with the line ends it has; otherwise as `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


@contextlib.contextmanager
def replacing(path: str | Path, *, scratch: Path | None = None) -> Iterator[IO[bytes]]:
    """Open a stream whose content stands under `path` when the block ends without an error.

    The bytes go to a temporary file, which is renamed over the target when they are safely on
    disk; missing parent folders are made. An error, an interrupt or a full disk leaves what was
    there before.

    Args:
        path: the file to write.
        scratch: the folder of the temporary file, on the same file system as the target; None
            takes the target's own. Whoever is killed outright leaves the temporary file behind,
            in a place of the caller's choice.

    Raises:
        OutputError: the folder cannot be made or written, or the disk is full.
    """
    target = Path(path)
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(
            prefix=f".{target.name[:100]}.", dir=target.parent if scratch is None else scratch
        )
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise write_error(error, target) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def write_error(error: OSError, path: str | Path) -> OutputError:
    """Return what a user is told when a file cannot be written."""
    hint = "choose another output folder"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint += ", or free some space"
    if error.errno == errno.EXDEV:
        hint = "a part of the output folder lies on another file system: write there directly"
    return OutputError(f"cannot write: {plain_reason(error)}", path=path, hint=hint)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
