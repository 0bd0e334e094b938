"""What every reader starts from: the bytes of a file, its text, and how it is to be taken."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import GlossaryError, plain_reason

# A glossary of 100,000 concepts is about 60 MB; what is far beyond that is no glossary.
MAX_BYTES = 256 * 1024 * 1024
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")


@dataclass(frozen=True, slots=True)
class Options:
    """How a glossary is written or read, where the file itself does not say.

    Attributes:
        variant: which of the forms of a module; see `Format.variant`.
        source_lang: the language of the source side of a format that holds pairs.
        target_lang: its target side; empty for formats that hold all languages.
    """

    variant: str = ""
    source_lang: str = "id"
    target_lang: str = ""


def read_bytes(path: str | Path) -> bytes:
    """Return the content of a file.

    Raises:
        GlossaryError: it cannot be read, or is too large to be a glossary.
    """
    try:
        if Path(path).stat().st_size > MAX_BYTES:
            raise GlossaryError(
                f"the file is larger than {MAX_BYTES // 1024 // 1024} MB", path=path
            )
        return Path(path).read_bytes()
    except OSError as error:
        raise GlossaryError(
            f"cannot read the glossary: {plain_reason(error)}", path=path, hint="check the name"
        ) from error


def decode_text(data: bytes, path: str | Path, *, xml: bool = False) -> str:
    """Return the text of a file: UTF-8, or UTF-16 with or without a byte order mark.

    Args:
        data: the content.
        path: the file, for messages.
        xml: take the encoding that an XML declaration names.

    Raises:
        GlossaryError: it is not text of that encoding.
    """
    encoding = _encoding(data, xml=xml)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        name = "UTF-8" if encoding == "utf-8" else encoding
        raise GlossaryError(
            f"the file is not {name} text", path=path, line=line, hint="save it as UTF-8"
        ) from error


def _encoding(data: bytes, *, xml: bool) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[1:2] == b"\0" and data[:1] != b"\0":
        return "utf-16-le"
    if data[:1] == b"\0" and data[1:2] != b"\0":
        return "utf-16-be"
    declared = _DECLARED.match(data) if xml else None
    if declared is not None:
        try:
            found = codecs.lookup(declared.group(1).decode("ascii"))
        except LookupError:
            return "utf-8"
        # Codecs such as `zlib` turn bytes into bytes; only those of text are meant here.
        if found._is_text_encoding and not found.name.startswith("utf-16"):
            return found.name
    return "utf-8"
