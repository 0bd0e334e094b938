"""The parts of a text in which no term is looked for: addresses, file names, placeables."""

from __future__ import annotations

import re
from bisect import bisect_right

_SUFFIXES = (
    "vn|la|com|net|org|gov|edu|int|info|biz|io|id|jp|th|uk|us|eu|vnp|"
    "html?|php|aspx?|ldo|jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|txt|md|csv|tsv|json|jsonl|"
    "xml|tbx|tmx|po|xliff?|zip|gz|mp3|mp4|py|js|css|exe"
)
_ZONE = re.compile(
    r"(?:https?|ftp|file)://[^\s<>\"“”]+"
    r"|\bmailto:[^\s<>\"“”]+"
    r"|\bwww\.[^\s<>\"“”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?<![\w@])[@#]\w[\w.]*\w"  # a handle or a tag
    rf"|(?<![\w.])[\w~%+/\\-]*\w(?:[._\\/-]+\w+)*\.(?:{_SUFFIXES})(?![\w-])(?:[/?][^\s<>\"“”]*)?"
    r"|(?<![\w/.])(?:~|\.{1,2})?/[\w.+-]+(?:/[\w.+-]+)+/?"  # a path
    r"|\b[A-Za-z]:\\[^\s<>\"“”]*"
    r"|</?[A-Za-z][^<>\n]{0,300}>"
    r"|\$?\{\{?[^{}\n]{0,80}\}\}?"
    r"|%\([\w.]{1,40}\)[sdif]"
)
_CLUE = re.compile(r"[@#\\{<]|\w\.\w|/\w|%\(|mailto:")


class Zones:
    """The protected spans of one text, in code points.

    Args:
        text: the text as it stands.
        also: spans that the caller knows to be protected, such as inline tags.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, text: str, also: tuple[tuple[int, int], ...] = ()) -> None:
        spans = [match.span() for match in _ZONE.finditer(text)] if _CLUE.search(text) else []
        spans.extend(also)
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        furthest = 0
        for _, end in spans:  # spans of the caller may nest
            furthest = max(furthest, end)
            self._ends.append(furthest)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def forbid(self, start: int, end: int) -> bool:
        """Whether a zone touches `start:end`, unless the span holds the zone as a whole.

        A term may itself contain an address (`Vietnam.vn - Nền tảng quảng bá Việt Nam`).
        """
        last = bisect_right(self._starts, end - 1) - 1
        if last < 0 or self._ends[last] <= start:
            return False
        return not (
            start <= self._starts[last]
            and self._ends[last] <= end
            and (start < self._starts[last] or self._ends[last] < end)
        )
