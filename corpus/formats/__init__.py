"""File formats: reading a file into a `Document`, which writes itself back.

One module per format, found through the table below and imported when it is used. A new format
is one module with a `Format`, one row here, and one subclass of the contract test-suite.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ..document import Document
from ..errors import FormatError
from ..languages import check_language
from .reading import MAX_FILE, nothing_found, opened, read_file

if TYPE_CHECKING:
    from .parts import RowFile

__all__ = [
    "FORMATS",
    "PART_LINES",
    "Format",
    "detect_format",
    "parse_document",
    "read_document",
    "read_parts",
]

PART_LINES = 500
"""Rows of a document that `read_parts` gives; some thousand sentences, where rows are articles."""


# name -> (module, and the name in it; file name endings)
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("text:FORMAT", (".txt", ".text")),
    "po": ("po:FORMAT", (".po", ".pot")),
    "srt": ("subtitles:SRT", (".srt",)),
    "vtt": ("subtitles:VTT", (".vtt",)),
    "html": ("html:FORMAT", (".html", ".htm", ".xhtml")),
    "article": ("html:ARTICLE", (".html", ".htm", ".xhtml")),
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
class Rows(Protocol):
    """A format whose files are rows, which can be read without the others."""

    def parts(self, file: RowFile, *, source_lang: str, lines: int) -> Iterator[Document]:
        """Read a file as documents of at most `lines` rows, some of them without segments.

        The rendered documents one after the other are the bytes of the rendered file.

        Raises:
            FormatError: as `Format.parse`, where the reading has come so far.
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


def read_document(
    path: str | Path, *, source_lang: str, format: str | None = None, article: bool = False
) -> Document:
    """Read a file into its segments and the skeleton that writes it back.

    Args:
        path: the file.
        source_lang: BCP-47 tag of its language.
        format: a name of `FORMATS`; None looks at the ending of the file's name. A colon and
            names after it choose what is translated: `json:title,article.body`, `csv:2,Isi`.
        article: of a saved news page only the article is translated; its menus, related links and
            comments stay. Files of other formats, and pages that are none, are read as ever.

    Raises:
        FormatError: the file is missing, a folder, not readable, empty, not text, wrongly
            encoded or broken; the error names the path and what to do.
        LanguageError: the language is unknown.
    """
    name = _chosen_format(path, format, article=article)
    data = read_file(path, limit=MAX_FILE)
    return parse_document(data, name=str(path), source_lang=source_lang, format=name)


def _chosen_format(path: str | Path, format: str | None, *, article: bool) -> str:
    name = detect_format(path) if format is None else format
    return "article" if article and name == "html" else name


def read_parts(
    path: str | Path,
    *,
    source_lang: str,
    format: str | None = None,
    article: bool = False,
    lines: int = PART_LINES,
) -> Iterator[Document]:
    """Read a file as a stream of documents, so that a file of any size takes little memory.

    Files of rows (JSON lines, CSV, TSV, and plain text of more than `text.LONG_TEXT` bytes) come
    as documents of at most `lines` rows, all others as one document. The rendered documents, one
    after the other, are the bytes that the whole file gives when it is rendered at once. Lines of
    segments and errors are those of the file; indices and offsets of segments are those of their
    document. A document of a row file may have no segments; it is rendered like the others.

    Nothing is opened before the first document is asked for. That a row file is text in a known
    encoding is checked throughout before the first document comes, whether its rows are well
    formed only when they are reached.

    Args:
        path: the file.
        source_lang: BCP-47 tag of its language.
        format: as for `read_document`.
        article: as for `read_document`.
        lines: rows of a document, at most; one of long rows has fewer.

    Raises:
        ValueError: `lines` is no positive number.
        FormatError: as `read_document`, or the file was changed while it was read.
        LanguageError: the language is unknown.
    """
    if lines < 1:
        raise ValueError(f"lines must be positive, not {lines}")
    language = check_language(source_lang)
    kind = _chosen_format(path, format, article=article)
    reader = _reader(kind, str(path))
    with opened(path) as stream:
        # a pipe cannot be read twice
        if isinstance(reader, Rows) and stream.seekable():
            from .parts import RowFile

            some = False
            file = RowFile(stream, name=str(path))
            for document in reader.parts(file, source_lang=language, lines=lines):
                some = some or bool(document.segments)
                yield document
            if not some:
                raise nothing_found(str(path))
            return
    yield read_document(path, source_lang=language, format=kind)


def parse_document(data: bytes, *, name: str, source_lang: str, format: str = "text") -> Document:
    """Read the bytes of a file that were got in another way; otherwise as `read_document`."""
    language = check_language(source_lang)
    return _reader(format, name).parse(data, name=name, source_lang=language)


def _reader(format: str, name: str) -> Format:
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
    return reader
