"""Glossaries as tables: the native long form, and the wide form that translators have.

Long (native): one row per term, one header line, `#` comments; see `LONG_COLUMNS`. What belongs
to the concept stands on its first row. In a cell, `\\n`, `\\t` and `\\\\` are a line break, a tab
and a backslash.

Wide: one row per concept, a column per language (`id,vi,lo,en`, or by name) and, where wanted,
status (`id_admitted`). `concept` (or `concept_id`), `subject`, `policy`, `dnt`, `definition` and
`note` are known too; several forms in a cell are separated by `|`, the first is preferred.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.atomic import write_text
from corpus.errors import GlossaryError
from corpus.languages import LANGUAGES

from ..concept import Concept
from . import GlossaryMistakes, report
from .long_rows import LONG_COLUMNS, read_long, to_rows
from .losses import Loss
from .source import Options, decode_text, read_bytes
from .wide_rows import is_wide, read_wide, to_wide_rows

Row = tuple[int, list[str]]

# Column names of other programs' tables with one row per term.
_ALIASES = {
    "concept_id": "concept",
    "conceptid": "concept",
    "entry_id": "concept",
    "language": "lang",
    "locale": "lang",
    "term_status": "status",
    "part_of_speech": "pos",
    "partofspeech": "pos",
    "subject_field": "subject",
    "domain": "subject",
    "term_type": "form",
    "do_not_translate": "dnt",
}


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read a table, long or wide, separated by tabs, commas or semicolons.

    Raises:
        GlossaryError: the file cannot be read, or has bad rows; all of them are named.
    """
    return parse(read_text(path), path)


def parse(text: str, path: str | Path = "glossary.tsv") -> tuple[Concept, ...]:
    """Read a table from a string; `path` is for messages and tells tabs from commas."""
    return parse_rows(_rows(text, path), path)


def parse_rows(
    rows: Iterator[Row], path: str | Path, options: Options | None = None
) -> tuple[Concept, ...]:
    """Read a table, long or wide, from its rows: 1-based line and cells; the first is the header.

    Raises:
        GlossaryMistakes: there are bad rows; all of them are named.
        GlossaryError: the table has no header that says what it holds.
    """
    mistakes: list[tuple[int, str]] = []
    try:
        first_line, header = next(rows)
    except StopIteration:
        raise GlossaryError(
            "the file holds no rows", path=path, line=1, hint="the first row names the columns"
        ) from None
    columns = _columns(header)
    if "source" in columns and "target" in columns and options and options.target_lang:
        columns = _paired(columns, options)
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        mistakes.append((first_line, f"column {doubled[0]!r} is there twice"))
        report(path, mistakes)
    if "term" in columns and "lang" in columns:  # as `is_native` has it
        read_table = read_long
    elif is_wide(columns):
        read_table = read_wide
    else:
        languages = ", ".join(LANGUAGES)
        raise GlossaryError(
            f"no column names a language; the columns are {', '.join(filter(None, columns))}",
            path=path,
            line=first_line,
            hint="give the languages with --from and --to"
            if "target" in columns
            else f"name the columns {languages} (one row per concept), or concept, lang, term",
        )
    try:
        concepts = read_table(columns, rows, first_line, mistakes)
    except GlossaryMistakes as error:  # a row that cannot be taken apart ends the reading
        report(path, [*mistakes, *error.mistakes])
        raise
    report(path, mistakes)
    return concepts


def write(path: str | Path, concepts: Iterable[Concept]) -> None:
    """Write the native long form, `.csv` with commas and anything else with tabs.

    The comments at the head of a file that is there already are kept.
    """
    head = _head_comments(path)
    write_text(path, head + render(concepts, commas=Path(path).suffix.lower() == ".csv"))


def is_native(path: str | Path) -> bool:
    """Whether a table has one row per term, the form that is edited in place."""
    _, header = next(_rows(read_text(path), path), (0, []))
    columns = _columns(header)
    return "term" in columns and "lang" in columns


