"""Numbers written as words: Indonesian ones read, Vietnamese and Lao ones written."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9,
}  # fmt: skip
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 10**6}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}

NUMBER_WORDS = frozenset((*_UNITS, *_WHOLE, *_SCALES, "puluh", "belas", "ratus"))
"""The words that a written Indonesian number is made of."""


def read_number_words(words: Sequence[str]) -> int | None:
    """Return the value of an Indonesian number in words.

    Args:
        words: lower-case words, such as `dua ratus lima puluh ribu`.

    Returns:
        The value, or None where the words are no whole number that is said this way
        (`dua tiga` is two or three; a scale wants a number before it).
    """
    total = below = digit = 0
    last_scale = 10**15
    for word in words:
        if word in _UNITS:
            if digit or below % 10:
                return None
            digit = _UNITS[word]
        elif word == "belas" and digit and below % 100 == 0:
            below, digit = below + 10 + digit, 0
        elif word == "puluh" and digit and below % 100 == 0:
            below, digit = below + digit * 10, 0
        elif word == "ratus" and digit and below == 0:
            below, digit = digit * 100, 0
        elif word in _SCALES and (below or digit) and _SCALES[word] < last_scale:
            last_scale = _SCALES[word]
            total, below, digit = total + (below + digit) * last_scale, 0, 0
        elif word in _WHOLE and not digit and below % (100 if _WHOLE[word] < 100 else 1) == 0:
            below += _WHOLE[word]
            if _WHOLE[word] >= 1000:
                if below != _WHOLE[word] or _WHOLE[word] >= last_scale:
                    return None
                last_scale, total, below = _WHOLE[word], total + below, 0
        else:
            return None
    return total + below + digit or None


def spell_number(value: int, lang: str) -> str:
    """Write a positive whole number below 10**15 in Vietnamese (`vi`) or Lao (`lo`) words."""
    groups = _VIETNAMESE_SCALES if lang == "vi" else _LAO_SCALES
    join = " " if lang == "vi" else ""
    parts = []
    for scale, name in groups:
        if value >= scale:
            parts += [spell_number(value // scale, lang), name]
            value %= scale
    if value:
        parts.append(_vietnamese(value, bool(parts)) if lang == "vi" else _lao(value))
    return join.join(parts)


_VIETNAMESE_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))
_VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _vietnamese(value: int, continued: bool) -> str:
    """Write 1 to 999; `continued` after a larger part, where a missing hundred is said."""
    hundreds, rest = divmod(value, 100)
    words = []
    if hundreds or (continued and rest):
        words += [_VIETNAMESE[hundreds], "trăm"]
    tens, ones = divmod(rest, 10)
    if tens > 1:
        words += [_VIETNAMESE[tens], "mươi"]
    elif tens:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones == 5 and tens:
        words.append("lăm")
    elif ones == 1 and tens > 1:
        words.append("mốt")
    elif ones:
        words.append(_VIETNAMESE[ones])
    return " ".join(words)


_LAO_SCALES = ((10**9, "ຕື້"), (10**6, "ລ້ານ"), (10**5, "ແສນ"), (10**3, "ພັນ"))
_LAO = ("ສູນ", "ໜຶ່ງ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ")


def _lao(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_LAO[hundreds]}ຮ້ອຍ" if hundreds else ""
    if tens == 2:
        text += "ຊາວ"
    elif tens:
        text += ("" if tens == 1 else _LAO[tens]) + "ສິບ"
    if ones == 1 and tens:
        return f"{text}ເອັດ"
    return text + (_LAO[ones] if ones else "")
