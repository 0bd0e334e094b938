"""Reads Indonesian noun phrases: the head first, what describes it after it."""

from __future__ import annotations

from corpus.languages.numbers import english_ordinal, format_number

from ..pieces import Piece
from ..units import Kind, Unit
from .attributes import (
    DEGREES,
    ORDINAL_ADJECTIVES,
    ORDINALS,
    adjective_run,
    at,
    describing,
    fields,
    is_head,
    is_number,
    ordinal,
    relative_adjective,
)
from .classes import attributive, belongs, is_country, is_exactly
from .nouns import (
    COUNTED,
    DEMONSTRATIVES,
    POSSESSIVE,
    Modifier,
    NounPhrase,
    Rank,
    Role,
    is_institution,
    looks_plural,
    number_piece,
)

_WHICH = frozenset({"apa", "mana", "apa yang", "mana yang"})
_EACH_TIME = {"sehari": "a day", "seminggu": "a week", "sepekan": "a week",
              "sebulan": "a month", "setahun": "a year"}  # fmt: skip
_COMPASS = {"utara": "north", "selatan": "south", "timur": "east", "barat": "west",
            "tenggara": "southeast", "barat daya": "southwest", "timur laut": "northeast",
            "barat laut": "northwest"}  # fmt: skip


def starts_noun_phrase(units: list[Unit], place: int) -> bool:
    """Whether a noun phrase begins here."""
    unit = units[place]
    if unit.kind is Kind.WORD and unit.pos == "pron" and not unit.passive:
        return True
    while unit.pos == "det" or unit.word in COUNTED or is_number(unit):
        if unit.word in DEMONSTRATIVES:
            return False
        place += 1
        if place == len(units):
            return False
        unit = units[place]
    return is_head(unit)


def noun_phrase(
    units: list[Unit], place: int, *, depth: int = 0, complement: bool = False
) -> tuple[NounPhrase, int]:
    """Read a noun phrase.

    Args:
        units: the units of the text.
        place: where the phrase begins.
        depth: how many phrases it stands in.
        complement: it follows a verb or preposition, so that `lebih besar` describes it and is
            no predicate.

    Returns:
        The phrase and the place after it.
    """
    before: list[Unit] = []
    while units[place].pos == "det" or units[place].word in COUNTED or is_number(units[place]):
        before.append(units[place])
        place += 1
    silent = []
    if (
        is_exactly(units[place], "classifier")
        and before
        and is_number(before[-1])
        and (
            is_head(at(units, place + 1))
            and units[place + 1].space is not False
            and units[place].clitic == ""
        )
    ):
        silent.append(units[place])
        place += 1
    phrase = NounPhrase(
        units[place],
        determiners=[unit for unit in before if unit.pos == "det" or unit.word in COUNTED],
        numbers=[unit for unit in before if unit.pos != "det" and unit.word not in COUNTED],
        silent=silent,
        clitic=units[place].clitic,
    )
    place += 1
    if phrase.head.pos == "pron":
        return phrase, place
    while place < len(units):
        taken = _modifier(units, place, phrase, depth, complement=complement)
        if not taken:
            break
        place += taken
        if phrase.demonstrative is not None or phrase.of is not None:
            break
    return phrase, place


