"""Vietnamese."""

from __future__ import annotations

from .head_initial import Grammar, transfer
from .pieces import Piece
from .units import Unit

GRAMMAR = Grammar(
    lang="vi",
    passive="được",
    plural="các",
    possessive="của mình",
    object_clitic="nó",
    of="của",
    more="hơn",
    most="nhất",
    very="",
    ordinal="thứ",
    occasion="lần thứ",
    for_verb="để",
    for_noun="cho",
    from_verb="từ",
    from_noun="của",
    relative="mà",
    relative_verb="",
    on_date="vào",
    manner="một cách",
)


def render(units: list[Unit]) -> list[Piece]:
    """Render units in Vietnamese."""
    return transfer(units, GRAMMAR)
