"""Inline markup of a sentence: taken out before translation, put back where the words went.

An engine and the matcher see the bare text, so that a name is found although a tag stands inside
it, and no model can lose or break a tag. After translation each tag is put back once, in the
order of the source: a pair of tags around the words that the words inside it became, a single tag
behind the word that stands before it. Where words went is told, best first, by

1. the words themselves, where they stand in the translation unchanged (names, numbers);
2. the alignment links of the engine and the places of enforced terms;
3. the place in proportion to the length between such words, moved to the nearest end of a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ..document import SpanLink

_UNIT_LENGTH = 48
"""A link over so many code points is a term or a phrase that is not cut."""
_MANY_TAGS = 500
"""No sentence has so many; where one does, they are put in proportion, which takes no time."""
_CHUNK = re.compile(r"\S+")
_LAO_SYLLABLE = re.compile("(?<=[\u0e80-\u0eff])[ເແໂໄໃ](?=[\u0e80-\u0eff])")
_WORD = re.compile(r"[^\W_]+(?:[.,-][^\W_]+)*")


class TagKind(Enum):
    """What a tag does."""

    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of markup inside a text.

    Attributes:
        offset: the code point of the text that it stands before.
        raw: the markup as it is written in the file.
        kind: whether it opens, closes, or stands for itself.
        start: offset of `raw` in the file, where texts inside it are translated too.
    """

    offset: int
    raw: str
    kind: TagKind
    start: int = -1


def place_tags(
    source: str, target: str, tags: Sequence[Tag], links: Sequence[SpanLink] = ()
) -> list[int]:
    """Find the places of the tags of a source sentence in its translation.

    Args:
        source: the sentence.
        target: its translation.
        tags: its tags in order, with offsets in `source`.
        links: alignment links, as far as they are known.

    Returns:
        One offset in `target` for each tag, never falling.
    """
    if not tags:
        return []
    pairs = pair_tags(tags)
    paired = sorted((*pairs, *pairs.values()))
    if len(tags) > _MANY_TAGS:
        links = ()
    same = _unchanged_words(source, target) if len(tags) <= _MANY_TAGS else []
    edges = _Edges(target, (*links, *same))
    places = [0] * len(tags)
    for known in ((*links, *same), ()):
        for first, last in pairs.items():
            span = (tags[first].offset, tags[last].offset)
            places[first], places[last] = _span(source, target, span, known, edges)
        for before, index in pairwise(paired):
            places[index] = max(places[index], places[before])
        if not any(
            places[first] == places[last] and tags[first].offset < tags[last].offset
            for first, last in pairs.items()
        ):
            break
    low = 0
    high = [len(target)] * (len(tags) + 1)
    in_pair = set(paired)
    for index in reversed(range(len(tags))):
        high[index] = places[index] if index in in_pair else high[index + 1]
    for index, tag in enumerate(tags):
        if index not in in_pair:
            place = _point(source, target, tag.offset, (*links, *same), edges)
            place = min(max(place, low), high[index])
            if _touches_next(source, tag.offset):
                while place < high[index] and target[place].isspace():
                    place += 1
            places[index] = place
        low = places[index]
    return places


def _touches_next(source: str, offset: int) -> bool:
    """Whether a tag stands right before a word, with a space between it and the word before."""
    around = source[offset - 1 : offset + 1] if offset else ""
    return len(around) == 2 and around[0].isspace() and not around[1].isspace()


