"""What a word form can be a form of: Indonesian bases and roots, English base forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

_ROOT = 0.6  # how much a root says about a derived form: peN-an, ke-an, ber-
_NOTHING: Mapping[str, float] = MappingProxyType({})


@lru_cache(maxsize=65536)
def bases(key: str, lang: str) -> Mapping[str, float]:
    """Return the forms that a token in normal form may be listed under.

    Returns:
        Each form with how well it stands for the token, above 0 up to 1; the token itself is
        among them with 1.
    """
    if lang == "id":
        return MappingProxyType({**_indonesian(key), key: 1.0})
    if lang == "en":
        return MappingProxyType({**_english_bases().get(key, _NOTHING), key: 1.0})
    return MappingProxyType({key: 1.0})


def training_key(key: str, lang: str) -> str:
    """Return the form under which a token is counted: inflections of a word count together."""
    if lang == "en":
        found = _english_bases().get(key)
        return min(found, key=len) if found else key
    if lang == "id" and key[:1].isalpha():
        for form in bases(key, lang):
            if form != key:
                return form
    return key


def _indonesian(key: str) -> dict[str, float]:
    from corpus.lexicon import Lexicon
    from corpus.lexicon.morphology import analyse, lemma

    if not key[:1].isalpha():
        return {}
    lexicon = Lexicon.bundled()
    found: dict[str, float] = {}
    root = lemma(key)
    analysis = analyse(key, lexicon.__contains__)
    if analysis is not None:
        found[analysis.base] = _ROOT if analysis.derived else 0.9
    if root != key:
        found.setdefault(root, _ROOT)
    return found


@cache
def _english_bases() -> dict[str, dict[str, float]]:
    """List the base forms of the inflected words of the lexicon's English side."""
    from corpus.languages.english import gerund, participle, past, plural, third_person
    from corpus.lexicon import Lexicon

    table: dict[str, dict[str, float]] = {}
    lexicon = Lexicon.bundled()
    for form in lexicon.forms():
        for entry in lexicon.senses(form):
            for rendering in entry.en:
                words = rendering.lower().removeprefix("be ").removeprefix("to ").split()
                if not words:
                    continue
                if entry.pos.startswith("v"):
                    base = words[0]
                    inflected = [past(base), participle(base), gerund(base), third_person(base)]
                elif entry.pos == "n":
                    base = words[-1]
                    inflected = [plural(base)]
                else:
                    continue
                for other in inflected:
                    if other != base:
                        table.setdefault(other, {})[base] = 0.9
    for be in ("is", "are", "was", "were", "been", "am"):
        table.setdefault(be, {})["be"] = 0.9
    return table
