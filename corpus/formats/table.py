"""CSV and TSV: cells are translated, all of the columns that hold text or those that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Piece, Translated, joined
from .cutting import build_document
from .fields import Fields
from .parts import HEAD, RowFile, part_document
from .reading import check_pieces, decode_text, line_count
from .values import value_block

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    row: int
    column: int
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Writer:
    delimiter: str
    quoted: bool

    def __call__(self, pieces: Sequence[Piece], _: Translated) -> str:
        text = joined(pieces)
        if self.quoted or any(sign in text for sign in (self.delimiter, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text


class TableFormat:
    """Reads and writes tables of text.

    Args:
        delimiter: what stands between two cells; None finds it in the first line.
        columns: names in the first row, or numbers counted from 1, of what is translated.
    """

    def __init__(self, delimiter: str | None = None, columns: Sequence[str] = ()) -> None:
        self.delimiter = delimiter
        self.columns = tuple(columns)

    def with_fields(self, patterns: Sequence[str]) -> TableFormat:
        """Return the format for a choice of columns."""
        return TableFormat(self.delimiter, patterns)

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a table; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        delimiter = self.delimiter or _delimiter(text)
        header = self._header(text, delimiter, name)
        blocks = self._blocks(text, delimiter, header, name)
        return build_document(text, encoding, blocks, name=name, source_lang=source_lang)

    def parts(self, file: RowFile, *, source_lang: str, lines: int) -> Iterator[Document]:
        """Read a table some rows at a time; see `corpus.formats.Rows`."""
        delimiter = self.delimiter or _delimiter(file.head)
        header: dict[int, str] = {}
        for part in file.parts(partial(_row_ends, delimiter=delimiter), lines=lines):
            if part.first:
                header = self._header(part.text, delimiter, file.name, whole=part.last)
            blocks = self._blocks(
                part.text,
                delimiter,
                header,
                file.name,
                first=part.first,
                first_line=part.line,
            )
            yield part_document(part, blocks, name=file.name, source_lang=source_lang)

    def _header(
        self, text: str, delimiter: str, name: str, *, whole: bool = True
    ) -> dict[int, str]:
        """Return the names of the columns, by their numbers; none where there is but one row."""
        first = next(_row_ends(text, True, delimiter=delimiter))
        header: dict[int, str] = {}
        if not whole or first < len(text):
            cells = _cells(text[:first], delimiter, name, 1)
            header = {cell.column: cell.text.strip() for cell in cells}
        missing = [c for c in self.columns if c not in header.values() and not c.isdigit()]
        if missing:
            raise FormatError(
                f"there is no column {missing[0]!r}",
                path=name,
                hint="columns: " + ", ".join(header.values()),
            )
        return header

    def _blocks(
        self,
        text: str,
        delimiter: str,
        header: dict[int, str],
        name: str,
        *,
        first: bool = True,
        first_line: int = 1,
    ) -> Iterator[Block]:
        check_pieces(text.count(delimiter) + text.count("\n"), name=name)
        fields = Fields()
        for cell in _cells(text, delimiter, name, first_line):
            if cell.row == 0 and first and header:
                continue
            title = header.get(cell.column, "")
            if self.columns:
                taken = title in self.columns or str(cell.column + 1) in self.columns
            else:
                taken = fields.take((title,), cell.text)
            if taken:
                write = _Writer(delimiter, cell.quoted)
                yield value_block(cell.start, cell.end, cell.text, write)


def _delimiter(text: str) -> str:
    # a quotation mark counts where a cell may begin, else it is a character like any other
    first = re.sub(rf'(?<![^{DELIMITERS}\r\n])"(?:[^"]|"")*+"?', "", text[:HEAD]).splitlines()
    line = first[0] if first else ""
    return max(DELIMITERS, key=line.count)


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(
        rf'(?P<quoted>"(?:[^"]|"")*+")?(?P<rest>[^{sign}\r\n]*)(?P<after>{sign}|\r\n|\r|\n|\Z)'
    )


def _cells(text: str, delimiter: str, name: str, first_line: int) -> Iterator[_Cell]:
    pattern = _pattern(delimiter)
    at = row = column = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:  # pragma: no cover - the pattern takes anything up to a delimiter
            raise FormatError("no valid table", path=name, line=row + 1)
        quoted, rest = match.group("quoted"), match.group("rest")
        if quoted is None and rest.startswith('"'):
            raise FormatError(
                "a quotation mark is not closed",
                path=name,
                line=line_count(text[:at]) + first_line,
                hint="close it, or double it inside a text",
            )
        # what stands behind a closing mark is no CSV; such a cell passes unchanged
        if quoted is None or not rest:
            content = rest if quoted is None else quoted[1:-1].replace('""', '"')
            yield _Cell(match.start(), match.end("rest"), row, column, content, quoted is not None)
        column += 1
        if match.group("after") != delimiter:
            row, column = row + 1, 0
        at = match.end()


def _row_ends(text: str, final: bool, *, delimiter: str) -> Iterator[int]:
    """Give the ends of rows; see `RowEnds`."""
    last = 0
    for match in _pattern(delimiter).finditer(text):
        after = match.group("after")
        unclosed = match.group("quoted") is None and match.group("rest").startswith('"')
        if not final and (unclosed or match.end() == len(text)):
            return
        if after != delimiter:
            last = match.end()
            yield last
        if match.end() == len(text):
            break
    if last < len(text):
        yield len(text)


CSV = TableFormat()
TSV = TableFormat("\t")