def pair_tags(tags: Sequence[Tag]) -> dict[int, int]:
    """Return the index of the closing tag for each opening one that has one."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for index, tag in enumerate(tags):
        if tag.kind is TagKind.OPEN:
            waiting.append(index)
        elif tag.kind is TagKind.CLOSE and waiting:
            pairs[waiting.pop()] = index
    return pairs


class _Edges:
    """Where words of a translation begin and end: at spaces, and where links say so."""

    def __init__(self, text: str, links: Sequence[SpanLink]) -> None:
        starts = {match.start() for match in _CHUNK.finditer(text)}
        ends = {match.end() for match in _CHUNK.finditer(text)}
        # Lao has no spaces between words, but these vowels begin a syllable
        syllables = {match.start() for match in _LAO_SYLLABLE.finditer(text)}
        self.starts = sorted({0} | starts | syllables | {start for _, (start, _) in links})
        self.ends = sorted({len(text)} | ends | syllables | {end for _, (_, end) in links})

    def start(self, place: int) -> int:
        return _nearest(self.starts, place)

    def end(self, place: int) -> int:
        return _nearest(self.ends, place)


def _nearest(places: list[int], place: int) -> int:
    at = bisect_left(places, place)
    return min(places[max(0, at - 1) : at + 1], key=lambda other: abs(other - place))


def _span(
    source: str, target: str, span: tuple[int, int], links: Sequence[SpanLink], edges: _Edges
) -> tuple[int, int]:
    start, end = span
    words = source[start:end].strip()
    if not words:
        place = _point(source, target, start, links, edges)
        return place, place
    if links and target.count(words) == 1 and source.count(words) == 1:
        at = target.index(words)
        return at, at + len(words)
    touched = [to for (a, b), to in links if start <= a and b <= end and a < b]
    # A link over more words than the pair holds does not tell which of them they are: a term is
    # taken whole, a longer stretch is cut in proportion.
    touched += [
        to
        for (a, b), to in links
        if a < end and start < b and not (start <= a and b <= end) and b - a <= _UNIT_LENGTH
    ]
    touched += [
        (
            edges.start(c + (d - c) * (max(a, start) - a) // (b - a)),
            edges.end(c + -(-(d - c) * (min(b, end) - a) // (b - a))),
        )
        for (a, b), (c, d) in links
        if a < end and start < b and not (start <= a and b <= end) and b - a > _UNIT_LENGTH
    ]
    touched = [(a, b) for a, b in touched if a < b]
    if touched:
        return min(a for a, _ in touched), max(b for _, b in touched)
    first = edges.start(_between(source, target, start, links))
    last = edges.end(_between(source, target, end, links))
    if last <= first:
        last = next((place for place in edges.ends if place > first), len(target))
    return first, last


def _point(source: str, target: str, offset: int, links: Sequence[SpanLink], edges: _Edges) -> int:
    if offset <= 0:
        return 0
    if offset >= len(source):
        return len(target)
    for (a, b), to in links:
        if a < offset < b and b - a <= _UNIT_LENGTH:
            return to[int(offset - a > b - offset)]
    before = [((a, b), to) for (a, b), to in links if b <= offset]
    if before:
        (_, end), (_, place) = max(before, key=lambda link: link[0][1])
        if not source[end:offset].strip():
            return place
    return edges.end(_between(source, target, offset, links))


def _between(source: str, target: str, offset: int, links: Sequence[SpanLink]) -> int:
    """Place an offset in proportion, between the nearest links on its two sides."""
    left = max((link for link in links if link[0][1] <= offset), default=((0, 0), (0, 0)))
    ends = (len(source), len(source)), (len(target), len(target))
    right = min((link for link in links if link[0][0] >= offset), default=ends)
    (_, a), (_, low) = left
    (b, _), (high, _) = right
    if high < low or a >= b:
        a, b, low, high = 0, max(1, len(source)), 0, len(target)
    return low + round((high - low) * (offset - a) / (b - a))


def _unchanged_words(source: str, target: str) -> list[SpanLink]:
    """Link the words that stand once in the source and once in the target: names, numbers."""
    found = [{m.group(): m.span() for m in _WORD.finditer(text)} for text in (source, target)]
    times = [Counter(_WORD.findall(text)) for text in (source, target)]
    return [
        (span, found[1][word])
        for word, span in found[0].items()
        if times[0][word] == 1 and times[1][word] == 1
    ]
