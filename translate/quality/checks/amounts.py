"""Numbers of a text with the values they may have, and whether words say a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.languages.number_words import spell_number
from corpus.languages.numbers import MONTHS, Date, format_date

LAO_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+|[\xa0\u202f]\d{3}(?!\d)|(?<!\d{4}) \d{3}(?![\d.,:]))*")
_SCALES = {
    "id": {"ratus": 2, "ribu": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12,
           "trilyun": 12, "lusin": 0},
    "en": {"hundred": 2, "thousand": 3, "million": 6, "mln": 6, "billion": 9, "bn": 9,
           "trillion": 12, "tn": 12},
    "vi": {"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "lo": {"ສິບ": 1, "ຮ້ອຍ": 2, "ພັນ": 3, "ໝື່ນ": 4, "ຫມື່ນ": 4, "ແສນ": 5, "ລ້ານ": 6, "ຕື້": 9},
}  # fmt: skip
_SCALE = {
    lang: re.compile(
        rf"[\s\xa0-]*({'|'.join(sorted(words, key=len, reverse=True))})"
        + ("" if lang == "lo" else r"(?!\w)"),
        re.IGNORECASE,
    )
    for lang, words in _SCALES.items()
}
# the 2 of km2, m3 and of marked-up powers is a part of the unit
_POWER = re.compile(r"(?:(?<![^\W\d_])[kcm]?m|<sup>)$", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?:^|\D)(\d\d)\d\d\s?[-/\u2013]\s?$")
_RANGE = re.compile(r"\s?(?:[-\u2013\u2014]|hingga|sampai|to|or|atau|đến|tới|hoặc|ຫາ|ຫຼື)\s?")
_ROMAN = re.compile(r"(?<!\w)[IVXLC]{1,7}(?!\w)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Reading = Decimal | str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stands in a text.

    Attributes:
        start: offset of its first digit.
        end: offset after it, with its word of scale (`1,6 miliar`).
        readings: the values it may have; a time or a version is read as text.
        plain: the values without the word of scale.
    """

    start: int
    end: int
    readings: frozenset[Reading]
    plain: frozenset[Reading]


def find_amounts(text: str, lang: str) -> list[Amount]:
    """Find the numbers of a text that are written with digits."""
    found: list[Amount] = []
    if lang == "lo":
        text = text.translate(LAO_DIGITS)
    scales = _SCALES[lang]
    for match in _NUMBER.finditer(text):
        digits = match.group()
        if digits in ("2", "3") and _POWER.search(text[: match.start()][-6:]):
            continue
        plain = _readings(digits, lang)
        if len(digits) == 2:
            century = _SHORT_YEAR.search(text[: match.start()][-9:])
            if century is not None:  # 1995-96
                plain |= {Decimal(century[1] + digits)}
        end = match.end()
        scale = 0
        following = _SCALE[lang].match(text, end)
        while following is not None:
            scale += scales[following[1].lower()]
            end = following.end()
            following = _SCALE[lang].match(text, end)
        readings = _scaled(plain, scale)
        if found and scale and _RANGE.fullmatch(text, found[-1].end, match.start()):
            before = found[-1]  # 160-165 juta: the scale is that of both
            both = before.readings | _scaled(before.plain, scale)
            found[-1] = Amount(before.start, before.end, both, before.plain)
        found.append(Amount(match.start(), end, readings, plain))
    return found


def _scaled(values: frozenset[Reading], scale: int) -> frozenset[Reading]:
    if not scale:
        return values
    return frozenset(
        value if isinstance(value, str) else (value * 10**scale).normalize() for value in values
    )


@lru_cache(maxsize=4096)
def _readings(digits: str, lang: str) -> frozenset[Reading]:
    """Give the values of digits; where a language is written in two notations, both."""
    english, lao = lang == "en", lang == "lo"
    digits = re.sub(r"[ \xa0\u202f]", "", digits)
    parts = re.split(r"[.,:]", digits)
    if len(parts) == 1:
        return frozenset({Decimal(digits).normalize()})
    found: set[Reading] = set()
    signs = set(re.findall(r"[.,:]", digits))
    if ":" not in signs:
        grouped = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
        if grouped and len(signs) == 1 and (not english or signs == {","} or len(parts) > 2):
            found.add(Decimal("".join(parts)).normalize())
        # a mark before three digits groups them, if it is the one that groups in the language
        grouping = grouped and not lao and signs == ({","} if english else {"."})
        if len(parts) == 2 and not grouping:
            found.add(Decimal(f"{parts[0]}.{parts[1]}").normalize())
        last = max(digits.rfind("."), digits.rfind(","))
        if len(signs) == 2 and digits.count(digits[last]) == 1:
            whole = re.sub(r"[.,]", "", digits[:last])
            found.add(Decimal(f"{whole}.{digits[last + 1 :]}").normalize())
    if len(parts) == 2 and len(parts[1]) == 2:
        found.add(f"{int(parts[0])}:{parts[1]}")
        if parts[1] == "00":
            found.add(Decimal(parts[0]).normalize())
    if not found or len(parts) > 2:
        found.add(".".join(parts))
    return frozenset(found)


def roman_values(text: str) -> frozenset[Reading]:
    """Return the values of Roman numerals in capitals."""
    found: set[Reading] = set()
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match.group()]
        total = 0
        for place, value in enumerate(values):
            total += -value if any(other > value for other in values[place + 1 :]) else value
        found.add(Decimal(total).normalize())
    return frozenset(found)


