"""Lao: no spaces between words, a space around numbers, names and phrases in other scripts."""

from __future__ import annotations

from .head_initial import Grammar, transfer
from .pieces import Piece
from .units import Unit

GRAMMAR = Grammar(
    lang="lo",
    passive="ຖືກ",
    plural="ບັນດາ",
    possessive="ຂອງຕົນ",
    object_clitic="ມັນ",
    of="ຂອງ",
    more="ກວ່າ",
    most="ທີ່ສຸດ",
    very="ຫຼາຍ",
    ordinal="ທີ",
    occasion="ຄັ້ງທີ",
    for_verb="ເພື່ອ",
    for_noun="ສຳລັບ",
    from_verb="ຈາກ",
    from_noun="ຂອງ",
    relative="ທີ່",
    relative_verb="ທີ່",
    on_date="ໃນ",
    manner="ຢ່າງ",
)


def render(units: list[Unit]) -> list[Piece]:
    """Render units in Lao."""
    return transfer(units, GRAMMAR)