def _columns(header: Iterable[str]) -> list[str]:
    columns = ["_".join(name.lower().split()) for name in header]
    if "term" not in columns:
        return columns
    return [_ALIASES.get(name, name) for name in columns]


def _paired(columns: list[str], options: Options) -> list[str]:
    """Name the columns of a bilingual table after their languages; a comment is the note."""
    names = {
        "source": options.source_lang,
        "target": options.target_lang,
        "comment": "note",
        "context": "note",
        "location": "",
    }
    return [names.get(name, name) for name in columns]


def _head_comments(path: str | Path) -> str:
    if not Path(path).exists():
        return ""
    head = ""
    for line in read_text(path).splitlines(keepends=True):
        if not line.startswith("#"):
            break
        head += line
    return head


def decode(
    data: bytes,
    path: str | Path,
    options: Options,
    left_out: list[Loss],  # noqa: ARG001 - one call for every format
) -> tuple[Concept, ...]:
    """Read a table from the content of a file; see `read`.

    A table of pairs, with columns `source` and `target`, is of the two languages of `options`.
    """
    return parse_rows(_rows(decode_text(data, path), path), path, options)


def encode(concepts: Iterable[Concept], options: Options) -> bytes:
    """Write a table, UTF-8; variants are `tabs`, `commas`, `wide-tabs` and `wide-commas`."""
    commas = options.variant.endswith("commas")
    if options.variant.startswith("wide"):
        return _text(to_wide_rows(concepts), commas=commas).encode("utf-8")
    return render(concepts, commas=commas).encode("utf-8")


def render(concepts: Iterable[Concept], *, commas: bool = False) -> str:
    """Return the native long form; its line ends are `\\n`."""
    return _text(to_long_table(concepts), commas=commas)


def to_long_table(concepts: Iterable[Concept]) -> list[list[str]]:
    """Return header and rows of the native form; only columns that hold something are there."""
    rows = to_rows(concepts)
    used = [
        index
        for index, name in enumerate(LONG_COLUMNS)
        if name in ("concept", "lang", "term", "status") or any(row[index] for row in rows)
    ]
    table = [[LONG_COLUMNS[index] for index in used]]
    table.extend([row[index] for index in used] for row in rows)
    return table


def _text(table: list[list[str]], *, commas: bool) -> str:
    if not commas:
        return "".join("\t".join(map(_quoted, row)) + "\n" for row in table)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(table)
    return stream.getvalue()


def read_text(path: str | Path) -> str:
    """Read a file of UTF-8 or UTF-16 text, with or without a byte order mark.

    Raises:
        GlossaryError: there is no such file, or it is no such text.
    """
    return decode_text(read_bytes(path), path)


def _rows(text: str, path: str | Path) -> Iterator[Row]:
    """Give line number and cells of each row that is no comment and not empty."""
    if _separator(text, path) == "\t":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                yield number, [_bare(cell) for cell in line.removesuffix("\r").split("\t")]
        return
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_separator(text, path), strict=True
    )
    line_number = 0
    while True:
        line_number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"the row cannot be read: {error}"
            if "end of data" in str(error):
                reason = "a quotation mark opens here and does not close"
            raise GlossaryMistakes(path, [(line_number, reason)]) from error
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield line_number, cells


def _separator(text: str, path: str | Path) -> str:
    header = next((line for line in text.splitlines() if line and not line.startswith("#")), "")
    if Path(path).suffix.lower() == ".tsv" or "\t" in header:
        return "\t"
    return ";" if header.count(";") > header.count(",") else ","


def _bare(cell: str) -> str:
    """Undo the quotation marks that spreadsheets put around a cell of a TSV file."""
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':
        return cell
    inner = cell[1:-1]
    if '"' in inner.replace('""', "") or not ('""' in inner or "," in inner):
        return cell
    return inner.replace('""', '"')


def _quoted(cell: str) -> str:
    """Put marks around a cell that `_bare` would else take for one of a spreadsheet."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return '"' + cell.replace('"', '""') + '"'
    return cell
