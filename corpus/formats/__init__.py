"""File formats: reading a file into a `Document`, which writes itself back.

One module per format, found through the table below and imported when it is used. A new format
is one module with a `Format`, one row here, and one subclass of the contract test-suite.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, runtime_checkable

from ..document import Document
from ..errors import FormatError
from ..languages import check_language
from .reading import MAX_FILE, read_file

__all__ = ["FORMATS", "Format", "detect_format", "parse_document", "read_document"]

# name -> (module, and the name in it; file name endings)
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("text:FORMAT", (".txt", ".text")),
    "po": ("po:FORMAT", (".po", ".pot")),
    "srt": ("subtitles:SRT", (".srt",)),
    "vtt": ("subtitles:VTT", (".vtt",)),
    "html": ("html:FORMAT", (".html", ".htm", ".xhtml")),
    "markdown": ("markdown:FORMAT", (".md", ".markdown", ".mdown")),
    "xliff": ("xliff:FORMAT", (".xlf", ".xliff", ".mxliff", ".sdlxliff")),
    "tmx": ("tmx:FORMAT", (".tmx",)),
    "docx": ("office:DOCX", (".docx", ".docm")),
    "pptx": ("office:PPTX", (".pptx", ".pptm")),
    "xlsx": ("office:XLSX", (".xlsx", ".xlsm")),
    "json": ("json_values:JSON", (".json",)),
    "jsonl": ("json_values:JSON_LINES", (".jsonl", ".ndjson")),
    "yaml": ("yaml_values:FORMAT", (".yaml", ".yml")),
    "csv": ("table:CSV", (".csv",)),
    "tsv": ("table:TSV", (".tsv", ".tab")),
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


@runtime_checkable
class Choosing(Protocol):
    """A format whose files hold more than texts, of which a choice is translated."""

    def with_fields(self, patterns: Sequence[str]) -> Format:
        """Return the format that translates the named fields only."""
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
        format: a name of `FORMATS`; None looks at the ending of the file's name. A colon and
            names after it choose what is translated: `json:title,article.body`, `csv:2,Isi`.

    Raises:
        FormatError: the file is missing, a folder, not readable, empty, not text, wrongly
            encoded or broken; the error names the path and what to do.
        LanguageError: the language is unknown.
    """
    name = detect_format(path) if format is None else format
    data = read_file(path, limit=MAX_FILE)
    return parse_document(data, name=str(path), source_lang=source_lang, format=name)


def parse_document(data: bytes, *, name: str, source_lang: str, format: str = "text") -> Document:
    """Read the bytes of a file that were got in another way; otherwise as `read_document`."""
    language = check_language(source_lang)
    kind, _, fields = format.partition(":")
    if kind not in FORMATS:
        known = ", ".join(FORMATS)
        raise FormatError(f"unknown format {kind!r}", path=name, hint=f"use one of {known}")
    module, _, attribute = FORMATS[kind][0].partition(":")
    reader: Format = getattr(import_module(f".{module}", __name__), attribute)
    if fields:
        if not isinstance(reader, Choosing):
            raise FormatError(f"the format {kind!r} has no fields to choose from", path=name)
        reader = reader.with_fields([field for field in fields.split(",") if field])
    return reader.parse(data, name=name, source_lang=language)
