"""The one tree of errors of kohesi.

Library code raises these and chains their causes; only a command line turns one into a line on
stderr. Every message says what happened; `where` says where, `hint` what to do about it.
"""

from __future__ import annotations

import errno
from pathlib import Path

_REASONS = {
    errno.ENOENT: "there is no such file or folder",
    errno.EISDIR: "this is a folder, not a file",
    errno.ENOTDIR: "a file stands where a folder is named",
    errno.EEXIST: "a file stands where a folder is named",
    errno.EACCES: "you do not have the permission",
    errno.EPERM: "you do not have the permission",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EROFS: "the disk can only be read",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "the links lead in a circle",
    errno.EFBIG: "the file would be too large",
    errno.EIO: "the disk does not answer as it should",
}


def plain_reason(error: OSError) -> str:
    """Return why the system refuses a file, in words for people who do not know its own."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class KohesiError(Exception):
    """Something that the user can understand and act on.

    Args:
        message: what happened, one sentence without a full stop.
        path: the file it happened in, when there is one.
        line: the 1-based line in that file.
        hint: what to do about it, one sentence without a full stop.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process whole, whatever a subclass asks its maker for."""
        return _restored, (type(self), self.args, self.__dict__)

    @property
    def where(self) -> str:
        """`path:line`, `path`, or the empty string."""
        if self.path is None:
            return ""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        """Give the whole error on one line: where, what, and what to do."""
        text = f"{self.where}: {self.message}" if self.where else self.message
        if self.hint:
            text = f"{text} ({self.hint})"
        return " ".join(text.split())


def _restored(
    kind: type[KohesiError], arguments: tuple[object, ...], state: dict[str, object]
) -> KohesiError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


class FormatError(KohesiError):
    """A document cannot be read: missing, binary, wrong encoding, broken markup."""


class OutputError(KohesiError):
    """A result cannot be written: no permission, no space, the name is taken."""


class GlossaryError(KohesiError):
    """A glossary has a mistake, at `path` and `line`."""


class LanguageError(KohesiError):
    """A language is unknown, or not supported by what was asked for."""


class EngineError(KohesiError):
    """A translation engine failed or does not exist."""


class ModelUnavailable(EngineError):  # noqa: N818 - the name of the design
    """The engine's model is not on this machine and was not to be fetched."""


class MissingExtra(KohesiError):  # noqa: N818 - the name of the design
    """A feature needs an optional dependency that is not installed.

    Args:
        extra: the extra of the distribution, as in ``pip install 'kohesi[extra]'``.
        feature: what was asked for, in words.
    """

    def __init__(self, extra: str, feature: str) -> None:
        super().__init__(
            f"{feature} needs the extra '{extra}'",
            hint=f"pip install 'kohesi[{extra}]'",
        )
        self.extra = extra
