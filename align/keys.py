"""What two sentences share: dictionary words, numbers, names.

Every sentence becomes a set of keys. A key of a source sentence that a target sentence has too is
a hit, and a hit weighs the more the rarer the key is in the other text: its weight is the
logarithm of how much likelier it is in a translation than in any other sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .dictionary import Dictionary
from .surfaces import surface_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

KINDS = ("source words", "target words", "numbers", "names")
"""Kinds of keys: words of each side with a translation on the other, and two that both share."""

_HIT = 0.5  # how often a word that the dictionary has is translated the way it says
_SHARED = re.compile(r"[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]{3,}|[A-Z]{2,}|\d+(?:[.,]\d+)*")
_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_LAO_FOLLOWING = "ະັາຳິີຶືຸູົຼຽ່້໊໋໌ໍ"
_LAO_LEADING = "ເແໂໃໄ"
_PREFIX = 5  # letters that words of one origin share in Indonesian and English


@dataclass(frozen=True, slots=True)
class Side:
    """The keys of one text, sorted by sentence.

    Attributes:
        sentences: sentence of each key.
        keys: the key itself; keys of different kinds are different.
        totals: array sentences x kinds: the weight of all keys of a sentence.
    """

    sentences: Ints
    keys: Ints
    totals: Floats


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of two texts.

    Attributes:
        source: those of the source text.
        target: those of the target text.
        kinds: kind of each key, as an index into `KINDS`.
        weights: weight of each key.
    """

    source: Side
    target: Side
    kinds: Ints
    weights: Floats


def read_keys(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary,
    *,
    source_lang: str,
    target_lang: str,
) -> Keys:
    """Find the keys of two texts and weigh them by how rare they are in the other."""
    import numpy as np

    first = _find(source, source_lang, dictionary.source)
    second = _find(target, target_lang, dictionary.target)
    links = np.array(dictionary.links, dtype=np.int64).reshape(-1, 2)
    count = (len(dictionary.source), len(dictionary.target))
    there = _unique(second[0], *_expand(second[1], links[:, ::-1], count[1]), count[0])
    back = _unique(first[0], *_expand(first[1], links, count[0]), count[1])
    names: list[str] = []
    cognates = {source_lang, target_lang} == {"id", "en"}
    left, right = _in_both(
        _shared(source, source_lang, cognates=cognates),
        _shared(target, target_lang, cognates=cognates),
        names,
    )
    base = sum(count)
    kinds = np.concatenate(
        [
            np.zeros(count[0], dtype=np.int64),
            np.ones(count[1], dtype=np.int64),
            np.array([3 - name[0].isdigit() for name in names], dtype=np.int64),
        ]
    )
    ours = _join((first[0], first[1]), (back[0], back[1] + count[0]), (left[0], left[1] + base))
    theirs = _join(
        (there[0], there[1]), (second[0], second[1] + count[0]), (right[0], right[1] + base)
    )
    # A key is rare when it is rare in the text in which it is looked for.
    frequency = np.bincount(theirs[1], minlength=len(kinds)) / (len(target) + 1.0)
    other = np.bincount(ours[1], minlength=len(kinds)) / (len(source) + 1.0)
    rate = np.where(
        kinds == 0, frequency, np.where(kinds == 1, other, np.maximum(frequency, other))
    )
    smooth = 1.0 / (min(len(source), len(target)) + 20.0)
    weights = np.maximum(np.log(_HIT / (rate + smooth)), 0.05).astype(np.float32)
    return Keys(
        Side(*ours, _totals(ours, kinds, weights, len(source))),
        Side(*theirs, _totals(theirs, kinds, weights, len(target))),
        kinds,
        weights,
    )


def _totals(found: tuple[Ints, Ints], kinds: Ints, weights: Floats, size: int) -> Floats:
    import numpy as np

    sentences, keys = found
    flat = np.bincount(
        sentences * len(KINDS) + kinds[keys],
        weights=weights[keys],
        minlength=size * len(KINDS),
    )
    return flat.reshape(size, len(KINDS)).astype(np.float32)


