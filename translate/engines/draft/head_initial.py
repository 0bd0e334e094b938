"""Transfer into Vietnamese and Lao, which put the head first as Indonesian does.

Word order stays as it is, with the exceptions that are rules here: degree words follow their
adjective, question words and particles close the sentence, numbers written as words are spelled
anew. Every unit has a piece; one that the target language does not say has an empty one.
"""

from __future__ import annotations

from corpus.languages.numbers import format_date, format_number, format_quantity

from .function_words import function_word
from .grammar import ADVERSE, Grammar, is_nominal, is_verbal
from .pieces import Piece
from .reorder import SAYING
from .unit import Kind, Unit

_EVENTS = frozenset(
    "pertemuan sidang sesi konferensi forum edisi kongres peringatan perayaan ulang kali putaran "
    "tingkat".split()
)
_CENTURIES = frozenset({"abad"})
_DEGREES = frozenset({"lebih", "lebih lanjut", "paling", "sangat", "amat"})
_OWNERS = frozenset("saya aku kami kita anda kamu ia dia beliau mereka kalian".split())
_NO_PLURAL_AFTER = frozenset(
    "para banyak beberapa berbagai sejumlah semua seluruh segala kaum kedua ketiga setiap".split()
)


def transfer(units: list[Unit], grammar: Grammar) -> list[Piece]:
    """Render units as pieces of the target language, in its order."""
    pieces: list[Piece] = []
    degree: Unit | None = None
    closing: list[Piece] = []
    for place, unit in enumerate(units):
        after = units[place + 1] if place + 1 < len(units) else None
        if unit.kind is Kind.WORD:
            if unit.word in _DEGREES and _degree(unit, grammar) and _takes_degree(unit, after):
                degree = unit
                continue
            if unit.word == "saling" and after is not None and after.pos == "v":
                degree = unit
                continue
            if unit.word in ("apakah", "bagaimana") and _asks(units, place):
                closing.append(_closing(unit, grammar))
                continue
        if closing and unit.kind is Kind.MARK and unit.surface == "?":
            pieces += closing
            closing = []
        pieces += render_unit(units, place, grammar)
        if degree is not None and unit.word != "tidak":
            than = after is not None and after.word == "daripada" and degree.word == "lebih"
            more = unit.pos == "v" and degree.word in ("lebih", "lebih lanjut")
            text = grammar.more_done if more else _degree(degree, grammar)
            pieces.append(Piece("" if than else text, degree))
            degree = None
    return without_doubles(pieces + closing, grammar)


def without_doubles(pieces: list[Piece], grammar: Grammar) -> list[Piece]:
    """Say once what two neighbours both bring: `so với` and `với`, `ການ` and `ການ`."""
    last = ""
    for piece in pieces:
        if not piece.text:
            continue
        if piece.unit is None or piece.unit.kind is Kind.WORD:
            for word in grammar.said_once:
                if last.endswith(word) and piece.text.startswith(word):
                    whole = piece.text == word or grammar.lang == "lo"
                    if whole or piece.text[len(word)] == " ":
                        piece.text = piece.text[len(word) :].lstrip()
                    break
        last = piece.text or last
    return pieces


def _takes_degree(unit: Unit, after: Unit | None) -> bool:
    """`lebih besar`, and `lebih mendukung`: more follows what it compares."""
    if after is None:
        return False
    more = unit.word in ("lebih", "lebih lanjut") and after.word.startswith("me")
    more = more and not after.passive
    return (after.pos == "adj" and unit.word != "lebih lanjut") or (
        after.pos == "v" and (more or unit.word == "sangat")
    )


def _degree(unit: Unit, grammar: Grammar) -> str:
    if unit.word == "saling":
        return grammar.mutual
    if unit.word.startswith("lebih"):
        return grammar.more
    return grammar.most if unit.word == "paling" else grammar.very


def _asks(units: list[Unit], place: int) -> bool:
    """Whether the sentence of a question word that begins it ends with a question mark."""
    if place and units[place - 1].kind is not Kind.MARK:
        return False
    for unit in units[place:]:
        if unit.kind is Kind.MARK and unit.surface in "?.!;":
            return unit.surface == "?"
    return False


def _closing(unit: Unit, grammar: Grammar) -> Piece:
    return Piece(grammar.question if unit.word == "apakah" else unit.rendering(grammar.lang), unit)


def render_unit(units: list[Unit], place: int, grammar: Grammar) -> list[Piece]:
    """Render one unit where it stands."""
    unit = units[place]
    if unit.silent:
        return [Piece("", unit)]
    if unit.lead:
        return [Piece(unit.lead), *_said(units, place, grammar)]
    return _said(units, place, grammar)


