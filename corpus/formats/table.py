"""CSV and TSV: cells are translated, all of the columns that hold text or those that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Piece, Translated, build_document, joined
from .fields import Fields
from .reading import check_pieces, decode_text

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
        check_pieces(text.count(delimiter) + text.count("\n"), name=name)
        cells = list(_cells(text, delimiter, name))
        header = {cell.column: cell.text.strip() for cell in cells if cell.row == 0}
        if cells and cells[-1].row == 0:
            header = {}
        fields = Fields()
        if self.columns:
            missing = [c for c in self.columns if c not in header.values() and not c.isdigit()]
            if missing:
                raise FormatError(
                    f"there is no column {missing[0]!r}",
                    path=name,
                    hint="columns: " + ", ".join(header.values()),
                )
        blocks = [
            Block(cell.start, cell.end, cell.text, _Writer(delimiter, cell.quoted), by_lines=True)
            for cell in cells
            if (cell.row or not header)
            and (
                header.get(cell.column) in self.columns or str(cell.column + 1) in self.columns
                if self.columns
                else fields.take((header.get(cell.column, ""),), cell.text)
            )
        ]
        return build_document(text, encoding, blocks, name=name, source_lang=source_lang)


def _delimiter(text: str) -> str:
    first = re.sub(r'"(?:[^"]|"")*+"?', "", text[:100_000]).splitlines()
    line = first[0] if first else ""
    return max(DELIMITERS, key=line.count)


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(
        rf'(?P<quoted>"(?:[^"]|"")*+")?(?P<rest>[^{sign}\r\n]*)(?P<after>{sign}|\r\n|\r|\n|\Z)'
    )


def _cells(text: str, delimiter: str, name: str) -> Iterator[_Cell]:
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
                line=text.count("\n", 0, at) + 1,
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


CSV = TableFormat()
TSV = TableFormat("\t")