def said_in_words(value: Reading, normal: str, lang: str) -> bool:
    """Whether a text in normal form says a whole number in words, or a month by its name."""
    if isinstance(value, str) or value != value.to_integral_value() or not 0 <= value < 10**12:
        return False
    pattern = _words(int(value), lang)
    return pattern is not None and pattern.search(normal) is not None


@lru_cache(maxsize=8192)
def _words(value: int, lang: str) -> re.Pattern[str] | None:
    forms: list[str] = []
    if lang in ("vi", "lo") and value:
        forms.append(spell_number(value, lang))
    elif lang == "en":
        forms += _english(value)
    elif lang == "id":
        forms += _indonesian(value)
    if lang == "vi":
        forms += _VIETNAMESE_ALSO.get(value, [])
    if lang == "lo":
        forms += _LAO_ALSO.get(value, [])
    if 1 <= value <= 12:
        forms += _month(value, lang)
    if not forms:
        return None
    body = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(body if lang == "lo" else rf"(?<!\w)(?:{body})(?!\w)")


_VIETNAMESE_ALSO = {
    0: ["không"], 1: ["nhất", "đầu tiên", "một"], 2: ["nhì", "đôi", "cặp", "cả hai", "thứ hai"],
    4: ["tư", "thứ tư"], 10: ["chục", "thập kỷ", "mười"], 12: ["tá"], 50: ["nửa"],
    100: ["trăm", "thế kỷ"], 1000: ["một ngàn", "ngàn", "nghìn"], 10000: ["vạn"],
}  # fmt: skip
_LAO_ALSO = {
    0: ["ສູນ"], 1: ["ໜຶ່ງ", "ນຶ່ງ", "ທຳອິດ", "ດຽວ"], 2: ["ສອງ", "ຄູ່"], 10: ["ທົດສະວັດ"],
    12: ["ໂຫຼ"], 20: ["ຊາວ"], 21: ["ຊາວເອັດ"], 50: ["ເຄິ່ງ"], 100: ["ຮ້ອຍ", "ສະຕະວັດ"],
    1000: ["ພັນ"], 10000: ["ໝື່ນ", "ສິບພັນ"], 100000: ["ແສນ"],
}  # fmt: skip
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_ALSO = {
    1: ["first", "once", "single", "a", "an"], 2: ["second", "twice", "double", "both", "pair"],
    3: ["third", "triple", "three times"], 4: ["fourth", "quarter"], 5: ["fifth"], 6: ["sixth"],
    7: ["seventh"], 8: ["eighth"], 9: ["ninth"], 10: ["tenth", "decade"], 12: ["twelfth", "dozen"],
    50: ["half"], 100: ["century", "a hundred", "hundreds"], 1000: ["a thousand", "thousands"],
}  # fmt: skip
_INDONESIAN = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_INDONESIAN_ALSO = {
    1: ["pertama", "kesatu", "sekali", "tunggal"], 2: ["ganda", "dwi"], 10: ["dasawarsa", "dekade"],
    12: ["selusin", "lusin"], 50: ["setengah", "separuh"], 100: ["seratus", "abad", "ratusan"],
    1000: ["seribu", "ribuan"],
}  # fmt: skip


def _english(value: int) -> list[str]:
    forms = list(_ENGLISH_ALSO.get(value, []))
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if value >= scale and value % scale == 0:
            return forms + [f"{form} {name}" for form in _english(value // scale)]
    if value < 20:
        forms.append(_ENGLISH[value])
    elif value < 100:
        tens, ones = divmod(value, 10)
        name = _ENGLISH_TENS[tens - 2]
        forms += [f"{name}-{_ENGLISH[ones]}", f"{name} {_ENGLISH[ones]}"] if ones else [name]
    elif value < 1000 and value % 100 == 0:
        forms.append(f"{_ENGLISH[value // 100]} hundred")
    if 20 <= value < 100 and value % 10 == 0:
        forms += [f"{forms[-1][:-1]}ieth", f"{forms[-1][:-1]}ies"]
    return forms


def _indonesian(value: int) -> list[str]:
    forms = list(_INDONESIAN_ALSO.get(value, []))
    word = ""
    for scale, name in ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus")):
        if value >= scale and value % scale == 0 and value // scale < 1000:
            return forms + [f"{form} {name}" for form in _indonesian(value // scale)]
    if value < 12:
        word = _INDONESIAN[value]
    elif value < 20:
        word = f"{_INDONESIAN[value - 10]} belas"
    elif value < 100:
        tens, ones = divmod(value, 10)
        word = f"{_INDONESIAN[tens]} puluh" + (f" {_INDONESIAN[ones]}" if ones else "")
    if word:
        forms += [word, f"ke{word}", f"{word}-"]
    return forms


_ENGLISH_MONTHS = {9: ["sept", "sep"]}


def _month(value: int, lang: str) -> list[str]:
    if lang == "id":
        return [name for name, month in MONTHS.items() if month == value]
    if lang == "vi":
        spoken = {1: "giêng", 4: "tư", 12: "chạp"}.get(value)
        words = spell_number(value, "vi")
        return [f"tháng {words}", *([f"tháng {spoken}"] if spoken else [])]
    name = format_date(Date(None, value, None), lang).removeprefix("ເດືອນ").lower()
    return [name, name[:3], *_ENGLISH_MONTHS.get(value, [])] if lang == "en" else [name]