def _said(units: list[Unit], place: int, grammar: Grammar) -> list[Piece]:
    unit = units[place]
    before = units[place - 1] if place else None
    after = units[place + 1] if place + 1 < len(units) else None
    if unit.kind is Kind.MARK:
        glued = after is not None and not after.space
        return [Piece(unit.surface, unit, left=not unit.space, right=glued)]
    if unit.kind is Kind.NUMBER and unit.quantity is not None:
        text = format_quantity(unit.quantity, grammar.lang).removesuffix("-an")
        year = before is not None and before.word in _BEFORE_YEAR and _is_year(text)
        return [Piece(grammar.year if year else ""), Piece(text, unit)]
    if unit.kind is Kind.DATE and unit.date is not None:
        return [Piece(format_date(unit.date, grammar.lang), unit)]
    if unit.kind is Kind.ORDINAL:
        return [Piece(_ordinal(unit, before, grammar), unit)]
    if unit.kind in (Kind.NAME, Kind.UNKNOWN):
        return [Piece(unit.surface, unit, unknown=unit.kind is Kind.UNKNOWN)]
    special = function_word(units, place, grammar)
    if special is not None:
        return [Piece(special, unit)]
    return _content(unit, before, after, grammar)


_BEFORE_YEAR = frozenset(
    "pada sejak hingga sampai akhir awal pertengahan dalam sepanjang selama".split()
)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and "1500" <= digits <= "2150"


def _ordinal(unit: Unit, before: Unit | None, grammar: Grammar) -> str:
    number = format_number(str(unit.ordinal), grammar.lang)
    if before is not None and before.word.split(" ")[0] in _CENTURIES:
        return number if grammar.lang == "vi" else f"{grammar.ordinal} {number}"
    event = before is not None and before.word.split(" ")[0] in _EVENTS
    return f"{grammar.occasion if event else grammar.ordinal} {number}"


def _content(unit: Unit, before: Unit | None, after: Unit | None, grammar: Grammar) -> list[Piece]:
    text = unit.rendering(grammar.lang)
    if not text:
        empty = unit.entry is not None and unit.entry.pos == "det"
        return [Piece("", unit)] if empty else [Piece(unit.surface, unit, unknown=True)]
    if after is not None and after.word in grammar.ordinals:
        text = text.removesuffix(grammar.most).rstrip() or text
    pieces = [Piece(text, unit)]
    if unit.clitic == "nya" and is_verbal(unit) and is_nominal(after):
        return [Piece(grammar.nominal), *pieces]
    if unit.passive:
        pieces.insert(0, Piece(grammar.adverse if unit.word in ADVERSE else grammar.passive))
    elif _nominal_verb(unit, before):
        pieces.insert(0, Piece(grammar.nominal))
    if unit.plural and unit.pos == "n" and not _plural_said(before, pieces[0].text, grammar):
        pieces.insert(0, Piece(grammar.plural))
    if unit.superlative and not (after is not None and after.word in grammar.ordinals):
        pieces.append(Piece(grammar.most))
    if unit.clitic == "nya":
        pieces += _clitic(unit, before, pieces, grammar)
    if (
        unit.pos == "pron"
        and unit.word in _OWNERS
        and before is not None
        and (before.pos == "n" and before.kind in (Kind.WORD, Kind.TERM) and not before.clitic)
    ):
        pieces.insert(0, Piece(grammar.of))
    return pieces


def _plural_said(before: Unit | None, text: str, grammar: Grammar) -> bool:
    """Whether what stands before a noun, or the rendering itself, says already that it is many."""
    if before is not None and (before.word in _NO_PLURAL_AFTER or before.pos in ("num", "det")):
        return True
    return text.startswith(grammar.plural)


def _nominal_verb(unit: Unit, before: Unit | None) -> bool:
    """Whether a verb stands for its action: `dalam mengembangkan`, `tentang membaca`."""
    return (
        unit.pos == "v"
        and unit.word.startswith("me")
        and before is not None
        and before.kind is Kind.WORD
        and before.word.rsplit(" ", 1)[-1] in _BEFORE_ACTION
    )


_BEFORE_ACTION = frozenset(
    "dalam tentang terhadap melalui pada mengenai bagi dari atas soal selama kepada".split()
)


def _clitic(unit: Unit, before: Unit | None, pieces: list[Piece], grammar: Grammar) -> list[Piece]:
    """Say -nya: the speaker after a quotation, an owner after a noun, an object after a verb."""
    if unit.word in SAYING and before is not None and before.kind is Kind.MARK:
        pieces.insert(0, Piece(grammar.speaker))
        return []
    if unit.pos == "n" or unit.kind is Kind.TERM:
        return [Piece(grammar.possessive)]
    if unit.pos == "prep":
        return [Piece(grammar.speaker)]
    return [Piece(grammar.object_clitic)] if is_verbal(unit) and not unit.passive else []


def without_serial_comma(pieces: list[Piece]) -> None:
    """Drop the comma before the `and` of an enumeration, which has a comma earlier.

    Neither language writes it. A verb since that earlier comma tells of clauses, not of items.
    """
    listed = False
    items = 0
    for place, piece in enumerate(pieces):
        unit = piece.unit
        if piece.text == "," and unit is not None:
            after = pieces[place + 1] if place + 1 < len(pieces) else None
            joins = after is not None and after.unit is not None and after.unit.word in _AND
            if joins and listed and items < _LONGEST_ITEM:
                piece.text = ""
            listed, items = True, 0
        elif piece.text in (".", ";", ":", "?", "!") or is_verbal(unit):
            listed = False
        else:
            items += 1


_AND = frozenset({"dan", "serta", "atau"})
_LONGEST_ITEM = 9
