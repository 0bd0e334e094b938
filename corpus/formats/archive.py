"""ZIP archives from anywhere: read in memory, within limits, never unpacked to a disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from ..errors import FormatError

MAX_ENTRIES = 20_000
MAX_PART = 128 * 1024 * 1024
"""Bytes of a part that is read."""
MAX_TOTAL = 512 * 1024 * 1024
"""Bytes of all parts together, as the archive says."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    UnicodeError,
)


class Archive:
    """An archive of parts.

    Args:
        data: its bytes.
        name: the file's name for messages.

    Raises:
        FormatError: it is broken, encrypted or too large.
    """

    def __init__(self, data: bytes, *, name: str) -> None:
        self.data = data
        self.name = name
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = archive.infolist()
        except (*_BROKEN, zipfile.LargeZipFile) as error:
            raise self._broken(error) from error
        self.entries = {entry.filename: entry for entry in entries}
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_TOTAL:
            raise FormatError(
                "the parts of this archive are too many or too large",
                path=name,
                hint="take it apart into smaller documents",
            )
        if len(self.entries) != len(entries):
            raise FormatError("two parts of this archive have one name", path=name)
        if any(entry.flag_bits & 1 for entry in entries):
            raise FormatError(
                "this document is encrypted", path=name, hint="save it without a password"
            )

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            FormatError: it does not exist, is broken, or is larger than it may be.
        """
        try:
            with (
                zipfile.ZipFile(BytesIO(self.data)) as archive,
                archive.open(self.entries[part]) as stream,
            ):
                content = stream.read(MAX_PART + 1)
        except _BROKEN as error:
            raise self._broken(error, part) from error
        if len(content) > MAX_PART:
            raise FormatError(f"the part {part} is too large", path=self.name)
        return content

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the archive with some parts replaced, the others as they are, in their order.

        Raises:
            FormatError: a part cannot be read.
        """
        stream = BytesIO()
        try:
            with (
                zipfile.ZipFile(BytesIO(self.data)) as old,
                zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
            ):
                for name, entry in self.entries.items():
                    content = parts[name] if name in parts else old.read(entry)
                    fresh = zipfile.ZipInfo(name, entry.date_time)
                    fresh.compress_type = entry.compress_type
                    fresh.external_attr = entry.external_attr
                    fresh.create_system = entry.create_system
                    new.writestr(fresh, content)
        except _BROKEN as error:
            raise self._broken(error) from error
        return stream.getvalue()

    def _broken(self, error: Exception, part: str = "") -> FormatError:
        where = f"the part {part} cannot be read" if part else "this archive cannot be read"
        return FormatError(
            f"{where}: {error}", path=self.name, hint="open and save it with the program it is of"
        )
