"""Where the keys of a TOML text stand; `tomllib` gives values without their lines."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Place = tuple[str | int, ...]
"""The way to a value: keys of tables, and indices in lists."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LITERAL = re.compile(r"'[^'\n]*'")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
# the closing quotes may have one or two quotes of the text before them
_LONG_LITERAL = re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL)
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}(?!")', re.DOTALL)
_STRINGS = (_LONG_BASIC, _LONG_LITERAL, _BASIC, _LITERAL)
_PLAIN = re.compile(r"[^,\]}#\n]*")  # numbers, dates, true and false


def line_numbers(text: str) -> dict[Place, int]:
    """Return the 1-based line of every table, key and list element.

    A key that makes a table (`a.b = 1`, `[a.b]`) gives a line to each table on its way that has
    none yet. Elements of lists are found under their index.

    Args:
        text: a TOML document that `tomllib.loads` has accepted; of anything else the answer
            means nothing.
    """
    return _Scanner(text).scan()


class _Scanner:
    """Walks over a valid document, looking no closer than needed to tell keys from values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Place, int] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def scan(self) -> dict[Place, int]:
        table: Place = ()
        arrays: dict[Place, int] = {}
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text):
                return self.found
            if self.text[self.at] != "[":
                self._pair(table)
                continue
            line = self._line()
            array = self.text.startswith("[[", self.at)
            self.at += 2 if array else 1
            table = self._key()
            self.at += 2 if array else 1
            self._note((), table, line)
            if array:
                arrays[table] = arrays.get(table, -1) + 1
                table = (*table, arrays[table])
                self.found[table] = line

    def _line(self) -> int:
        return bisect_right(self._starts, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def _note(self, above: Place, keys: Place, line: int) -> None:
        for end in range(1, len(keys) + 1):
            self.found.setdefault((*above, *keys[:end]), line)

    def _key(self) -> Place:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            if self.text.startswith(("'", '"'), self.at):
                quoted = self._skip(_BASIC if self.text[self.at] == '"' else _LITERAL)
                parts.append(tomllib.loads(f"key = {quoted}")["key"])
            else:
                parts.append(self._skip(_BARE_KEY))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def _pair(self, table: Place) -> None:
        line = self._line()
        keys = self._key()
        self.at += 1  # the equals sign
        self._note(table, keys, line)
        self._value((*table, *keys))

    def _value(self, place: Place) -> None:
        self._skip(_SPACE)
        first = self.text[self.at : self.at + 1]
        if first == "[":
            self.at += 1
            index = 0
            while not self._ends("]"):
                self.found[*place, index] = self._line()
                self._value((*place, index))
                index += 1
        elif first == "{":
            self.at += 1
            while not self._ends("}"):
                self._pair(place)
        elif not any(self._skip(pattern) for pattern in _STRINGS):
            self._skip(_PLAIN)

    def _ends(self, closing: str) -> bool:
        """Go to the next element, or past the closing bracket."""
        self._skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BLANK)
        ends = self.at >= len(self.text) or self.text[self.at] == closing
        self.at += ends
        return ends
