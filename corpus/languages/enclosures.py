"""Pairs of quotation marks and brackets in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r'["“”„«»()\[\]]')
_CLOSES = {"”": "“„", "»": "«", ")": "(", "]": "["}
_OPENS = frozenset("“„«([")
_SEARCH_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A matched pair: the offsets of its opening and of its closing mark, in code points."""

    open: int
    close: int
    quote: bool


def find_enclosures(text: str) -> tuple[Enclosure, ...]:
    """Return the matched pairs of `text` in the order of their opening marks, properly nested.

    A straight quotation mark opens where something follows it at once and nothing but a space
    or another opening mark stands before it; it closes the other way round. A mark without a
    partner is left out, as are single quotation marks, which are also apostrophes.
    """
    stack: list[tuple[str, int]] = []
    found: list[Enclosure] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == '"':
            opens = _straight_opens(text, at, inside=any(m == '"' for m, _ in stack[-4:]))
            if opens is None:
                continue
        else:
            opens = mark in _OPENS
        if opens:
            stack.append((mark, at))
            continue
        partners = '"' if mark == '"' else _CLOSES.get(mark, "")
        for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _SEARCH_DEPTH), -1):
            if stack[depth][0] in partners:
                found.append(Enclosure(stack[depth][1], at, mark in '"”»'))
                del stack[depth:]
                break
    return tuple(sorted(found, key=lambda pair: pair.open))


def _straight_opens(text: str, at: int, *, inside: bool) -> bool | None:
    """Tell whether the `"` at `at` opens, closes, or does neither (`12" disc`: None)."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    may_open = not after.isspace() and (before.isspace() or before in "([{“‘'/-–—:")
    may_close = not before.isspace() and not after.isalnum()
    if may_open and may_close:
        return not inside
    if may_open:
        return True
    return False if may_close and inside else None
