"""From a path to bytes and from bytes to text, with errors that a user can act on."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from ..errors import FormatError

# The first bytes of files that people take for text; the words go into the message.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document (.docx, .xlsx, .odt)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or another RIFF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
MAX_FILE = 64 * 1024 * 1024
"""Bytes of a document that is read; those that people write are far smaller."""
MAX_PIECES = 2_000_000
"""Lines, tags, cells or texts of a document: each takes some hundred bytes while it is read."""
NOTHING_TO_TRANSLATE = "there is nothing to translate"
_SAVE_AS_TEXT = "save the article as plain text in UTF-8"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was stored: the codec, and the byte order mark before it (maybe empty)."""

    codec: str
    mark: bytes

    def encode(self, text: str) -> bytes:
        """Return `text` as it is stored, with the byte order mark."""
        return self.mark + text.encode(self.codec)


_MARKED = (
    Encoding("utf-8", codecs.BOM_UTF8),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
)
_LABELS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16 (LE)", "utf-16-be": "UTF-16 (BE)"}


def read_file(path: str | Path, *, limit: int | None = None) -> bytes:
    """Return the bytes of a file, at most `limit` of them where one is given.

    Raises:
        FormatError: it does not exist, is no regular file, may not be read, or is too large.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise FormatError("this is a folder, not a file", path=path, hint="name a file in it")
        with file.open("rb") as stream:
            data = stream.read() if limit is None else stream.read(limit + 1)
    except FileNotFoundError as error:
        raise FormatError(
            "there is no such file", path=path, hint="check the name and the folder"
        ) from error
    except PermissionError as error:
        raise FormatError(
            "no permission to read this file", path=path, hint="change its permissions, or copy it"
        ) from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FormatError(f"cannot read: {reason}", path=path, hint="check the name") from error
    if limit is not None and len(data) > limit:
        raise FormatError(
            f"a file of more than {limit // 1024**2} MiB",
            path=path,
            hint="split it into smaller files",
        )
    return data


def decode_text(data: bytes, *, name: str) -> tuple[str, Encoding]:
    """Decode a text file: UTF-8, with or without a byte order mark, or UTF-16 with one.

    Returns:
        The text without its byte order mark, every line end as it stands, and the encoding.

    Raises:
        FormatError: there are none, or they are binary or in another encoding.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise FormatError(f"not text: it looks like {what}", path=name, hint=_SAVE_AS_TEXT)
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FormatError("the encoding UTF-32 is not read", path=name, hint="save it as UTF-8")
    encoding = next((e for e in _MARKED if data.startswith(e.mark)), Encoding("utf-8", b""))
    body = data[len(encoding.mark) :]
    if encoding.codec == "utf-8" and b"\0" in body:
        raise _nul_error(body, name)
    try:
        text = body.decode(encoding.codec)
    except UnicodeDecodeError as error:
        raise _encoding_error(body, error, encoding, name) from error
    if not body:
        raise FormatError("the file is empty", path=name, hint=NOTHING_TO_TRANSLATE)
    if "\0" in text:
        raise FormatError("not text: it holds NUL characters", path=name, hint=_SAVE_AS_TEXT)
    return text, encoding


def _nul_error(body: bytes, name: str) -> FormatError:
    head = body[:4000]
    halves = head[0::2].count(0), head[1::2].count(0)
    if max(halves) * 4 >= len(head) and min(halves) * 8 <= max(halves):
        return FormatError(
            "this looks like UTF-16 without a byte order mark", path=name, hint="save it as UTF-8"
        )
    at = body.index(0)
    line = body.count(b"\n", 0, at) + 1
    return FormatError(
        f"not text: a NUL byte at offset {at}", path=name, line=line, hint=_SAVE_AS_TEXT
    )


def _encoding_error(
    body: bytes, error: UnicodeDecodeError, encoding: Encoding, name: str
) -> FormatError:
    before = body[: error.start].decode(encoding.codec, errors="replace")
    line = before.count("\n") + before.replace("\r\n", "\n").count("\r") + 1
    offset = error.start + len(encoding.mark)
    wrong = " ".join(f"0x{byte:02X}" for byte in body[error.start : error.end][:4])
    noun = "byte" if error.end - error.start == 1 else "bytes"
    verb = "is" if noun == "byte" else "are"
    return FormatError(
        f"{noun} {wrong} at offset {offset} (line {line}) {verb} not {_LABELS[encoding.codec]}",
        path=name,
        line=line,
        hint="save the file as UTF-8; older Indonesian files are often Windows-1252",
    )


def check_pieces(count: int, *, name: str) -> None:
    """Refuse a document of too many pieces before they fill the memory.

    Raises:
        FormatError: there are more than `MAX_PIECES`.
    """
    if count > MAX_PIECES:
        raise FormatError(
            f"more than {MAX_PIECES:,} lines, tags, cells or texts",
            path=name,
            hint="split it into smaller files",
        )
