"""Whether two segments of one language say the same numbers."""

from __future__ import annotations

import re
from collections import Counter

from translate.quality.checks.amounts import Reading, find_amounts

_DIGIT = re.compile(r"\d")


def same_numbers(first: str, second: str, lang: str) -> bool:
    """Whether the numbers that are written with digits are the same in both, and as often.

    `1.600.000` and `1,6 juta` are the same number.
    """
    if first == second or not (_DIGIT.search(first) or _DIGIT.search(second)):
        return True
    return _numbers(first, lang) == _numbers(second, lang)


def _numbers(text: str, lang: str) -> Counter[frozenset[Reading]]:
    return Counter(amount.readings for amount in find_amounts(text, lang))
