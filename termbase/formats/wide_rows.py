"""The wide table: one row per concept, one column per language and, where wanted, status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.errors import LanguageError
from corpus.languages import LANGUAGES, check_language

from ..concept import Concept, Policy, Status, Term
from ..records import choice
from .collect import default_case, id_from
from .long_rows import escape, truth, unescape

_ID_COLUMNS = ("concept", "concept_id", "key")
_OTHER_COLUMNS = ("subject", "policy", "dnt", "definition", "note", "source")
_NAMES = {
    "indonesian": "id",
    "bahasa_indonesia": "id",
    "indonesia": "id",
    "vietnamese": "vi",
    "tiếng_việt": "vi",
    "bahasa_vietnam": "vi",
    "lao": "lo",
    "laotian": "lo",
    "ພາສາລາວ": "lo",
    "ລາວ": "lo",
    "bahasa_laos": "lo",
    "english": "en",
    "bahasa_inggris": "en",
    "inggris": "en",
}
_STATUS_SUFFIX = re.compile(rf"[_(]+({'|'.join(Status)})\)?$")
# A region, or the script of one of our languages; `id_note` is neither.
_REGION = re.compile(r"([a-z]{2,3})[-_](?:latn|laoo|[a-z]{2}|[0-9]{3})")
_FORM = re.compile(r"(?:\\.|[^|\\]|\\$)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of terms: their language, and their status where the column says it."""

    lang: str
    status: Status | None


def language_column(name: str) -> _Column | None:
    """Tell what terms a column of a wide table holds, or None when it holds none.

    Known are tags (`vi`, `vi-VN`), names (`Vietnamese`, `Tiếng Việt`), and either with a status
    (`id_admitted`, `English (forbidden)`).
    """
    status = None
    found = _STATUS_SUFFIX.search(name)
    if found is not None:
        status = Status(found.group(1))
        name = name[: found.start()]
    region = _REGION.fullmatch(name)
    tag = region.group(1) if region else _NAMES.get(unicodedata.normalize("NFC", name), name)
    if tag not in LANGUAGES:
        return None
    return _Column(tag, status)


def is_wide(columns: Iterable[str]) -> bool:
    """Whether a header names a language."""
    return any(language_column(name) for name in columns)


def read_wide(
    columns: list[str],
    rows: Iterable[tuple[int, list[str]]],
    header_line: int,
    mistakes: list[tuple[int, str]],
) -> tuple[Concept, ...]:
    """Turn rows into concepts; add what is wrong to `mistakes` as (line, reason).

    A concept without an id gets one from its first term. A form in capitals (`AI`) is compared
    with its case. A column `id` is Indonesian, unless another column is and no column is named
    `concept`: then it holds the ids.
    """
    columns = _with_ids(columns)
    languages: dict[int, _Column] = {}
    for index, name in enumerate(columns):
        if not name or name in _ID_COLUMNS or name in _OTHER_COLUMNS:
            continue
        column = language_column(name)
        if column is None:
            mistakes.append((header_line, f"unknown column {name!r}: {_reason(name)}"))
        elif column in languages.values():
            mistakes.append((header_line, f"the column {name!r} holds what another column holds"))
        else:
            languages[index] = column
    concepts: dict[str, Concept] = {}
    lines: dict[str, int] = {}
    for line, cells in rows:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            mistakes.append((line, f"{len(cells)} cells for {len(columns)} columns"))
            continue
        other = {
            name: unescape(cell.strip())
            for name, cell in zip(columns, cells, strict=False)
            if name in _ID_COLUMNS or name in _OTHER_COLUMNS
        }
        named = next((other[name] for name in _ID_COLUMNS if other.get(name)), "")
        try:
            concept = _concept(named, _row_terms(cells, languages, other.get("source", "")), other)
        except ValueError as error:
            mistakes.append((line, str(error)))
            continue
        if concept.id in concepts:
            if named:
                mistakes.append((line, f"the id {named!r} is that of line {lines[named]} too"))
                continue
            concept = _renamed(concept, f"{concept.id}-{line}", concepts)
        lines[concept.id] = line
        concepts[concept.id] = concept
    return tuple(concepts.values())


