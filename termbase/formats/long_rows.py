"""The native table: one row per term."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from corpus.errors import LanguageError
from corpus.languages import check_language

from ..concept import Case, Concept, Form, Policy, Status, Term
from ..context import parse_context
from ..records import choice

LONG_COLUMNS = (
    "concept",
    "subject",
    "policy",
    "dnt",
    "lang",
    "term",
    "status",
    "form",
    "case",
    "verified",
    "source",
    "context",
    "term_policy",
    "pos",
    "note",
    "created",
    "modified",
    "definition",
    "concept_source",
    "concept_note",
    "concept_created",
    "concept_modified",
)
_CONCEPT_COLUMNS = (
    "subject",
    "policy",
    "dnt",
    "definition",
    "concept_source",
    "concept_note",
    "concept_created",
    "concept_modified",
)
_YES = frozenset({"yes", "true", "1", "x", "y"})
_NO = frozenset({"", "no", "false", "0", "n"})
# A bar is escaped in wide tables, a number sign where a row would begin with it.
_ESCAPE = re.compile(r"\\([\\ntr|#])")
_ESCAPED = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "|": "|", "#": "#"}


class _Draft:
    """A concept while its rows are read."""

    def __init__(self, line: int, cells: dict[str, str]) -> None:
        self.line = line
        self.cells = {name: cells.get(name, "") for name in _CONCEPT_COLUMNS}
        self.terms: list[Term] = []
        self.seen: set[tuple[str, str]] = set()


def read_long(
    columns: list[str],
    rows: Iterable[tuple[int, list[str]]],
    header_line: int,
    mistakes: list[tuple[int, str]],
) -> tuple[Concept, ...]:
    """Turn rows into concepts; add what is wrong to `mistakes` as (line, reason)."""
    unknown = [name for name in columns if name and name not in LONG_COLUMNS]
    if unknown:
        mistakes.append((header_line, f"unknown column {unknown[0]!r}"))
    if "concept" not in columns:
        mistakes.append((header_line, "the column 'concept' is missing"))
        return ()
    drafts: dict[str, _Draft] = {}
    for line, cells in rows:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            mistakes.append((line, f"{len(cells)} cells for {len(columns)} columns"))
            continue
        row = {
            name: unescape(cell.strip())
            for name, cell in zip(columns, cells, strict=False)
            if cell and name
        }
        try:
            _add_row(drafts, line, row)
        except (ValueError, LanguageError) as error:
            reason = error.message if isinstance(error, LanguageError) else str(error)
            mistakes.append((line, reason))
    concepts: list[Concept] = []
    for concept_id, draft in drafts.items():
        try:
            concepts.append(_concept(concept_id, draft))
        except ValueError as error:
            mistakes.append((draft.line, str(error)))
    return tuple(concepts)


def _add_row(drafts: dict[str, _Draft], line: int, row: dict[str, str]) -> None:
    concept_id = row.get("concept", "")
    if not concept_id:
        raise ValueError("the concept has no id")
    draft = drafts.get(concept_id)
    if draft is None:
        draft = drafts[concept_id] = _Draft(line, row)
    else:
        for name, cell in row.items():
            if cell and name in draft.cells and cell != draft.cells[name]:
                if draft.cells[name]:
                    raise ValueError(
                        f"concept {concept_id!r} has another {name} on line {draft.line}; "
                        "is the id used twice?"
                    )
                draft.cells[name] = cell
    if not row.get("term") and not row.get("lang"):
        return  # a concept that has no term yet
    term = _term(row)
    key = (term.lang, term.text)
    if key in draft.seen:
        raise ValueError(f"concept {concept_id!r} has the {term.lang} term {term.text!r} twice")
    draft.seen.add(key)
    draft.terms.append(term)


def _term(row: dict[str, str]) -> Term:
    text = unicodedata.normalize("NFC", row.get("term", ""))
    if not text:
        raise ValueError("the term is empty")
    context = row.get("context", "")
    parse_context(context)
    return Term(
        text=text,
        lang=check_language(row.get("lang", "")),
        status=choice(Status, row.get("status") or "preferred", "status"),
        verified=truth(row.get("verified", ""), "verified"),
        source=row.get("source", ""),
        case=choice(Case, row.get("case") or "insensitive", "case"),
        context=context,
        note=row.get("note", ""),
        part_of_speech=row.get("pos", ""),
        form=choice(Form, row["form"], "form") if row.get("form") else None,
        policy=choice(Policy, row["term_policy"], "policy") if row.get("term_policy") else None,
        created=row.get("created", ""),
        modified=row.get("modified", ""),
    )


def _concept(concept_id: str, draft: _Draft) -> Concept:
    cells = draft.cells
    return Concept(
        id=concept_id,
        subject=cells["subject"],
        terms=tuple(draft.terms),
        definition=cells["definition"],
        policy=choice(Policy, cells["policy"] or "always", "policy"),
        do_not_translate=truth(cells["dnt"], "dnt"),
        note=cells["concept_note"],
        source=cells["concept_source"],
        created=cells["concept_created"],
        modified=cells["concept_modified"],
    )


def truth(cell: str, column: str) -> bool:
    """Return whether a cell says yes.

    Raises:
        ValueError: it says neither yes nor no.
    """
    value = cell.strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ValueError(f"unknown value {cell!r} of {column}; use yes or leave it empty")


def unescape(cell: str) -> str:
    """Give a cell its line breaks and tabs back."""
    if "\\" not in cell:
        return cell
    return _ESCAPE.sub(lambda match: _ESCAPED[match.group(1)], cell)


def escape(cell: str) -> str:
    """Write line breaks and tabs so that a row stays one line."""
    cell = cell.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    cell = cell.replace("\r", "\\r")
    return f"\\{cell}" if cell.startswith("#") else cell


def to_rows(concepts: Iterable[Concept]) -> list[list[str]]:
    """Give the rows of the native form, in the order of `LONG_COLUMNS`."""
    return [[escape(row.get(name, "")) for name in LONG_COLUMNS] for row in _row_dicts(concepts)]


def _row_dicts(concepts: Iterable[Concept]) -> Iterator[dict[str, str]]:
    for concept in concepts:
        first = {
            "concept": concept.id,
            "subject": concept.subject,
            "policy": concept.policy.value,
            "dnt": "yes" if concept.do_not_translate else "",
            "definition": concept.definition,
            "concept_source": concept.source,
            "concept_note": concept.note,
            "concept_created": concept.created,
            "concept_modified": concept.modified,
        }
        if not concept.terms:
            yield first
        for index, term in enumerate(concept.terms):
            head = first if index == 0 else {"concept": concept.id}
            yield head | {
                "lang": term.lang,
                "term": term.text,
                "status": term.status.value,
                "form": term.form.value if term.form else "",
                "case": "" if term.case is Case.INSENSITIVE else term.case.value,
                "verified": "yes" if term.verified else "",
                "source": term.source,
                "context": term.context,
                "term_policy": term.policy.value if term.policy else "",
                "pos": term.part_of_speech,
                "note": term.note,
                "created": term.created,
                "modified": term.modified,
            }
