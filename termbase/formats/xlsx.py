"""Spreadsheets: the first sheet as a table, long or wide, like those of `tables`.

A workbook is a ZIP archive of XML, made by anybody: how much it unpacks to, and that its XML
declares no entities, is looked at before it is opened.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from corpus.errors import GlossaryError, MissingExtra

from ..concept import Concept
from .losses import Loss
from .source import Options, read_bytes
from .tables import parse_rows, to_long_table
from .wide_rows import to_wide_rows

MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 100  # Excel's own files stay below 20
_SMALL = 1024 * 1024  # below this the ratio does not matter
_MAX_MEMBERS = 1000
_MAX_COLUMNS = 100  # a table has some 20; what stands further right is not read
_MAX_CELL = 32767  # what is longer is cut by spreadsheets
# What openpyxl, zipfile and their XML parsers raise on files that are no workbooks.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    ArithmeticError,
)


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read the first sheet of a workbook; see `decode`."""
    return decode(read_bytes(path), path, Options(), [])


def decode(
    data: bytes,
    path: str | Path,
    options: Options,
    left_out: list[Loss],  # noqa: ARG001 - one call for every format
) -> tuple[Concept, ...]:
    """Read the first sheet of a workbook; the lines of messages are its rows.

    Raises:
        GlossaryError: it is no workbook, unpacks to too much, or has bad rows; all are named.
        MissingExtra: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    _inspect(data, path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that it does not know
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = list(_rows(sheet))
    except _BROKEN as error:
        reason = str(error).split("\n")[0] or type(error).__name__
        raise GlossaryError(
            f"the workbook cannot be read: {reason}", path=path, hint="save it again as .xlsx"
        ) from error
    return parse_rows(iter(rows), path, options)


def encode(concepts: Iterable[Concept], options: Options) -> bytes:
    """Write a workbook with one sheet; variants are `long` and `wide`.

    Raises:
        GlossaryError: a text holds a character that a workbook cannot.
        MissingExtra: openpyxl is not installed.
    """
    wide = options.variant == "wide"
    return workbook(to_wide_rows(concepts) if wide else to_long_table(concepts))


def workbook(table: Iterable[list[str]]) -> bytes:
    """Return a workbook whose cells are text, also those that look like a formula."""
    openpyxl = _openpyxl()
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    rows = list(table)
    for text in (text for row in rows for text in row):
        if ILLEGAL_CHARACTERS_RE.search(text) or len(text) > _MAX_CELL:
            raise GlossaryError(
                f"a cell of a workbook cannot hold {text[:60]!r}",
                hint="take the control character out, or shorten the text",
            )
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for cell in cells:
            if cell.value:
                cell.data_type = "s"
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("xlsx", "a glossary as a spreadsheet") from error
    return openpyxl


def _inspect(data: bytes, path: str | Path) -> None:
    """Refuse an archive that is broken, unpacks to too much, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if (
                len(members) > _MAX_MEMBERS
                or total > MAX_UNPACKED
                or (total > _SMALL and total > MAX_RATIO * len(data))
            ):
                raise GlossaryError(
                    f"the workbook unpacks to {total // 1024 // 1024} MB from "
                    f"{len(data) // 1024} kB, which no glossary does",
                    path=path,
                )
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_markup(archive, member, path)
    except _BROKEN as error:
        raise GlossaryError(
            "the file is no workbook", path=path, hint="save it as .xlsx"
        ) from error


def _check_markup(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str | Path) -> None:
    """Read a member in pieces; zipfile gives no more than the size that was added up."""
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(1 << 20):
            # UTF-16 has a zero between the letters.
            window = (tail + piece).replace(b"\0", b"")
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise GlossaryError(
                    f"the workbook declares entities in {member.filename}", path=path
                )
            tail = piece[-40:]


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MAX_COLUMNS), 1):
        if not any(row):  # also the rows that a sheet leaves out, perhaps a million
            continue
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells and not cells[0].startswith("#"):
            yield number, cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
