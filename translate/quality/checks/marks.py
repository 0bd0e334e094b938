"""Quotation marks and brackets come in pairs, where they do in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Pair, Spot

_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"))
_MARK = re.compile('[()\\[\\]{}"“”„«»]')
# An enumeration (`a)`, `1.`) closes what nothing opened.
_ITEM = re.compile(r"(?:^|[\s;,])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")


def check(pair: Pair) -> Iterator[Spot]:
    """Give the marks of the translation that stand alone."""
    marks = _MARK.findall(pair.target)
    if not marks:
        return
    source_marks = _MARK.findall(pair.source)
    for opening, closing in _PAIRS:
        there = marks.count(opening) - marks.count(closing)
        if (
            there
            and source_marks.count(opening) == source_marks.count(closing)
            and not _ITEM.search(pair.target)
        ):
            yield _lone(pair.target, opening if there > 0 else closing)
    if _odd_quotes(marks) and not _odd_quotes(source_marks):
        sign = next(mark for mark in reversed(marks) if mark in '"“”„')
        yield _lone(pair.target, sign)


def _odd_quotes(marks: list[str]) -> bool:
    """Whether quotation marks, of whatever shape, are odd in number."""
    return sum(mark in '"“”„' for mark in marks) % 2 == 1


def _lone(text: str, sign: str) -> Spot:
    at = text.rfind(sign)
    return Spot(f"{sign} stands alone", "target", at, at + 1)
