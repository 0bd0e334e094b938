"""Where Lao newspapers put spaces: between phrases, around `ແລະ`, numbers and names.

Lao writes no space between words. Officials' rules and the national newspapers set one around
numbers and foreign letters (which `pieces` does for every text), around the conjunctions that join
phrases, before a clause and its adverbials, between a title and the name that follows it, and
behind a long subject.
"""

from __future__ import annotations

from .grammar import is_verbal
from .pieces import Piece
from .unit import Kind, Unit

_JOINING = frozenset({"dan", "serta", "atau", "ataupun", "maupun", "tetapi", "tapi", "sekaligus"})
_SAYING_THAT = frozenset({"bahwa", "yaitu", "yakni"})
_CLAUSES = frozenset(
    "agar supaya karena sebab jika kalau apabila bila ketika saat setelah sesudah sebelum meskipun "
    "meski walaupun sehingga sedangkan sementara namun melainkan sambil seraya sejak sebagaimana "
    "usai sekalipun selagi seperti".split()
)
_ADVERBIALS = frozenset(
    "untuk guna demi dengan melalui berdasarkan menurut selama sejak terutama khususnya termasuk "
    "sebagai oleh tanpa terhadap bersama sepanjang menjelang akibat pada dalam di bagi".split()
)


def set_spaces(pieces: list[Piece]) -> None:
    """Say for every piece where a space stands."""
    verb_said = False
    subject = 0
    before: Unit | None = None
    for place, piece in enumerate(pieces):
        unit = piece.unit
        if unit is None or not piece.text:
            continue
        piece.gap = _gap(unit, before)
        if unit.kind is Kind.MARK or unit.pos == "conj":
            verb_said, subject = False, 0
        elif is_verbal(unit):
            if not verb_said and _long_subject(subject, before):
                _open(pieces, place)
            verb_said = True
        else:
            subject += 1
        before = unit


def _gap(unit: Unit, before: Unit | None) -> str:
    if unit.kind is Kind.WORD:
        if unit.word in _JOINING:
            return "both"
        if unit.word in _SAYING_THAT:
            return "after"
        if unit.word in _CLAUSES:
            return "" if before is not None and before.pos == "v" else "before"
        if unit.word in _ADVERBIALS:
            return "soft"
    if before is not None and _named(unit) and (_named(before) or before.capital):
        return "before"
    return ""


def _named(unit: Unit) -> bool:
    """Whether a unit is a title, an institution or a name."""
    if unit.kind is Kind.TERM:
        return unit.surface[0].isupper()
    return unit.kind is Kind.NAME


def _long_subject(units: int, before: Unit | None) -> bool:
    """A subject of several words, or one with a name, is set off from its verb."""
    if before is None or before.pos in ("pron", "prep") or before.word == "yang":
        return False
    return units > 2 or _named(before) or before.kind is Kind.TERM


def _open(pieces: list[Piece], place: int) -> None:
    """Put a space before a verb and before what the language adds to it, such as its passive."""
    if place and pieces[place - 1].unit is None:
        place -= 1
    if not pieces[place].gap:
        pieces[place].gap = "before"
