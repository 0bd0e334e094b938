"""From a path to bytes and from bytes to text, with errors that a user can act on."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import FormatError, plain_reason

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
MAX_TEXTS = 500_000
"""Texts of a document that are translated: each takes one or two thousand bytes."""
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


def opened(path: str | Path) -> BinaryIO:
    """Open a file to read its bytes.

    Raises:
        FormatError: it does not exist, is a folder, or may not be read.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise FormatError("this is a folder, not a file", path=path, hint="name a file in it")
        return file.open("rb")
    except FileNotFoundError as error:
        raise FormatError(
            "there is no such file", path=path, hint="check the name and the folder"
        ) from error
    except PermissionError as error:
        raise FormatError(
            "no permission to read this file", path=path, hint="change its permissions, or copy it"
        ) from error
    except (OSError, ValueError) as error:
        raise unreadable(error, path) from error


def unreadable(error: OSError | ValueError, path: str | Path) -> FormatError:
    """Return the error for a file that the system does not give."""
    reason = plain_reason(error) if isinstance(error, OSError) else str(error)
    return FormatError(f"cannot read: {reason}", path=path, hint="check the name")


def read_file(path: str | Path, *, limit: int | None = None) -> bytes:
    """Return the bytes of a file, at most `limit` of them where one is given.

    Raises:
        FormatError: it does not exist, is no file, may not be read, or is too large.
    """
    with opened(path) as stream:
        try:
            data = stream.read() if limit is None else stream.read(limit + 1)
        except OSError as error:
            raise unreadable(error, path) from error
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
    encoding = find_encoding(data, name=name)
    body = data[len(encoding.mark) :]
    if encoding.codec == "utf-8" and b"\0" in body:
        raise nul_error(body, encoding, name=name)
    try:
        text = body.decode(encoding.codec)
    except UnicodeDecodeError as error:
        raise encoding_error(error, encoding, name=name, offset=len(encoding.mark)) from error
    if not body:
        raise FormatError("the file is empty", path=name, hint=NOTHING_TO_TRANSLATE)
    if "\0" in text:
        raise nul_error(body, encoding, name=name)
    return text, encoding


def find_encoding(head: bytes, *, name: str) -> Encoding:
    """Tell from the first bytes of a file how its text is stored.

    Raises:
        FormatError: they are those of another kind of file.
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise FormatError(f"not text: it looks like {what}", path=name, hint=_SAVE_AS_TEXT)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FormatError("the encoding UTF-32 is not read", path=name, hint="save it as UTF-8")
    return next((e for e in _MARKED if head.startswith(e.mark)), Encoding("utf-8", b""))


def nul_error(
    body: bytes,
    encoding: Encoding,
    *,
    name: str,
    offset: int = 0,
    line: int = 1,
    before: str = "",
) -> FormatError:
    """Return the error for NUL characters in a text.

    Args:
        body: bytes with one of them.
        encoding: how the file is stored.
        name: the name of the file.
        offset: where the bytes stand in the file.
        line: the line on which they start.
        before: the carriage return before them, if there is one.
    """
    if encoding.codec != "utf-8":
        return FormatError("not text: it holds NUL characters", path=name, hint=_SAVE_AS_TEXT)
    head = body[:4000]
    halves = head[0::2].count(0), head[1::2].count(0)
    if not offset and max(halves) * 4 >= len(head) and min(halves) * 8 <= max(halves):
        return FormatError(
            "this looks like UTF-16 without a byte order mark", path=name, hint="save it as UTF-8"
        )
    at = body.index(0)
    return FormatError(
        f"not text: a NUL byte at offset {offset + at}",
        path=name,
        line=line + line_count(before + body[:at].decode(errors="replace")),
        hint=_SAVE_AS_TEXT,
    )


def encoding_error(
    error: UnicodeDecodeError,
    encoding: Encoding,
    *,
    name: str,
    offset: int,
    line: int = 1,
    before: str = "",
) -> FormatError:
    """Return the error for bytes that are not in the encoding of their file.

    Args:
        error: what the codec says.
        encoding: how the file is stored.
        name: the name of the file.
        offset: where the bytes that were decoded stand in the file.
        line: the line on which they start.
        before: the carriage return before them, if there is one.
    """
    text = before + error.object[: error.start].decode(encoding.codec, errors="replace")
    line += line_count(text)
    wrong = " ".join(f"0x{byte:02X}" for byte in error.object[error.start : error.end][:4])
    noun, verb = ("byte", "is") if error.end - error.start == 1 else ("bytes", "are")
    label = _LABELS[encoding.codec]
    return FormatError(
        f"{noun} {wrong} at offset {offset + error.start} (line {line}) {verb} not {label}",
        path=name,
        line=line,
        hint="save the file as UTF-8; older Indonesian files are often Windows-1252",
    )


def line_count(text: str) -> int:
    """Return the number of line ends in a text: CRLF, CR or LF."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def nothing_found(name: str) -> FormatError:
    """Return the error for a file without texts."""
    return FormatError("no text was found in this file", path=name, hint=NOTHING_TO_TRANSLATE)


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


def check_texts(count: int, *, name: str) -> None:
    """Refuse a document of too many texts.

    Raises:
        FormatError: there are more than `MAX_TEXTS`.
    """
    if count > MAX_TEXTS:
        raise FormatError(
            f"more than {MAX_TEXTS:,} texts to translate",
            path=name,
            hint="split it into smaller files",
        )
