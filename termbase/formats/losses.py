"""What a format could not carry: found by comparing, told field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..concept import Concept, Term

_CONCEPT_FIELDS = (
    "subject",
    "definition",
    "policy",
    "do_not_translate",
    "note",
    "source",
    "created",
    "modified",
)
_TERM_FIELDS = (
    "status",
    "verified",
    "source",
    "case",
    "context",
    "note",
    "part_of_speech",
    "form",
    "policy",
    "created",
    "modified",
)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a concept that is not in the file (or, on import, not in the glossary).

    Attributes:
        concept_id: the concept it belongs to.
        field: `concept`, `term`, or the name of a field (`definition`, `term.case`, ...).
        count: how many values of that field.
        reason: why, where that is not the format itself.
    """

    concept_id: str
    field: str
    count: int = 1
    reason: str = ""


def compare(before: Iterable[Concept], after: Iterable[Concept]) -> tuple[Loss, ...]:
    """List what of `before` is missing or different in `after`.

    The order of terms counts within one language and status, where it is the order of
    preference; the order of languages does not.
    """
    there = {concept.id: concept for concept in after}
    losses: list[Loss] = []
    for concept in before:
        copy = there.get(concept.id)
        if copy is None:
            losses.append(Loss(concept.id, "concept"))
        elif copy != concept:
            losses.extend(
                Loss(concept.id, field, count) for field, count in _difference(concept, copy)
            )
    return tuple(losses)


def _difference(concept: Concept, copy: Concept) -> Iterable[tuple[str, int]]:
    lost: Counter[str] = Counter()
    for name in _CONCEPT_FIELDS:
        if getattr(concept, name) != getattr(copy, name):
            lost[name] += 1
    there = {(term.lang, term.text): term for term in copy.terms}
    for term in concept.terms:
        other = there.pop((term.lang, term.text), None)
        if other is None:
            lost["term"] += 1
            continue
        for name in _TERM_FIELDS:
            if getattr(term, name) != getattr(other, name):
                lost[f"term.{name}"] += 1
    if there:
        lost["term added"] += len(there)
    if not lost:
        lost["order"] += sum(
            concept.terms_in(lang) != copy.terms_in(lang) for lang in concept.languages
        )
    return [(field, count) for field, count in lost.items() if count]


def filled(concept: Concept, kept: frozenset[str]) -> Iterable[Loss]:
    """List the fields of a concept that say something and are not among those `kept`."""
    plain = Concept(concept.id, "", ())
    for name in _CONCEPT_FIELDS:
        if name not in kept and getattr(concept, name) != getattr(plain, name):
            yield Loss(concept.id, name)
    lost: Counter[str] = Counter()
    for term in concept.terms:
        bare = Term(term.text, term.lang)
        for name in _TERM_FIELDS:
            if f"term.{name}" not in kept and getattr(term, name) != getattr(bare, name):
                lost[f"term.{name}"] += 1
    for field, count in lost.items():
        yield Loss(concept.id, field, count)


def restricted(concepts: Iterable[Concept], languages: Iterable[str]) -> tuple[Concept, ...]:
    """Return the concepts with the terms of some languages only."""
    wanted = frozenset(languages)
    return tuple(
        replace(concept, terms=tuple(term for term in concept.terms if term.lang in wanted))
        for concept in concepts
    )


def summary(losses: Iterable[Loss]) -> list[str]:
    """Return one line per field and reason: how many values, of which concepts."""
    grouped: dict[tuple[str, str], list[Loss]] = {}
    for loss in losses:
        grouped.setdefault((loss.field, loss.reason), []).append(loss)
    lines: list[str] = []
    for (field, reason), group in sorted(grouped.items(), key=lambda item: -len(item[1])):
        ids = list(dict.fromkeys(loss.concept_id for loss in group))
        listed = ", ".join(ids[:3]) + (", ..." if len(ids) > 3 else "")
        why = f" ({reason})" if reason else ""
        total = sum(loss.count for loss in group)
        plural = "concept" if len(ids) == 1 else "concepts"
        lines.append(f"{field}{why}: {total} in {len(ids)} {plural}: {listed}")
    return lines
