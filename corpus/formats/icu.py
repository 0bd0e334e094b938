"""ICU messages: the texts in the branches of plurals and choices.

`{n, plural, =0 {Tidak ada berita} other {# berita}}` is code around two texts. The grammar is that
of MessageFormat in the ICU user guide, as far as it takes to find the texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_DEPTH = 20

_HINT = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_COMPLEX = re.compile(r"\{\s*\w+\s*,\s*(plural|select|selectordinal)\s*,\s*(?:offset:\d+\s*)?")
_SIMPLE = re.compile(r"\{[^{}']*\}")
_BRANCH = re.compile(r"\s*(?:=\d+|[\w-]+)\s*\{")
_CLOSE = re.compile(r"\s*\}")
_QUOTED = re.compile(r"'[{}#|][^']*'|''")
_TEXT = re.compile(r"[^{}']+|'")


@dataclass(frozen=True, slots=True)
class IcuText:
    """A text inside a message: its span, and whether `#` is a number in it."""

    start: int
    end: int
    number_sign: bool


def icu_texts(message: str) -> tuple[IcuText, ...] | None:
    """Find the texts of a message with plurals or choices.

    Returns:
        The texts in order: those of the branches, and what stands before and behind. None for a
        message that has no branches, or whose braces do not match.
    """
    if not _HINT.search(message):
        return None
    found: list[IcuText] = []
    end = _message(message, 0, found, number_sign=False, depth=0)
    return tuple(found) if end == len(message) else None


def _message(message: str, at: int, found: list[IcuText], *, number_sign: bool, depth: int) -> int:
    """Read up to the brace that closes a message, or the end; -1 where it cannot be read."""
    start = at
    while at < len(message) and message[at] != "}":
        head = _COMPLEX.match(message, at)
        if head:
            if start < at:
                found.append(IcuText(start, at, number_sign))
            counts = number_sign or head.group(1) != "select"
            start = at = _branches(message, head.end(), found, number_sign=counts, depth=depth + 1)
            if at < 0:
                return -1
            continue
        step = (
            _SIMPLE.match(message, at)
            if message[at] == "{"
            else _QUOTED.match(message, at) or _TEXT.match(message, at)
        )
        if step is None:
            return -1
        at = step.end()
    if start < at:
        found.append(IcuText(start, at, number_sign))
    return at


def _branches(message: str, at: int, found: list[IcuText], *, number_sign: bool, depth: int) -> int:
    """Read the branches of an argument; return the place behind its closing brace, or -1."""
    if depth > MAX_DEPTH:
        return -1
    while branch := _BRANCH.match(message, at):
        at = _message(message, branch.end(), found, number_sign=number_sign, depth=depth)
        if at < 0 or not message.startswith("}", at):
            return -1
        at += 1
    close = _CLOSE.match(message, at)
    return close.end() if close else -1
