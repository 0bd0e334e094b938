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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ..document import SpanLink

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
    pairs = pair_tags(tags)
    paired = set(pairs.values())
    places = [0] * len(tags)
    same = _unchanged_words(source, target)
    for proportional in (False, True):
        known: Sequence[SpanLink] = () if proportional else (*links, *same)
        for index, tag in enumerate(tags):
            closing = pairs.get(index)
            if closing is not None:
                span = (tag.offset, tags[closing].offset)
                places[index], places[closing] = _span(
                    source, target, span, known, verbatim=not proportional
                )
            elif index not in paired:
                places[index] = _point(source, target, tag.offset, known)
        for index in range(1, len(places)):
            places[index] = max(places[index], places[index - 1])
        if not any(
            places[first] == places[last] and tags[first].offset < tags[last].offset
            for first, last in pairs.items()
        ):
            break
    return places


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


def _span(
    source: str,
    target: str,
    span: tuple[int, int],
    links: Sequence[SpanLink],
    *,
    verbatim: bool,
) -> tuple[int, int]:
    start, end = span
    words = source[start:end].strip()
    if not words:
        place = _point(source, target, start, links)
        return place, place
    if verbatim and target.count(words) == 1 and source.count(words) == 1:
        at = target.index(words)
        return at, at + len(words)
    touched = [to for (a, b), to in links if a < end and start < b and a >= start and b <= end]
    if not touched:
        # a link over more words than the pair holds still tells where they went
        touched = [to for (a, b), to in links if a < end and start < b]
    if touched:
        return min(a for a, _ in touched), max(b for _, b in touched)
    first = _snap(target, _between(source, target, start, links), forward=True)
    last = _snap(target, _between(source, target, end, links), forward=False)
    return first, max(first, last) if last > first else _word_end(target, first)


def _point(source: str, target: str, offset: int, links: Sequence[SpanLink]) -> int:
    if offset <= 0:
        return 0
    if offset >= len(source):
        return len(target)
    before = [((a, b), to) for (a, b), to in links if b <= offset]
    if before:
        (_, end), (_, place) = max(before, key=lambda link: link[0][1])
        if not source[end:offset].strip():
            return place
    return _snap(target, _between(source, target, offset, links), forward=False)


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


def _snap(text: str, place: int, *, forward: bool) -> int:
    """Move a place to the nearest end of a word (or start, going `forward`)."""
    best = place
    for distance in range(max(place, len(text) - place) + 1):
        for candidate in (place - distance, place + distance):
            if 0 <= candidate <= len(text) and _bounds(text, candidate, forward=forward):
                return candidate
        if distance > 24:
            break  # a script without spaces: between two characters that may be parted
    while best < len(text) and _combines(text[best]):
        best += 1
    return best


def _bounds(text: str, place: int, *, forward: bool) -> bool:
    left = place == 0 or text[place - 1].isspace()
    right = place == len(text) or text[place].isspace()
    if forward:
        return left and place < len(text) and not text[place].isspace()
    return right and place > 0 and not text[place - 1].isspace()


def _combines(character: str) -> bool:
    # Lao vowels above and below, tone marks, and those written after their consonant
    import unicodedata

    return unicodedata.category(character) in ("Mn", "Mc", "Me") or character in "ະາຳຽ\u200d"


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return end
