"""The preferred spelling of a language: what readers are shown, whatever a model writes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable

_LAO_COMPOSED = {
    "\u0ecd\u0eb2": "\u0eb3",  # niggahita + aa, as NFKC leaves it, to the letter am
    "\u0eab\u0e99": "\u0edc",  # ho + no to the digraph letter
    "\u0eab\u0ea1": "\u0edd",  # ho + mo to the digraph letter
}
_LAO_PAIRS = re.compile("|".join(_LAO_COMPOSED))


def preferred_spelling(text: str, lang: str) -> tuple[str, Callable[[int], int]]:
    """Write a text in composed letters: Lao am, ho-no and ho-mo; NFC elsewhere.

    Returns:
        The text, and a function from an offset in the given text to the offset in the new one
        (an offset inside a composed letter goes to its start).
    """
    if lang == "lo":
        return _replaced(text, _LAO_PAIRS, lambda pair: _LAO_COMPOSED[pair])
    if unicodedata.is_normalized("NFC", text):
        return text, lambda offset: offset
    return _replaced(text, _CLUSTER, lambda cluster: unicodedata.normalize("NFC", cluster))


_CLUSTER = re.compile(r"\w[\u0300-\u036f]+")


def _replaced(
    text: str, pattern: re.Pattern[str], change: Callable[[str], str]
) -> tuple[str, Callable[[int], int]]:
    pieces = []
    ends: list[int] = []  # where each change ends in the old text
    shifts = [0]  # how far offsets have moved before each change
    last = 0
    for match in pattern.finditer(text):
        new = change(match[0])
        pieces += [text[last : match.start()], new]
        last = match.end()
        ends.append(last)
        shifts.append(shifts[-1] + len(new) - len(match[0]))
    if not ends:
        return text, lambda offset: offset
    pieces.append(text[last:])
    starts = [match.start() for match in pattern.finditer(text)]

    def moved(offset: int) -> int:
        done = bisect_left(ends, offset + 1)
        if done < len(starts) and starts[done] < offset:
            return starts[done] + shifts[done]
        return offset + shifts[done]

    return "".join(pieces), moved
