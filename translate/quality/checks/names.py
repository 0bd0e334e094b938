"""Names that stay as they are in Latin script are spelt as in the source.

A word with a capital in the middle of a sentence that no dictionary has is a name. Where the
translation has instead a word that differs by a letter or two, the name was misspelt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from .finding import Pair, Spot

_NAME = re.compile(r"(?<!\w)[A-Z][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’-]{3,}(?!\w)")
_START = re.compile(r"(?:^|[.!?:\"“”(]\s*)$")
_POSSESSIVE = re.compile("['’]s?$")
_LONG = 8
_SPELLING = str.maketrans({"q": "k", "y": "i", "j": "i", "v": "f", "z": "s"})
_SILENT = str.maketrans({"c": "k", "h": None, "u": "o", "w": "o"})
_ACCENTS = re.compile("[\u0300-\u036f]")
_DOUBLED = re.compile(r"(.)\1+")
_GARBLED = re.compile("[ÃÂ]")


def check(pair: Pair) -> Iterator[Spot]:
    """Give the words of the translation that are misspelt names of the source."""
    theirs: dict[str, re.Match[str]] | None = None
    for match in _NAME.finditer(pair.source):
        name = match.group()
        if name in pair.target or _GARBLED.search(name):
            continue
        if theirs is None:
            theirs = {
                _POSSESSIVE.sub("", other.group()): other for other in _NAME.finditer(pair.target)
            }
        if not theirs:
            return
        for other, place in theirs.items():
            if other in pair.source or not _close(name, other):
                continue
            if _is_word(name.lower()) or _at_start(pair.source, match.start()):
                break
            yield Spot(f"{other} may be a misspelt {name}", "target", place.start(), place.end())
            break


def _close(name: str, other: str) -> bool:
    short = len(name) != len(other)
    if abs(len(name) - len(other)) > 2 or _sound(name, short) == _sound(other, short):
        return False
    from rapidfuzz.distance import OSA

    most = 1 if len(name) < _LONG else 2
    return bool(OSA.distance(name, other, score_cutoff=most) <= most)


@lru_cache(maxsize=4096)
def _sound(name: str, short: bool) -> str:
    """Return a name without what Indonesian spelling changes in foreign names.

    With `short` also without what makes one spelling longer than another: Tracey, Tracy.
    """
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    sound = _ACCENTS.sub("", plain).translate(_SPELLING).strip("'’")
    if short:
        sound = _DOUBLED.sub(r"\1", sound.replace("ph", "f").translate(_SILENT))
    return sound


def _at_start(text: str, start: int) -> bool:
    return _START.search(text[:start]) is not None


@cache
def _dictionary() -> frozenset[str]:
    """Words of names that have other forms in other languages: Rusia, Italia, Eropa."""
    from corpus.lexicon import Lexicon

    lexicon = Lexicon.bundled()
    return frozenset(
        word
        for form in lexicon.forms()
        for text in (form, *(one for entry in lexicon.senses(form) for one in entry.en))
        for word in text.lower().split()
    )


def _is_word(word: str) -> bool:
    return word in _dictionary()
