"""Glossaries as tables: the native long form, and the wide form that translators have.

Long (native): one row per term, one header line, `#` comments; see `LONG_COLUMNS`. What belongs
to the concept stands on its first row. In a cell, `\\n`, `\\t` and `\\\\` are a line break, a tab
and a backslash.

Wide: one row per concept, a column per language (`id,vi,lo,en`). `concept` (or `concept_id`),
`subject`, `policy`, `definition` and `note` are known too; several forms in a cell are separated
by `|`, the first is preferred.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.atomic import write_text
from corpus.errors import GlossaryError, LanguageError
from corpus.languages import LANGUAGES, check_language

from ..concept import Concept
from . import report
from .long_rows import LONG_COLUMNS, read_long, to_rows
from .wide_rows import read_wide

Row = tuple[int, list[str]]


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read a table, long or wide, separated by tabs, commas or semicolons.

    Raises:
        GlossaryError: the file cannot be read, or has bad rows; all of them are named.
    """
    return parse(read_text(path), path)


def parse(text: str, path: str | Path = "glossary.tsv") -> tuple[Concept, ...]:
    """Read a table from a string; `path` is for messages and tells tabs from commas."""
    mistakes: list[tuple[int, str]] = []
    rows = _rows(text, path)
    try:
        first_line, header = next(rows)
    except StopIteration:
        raise GlossaryError(
            "the file holds no rows", path=path, line=1, hint="the first row names the columns"
        ) from None
    columns = [name.strip().lower().replace(" ", "_") for name in header]
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        mistakes.append((first_line, f"column {doubled[0]!r} is there twice"))
        report(path, mistakes)
    if "term" in columns and "lang" in columns:
        concepts = read_long(columns, rows, first_line, mistakes)
    elif any(_language(name) for name in columns):
        concepts = read_wide(columns, rows, first_line, mistakes)
    else:
        languages = ", ".join(LANGUAGES)
        raise GlossaryError(
            f"no column names a language; the columns are {', '.join(filter(None, columns))}",
            path=path,
            line=first_line,
            hint=f"name the columns {languages} (one row per concept), or concept, lang, term",
        )
    report(path, mistakes)
    return concepts


def write(path: str | Path, concepts: Iterable[Concept]) -> None:
    """Write the native long form, `.csv` with commas and anything else with tabs."""
    write_text(path, render(concepts, commas=Path(path).suffix.lower() == ".csv"))


def render(concepts: Iterable[Concept], *, commas: bool = False) -> str:
    """Return the native long form; its line ends are `\\n`."""
    rows = to_rows(concepts)
    used = [
        index
        for index, name in enumerate(LONG_COLUMNS)
        if name in ("concept", "lang", "term", "status") or any(row[index] for row in rows)
    ]
    table = [[LONG_COLUMNS[index] for index in used]]
    table.extend([row[index] for index in used] for row in rows)
    if not commas:
        return "".join("\t".join(row) + "\n" for row in table)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue()


def read_text(path: str | Path) -> str:
    """Read a UTF-8 file, with or without a byte order mark.

    Raises:
        GlossaryError: there is no such file, or it is not UTF-8 text.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise GlossaryError(
            f"cannot read the glossary: {reason}", path=path, hint="check the name"
        ) from error
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise GlossaryError(
            "the file is not UTF-8 text", path=path, line=line, hint="save it as UTF-8"
        ) from error


def _rows(text: str, path: str | Path) -> Iterator[Row]:
    """Give line number and cells of each row that is no comment and not empty."""
    if _separator(text, path) == "\t":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                yield number, [_bare(cell) for cell in line.removesuffix("\r").split("\t")]
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, path))
    line_number = 0
    while True:
        line_number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise GlossaryError(
                f"the row cannot be read: {error}", path=path, line=line_number
            ) from error
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield line_number, cells


def _separator(text: str, path: str | Path) -> str:
    header = next((line for line in text.splitlines() if line and not line.startswith("#")), "")
    if Path(path).suffix.lower() == ".tsv" or "\t" in header:
        return "\t"
    return ";" if header.count(";") > header.count(",") else ","


def _bare(cell: str) -> str:
    """Undo the quotation marks that spreadsheets put around a cell of a TSV file."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '""' in cell[1:-1]:
        return cell[1:-1].replace('""', '"')
    return cell


def _language(name: str) -> str | None:
    try:
        return check_language(name)
    except LanguageError:
        return None
