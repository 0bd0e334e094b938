"""File formats: reading a file into a `Document`, which writes itself back.

One module per format, found through the table below and imported when it is used. A new format
is one module with a `Format`, one row here, and one subclass of the contract test-suite.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol

from ..document import Document
from ..errors import FormatError
from ..languages import check_language
from .reading import read_file

__all__ = ["FORMATS", "Format", "detect_format", "parse_document", "read_document"]

# name -> (module, and the name in it; file name endings)
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("text:FORMAT", (".txt", ".text")),
    "po": ("po:FORMAT", (".po", ".pot")),
    "srt": ("subtitles:SRT", (".srt",)),
    "vtt": ("subtitles:VTT", (".vtt",)),
}


class Format(Protocol):
    """What a module of this package offers under the name that the table gives."""

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file.

        The document rendered without targets gives exactly `data` again.

        Raises:
            FormatError: the bytes are not of this format, or hold nothing to translate.
        """
        ...


def detect_format(path: str | Path) -> str:
    """Return the name of the format of `path`, by the ending of its name; `text` if unknown."""
    ending = Path(path).suffix.lower()
    for name, (_, endings) in FORMATS.items():
        if ending in endings:
            return name
    return "text"


def read_document(path: str | Path, *, source_lang: str, format: str | None = None) -> Document:
    """Read a file into its segments and the skeleton that writes it back.

    Args:
        path: the file.
        source_lang: BCP-47 tag of its language.
        format: a name of `FORMATS`; None looks at the ending of the file's name.

    Raises:
        FormatError: the file is missing, a folder, not readable, empty, not text, wrongly
            encoded or broken; the error names the path and what to do.
        LanguageError: the language is unknown.
    """
    name = detect_format(path) if format is None else format
    return parse_document(read_file(path), name=str(path), source_lang=source_lang, format=name)


def parse_document(data: bytes, *, name: str, source_lang: str, format: str = "text") -> Document:
    """Read the bytes of a file that were got in another way; otherwise as `read_document`."""
    language = check_language(source_lang)
    if format not in FORMATS:
        known = ", ".join(FORMATS)
        raise FormatError(f"unknown format {format!r}", path=name, hint=f"use one of {known}")
    module, _, attribute = FORMATS[format][0].partition(":")
    reader: Format = getattr(import_module(f".{module}", __name__), attribute)
    return reader.parse(data, name=name, source_lang=language)
