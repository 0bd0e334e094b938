"""The wide table: one row per concept, one column per language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from corpus.errors import LanguageError
from corpus.languages import check_language
from corpus.languages.normal import normal_text

from ..concept import Case, Concept, Policy, Status, Term
from .long_rows import choice

_ID_COLUMNS = ("concept", "concept_id", "key")
_OTHER_COLUMNS = ("subject", "policy", "definition", "note", "source")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.+-]{1,7}")


def read_wide(
    columns: list[str],
    rows: Iterable[tuple[int, list[str]]],
    header_line: int,
    mistakes: list[tuple[int, str]],
) -> tuple[Concept, ...]:
    """Turn rows into concepts; add what is wrong to `mistakes` as (line, reason).

    A concept without an id gets one from its first term. A form in capitals (`AI`) is compared
    with its case.
    """
    languages: dict[int, str] = {}
    for index, name in enumerate(columns):
        if not name or name in _ID_COLUMNS or name in _OTHER_COLUMNS:
            continue
        try:
            languages[index] = check_language(name)
        except LanguageError as error:
            mistakes.append((header_line, f"unknown column {name!r}: {error.message}"))
    concepts: dict[str, Concept] = {}
    lines: dict[str, int] = {}
    for line, cells in rows:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            mistakes.append((line, f"{len(cells)} cells for {len(columns)} columns"))
            continue
        other = {
            name: cell.strip()
            for name, cell in zip(columns, cells, strict=False)
            if name in _ID_COLUMNS or name in _OTHER_COLUMNS
        }
        terms = tuple(
            term
            for index, lang in languages.items()
            if index < len(cells)
            for term in _terms(cells[index], lang, other.get("source", ""))
        )
        if not terms:
            mistakes.append((line, "the row has no term"))
            continue
        named = next((other[name] for name in _ID_COLUMNS if other.get(name)), "")
        concept_id = named or _id_from(terms[0].text)
        if concept_id in concepts:
            if named:
                mistakes.append((line, f"the id {named!r} is that of line {lines[named]} too"))
                continue
            concept_id = f"{concept_id}-{line}"
        try:
            policy = choice(Policy, other.get("policy") or "always", "policy")
        except ValueError as error:
            mistakes.append((line, str(error)))
            continue
        lines[concept_id] = line
        concepts[concept_id] = Concept(
            id=concept_id,
            subject=other.get("subject", ""),
            terms=terms,
            definition=other.get("definition", ""),
            policy=policy,
            note=other.get("note", ""),
        )
    return tuple(concepts.values())


def _terms(cell: str, lang: str, source: str) -> tuple[Term, ...]:
    forms = dict.fromkeys(
        unicodedata.normalize("NFC", form.strip()) for form in cell.split("|") if form.strip()
    )
    return tuple(
        Term(
            text=form,
            lang=lang,
            status=Status.ADMITTED if index else Status.PREFERRED,
            verified=bool(source),
            source=source,
            case=Case.AS_IS if _ACRONYM.fullmatch(form) else Case.INSENSITIVE,
        )
        for index, form in enumerate(forms)
    )


def _id_from(text: str) -> str:
    """Make an identifier of a term: `Kohesi Strategis` gives `kohesi-strategis`."""
    plain = unicodedata.normalize("NFD", normal_text(text).replace("đ", "d"))
    return re.sub(r"[^\w]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-") or "term"
