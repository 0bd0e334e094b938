"""Writing files so that a name holds either the old content or the new, never a part."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from .errors import OutputError


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write `data` to `path` in one step; missing parent folders are made.

    The bytes go to a temporary file beside the target, which is renamed over it when they are
    safely on disk. An interrupt or a full disk leaves what was there before.

    Raises:
        OutputError: the folder cannot be made or written, or the disk is full.
    """
    target = Path(path)
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot write: {reason}",
            path=target,
            hint="choose another output folder, or free some space",
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def write_text(path: str | Path, text: str) -> None:
    """Write `text` as UTF-8 with the line ends it has; otherwise as `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
