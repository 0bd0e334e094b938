"""Vietnamese."""

from __future__ import annotations

from itertools import pairwise

from .counting import counted_before, spelled_numbers, without_counters
from .grammar import Grammar
from .head_initial import transfer, without_serial_comma
from .pieces import Piece
from .reorder import agent_inside, negation_inside, speaker_first
from .unit import Kind, Unit

GRAMMAR = Grammar(
    lang="vi",
    passive="được",
    completed="đã",
    adverse="bị",
    plural="những",
    possessive="của mình",
    object_clitic="nó",
    speaker="người này",
    of="của",
    more="hơn",
    most="nhất",
    very="",
    more_done="hơn nữa",
    ordinal="thứ",
    occasion="lần thứ",
    for_verb="để",
    for_noun="cho",
    from_verb="từ",
    from_noun="của",
    out_of="trong số",
    relative="mà",
    relative_verb="",
    which="nào",
    in_name="tại",
    in_noun="ở",
    on_date="vào",
    at_place="trong",
    manner="một cách",
    nominal="việc",
    by_doing="bằng cách",
    this="đây",
    this_thing="điều này",
    that="đó",
    that_thing="điều đó",
    definite="",
    without_clause={"sebelum": "trước", "setelah": "sau", "sesudah": "sau", "usai": "sau"},
    what="điều gì",
    madam="bà",
    decade="những năm",
    question="không",
    up_to="lên",
    down_to="xuống",
    asked="",
    those="những người",
    year="năm",
    than="hơn",
    mutual="lẫn nhau",
    both="cả ",
    cardinals={"kedua": "hai", "ketiga": "ba", "keempat": "bốn", "kelima": "năm"},
    ordinals={"kedua": "thứ hai", "ketiga": "thứ ba", "keempat": "thứ tư", "kelima": "thứ năm"},
    said_once=(
        "với",
        "được",
        "vào",
        "cho",
        "của",
        "các",
        "những",
        "về",
        "từ",
        "rằng",
        "là",
        "để",
        "hơn",
    ),
    words={"sebanyak": "", "sebesar": ""},
)


def render(units: list[Unit]) -> list[Piece]:
    """Render units in Vietnamese."""
    units = counted_before(without_counters(spelled_numbers(units, "vi")))
    units = agent_inside(speaker_first(negation_inside(units)), GRAMMAR)
    pieces = transfer(units, GRAMMAR)
    _people(pieces)
    _capitals(pieces)
    without_serial_comma(pieces)
    return pieces


def _people(pieces: list[Piece]) -> None:
    """`các` counts a closed set, `những` goes before `người`: `những người tham gia`."""
    for piece, after in pairwise(pieces):
        if piece.text == "các" and after.text.startswith("người"):
            piece.text = "những"


def _capitals(pieces: list[Piece]) -> None:
    """Keep the capital of titles and names in a sentence; proper nouns have their own.

    Pronouns of respect (`Anda`, `Bapak` for you) are not written with a capital in Vietnamese.
    """
    for piece in pieces:
        unit = piece.unit
        if unit is not None and piece.text and unit.capital and unit.kind is Kind.WORD:
            piece.upper = unit.pos in ("n", "adj", "num", "v", "phrase")
