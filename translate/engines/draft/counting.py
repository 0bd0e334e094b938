"""Counting: classifiers, `sebuah` and its like, counters that Indonesian says and others do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from corpus.languages.number_words import NUMBER_WORDS, read_number_words, spell_number
from corpus.languages.numbers import format_quantity

from .grammar import is_time
from .unit import Kind, Unit

ARTICLES = frozenset({"sebuah", "seorang", "suatu", "seekor", "sesosok"})
_COUNTERS = frozenset({"orang", "buah", "ekor", "unit", "butir", "lembar"})


@cache
def classifiers(lang: str) -> Mapping[str, str]:
    """Return the classifier of an Indonesian noun in `vi` or `lo`; some are empty."""
    column = 1 if lang == "vi" else 2
    text = files(__package__).joinpath("classifiers.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[0]: row[column] for row in rows}


def is_count(unit: Unit) -> bool:
    """Whether a unit is a plain number: no amount of money, percentage, year or date."""
    if unit.kind is Kind.NUMBER and unit.quantity is not None:
        return not (unit.quantity.percent or unit.quantity.currency)
    return unit.kind is Kind.WORD and unit.pos == "num" and unit.word not in ("setengah", "separuh")


def spelled_numbers(units: list[Unit], lang: str) -> list[Unit]:
    """Join the words of a number (`dua ratus lima puluh`) to one unit with its rendering."""
    joined: list[Unit] = []
    place = 0
    while place < len(units):
        end = place
        while end < len(units) and _is_number_word(units[end]):
            end += 1
        words = [word for unit in units[place:end] for word in unit.word.split(" ")]
        value = read_number_words(words) if len(words) > 1 else None
        if value is None:
            end = place + 1
            joined.append(units[place])
        else:
            text = spell_number(value, lang)
            joined.append(
                replace(
                    units[place],
                    end=units[end - 1].end,
                    word=words[-1],
                    entry=None,
                    forms=(text,),
                    pos="num",
                )
            )
        place = end
    return joined


def _is_number_word(unit: Unit) -> bool:
    return (
        unit.kind is Kind.WORD
        and not unit.clitic
        and all(word in NUMBER_WORDS for word in unit.word.split(" "))
    )


def without_counters(units: list[Unit]) -> list[Unit]:
    """Silence a counter between a number and its noun: `dua orang hakim`, `tiga unit mobil`."""
    silenced = list(units)
    for place in range(1, len(units) - 1):
        unit, after = units[place], units[place + 1]
        if (
            unit.word in _COUNTERS
            and unit.kind is Kind.WORD
            and not unit.clitic
            and (is_count(units[place - 1]) or units[place - 1].word in ("beberapa", "sejumlah"))
            and (after.kind is Kind.WORD and after.pos == "n" and not is_time(after))
        ):
            silenced[place] = replace(unit, silent=True)
    return silenced


def counted_before(units: list[Unit]) -> list[Unit]:
    """Vietnamese: the classifier stands between the number and the noun, `hai cuốn sách`."""
    table = classifiers("vi")
    counted = list(units)
    for place in range(1, len(units)):
        before, unit = units[place - 1], units[place]
        classifier = table.get(unit.word, "")
        wanted = classifier and unit.kind is Kind.WORD
        if wanted and (is_count(before) or before.word in ARTICLES):
            said = unit.rendering("vi").startswith(f"{classifier} ")
            counted[place] = unit if said else replace(unit, lead=classifier)
    return counted


def counted_after(units: list[Unit]) -> list[Unit]:
    """Lao: noun, number, classifier (`ໂຮງງານ 300 ແຫ່ງ`), and `sebuah` after its noun phrase.

    A noun without a certain classifier keeps the number before it, as many count themselves
    (`ສາມປະເທດ`, `ຫ້າປີ`).
    """
    table = classifiers("lo")
    units = [_day(unit, units[place - 1] if place else None) for place, unit in enumerate(units)]
    ordered: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        following = place + 1
        if following < len(units) and units[following].silent:
            following += 1
        noun = units[following] if following < len(units) else None
        article = unit.kind is Kind.WORD and unit.word in ARTICLES
        plain = noun is not None and noun.kind is Kind.WORD and noun.pos == "n"
        if noun is None or not plain or not (article or is_count(unit)) or is_time(noun):
            ordered.append(unit)
            place += 1
            continue
        classifier = table.get(noun.word) or _person(noun.rendering("lo"))
        if not classifier and not article:
            ordered.append(unit)
            place += 1
            continue
        end = following + 1
        while end < len(units) and end < following + 3 and _describes(units[end]):
            end += 1
        text = f"{classifier}ໜຶ່ງ" if article else f"{_number(unit)} {classifier}"
        if not article and unit.kind is Kind.WORD:
            text = f"{_number(unit)}{classifier}"
        about = [ordered.pop()] if ordered and ordered[-1].word in _ABOUT else []
        ordered += [
            *units[place + 1 : following],
            *units[following:end],
            *about,
            replace(unit, kind=Kind.WORD, entry=None, forms=(text,), word="#", pos="num"),
        ]
        place = end
    return ordered


def _day(unit: Unit, before: Unit | None) -> Unit:
    """Counted days are ມື້; ວັນ is the day that has a date or a name."""
    counted = before is not None and (is_count(before) or before.word == "beberapa")
    if counted and unit.word == "hari" and unit.kind is Kind.WORD:
        return replace(unit, entry=None, forms=("ມື້",))
    return unit


_ABOUT = frozenset(
    {
        "sekitar", "hampir", "sedikitnya", "setidaknya", "kira-kira", "sebanyak", "hanya", "total",
        "lebih dari", "kurang dari", "tidak kurang dari", "paling sedikit",
    }
)  # fmt: skip


def _describes(unit: Unit) -> bool:
    """Whether a unit behind a noun belongs to it beyond doubt: adjectives, nouns that qualify."""
    return (
        unit.kind is Kind.WORD
        and unit.pos in ("adj", "n", "propn")
        and not (unit.clitic or unit.passive or unit.superlative or unit.plural)
        and not is_time(unit)
    )


def _person(rendering: str) -> str:
    """People are counted with ຄົນ; the first syllable of the noun says that it is a person."""
    return "ຄົນ" if rendering.startswith(_PEOPLE) else ""


_PEOPLE = (
    "ນັກ", "ຜູ້", "ຊາວ", "ພະນັກງານ", "ກຳມະກອນ", "ທະຫານ", "ເຈົ້າໜ້າທີ່", "ສະມາຊິກ", "ທ່ານໝໍ", "ຄູ",
    "ອາຈານ", "ຕຳຫຼວດ", "ຊ່ຽວຊານ", "ເດັກ", "ລູກສາວ", "ລູກຊາຍ", "ແມ່ຍິງ", "ວິສະວະກອນ", "ຊ່າງ", "ລັດຖະມົນຕີ",
    "ປະຊາຊົນ", "ນາຍ", "ທະນາຍ",
)  # fmt: skip


def _number(unit: Unit) -> str:
    return format_quantity(unit.quantity, "lo") if unit.quantity else unit.rendering("lo")
