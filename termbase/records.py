"""Concepts as dictionaries and back, without loss: for JSON, for histories, for stores."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from corpus.languages import check_language

from .concept import Case, Concept, Form, Policy, Status, Term
from .context import parse_context

Choice = TypeVar("Choice", bound=StrEnum)

_TERM_TEXTS = ("source", "context", "note", "part_of_speech", "created", "modified")
_CONCEPT_TEXTS = ("subject", "definition", "note", "source", "created", "modified")


def choice(kind: type[Choice], value: str, name: str) -> Choice:
    """Return the member that a value names, in any case.

    Raises:
        ValueError: it names none; the message lists them.
    """
    try:
        return kind(value)
    except ValueError:
        pass
    try:
        return kind(value.strip().lower())
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise ValueError(f"unknown {name} {value!r}; use {known}") from None


def term_to_record(term: Term) -> dict[str, Any]:
    """Return a term as a dictionary; what has its default value is left out."""
    record: dict[str, Any] = {
        "text": term.text,
        "lang": term.lang,
        "status": term.status.value,
    }
    if term.form is not None:
        record["form"] = term.form.value
    if term.case is not Case.INSENSITIVE:
        record["case"] = term.case.value
    if term.verified:
        record["verified"] = True
    if term.policy is not None:
        record["policy"] = term.policy.value
    for name in _TERM_TEXTS:
        value = getattr(term, name)
        if value:
            record[name] = value
    return record


def term_from_record(record: Mapping[str, Any]) -> Term:
    """Return the term of a dictionary.

    Raises:
        ValueError: a value is missing, of the wrong type, or unknown.
        LanguageError: the language is unknown.
    """
    text = unicodedata.normalize("NFC", _text(record, "text").strip())
    if not text:
        raise ValueError("the term is empty")
    context = _text(record, "context")
    if context:
        parse_context(context)
    form, policy = _text(record, "form"), _text(record, "policy")
    return Term(
        text=text,
        lang=check_language(_text(record, "lang")),
        status=choice(Status, _text(record, "status") or "preferred", "status"),
        verified=_truth(record, "verified"),
        source=_text(record, "source"),
        case=choice(Case, _text(record, "case") or "insensitive", "case"),
        context=context,
        note=_text(record, "note"),
        part_of_speech=_text(record, "part_of_speech"),
        form=choice(Form, form, "form") if form else None,
        policy=choice(Policy, policy, "policy") if policy else None,
        created=_text(record, "created"),
        modified=_text(record, "modified"),
    )


def concept_to_record(concept: Concept) -> dict[str, Any]:
    """Return a concept as a dictionary; what has its default value is left out."""
    record: dict[str, Any] = {"id": concept.id}
    for name in _CONCEPT_TEXTS:
        value = getattr(concept, name)
        if value:
            record[name] = value
    if concept.policy is not Policy.ALWAYS:
        record["policy"] = concept.policy.value
    if concept.do_not_translate:
        record["do_not_translate"] = True
    record["terms"] = [term_to_record(term) for term in concept.terms]
    return record


def concept_from_record(record: Mapping[str, Any]) -> Concept:
    """Return the concept of a dictionary.

    Raises:
        ValueError: a value is missing, of the wrong type, or unknown.
        LanguageError: a language is unknown.
    """
    if not isinstance(record, Mapping):
        raise ValueError("it is no object")  # noqa: TRY004 - a mistake of the data
    concept_id = _text(record, "id").strip()
    if not concept_id:
        raise ValueError("the concept has no id")
    terms = record.get("terms", [])
    if not isinstance(terms, list) or not all(isinstance(term, Mapping) for term in terms):
        raise ValueError("'terms' is no list of terms")
    return Concept(
        id=concept_id,
        subject=_text(record, "subject"),
        terms=tuple(term_from_record(term) for term in terms),
        definition=_text(record, "definition"),
        policy=choice(Policy, _text(record, "policy") or "always", "policy"),
        do_not_translate=_truth(record, "do_not_translate"),
        note=_text(record, "note"),
        source=_text(record, "source"),
        created=_text(record, "created"),
        modified=_text(record, "modified"),
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name!r} is no text")  # noqa: TRY004 - a mistake of the data
    return value


def _truth(record: Mapping[str, Any], name: str) -> bool:
    value = record.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f"{name!r} is neither true nor false")  # noqa: TRY004
    return value
