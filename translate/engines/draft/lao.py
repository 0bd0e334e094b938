"""Lao: no spaces between words, a space around numbers, names and phrases in other scripts."""

from __future__ import annotations

from .counting import counted_after, spelled_numbers, without_counters
from .grammar import Grammar
from .head_initial import transfer, without_serial_comma
from .lao_spaces import set_spaces
from .pieces import Piece
from .reorder import manner_last, negation_inside, speaker_first
from .unit import Unit

GRAMMAR = Grammar(
    lang="lo",
    passive="ໄດ້ຮັບການ",
    completed="",
    adverse="ຖືກ",
    plural="ບັນດາ",
    possessive="ຂອງຕົນ",
    object_clitic="ມັນ",
    speaker="ຜູ້ກ່ຽວ",
    of="ຂອງ",
    more="ກວ່າ",
    most="ທີ່ສຸດ",
    very="ຫຼາຍ",
    more_done="ຕື່ມອີກ",
    ordinal="ທີ",
    occasion="ຄັ້ງທີ",
    for_verb="ເພື່ອ",
    for_noun="ສຳລັບ",
    from_verb="ຈາກ",
    from_noun="ຈາກ",
    out_of="ໃນ",
    relative="ທີ່",
    relative_verb="ທີ່",
    which="ໃດທີ່",
    in_name="ຢູ່",
    in_noun="ຢູ່",
    on_date="ໃນ",
    at_place="ໃນ",
    manner="ຢ່າງ",
    nominal="ການ",
    by_doing="ໂດຍການ",
    this="ນີ້",
    this_thing="ສິ່ງນີ້",
    that="ນັ້ນ",
    that_thing="ສິ່ງນັ້ນ",
    definite=None,
    without_clause={"sebelum": "ກ່ອນ", "setelah": "ຫຼັງ", "sesudah": "ຫຼັງ", "usai": "ຫຼັງ"},
    what="ສິ່ງໃດ",
    madam="ທ່ານນາງ",
    decade="ຊຸມປີ",
    question="ບໍ",
    up_to="ຂຶ້ນເປັນ",
    down_to="ລົງເປັນ",
    asked="ໃຫ້",
    those="ຜູ້",
    year="ປີ",
    than="ກວ່າ",
    mutual="ເຊິ່ງກັນແລະກັນ",
    both="ທັງ",
    cardinals={"kedua": "ສອງ", "ketiga": "ສາມ", "keempat": "ສີ່", "kelima": "ຫ້າ"},
    ordinals={"kedua": "ທີສອງ", "ketiga": "ທີສາມ", "keempat": "ທີສີ່", "kelima": "ທີຫ້າ"},
    said_once=(
        "ການ",
        "ໄດ້",
        "ຢູ່",
        "ໃນ",
        "ກັບ",
        "ຂອງ",
        "ບັນດາ",
        "ວ່າ",
        "ທີ່",
        "ໃຫ້",
        "ຈາກ",
        "ເປັນ",
        "ກວ່າ",
        "ຂຶ້ນ",
        "ແມ່ນ",
    ),
    words={"sebanyak": "ຈຳນວນ", "sebesar": "", "sebagai": "ເປັນ"},
)


def render(units: list[Unit]) -> list[Piece]:
    """Render units in Lao."""
    units = counted_after(without_counters(spelled_numbers(units, "lo")))
    pieces = transfer(manner_last(speaker_first(negation_inside(units))), GRAMMAR)
    without_serial_comma(pieces)
    set_spaces(pieces)
    return pieces