def _modifier(
    units: list[Unit], place: int, phrase: NounPhrase, depth: int, *, complement: bool
) -> int:
    """Take what describes the head at `place`; return how many units it was, 0 for none."""
    unit = units[place]
    if unit.word in DEMONSTRATIVES and unit.kind is Kind.WORD:
        phrase.demonstrative = unit
        return 1
    if unit.kind is Kind.ORDINAL:
        phrase.modifiers.append(ordinal(english_ordinal(unit.ordinal), unit))
        return 1
    if is_number(unit) or unit.word in COUNTED or (unit.pos == "det" and unit.kind is Kind.WORD):
        return _counted(units, place, phrase, depth)
    if phrase.clitic and unit.word not in ("yang", "sendiri"):
        return 0
    if unit.kind is Kind.MARK:
        return 0
    if unit.word == "yang":
        return relative_adjective(units, place, phrase)
    if (
        unit.pos == "pron"
        and unit.word in POSSESSIVE
        and phrase.is_common
        and (phrase.owner is None)
    ):
        phrase.owner = unit
        return 1
    if unit.pos == "pron" and unit.word in _WHICH and phrase.is_common:
        phrase.determiners.append(unit)
        return 1
    if unit.kind is Kind.WORD and unit.word in DEGREES and complement and phrase.is_common:
        following = at(units, place + 1)
        if (
            following is not None
            and following.pos == "adj"
            and (getattr(at(units, place + 2), "word", "") not in ("dari", "daripada"))
        ):
            phrase.modifiers.append(describing([following], units[place]))
            return 2
        return 0
    if unit.word == "bersama" and phrase.is_common and not is_head(at(units, place + 1)):
        phrase.modifiers.append(Modifier(Rank.QUALITY, [Piece("joint", unit)]))
        return 1
    if (
        unit.kind is Kind.WORD
        and unit.pos == "adj"
        and not unit.passive
        and (
            phrase.is_common
            or (phrase.head.kind is Kind.TERM and unit.rendering("en") in ORDINAL_ADJECTIVES)
        )
    ):
        return adjective_run(units, place, phrase)
    if unit.kind is Kind.WORD and unit.pos == "n":
        return _noun(units, place, phrase, depth)
    if unit.kind in (Kind.TERM, Kind.NAME) or unit.pos == "propn":
        return _proper(units, place, phrase, depth)
    return 0


