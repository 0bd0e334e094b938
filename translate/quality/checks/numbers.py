"""Every number of the source is in the translation, and no other.

Notation and scale may differ (`1,6 miliar`, `1.6 billion`, `1,6 tỷ`, `1.600.000.000`), words and
Roman numerals may stand for digits, and month names for their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from termbase.zones import zones_of

from .amounts import Amount, Reading, find_amounts, roman_values, said_in_words
from .finding import Pair, Spot

_DIGIT = re.compile(r"[0-9\u0ed0-\u0ed9]")
_WEEKDAY = re.compile(r"thứ\s+[2-7](?![\d.,])", re.IGNORECASE)


def check(pair: Pair) -> Iterator[Spot]:
    """Give the numbers that are missing, then those that nothing in the source explains."""
    if not (_DIGIT.search(pair.source) or _DIGIT.search(pair.target)):
        return
    ours = _amounts(pair.source, pair.source_lang)
    theirs = _amounts(pair.target, pair.target_lang)
    their_values = _values(theirs) | roman_values(pair.target)
    for amount in ours:
        if pair.source_lang == "vi" and _is_weekday(pair.source, amount):
            continue
        if not _explained(amount, their_values, pair.target_normal, pair.target_lang):
            shown = pair.source[amount.start : amount.end]
            yield Spot(f"{shown} is not in the translation", "source", amount.start, amount.end)
    our_values = _values(ours) | roman_values(pair.source)
    for amount in theirs:
        if pair.target_lang == "vi" and _is_weekday(pair.target, amount):
            continue
        if not _explained(amount, our_values, pair.source_normal, pair.source_lang):
            shown = pair.target[amount.start : amount.end]
            yield Spot(f"{shown} is not in the source", "target", amount.start, amount.end)


def _amounts(text: str, lang: str) -> list[Amount]:
    zones = zones_of(text)
    return [
        amount
        for amount in find_amounts(text, lang)
        if zones is None or not zones.forbid(amount.start, amount.end)
    ]


def _is_weekday(text: str, amount: Amount) -> bool:
    """Whether a number is that of a day of the week, which other languages name: thứ 5."""
    return any(
        match.end() == amount.end
        for match in _WEEKDAY.finditer(text, max(0, amount.start - 8), amount.end + 1)
    )


def _values(amounts: list[Amount]) -> frozenset[Reading]:
    return frozenset(value for amount in amounts for value in amount.readings)


def _explained(amount: Amount, values: frozenset[Reading], normal: str, lang: str) -> bool:
    if amount.readings & values:
        return True
    if any(said_in_words(value, normal, lang) for value in amount.readings | amount.plain):
        return True
    return any(_decade(value, values) for value in amount.readings)


def _decade(value: Reading, values: frozenset[Reading]) -> bool:
    """Whether a decade is written with two digits on one side: 1990s, thập niên 90."""
    if isinstance(value, str) or value % 10 or value < 10:
        return False
    if value > 100:
        return (value % 100).normalize() in values
    return (
        any(
            not isinstance(other, str) and 1000 < other < 2100 and other % 100 == value
            for other in values
        )
        or Decimal(value) in values
    )