def _concept(named: str, terms: tuple[Term, ...], other: dict[str, str]) -> Concept:
    if not terms and not named:
        raise ValueError("the row has no term")
    return Concept(
        id=named or id_from(terms[0].text),
        subject=other.get("subject", ""),
        terms=terms,
        definition=other.get("definition", ""),
        policy=choice(Policy, other.get("policy") or "always", "policy"),
        do_not_translate=truth(other.get("dnt", ""), "dnt"),
        note=other.get("note", ""),
    )


def _with_ids(columns: list[str]) -> list[str]:
    """Take `id` for the column of ids when another column is Indonesian, and none is `concept`."""
    if "id" not in columns or any(name in _ID_COLUMNS for name in columns):
        return columns
    for name in columns:
        column = language_column(name)
        if (
            name != "id"
            and column is not None
            and column.lang == "id"
            and column.status in (None, Status.PREFERRED)
        ):
            return ["concept" if other == "id" else other for other in columns]
    return columns


def _reason(name: str) -> str:
    try:
        check_language(name)
    except LanguageError as error:
        return error.message
    return "it names a language and something else"


def _renamed(concept: Concept, wanted: str, taken: dict[str, Concept]) -> Concept:
    while wanted in taken:
        wanted += "-2"
    return replace(concept, id=wanted)


def _row_terms(
    cells: Sequence[str], languages: dict[int, _Column], source: str
) -> tuple[Term, ...]:
    terms: dict[tuple[str, str], Term] = {}
    for index, column in languages.items():
        for place, form in enumerate(_forms(cells[index]) if index < len(cells) else ()):
            status = column.status or (Status.ADMITTED if place else Status.PREFERRED)
            if (column.lang, form) in terms:
                if column.status is None:
                    continue
                raise ValueError(f"the {column.lang} term {form!r} is there twice")
            terms[column.lang, form] = Term(
                text=form,
                lang=column.lang,
                status=status,
                verified=bool(source),
                source=source,
                case=default_case(form),
            )
    return tuple(terms.values())


def _forms(cell: str) -> list[str]:
    """Split a cell at `|`; `\\|` is a bar that belongs to a term."""
    forms = (
        unicodedata.normalize("NFC", unescape(form.strip()).strip()) for form in _FORM.findall(cell)
    )
    return [form for form in forms if form]


def to_wide_rows(concepts: Iterable[Concept]) -> list[list[str]]:
    """Give header and rows of the wide form; only columns that hold something are there."""
    listed = list(concepts)
    used = {(term.lang, term.status) for concept in listed for term in concept.terms}
    # A plain language column has one preferred form; where a concept has two, the column says so.
    double = {
        lang
        for concept in listed
        for lang in concept.languages
        if sum(t.lang == lang and t.status is Status.PREFERRED for t in concept.terms) > 1
    }
    tags = [lang for lang in LANGUAGES if any(used_lang == lang for used_lang, _ in used)]
    columns: list[tuple[str, str, Status]] = []
    for lang in tags or list(LANGUAGES):
        head = f"{lang}_preferred" if lang in double else lang
        columns.append((head, lang, Status.PREFERRED))
        columns.extend(
            (f"{lang}_{status}", lang, status)
            for status in Status
            if status is not Status.PREFERRED and (lang, status) in used
        )
    others = {
        "subject": [concept.subject for concept in listed],
        "policy": ["" if c.policy is Policy.ALWAYS else c.policy.value for c in listed],
        "dnt": ["yes" if concept.do_not_translate else "" for concept in listed],
        "definition": [concept.definition for concept in listed],
        "note": [concept.note for concept in listed],
    }
    kept = [name for name, values in others.items() if any(values)]
    table = [["concept", *(head for head, _, _ in columns), *kept]]
    for index, concept in enumerate(listed):
        row = [escape(concept.id)]
        for _, lang, status in columns:
            forms = (t.text for t in concept.terms if t.lang == lang and t.status is status)
            row.append(" | ".join(escape(form).replace("|", "\\|") for form in forms))
        row.extend(escape(others[name][index]) for name in kept)
        table.append(row)
    return table
