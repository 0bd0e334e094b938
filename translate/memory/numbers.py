"""Whether two segments of one language say the same numbers."""

from __future__ import annotations

import re
from collections import Counter

from corpus.languages.number_words import NUMBER_WORDS
from translate.quality.checks.amounts import Reading, find_amounts

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"(?<!\w)[IVXLCDM]{1,9}(?!\w)")
# In Vietnamese and Lao most of these words have other meanings too (năm is five, and a year); a
# review of what differs has to do there.
_SAID = {
    "id": frozenset(
        (*NUMBER_WORDS, "sepuluh", "sebelas", "seratus", "seribu", "sejuta", "pertama", "kedua",
         "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan",
         "kesepuluh", "setengah", "separuh", "seperempat", "nol", "puluhan", "ratusan", "ribuan",
         "jutaan")
    ),
    "en": frozenset(
        "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
        "hundred hundreds thousand thousands million millions billion billions trillion dozen "
        "dozens half third quarter first second fourth fifth sixth seventh eighth ninth tenth "
        "twice double".split()
    ),
}  # fmt: skip


def same_numbers(first: str, second: str, lang: str) -> bool:
    """Whether two segments have the same numbers, each as often.

    Numbers with digits are compared by value (`1.600.000` and `1,6 juta` are the same), Roman
    numerals and, in Indonesian and English, numbers in words as they stand.
    """
    if first == second:
        return True
    (ours, said), (theirs, said_too) = _numbers(first, lang), _numbers(second, lang)
    if said != said_too or len(ours) != len(theirs):
        return False
    for readings in ours:
        meant = next((other for other in theirs if readings & other), None)
        if meant is None:
            return False
        theirs.remove(meant)
    return True


def _numbers(text: str, lang: str) -> tuple[list[frozenset[Reading]], Counter[str]]:
    """Return what each number with digits may mean, and the numbers in words."""
    if not _DIGIT.search(text):
        return [], _said(text, lang)
    amounts = find_amounts(text, lang)
    rest = text
    for amount in reversed(amounts):  # with their words of scale
        rest = f"{rest[: amount.start]} {rest[amount.end :]}"
    return [amount.readings for amount in amounts], _said(rest, lang)


def _said(text: str, lang: str) -> Counter[str]:
    said = Counter(_ROMAN.findall(text))
    if lang == "en":
        del said["I"]
    words = _SAID.get(lang)
    if words:
        said.update(word for word in _WORD.findall(text.lower()) if word in words)
    return said
