"""The translation is in the letters, and in the words, of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Pair, Spot

_LAO = re.compile(r"[\u0e80-\u0eff]")
_FOREIGN = re.compile(
    r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0e7f\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff"
    r"\u3400-\u9fff\uac00-\ud7af]+"
)
_LAO_RUN = re.compile(r"[\u0e80-\u0eff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_LOWER = re.compile(r"(?<![\w.@/:-])[a-z][a-z\u00e0-\u024f\u1e00-\u1eff]+(?![\w@/:])")
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_WORDS = {
    "id": "yang dan di ke dari untuk dengan pada adalah ini itu tidak akan telah oleh dalam "
          "sebagai juga atau karena mereka kami ia dapat bisa lebih",
    "en": "the of and to in is was for that on are with as by it from at be this have has were "
          "an which or not",
    "vi": "của và là các có được trong cho với những một không này đã người để khi từ ở vào đến "
          "trên ra",
}  # fmt: skip
_FUNCTION = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}
_ENOUGH = 6
_LETTERS = 12


def check(pair: Pair) -> Iterator[Spot]:
    """Give runs of letters of other scripts, and a translation in another language."""
    target = pair.target
    for match in _FOREIGN.finditer(target):
        if match.group() not in pair.source:
            yield Spot(
                f"letters of another script: {match.group()}", "target", match.start(), match.end()
            )
    if pair.target_lang == "lo":
        yield from _lao(pair)
        return
    for match in _LAO_RUN.finditer(target):
        if match.group() not in pair.source:
            yield Spot(f"Lao letters: {match.group()}", "target", match.start(), match.end())
    other = _language(target.lower().split(), pair.target_lang)
    if other:
        yield Spot(f"the words are {other}", "target", 0, len(target))
    elif pair.target_lang == "vi" and _plain(target):
        yield Spot("there are no Vietnamese letters", "target", 0, len(target))


def _lao(pair: Pair) -> Iterator[Spot]:
    """Give a Lao text that is not one: names may be Latin, words may not."""
    lao = len(_LAO.findall(pair.target))
    latin = [match.group() for match in _LATIN.finditer(pair.target)]
    words = _LOWER.findall(pair.target)
    if not lao and len(words) >= 3:
        yield Spot("there are no Lao letters", "target", 0, len(pair.target))
    elif len(words) > 4 and sum(map(len, latin)) > lao:
        yield Spot("more Latin than Lao letters", "target", 0, len(pair.target))


def _language(words: list[str], lang: str) -> str:
    """Return the name of another language whose function words are the more frequent ones."""
    if len(words) < _ENOUGH:
        return ""
    counts = {name: sum(word in function for word in words) for name, function in _FUNCTION.items()}
    best = max(counts, key=lambda name: counts[name])
    if best != lang and counts[best] >= 2 and counts[best] > 2 * counts.get(lang, 0):
        return {"id": "Indonesian", "en": "English", "vi": "Vietnamese"}[best]
    return ""


def _plain(text: str) -> bool:
    """Whether a Vietnamese sentence has none of its letters: its marks were lost."""
    lower = _LOWER.findall(text)
    return (
        len(lower) >= _ENOUGH
        and sum(map(len, lower)) >= _LETTERS
        and _VIETNAMESE.search(text) is None
    )
