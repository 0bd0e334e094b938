"""Cuts a sentence into noun phrases, verb groups, prepositions, conjunctions and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..units import Kind, Unit
from .attributes import at, is_head, is_verbal
from .nouns import COUNTED, NounPhrase
from .reading import noun_phrase, starts_noun_phrase
from .verbs import VerbGroup, verb_group


class Part(StrEnum):
    """What a chunk is."""

    NOUNS = "nouns"
    VERB = "verb"
    PREPOSITION = "preposition"
    CONJUNCTION = "conjunction"
    RELATIVE = "relative"
    ADVERB = "adverb"
    MARK = "mark"
    AMOUNT = "amount"
    OTHER = "other"


@dataclass(slots=True)
class Chunk:
    """A part of a sentence: its first unit, and the phrase or group when it is one."""

    part: Part
    unit: Unit
    quoted: str = ""
    phrase: NounPhrase | None = None
    group: VerbGroup | None = None


COORDINATORS = frozenset({"dan", "serta", "atau", "maupun", "ataupun", "hingga"})
_PREPOSITIONS = frozenset(
    "di ke dari pada dalam dengan untuk terhadap oleh tentang tanpa selain atas mengenai selama "
    "sejak seperti akan kepada bagi melalui antara bawah luar depan belakang tengah samping "
    "seluruh sekitar bidang hingga sampai".split()
)
_FIRSTLY = {"pertama": "first", "kedua": "second", "ketiga": "third", "keempat": "fourth",
            "kelima": "fifth", "keenam": "sixth", "terakhir": "finally"}  # fmt: skip
_QUOTING = {"kata": "said", "ujar": "said", "ucap": "said", "tutur": "said", "ungkap": "said",
            "tambah": "added", "imbuh": "added", "tegas": "stressed", "jelas": "explained",
            "papar": "explained", "terang": "explained", "lanjut": "continued",
            "tandas": "stressed", "tanya": "asked"}  # fmt: skip
"""What a quotation is closed with: `katanya`, he said."""


def chunks(units: list[Unit]) -> list[Chunk]:
    """Return the chunks of a sentence in source order."""
    found: list[Chunk] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if unit.kind is Kind.MARK:
            found.append(Chunk(Part.MARK, unit))
            place += 1
            continue
        if not place and unit.word in _FIRSTLY and getattr(at(units, 1), "surface", "") == ",":
            found.append(Chunk(Part.ADVERB, unit, quoted=_FIRSTLY[unit.word]))
            place += 1
            continue
        if unit.clitic == "nya" and _root(unit) in _QUOTING and not unit.passive:
            found.append(Chunk(Part.OTHER, unit, quoted=_QUOTING[_root(unit)]))
            place += 1
            continue
        if unit.word == "guna" and is_verbal(at(units, place + 1)):
            found.append(Chunk(Part.PREPOSITION, unit))
            place += 1
            continue
        group = None if unit.kind is not Kind.WORD or unit.pos == "n" else verb_group(units, place)
        if group is None and unit.kind is Kind.WORD and unit.passive:
            group = verb_group(units, place)
        if group is not None and not (
            group[0].is_adjective and _attribute_of_what_follows(units, group[1])
        ):
            found.append(Chunk(Part.VERB, unit, group=group[0]))
            place = group[1]
        elif starts_noun_phrase(units, place):
            after_verb = bool(found) and found[-1].part in (Part.VERB, Part.PREPOSITION)
            phrase, place = noun_phrase(units, place, complement=after_verb)
            found.append(Chunk(Part.NOUNS, unit, phrase=phrase))
        else:
            found.append(Chunk(_part(units, place), unit))
            place += 1
    return found


def _root(unit: Unit) -> str:
    return unit.surface.lower().removesuffix("nya")


def _part(units: list[Unit], place: int) -> Part:
    unit = units[place]
    after = at(units, place + 1)
    if unit.kind in (Kind.NUMBER, Kind.DATE):
        return Part.AMOUNT
    if unit.word == "yang":
        return Part.RELATIVE
    if unit.pos == "prep":
        # a phrase like `dari kedua negara` is complete and waits for no noun
        complete = " " in unit.word and unit.word.rpartition(" ")[2] not in _PREPOSITIONS
        return (
            Part.ADVERB
            if complete and after is not None and after.pos != "n"
            else (Part.PREPOSITION)
        )
    if unit.pos == "conj":
        if after is not None and (after.date is not None or after.kind is Kind.NUMBER):
            return Part.PREPOSITION
        return Part.CONJUNCTION
    if unit.pos in ("adv", "part"):
        return Part.ADVERB
    return Part.OTHER


def _attribute_of_what_follows(units: list[Unit], end: int) -> bool:
    """Whether an adjective stands before its noun: `mantan presiden`, `seluruh`."""
    unit, after = units[end - 1], at(units, end)
    if unit.word in COUNTED:
        return is_head(after)
    return unit.word in ("mantan", "bekas", "sesama", "segenap") and (
        after is not None and after.pos == "n"
    )
