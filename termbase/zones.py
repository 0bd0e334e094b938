"""The parts of a text in which no term is looked for: addresses, file names, placeables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

_SUFFIXES = (
    "vn|la|com|net|org|gov|edu|int|info|biz|io|id|jp|th|uk|us|eu|vnp|"
    "html?|php|aspx?|ldo|jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|txt|md|csv|tsv|json|jsonl|"
    "xml|tbx|tmx|po|xliff?|zip|gz|mp3|mp4|py|js|css|exe"
)
_ZONE = re.compile(
    r"(?:https?|ftp|file)://[^\s<>\"“”]+"
    r"|\bmailto:[^\s<>\"“”]+"
    r"|\bwww\.[^\s<>\"“”]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?<![\w@])[@#]\w[\w.]*\w"  # a handle or a tag
    # a domain, or a file name with its folders; parts cannot match in two ways, so that it stays
    # linear
    rf"|(?<![\w%+./\\-])[\w%+]+(?:[./\\-]+[\w%+]+)*?\.(?:{_SUFFIXES})(?![\w-])"
    r"(?:[/?][^\s<>\"“”]*)?"
    r"|(?<![\w/.])(?:~|\.{1,2})?/[\w.+-]+(?:/[\w.+-]+)+/?"  # a path
    r"|\b[A-Za-z]:\\[^\s<>\"“”]*"
    r"|</?[A-Za-z][^<>\n]{0,300}>"
    r"|\$?\{\{?[^{}\n]{0,80}\}\}?"
    r"|%\([\w.]{1,40}\)[sdif]"
)
_DOT_WITHIN = re.compile(r"\.[A-Za-z]")


def _may_hold_zones(text: str) -> bool:
    """Whether the slower search is worth its time: most sentences have none of its signs."""
    return (
        _DOT_WITHIN.search(text) is not None
        or "/" in text
        or "@" in text
        or "<" in text
        or "{" in text
        or "#" in text
        or "\\" in text
        or "%(" in text
    )


def zones_of(text: str, also: tuple[tuple[int, int], ...] = ()) -> Zones | None:
    """Return the protected spans of a text, or None where there are none.

    Args:
        text: the text as it stands.
        also: spans that the caller knows to be protected, such as inline tags.
    """
    if not also and not _may_hold_zones(text):
        return None
    spans = [*(match.span() for match in _ZONE.finditer(text)), *also]
    return Zones(spans) if spans else None


class Zones:
    """Protected spans, in code points; they may nest and overlap."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends: list[int] = []
        furthest = 0
        for _, end in ordered:
            furthest = max(furthest, end)
            self._ends.append(furthest)

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
