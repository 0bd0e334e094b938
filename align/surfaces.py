"""Texts and dictionary forms brought to one shape, in which a form is found by plain search.

For languages with spaces a text becomes ` word word ` with words reduced to what they share
with a dictionary: English stems, Indonesian dictionary forms or roots, Vietnamese syllables. Lao
stays a run of letters in normal form, without spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from corpus.languages.normal import normal_text

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LAO_ODD = re.compile(
    "\u0ecd[\u0ec8-\u0ecb]?\u0eb2|[\u0ec8-\u0ecb][\u0eb1\u0eb4-\u0eb9\u0ebb\u0ecd]+\u0eb2?"
    "|\u0eab[\u0e99\u0ea1\u0ea5]|\u0ec0\u0ec0"
)
_LAO_GAP = re.compile(
    "(?<=[\u0e80-\u0eff])[ \u200b\u00a0]+(?=[\u0e80-\u0eff])|[\u200b-\u200d\ufeff]"
)
_SUFFIXES = (
    "ization", "isation", "ational", "ations", "ation", "ating", "ative", "ated", "ates", "ators",
    "ator", "ities", "ments", "ment", "ness", "ings", "ing", "ions", "ion", "ical", "ance", "ence",
    "ants", "ents", "able", "ible", "ally", "ity", "ers", "ies", "ied", "ors", "ate", "ive", "ous",
    "ant", "ent", "est", "ful", "ial", "ism", "ist", "ize", "ise", "ed", "er", "or", "es", "al",
    "ly", "ic", "s", "e", "y",
)  # fmt: skip


def surface_text(sentences: Sequence[str], lang: str) -> str:
    """Return all sentences in searchable shape, each followed by a line break."""
    if lang == "lo":
        text = "\n".join(" ".join(sentence.split()) for sentence in sentences) + "\n"
        return _LAO_GAP.sub("", _LAO_ODD.sub(_lao_cluster, text)).lower()
    known = _Reduced(_reducer(lang)).__getitem__
    find = _WORD.findall
    return "".join(f" {' '.join(map(known, find(sentence)))} \n" for sentence in sentences)


def surface_form(form: str, lang: str) -> str:
    """Return a dictionary form in the same shape; empty when nothing is left of it."""
    if lang == "lo":
        return _LAO_GAP.sub("", normal_text(form)).strip()
    reduce = _reducer(lang)
    words = [reduce(normal_text(word)) for word in _WORD.findall(form)]
    return f" {' '.join(words)} " if words else ""


class _Reduced(dict[str, str]):
    """Words of a text with their reduced form, filled as they are met."""

    def __init__(self, reduce: Callable[[str], str]) -> None:
        super().__init__()
        self._reduce = reduce

    def __missing__(self, word: str) -> str:
        plain = word.lower() if word.isascii() else normal_text(word)
        self[word] = self._reduce(plain)
        return self[word]


def _lao_cluster(match: re.Match[str]) -> str:
    return _lao_normal(match.group())


@lru_cache(maxsize=1024)
def _lao_normal(cluster: str) -> str:
    return normal_text(cluster)


def _reducer(lang: str) -> Callable[[str], str]:
    return {"en": english_stem, "id": _indonesian_form}.get(lang, str)


@cache
def _indonesian_forms() -> frozenset[str]:
    from corpus.lexicon import Lexicon

    words: set[str] = set()
    for form in Lexicon.bundled().forms():
        words.update(form.split())
    return frozenset(words)


@lru_cache(maxsize=65536)
def _indonesian_form(word: str) -> str:
    """Return a form that the lexicon has: the word itself, without clitics, or its root."""
    from corpus.lexicon.morphology import lemma

    known = _indonesian_forms()
    if word in known or not word.replace("-", "").isalpha():
        return word
    for ending in ("nya", "lah", "kah", "pun"):
        if word.endswith(ending) and word[: -len(ending)] in known:
            return word[: -len(ending)]
    first, hyphen, second = word.partition("-")
    if hyphen and first == second:
        return _indonesian_form(first)
    if word.startswith("di") and len(word) > 5:
        for active in _actives(word[2:]):
            if active in known:
                return active
    root = lemma(word)
    return root if " " not in root else word


def _actives(stem: str) -> tuple[str, ...]:
    """Give the active forms that the stem of a passive may have."""
    first, rest = stem[0], stem[1:]
    nasal = {"p": f"mem{rest}", "t": f"men{rest}", "s": f"meny{rest}", "k": f"meng{rest}"}
    if first in nasal:
        return (nasal[first],)
    return (f"me{stem}", f"mem{stem}", f"men{stem}", f"meng{stem}")


@cache
def _irregular_forms() -> dict[str, str]:
    from corpus.languages.english import participle, past, plural
    from corpus.lexicon import Lexicon

    forms: dict[str, str] = {}
    lexicon = Lexicon.bundled()
    for form in lexicon.forms():
        for entry in lexicon.senses(form):
            for rendering in entry.en:
                word = rendering.split(" ", 1)[0]
                inflected: tuple[str, ...] = ()
                if entry.pos.startswith("v"):
                    inflected = (past(word), participle(word))
                elif entry.pos == "n" and " " not in rendering:
                    inflected = (plural(word),)
                for other in inflected:
                    if _plain_stem(other) != _plain_stem(word):
                        forms.setdefault(other, word)
    return forms


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """Return what inflections and near derivations of an English word share.

    Cruder than Porter's stemmer (1980): a wrong join costs less here than a missed one.
    """
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    return _plain_stem(_irregular_forms().get(word, word))


@lru_cache(maxsize=65536)
def _plain_stem(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= max(3, 6 - len(suffix)):
            stem = word[: -len(suffix)]
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
