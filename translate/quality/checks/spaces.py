"""No double spaces, no space before a full stop or a comma, none at the ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Pair, Spot

_SPACES = re.compile(r"(?<=\S)[ \xa0]{2,}(?=\S)|(?<=\S)[ \xa0]+(?=[,.;:!?](?:\s|$))")
_ENDS = re.compile(r"^\s+|\s+$")


def check(pair: Pair) -> Iterator[Spot]:
    """Give the spaces that are wrong and that the source does not have."""
    target = pair.target
    if "  " in target or " ," in target or " ." in target or "\xa0" in target or _odd(target):
        of_source = {match.group() for match in _SPACES.finditer(pair.source)}
        for match in _SPACES.finditer(target):
            if match.group() in of_source:
                continue
            double = match.end() - match.start() > 1
            message = "a double space" if double else "a space before a punctuation mark"
            yield Spot(message, "target", match.start(), match.end())
    if target != target.strip() and pair.source == pair.source.strip():
        for match in _ENDS.finditer(target):
            yield Spot("a space at the end of the segment", "target", match.start(), match.end())


def _odd(text: str) -> bool:
    return " ;" in text or " :" in text or " !" in text or " ?" in text
