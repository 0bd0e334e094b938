"""English prepositions: chosen by what follows them and by what they follow."""

from __future__ import annotations

from ..units import Kind, Unit
from .classes import belongs, is_country, is_exactly
from .nouns import NounPhrase

_GATHERINGS = frozenset(
    "meeting conference summit forum seminar ceremony session talks congress workshop".split()
)


def preposition(
    unit: Unit, before: NounPhrase | None, after: NounPhrase | None, following: Unit | None
) -> str:
    """Return the English of a preposition.

    Args:
        unit: the preposition.
        before: the noun phrase directly before it.
        after: the noun phrase directly after it.
        following: the unit after it.
    """
    head = after.head if after is not None else following
    if unit.word in ("di", "pada"):
        return _place_or_time(unit, head, after)
    if unit.word == "dari":
        return _from(before, head)
    if unit.word == "seperti" and before is None:
        return "like"
    if unit.word == "selama" and after is not None and (after.numbers or after.determiners):
        return "for"
    if unit.word in ("hingga", "sampai") and head is not None and head.quantity is not None:
        return "to"
    if unit.word == "terhadap" and before is not None:
        for word in ("against", "on", "for", "of"):
            if is_exactly(before.head, word):
                return word
        return "to"
    if unit.word == "atas" and before is not None and belongs(before.head, "for"):
        return "for"
    return unit.rendering("en")


def _place_or_time(unit: Unit, head: Unit | None, after: NounPhrase | None) -> str:
    if head is None:
        return "in"
    if head.date is not None:
        return "on" if head.date.day else "in"
    if head.quantity is not None or is_exactly(head, "period"):
        return "in"
    if head.kind is Kind.TERM and head.rendering("en").lower().rsplit(" ", 1)[-1] in _GATHERINGS:
        return "at"
    if unit.word == "pada":
        if is_exactly(head, "daypart"):
            return "on" if after is not None and (after.tail or after.of) else "in"
        if is_exactly(head, "weekday") or belongs(head, "day"):
            return "on"
        if is_exactly(head, "moment"):
            return "at"
        return "in" if head.kind is Kind.WORD and head.pos in ("n", "adv") else "on"
    if is_exactly(head, "surface"):
        return "on"
    if is_exactly(head, "spot") or is_exactly(head, "moment"):
        return "at"
    return "in"


def _from(before: NounPhrase | None, head: Unit | None) -> str:
    """`hasil dari X` is of X, `tentara dari Jepang` and `berasal dari X` are from X."""
    if before is None or head is None:
        return "from"
    if is_country(head) or head.pos == "propn" or head.kind in (Kind.NAME, Kind.TERM):
        return "from"
    if before.is_person or (before.numbers and before.head.pos != "n"):
        return "of" if is_exactly(before.head, "relational") else "from"
    return "of"