def _counted(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    """Take a number or a determiner after the head.

    `tahun 2025` is a year; `hari kedua` an ordinal; `kunjungan tiga hari` a measure;
    `rakyat kedua negara` a phrase that owns the head; `Ruang 3` a number in a name.
    """
    unit, head, after = units[place], phrase.head, at(units, place + 1)
    if unit.quantity is not None and head.word == "tahun" and not phrase.numbers:
        digits = unit.quantity.digits
        if digits.endswith("-an"):
            phrase.tail.append(Piece(f"the {digits[:-3]}s", unit))
        else:
            phrase.tail.append(Piece(digits, unit))
        phrase.year = True
        return 1
    if unit.word in ORDINALS and not is_head(after):
        phrase.modifiers.append(ordinal(ORDINALS[unit.word], unit))
        return 1
    if (
        is_number(unit)
        and is_exactly(after, "measure")
        and after is not None
        and (phrase.is_common and not phrase.numbers and not after.clitic)
    ):
        measure = f"{number_piece(unit).text}-{after.rendering('en')}"
        phrase.modifiers.append(Modifier(Rank.QUALITY, [Piece("", unit), Piece(measure, after)]))
        return 2
    if unit.quantity is not None and not unit.quantity.scale and not unit.quantity.percent:
        if is_head(after) and after is not None and not after.capital:
            return 0
        phrase.tail.append(Piece(format_number(unit.quantity.digits, "en"), unit))
        return 1
    if (
        (unit.pos == "det" or unit.word in COUNTED)
        and unit.kind is Kind.WORD
        and is_head(after)
        and depth < 3
        and (not belongs(after, "period") and not belongs(after, "day"))
    ):
        return _belonging(units, place, phrase, depth)
    return 0


def _noun(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    """Take a noun after the head: as an attribute before it, or as a phrase with `of`."""
    unit, head = units[place], phrase.head
    if unit.word in _COMPASS:
        text = _COMPASS[unit.word]
        text = f"{text}ern" if phrase.is_common and not unit.capital else text
        phrase.modifiers.append(Modifier(Rank.NOUN, [Piece(text, unit)]))
        return 1
    if is_exactly(head, "weekday") and is_exactly(unit, "daypart"):
        phrase.tail.append(Piece(unit.rendering("en"), unit))
        return 1
    if not phrase.is_common and head.pos != "propn":
        return 0
    form = attributive(unit)
    if form and not unit.plural and not unit.capital:
        return fields(units, place, phrase)
    nouns = sum(modifier.rank is Rank.NOUN for modifier in phrase.modifiers)
    if unit.word in _EACH_TIME and head.word != unit.word:
        phrase.tail.append(Piece(_EACH_TIME[unit.word], unit))
        return 1
    deep = (
        any(modifier.rank <= Rank.QUALITY for modifier in phrase.modifiers)
        or is_exactly(head, "relational")
        or belongs(head, "title")
        or (head.word.startswith("pe") and head.word.endswith("an"))
        or nouns > 1
        or bool(phrase.tail)
        or unit.plural
        or looks_plural(unit.rendering("en"))
        or unit.capital != head.capital
        or not phrase.is_common
    )
    if deep and depth < 3:
        return _belonging(units, place, phrase, depth)
    text = unit.rendering("en") or unit.surface
    phrase.modifiers.append(Modifier(Rank.NOUN, [Piece(text, unit, unknown=text == unit.surface)]))
    phrase.clitic = phrase.clitic or unit.clitic
    return 1


def _belonging(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    """Read the phrase that belongs to the head, and in a capitalised name what is joined to it."""
    inner, end = noun_phrase(units, place, depth=depth + 1, complement=True)
    inner.role = Role.OF
    phrase.of = inner
    joint, second = at(units, end), at(units, end + 1)
    if (
        inner.head.capital
        and inner.is_common
        and joint is not None
        and joint.word in ("dan", "serta")
        and second is not None
        and second.capital
        and second.pos == "n"
        and second.kind is Kind.WORD
        and depth < 2
    ):
        other, end = noun_phrase(units, end + 1, depth=depth + 2, complement=True)
        other.role = Role.OF
        inner.joined.append((joint, other))
    return end - place


def _proper(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    """Take a name after the head.

    `Presiden Korea Selatan Roh` has an origin and a name; `pemerintah Jepang` an origin; `jurnal
    Nature` a name before the noun; other names that are given as terms belong with `of`.
    """
    unit, head = units[place], phrase.head
    text = unit.rendering("en") or unit.surface
    if is_exactly(unit, "weekday"):
        return 0
    if not phrase.is_common:
        if not unit.space or unit.pos not in ("", "propn", "n"):
            return 0
        if head.kind is Kind.TERM and belongs(head, "title") and is_institution(text):
            phrase.tail.append(Piece("of"))
        phrase.tail.append(Piece(text, unit))
        return 1
    person = belongs(head, "title") or belongs(head, "person")
    origin = attributive(unit)
    if origin and not phrase.tail:
        phrase.modifiers.append(Modifier(Rank.ORIGIN, [Piece(origin, unit)]))
        return 1
    if person and is_institution(text) and depth < 3:
        return _belonging(units, place, phrase, depth)
    if person and not is_country(unit) and unit.pos != "propn":
        phrase.tail.append(Piece(text, unit))
        return 1
    if (unit.kind is Kind.TERM or unit.pos == "propn") and depth < 3 and not phrase.tail:
        return _belonging(units, place, phrase, depth)
    if phrase.tail or belongs(head, "title"):
        phrase.tail.append(Piece(text, unit))
        return 1
    last = phrase.modifiers[-1] if phrase.modifiers else None
    if (
        last is not None
        and last.pieces[-1].unit is units[place - 1]
        and (units[place - 1].kind is Kind.NAME)
    ):
        last.pieces.append(Piece(text, unit))  # a name of several words keeps their order
        return 1
    phrase.modifiers.append(Modifier(Rank.NOUN, [Piece(text, unit)]))
    return 1
