"""Proper names: words of the lexicon that are parts of a name here."""

from __future__ import annotations

from .unit import Kind, Unit

_ENDS = frozenset(".!?:;…")
_OPENING = frozenset(" \t\n\"'“‘«([-–—•*\u00a0")
_DIRECTIONS = frozenset("barat timur utara selatan tengah tenggara raya".split())


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word that starts here is the first of its sentence, after quotes and dashes.

    A quotation mark that closes cannot be told from one that opens; behind a comma it is taken
    for one that closes.
    """
    place = start - 1
    while place >= 0 and text[place] in _OPENING:
        place -= 1
    return place < 0 or text[place] in _ENDS


def join_names(units: list[Unit]) -> None:
    """Turn words into names where they stand in one: `Nguyen *Van* Hoi`, `*Luang* Prabang`.

    A capitalised word after an unknown name belongs to it, unless it is a proper noun or a point
    of the compass (`Sulawesi Selatan`); so does one before it that cannot head a noun phrase
    (adjectives follow their noun in Indonesian, so that a title before a name is a noun).
    Acronyms are no names of this kind: `DPR Komisi I`.
    """
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.pos == "propn" and unit.kind is Kind.WORD and _company(units, place):
            _to_name(unit)
    for place, unit in enumerate(units):
        if unit.kind is not Kind.WORD or not unit.surface[0].isupper() or " " in unit.surface:
            continue
        before = units[place - 1] if place else None
        after = units[place + 1] if place + 1 < len(units) else None
        if unit.pos == "propn" or unit.word in _DIRECTIONS or unit.clitic:
            continue
        inside = unit.capital and before is not None and _is_name(before)
        heads = (
            unit.pos not in ("n", "num", "det", "pron", "conj", "prep", "part")
            and after is not None
            and _is_name(after)
            and (unit.capital or unit.pos == "adj")
        )
        if inside or heads:
            _to_name(unit)


def _company(units: list[Unit], place: int) -> bool:
    """Whether a proper noun begins an English name: `Vietnam Airlines`, `Japan Steel Works`."""
    for unit in units[place + 1 : place + 4]:
        if unit.word in _COMPANIES:
            return True
        if unit.kind is not Kind.NAME:
            return False
    return False


_COMPANIES = frozenset(
    "airlines airways group corporation corp company inc ltd limited holdings times post news "
    "university motors steel energy electronics chemical bank council league cup open tower".split()
)


def _to_name(unit: Unit) -> None:
    unit.kind, unit.word, unit.pos, unit.entry = Kind.NAME, unit.surface.lower(), "", None
    unit.passive = unit.plural = unit.superlative = False


def _is_name(unit: Unit) -> bool:
    return unit.kind is Kind.NAME and unit.surface[0].isupper() and not unit.surface[1:].isupper()
