"""Where Vietnamese and Lao order words otherwise than Indonesian: units moved before transfer."""

from __future__ import annotations

from dataclasses import replace

from .grammar import ADVERSE, Grammar, is_nominal, is_time, is_verbal
from .unit import Kind, Unit

SAYING = frozenset(
    "kata ujar ucap tutur ungkap tegas papar imbuh tulis kilah tandas pungkas sambung tambah "
    "jelas lanjut terang sebut".split()
)
_NEGATIONS = frozenset({"tidak", "tak", "belum", "hanya", "bukan"})
_LONGEST_AGENT = 5


def noun_phrase_end(units: list[Unit], start: int) -> int:
    """Return where the noun phrase that begins at `start` ends; `start` when none begins there.

    Nouns, names, adjectives, demonstratives and pronouns belong to it, and what stands between
    brackets or is joined with a dash; a preposition, verb, conjunction or other mark ends it, and
    so does a time.
    """
    place = start
    while place < len(units):
        unit = units[place]
        if place > start and is_time(unit):
            break
        part = is_nominal(unit) or unit.pos in ("adj", "det", "num") or unit.kind is Kind.NUMBER
        if unit.passive or not part or (unit.pos == "adj" and place == start):
            break
        place += 1
    if not any(is_nominal(unit) for unit in units[start:place]):
        return start
    return place


def speaker_first(units: list[Unit]) -> list[Unit]:
    """Put the speaker before the verb of saying behind a quotation: `", kata Menteri Song`."""
    ordered = list(units)
    for place in range(1, len(ordered) - 1):
        unit, before = ordered[place], ordered[place - 1]
        if unit.word not in SAYING or before.kind is not Kind.MARK or unit.clitic:
            continue
        end = noun_phrase_end(ordered, place + 1)
        if end > place + 1:
            ordered[place:end] = [*ordered[place + 1 : end], unit]
    return ordered


def negation_inside(units: list[Unit]) -> list[Unit]:
    """`tidak akan` is said `will not`, `hanya akan` `will only`."""
    ordered = list(units)
    for place in range(len(ordered) - 1):
        if ordered[place].word in _NEGATIONS and ordered[place + 1].word == "akan":
            ordered[place], ordered[place + 1] = ordered[place + 1], ordered[place]
    return ordered


def manner_last(units: list[Unit]) -> list[Unit]:
    """Put `secara` and its adjective behind the verb: Lao says how after what."""
    ordered = list(units)
    place = 0
    while place < len(ordered) - 1:
        unit = ordered[place]
        width = 1 if unit.word.startswith("secara ") else 0
        if unit.word == "secara" and ordered[place + 1].pos == "adj":
            width = 2
        verb = ordered[place + width] if width and place + width < len(ordered) else None
        if verb is not None and verb.pos == "v" and not verb.passive:
            ordered[place : place + width + 1] = [verb, *ordered[place : place + width]]
        place += width + 1
    return ordered


def agent_inside(units: list[Unit], grammar: Grammar) -> list[Unit]:
    """Put the agent between the passive word and its verb: `dibangun oleh Jepang`.

    Vietnamese says `được Nhật Bản xây dựng`. An agent without `oleh` is one only when it is a
    name, a term or a proper noun (`dipimpin Osama`).

    Args:
        units: the units in source order.
        grammar: its passive words, for good and bad, stand before the agent.
    """
    ordered: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        by = units[place + 1] if unit.passive and place + 1 < len(units) else None
        if by is None or not (by.word == "oleh" or _named(by)) or unit.clitic:
            ordered.append(unit)
            place += 1
            continue
        start = place + 2 if by.word == "oleh" else place + 1
        end = noun_phrase_end(units, start)
        following = units[end].word if end < len(units) else ""
        joins = following == "dan" and not (end + 1 < len(units) and is_verbal(units[end + 1]))
        open_end = joins or following in ("yang", "di", "dari", "serta", "atau")
        verb = replace(unit, passive=False)
        passive = grammar.adverse if unit.word in ADVERSE else grammar.passive
        if not 0 < end - start <= _LONGEST_AGENT or open_end:
            ordered.append(unit)
            place += 1
            continue
        if by.word == "oleh":
            ordered += [replace(by, entry=None, forms=(passive,)), *units[start:end], verb]
        else:
            ordered += [replace(by, lead=passive), *units[start + 1 : end], verb]
        place = end
    return ordered


def _named(unit: Unit) -> bool:
    # a term in small letters is a thing that the verb leads to, not who does it: `dijadikan model`
    capital = unit.kind is Kind.TERM and unit.surface[:1].isupper()
    return capital or unit.kind is Kind.NAME or unit.pos == "propn"
