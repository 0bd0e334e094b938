"""Where the renderings of a lexicon entry stand in a sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from corpus.languages.normal import normal_text

from .bases import bases
from .lao import can_break, segment_lao
from .tokens import Sentence, tokenise

Place = tuple[tuple[int, ...], float]
"""Token indices, and how sure it is that the rendering stands there, above 0 up to 1."""

_PART = 0.4  # weight of a rendering of which only a part is there
_INSIDE = 0.7  # weight of Lao letters that begin or end inside a word
_LAO_PREFIXES = ("ການ", "ຄວາມ")
_LAO_BARE = 0.85  # weight of a Lao word without its noun prefix
_SHORTEST_PART = {"vi": 1, "en": 4, "lo": 4, "id": 4}
_WEAK = frozenset(
    "the a an of to in on at for by with and or be make have get có sự việc cái các những của "
    "và một cho được bị làm ra ở trong với đến về".split()
)


class Finder:
    """Finds renderings in one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.lang = sentence.lang
        self._where: dict[str, list[tuple[int, float]]] = {}
        self._text = ""
        self._owner: list[int] = []
        if self.lang == "lo":
            for at, token in enumerate(sentence.tokens):
                self._text += token.key
                self._owner += [at] * len(token.key)
        for at, token in enumerate(sentence.tokens):
            for form, weight in bases(token.key, self.lang).items():
                self._where.setdefault(form, []).append((at, weight))

    def find(self, rendering: str) -> list[Place]:
        """Return every place of a rendering; of a part of it where the whole is nowhere."""
        if self.lang == "lo":
            return self._find_lao(rendering)
        words = _words(rendering, self.lang)
        if not words:
            return []
        whole = list(self._runs(words))
        if whole or len(words) == 1:
            return whole
        return (
            [
                ((at,), _PART * weight)
                for word in words
                if len(word) >= _SHORTEST_PART[self.lang] and word not in _WEAK
                for at, weight in self._where.get(word, ())
            ]
            if self.lang != "vi"
            else self._syllables(words)
        )

    def _runs(self, words: tuple[str, ...]) -> Iterator[Place]:
        for start, first in self._where.get(words[0], ()):
            weight = first
            for offset, word in enumerate(words[1:], start=1):
                near = [w for at, w in self._where.get(word, ()) if at == start + offset]
                if not near:
                    break
                weight = min(weight, near[0])
            else:
                yield tuple(range(start, start + len(words))), weight

    def _syllables(self, words: tuple[str, ...]) -> list[Place]:
        """Find the longest run of syllables of a Vietnamese word that the sentence has."""
        for size in range(len(words) - 1, 0, -1):
            found: list[Place] = []
            for start in range(len(words) - size + 1):
                part = words[start : start + size]
                if size == 1 and part[0] in _WEAK:
                    continue
                found += [
                    (place, weight * (0.6 if size > 1 else _PART))
                    for place, weight in self._runs(part)
                ]
            if found:
                return found
        return []

    def _find_lao(self, rendering: str) -> list[Place]:
        whole, bare, parts = _lao_forms(rendering)
        found = list(self._letters(whole))
        if not found and bare:
            found = [(place, weight * _LAO_BARE) for place, weight in self._letters(bare)]
        if not found:
            found = [
                (place, weight * _PART) for part in parts for place, weight in self._letters(part)
            ]
        return found

    def _letters(self, form: str) -> Iterator[Place]:
        text, owner = self._text, self._owner
        at = text.find(form) if form else -1
        while at >= 0:
            end = at + len(form)
            if can_break(text, at) and can_break(text, end):
                at_edges = (at == 0 or owner[at - 1] != owner[at]) and (
                    end == len(text) or owner[end] != owner[end - 1]
                )
                place = tuple(range(owner[at], owner[end - 1] + 1))
                yield place, 1.0 if at_edges else _INSIDE
            at = text.find(form, at + 1)


@lru_cache(maxsize=65536)
def _words(rendering: str, lang: str) -> tuple[str, ...]:
    if lang == "en":
        rendering = rendering.removeprefix("be ").removeprefix("to ")
    return tokenise(rendering, lang).keys


@lru_cache(maxsize=65536)
def _lao_forms(rendering: str) -> tuple[str, str, tuple[str, ...]]:
    """Return a Lao rendering, the same without its noun prefix, and its longer words."""
    whole = "".join(tokenise(rendering, "lo").keys)
    bare = next(
        (
            whole.removeprefix(prefix)
            for prefix in _LAO_PREFIXES
            if whole.startswith(prefix) and can_break(whole, len(prefix))
        ),
        "",
    )
    parts = [whole[start:end] for start, end in segment_lao(whole)] if whole else []
    shortest = _SHORTEST_PART["lo"]
    kept = tuple(part for part in parts if len(part) >= shortest) if len(parts) > 1 else ()
    return whole, bare if len(bare) > 1 else "", kept


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return a word without diacritics: names lose them between languages."""
    plain = unicodedata.normalize("NFD", normal_text(word).replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))
