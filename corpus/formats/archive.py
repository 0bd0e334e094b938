"""ZIP archives from anywhere: read in memory, within limits, never unpacked to a disk."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from ..errors import FormatError

MAX_ENTRIES = 20_000
MAX_PART = 32 * 1024 * 1024
"""Bytes of a part that is read; the text of a book has a tenth of it."""
MAX_READ = 48 * 1024 * 1024
"""Bytes of all parts that are read."""
MAX_TOTAL = 512 * 1024 * 1024
"""Bytes of all parts together, pictures and films included, as the archive says."""
_CHUNK = 1024 * 1024

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
        self._left = MAX_READ
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
        self._left -= len(content)
        if len(content) > MAX_PART or self._left < 0:
            raise FormatError(
                f"the part {part} is too large",
                path=self.name,
                hint="take it apart into smaller documents",
            )
        return content

    def holds(self, part: str, sign: bytes) -> bool:
        """Whether a part holds some bytes, without reading it into memory.

        Raises:
            FormatError: it does not exist or is broken.
        """
        before = b""
        try:
            with (
                zipfile.ZipFile(BytesIO(self.data)) as archive,
                archive.open(self.entries[part]) as stream,
            ):
                while piece := stream.read(_CHUNK):
                    if sign in before + piece:
                        return True
                    before = piece[1 - len(sign) :]
        except _BROKEN as error:
            raise self._broken(error, part) from error
        return False

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
                    fresh = zipfile.ZipInfo(name, entry.date_time)
                    fresh.compress_type = entry.compress_type
                    fresh.external_attr = entry.external_attr
                    fresh.create_system = entry.create_system
                    if name in parts:
                        new.writestr(fresh, parts[name])
                        continue
                    fresh.file_size = entry.file_size
                    with old.open(entry) as source, new.open(fresh, "w") as target:
                        shutil.copyfileobj(source, target, _CHUNK)
        except _BROKEN as error:
            raise self._broken(error) from error
        return stream.getvalue()

    def _broken(self, error: Exception, part: str = "") -> FormatError:
        where = f"the part {part} cannot be read" if part else "this archive cannot be read"
        return FormatError(
            f"{where}: {error}", path=self.name, hint="open and save it with the program it is of"
        )
