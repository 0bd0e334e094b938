"""No word and no run of words stands twice in a row, unless the source repeats itself as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Pair, Spot

_LAO = re.compile(r"([\u0e81-\u0eb9\u0ebb-\u0ec4\u0ec8-\u0ecd\u0edc\u0edd]{5,30}?) ?\1")
_WORD = re.compile(r"[^\s,]+")
_FARTHEST = 8  # words of a run that is repeated
# One syllable twice is a way to form words in Vietnamese (`luôn luôn`) and, with a hyphen, in
# Indonesian; three times is none. English doubles these.
_ENGLISH_DOUBLES = frozenset("that had very really so no bye ha is".split())
_SYLLABLES = 3


def check(pair: Pair) -> Iterator[Spot]:
    """Give repetitions."""
    target = pair.target
    if pair.target_lang == "lo":
        match = _LAO.search(target)
        if match is not None and not _repeats(pair.source):
            yield _spot(target, *match.span())
    words = target.split()
    if len(set(words)) == len(words):
        return
    for unit, start, end, times in _runs(target):
        if pair.target_lang == "lo" and not unit[0].isascii():
            continue
        if len(unit) == 1 and (
            not any(letter.isalpha() for letter in unit[0]) or _may_double(unit[0], times, pair)
        ):
            continue
        if not _repeats(pair.source):
            yield _spot(target, start, end)


def _repeats(text: str) -> bool:
    return next(_runs(text), None) is not None


def _runs(text: str) -> Iterator[tuple[list[str], int, int, int]]:
    """Give what stands twice or more in a row: its words, start, end, and how often."""
    places = list(_WORD.finditer(text))
    words = [place.group() for place in places]
    last: dict[str, int] = {}
    done = 0
    for at, word in enumerate(words):
        before = last.get(word)
        last[word] = at
        if before is None or at < done or at - before > _FARTHEST:
            continue
        size = at - before
        unit = words[before:at]
        times = 1
        while words[at + (times - 1) * size : at + times * size] == unit:
            times += 1
        if times > 1:
            done = before + times * size
            yield unit, places[before].start(), places[done - 1].end(), times


def _may_double(word: str, times: int, pair: Pair) -> bool:
    if times >= _SYLLABLES:
        return False
    if pair.target_lang == "en":
        return word in _ENGLISH_DOUBLES
    return pair.target_lang == "vi" and word in _VIETNAMESE_DOUBLES


# Syllables that are really doubled; a slip doubles any syllable.
_VIETNAMESE_DOUBLES = frozenset(
    "luôn ngày đêm dần xa xanh đỏ trắng nho mãi ai hoài ào rào ầm đăm chằm chầm khe nhẹ rưng long "
    "lâu ngay rành tít lẳng".split()
)


def _spot(text: str, start: int, end: int) -> Spot:
    shown = text[start:end] if end - start <= 60 else f"{text[start : start + 57]}..."
    return Spot(f"repeated: {shown}", "target", start, end)