def _join(*parts: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    import numpy as np

    sentences = np.concatenate([part[0] for part in parts])
    keys = np.concatenate([part[1] for part in parts])
    order = np.argsort(sentences, kind="stable")
    return sentences[order], keys[order]


def _unique(sentences: Ints, counts: Ints, keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Keep each key of a sentence once; `counts` tells how many keys each sentence entry has."""
    import numpy as np

    found = np.unique(np.repeat(sentences, counts) * size + keys)
    return found // size, found % size


def _expand(keys: Ints, links: Ints, size: int) -> tuple[Ints, Ints]:
    """Give the number of links of each key, and all their other ends."""
    import numpy as np

    order = np.argsort(links[:, 0], kind="stable")
    ends = links[order, 1]
    starts = np.searchsorted(links[order, 0], np.arange(size + 1))
    counts = starts[keys + 1] - starts[keys]
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return counts, ends[np.repeat(starts[keys], counts) + offsets]


@lru_cache(maxsize=8)
def _automaton(forms: tuple[str, ...]) -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.Standard)


def _find(sentences: Sequence[str], lang: str, forms: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Find all forms: the sentence and the form of each, once for each sentence."""
    import numpy as np

    text = surface_text(sentences, lang)
    matches = _automaton(forms).find_matches_as_indexes(text, overlapping=True) if forms else []
    found = np.array(matches, dtype=np.int64).reshape(-1, 3)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if lang == "lo":
        found = found[_at_boundaries(codes, found)]
    order = np.lexsort((-found[:, 2], found[:, 1]))
    found = found[order]
    if len(found) > 1 and lang in ("lo", "vi"):
        # A shorter form inside a longer one is mostly a syllable of it, not a word.
        reach = np.maximum.accumulate(found[:, 2])
        inside = np.concatenate([[False], found[1:, 2] <= reach[:-1]])
        found = found[~inside]
    breaks = np.flatnonzero(codes == 10)
    lines = np.searchsorted(breaks, found[:, 1])
    unique = np.unique(lines * (len(forms) + 1) + found[:, 0])
    return unique // (len(forms) + 1), unique % (len(forms) + 1)


def _at_boundaries(codes: Any, found: Ints) -> Any:
    """Tell which matches of Lao text neither begin nor end inside a syllable or a number."""
    import numpy as np

    following = np.isin(codes, [ord(char) for char in _LAO_FOLLOWING])
    leading = np.isin(codes, [ord(char) for char in _LAO_LEADING])
    latin = ((codes >= 48) & (codes <= 57)) | ((codes >= 97) & (codes <= 122))
    starts, ends = found[:, 1], found[:, 2]
    before, after = np.maximum(starts - 1, 0), np.minimum(ends, len(codes) - 1)
    inside_word = (latin[starts] & latin[before] & (starts > 0)) | (latin[ends - 1] & latin[after])
    return ~(following[starts] | following[after] | (leading[before] & (starts > 0)) | inside_word)


def _shared(sentences: Sequence[str], lang: str, *, cognates: bool) -> list[set[str]]:
    """Give the numbers and Latin words of each sentence, as they are in every language."""
    known = _Names(lang, cognates=cognates)
    shared: list[set[str]] = []
    for sentence in sentences:
        text = sentence.translate(_DIGITS) if lang == "lo" else sentence
        found: set[str] = set()
        for match in _SHARED.findall(text):
            found.update(known[match])
        shared.append(found)
    return shared


class _Names(dict[str, tuple[str, ...]]):
    """Numbers and Latin words with their keys, filled as they are met."""

    def __init__(self, lang: str, *, cognates: bool) -> None:
        super().__init__()
        self._lang = lang
        self._cognates = cognates

    def __missing__(self, match: str) -> tuple[str, ...]:
        if match[0].isdigit():
            keys: tuple[str, ...] = (match.replace(".", "").replace(",", ""),)
        elif self._lang == "vi" and not match.isascii():
            keys = ()  # a Vietnamese word with marks is no foreign name
        else:
            name = match.lower() if match.isascii() else _without_marks(match)
            keys = (name,)
            if self._cognates and len(name) > _PREFIX:
                keys = (name, name[:_PREFIX])
        self[match] = keys
        return keys


def _in_both(
    ours: list[set[str]], theirs: list[set[str]], names: list[str]
) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Number what occurs in both texts; what stands in one alone tells nothing."""
    import numpy as np

    common = set().union(*ours) & set().union(*theirs)
    names.extend(sorted(common))
    number = {name: at for at, name in enumerate(names)}
    result: list[tuple[Ints, Ints]] = []
    for side in (ours, theirs):
        counts: list[int] = []
        found: list[int] = []
        for keys in side:
            there = keys & common
            counts.append(len(there))
            found.extend([number[name] for name in there])
        lines = np.repeat(np.arange(len(side)), np.array(counts, dtype=np.int64))
        result.append((lines, np.array(found, dtype=np.int64)))
    return result[0], result[1]


def _without_marks(word: str) -> str:
    plain = unicodedata.normalize("NFD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()
