"""Numbers and dates as Indonesian text writes them, and as the other languages do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MONTHS = {
    "januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "agustus": 8, "september": 9, "oktober": 10, "november": 11, "nopember": 11,
    "desember": 12,
}  # fmt: skip
_MONTH_NAMES = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
    "lo": ("ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ",
           "ຕຸລາ", "ພະຈິກ", "ທັນວາ"),
}  # fmt: skip

SCALES = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
"""Indonesian words for powers of ten, after a number."""

_SCALE_NAMES = {
    "en": {3: "thousand", 6: "million", 9: "billion", 12: "trillion"},
    "vi": {3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ"},
    "lo": {3: "ພັນ", 6: "ລ້ານ", 9: "ຕື້", 12: "ພັນຕື້"},
}

CURRENCIES = {
    "US$": "USD", "AS$": "USD", "USD": "USD", "$": "USD", "Rp": "IDR", "IDR": "IDR",
    "€": "EUR", "EUR": "EUR", "£": "GBP", "¥": "JPY", "VND": "VND", "LAK": "LAK",
}  # fmt: skip
"""What stands before an amount (`US$1,6 miliar`, `Rp 5.000`) to its ISO 4217 code."""

_CURRENCY_SIGNS = {"USD": "US$", "IDR": "Rp", "EUR": "€", "GBP": "£", "JPY": "¥"}
_CURRENCY_WORDS = {
    "vi": {"USD": "USD", "IDR": "rupiah", "EUR": "euro", "GBP": "bảng Anh", "JPY": "yên",
           "VND": "đồng", "LAK": "kíp"},
    "lo": {"USD": "ໂດລາ", "IDR": "ຣູປີ", "EUR": "ເອີໂຣ", "GBP": "ປອນ", "JPY": "ເຢນ",
           "VND": "ດົ່ງ", "LAK": "ກີບ"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what belongs to it.

    Attributes:
        digits: the number as it stood, in Indonesian notation (`1.300`, `1,6`).
        scale: power of ten of a following scale word, 0 for none.
        currency: ISO 4217 code, or the empty string.
        percent: whether it is a percentage.
    """

    digits: str
    scale: int = 0
    currency: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date or a part of one; `day` and `year` may be None."""

    day: int | None
    month: int
    year: int | None


def parse_number(digits: str) -> Decimal | None:
    """Return the value of a number in Indonesian notation: `.` groups, `,` is the decimal mark.

    Returns None for what is no number of that notation (`1.2.3` is a version, `12.30` a time).
    """
    whole, comma, fraction = digits.partition(",")
    groups = whole.split(".")
    if len(groups) > 1 and not (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    ):
        return None
    try:
        return Decimal("".join(groups) + (f".{fraction}" if comma else ""))
    except InvalidOperation:
        return None


def format_number(digits: str, lang: str) -> str:
    """Write Indonesian digits in the notation of a language.

    English exchanges the marks (`1.300,5` to `1,300.5`); Vietnamese and Lao write as Indonesian
    does. What is no number stays as it is, but a time like `10.30` is `10:30` in English.
    """
    if lang != "en":
        return digits
    if parse_number(digits) is None:
        parts = digits.split(".")
        if len(parts) == 2 and all(len(part) == 2 for part in parts):
            return ":".join(parts)
        return digits
    return digits.translate(_EXCHANGED)


_EXCHANGED = str.maketrans({".": ",", ",": "."})


def format_quantity(quantity: Quantity, lang: str) -> str:
    """Write a quantity as a language's newspapers do: `US$1.6 billion`, `1,6 tỷ USD`."""
    text = format_number(quantity.digits, lang)
    if quantity.scale:
        text = f"{text} {_SCALE_NAMES[lang][quantity.scale]}"
    if quantity.percent:
        text = f"{text}%"
    if quantity.currency:
        sign = _CURRENCY_SIGNS.get(quantity.currency)
        if lang == "en":
            text = f"{sign}{text}" if sign else f"{quantity.currency} {text}"
        else:
            word = _CURRENCY_WORDS[lang].get(quantity.currency, quantity.currency)
            tight = lang == "lo" and text[-1] != "%" and quantity.scale
            text = f"{text}{word}" if tight else f"{text} {word}"
    return text


def format_date(date: Date, lang: str) -> str:
    """Write a date as a language's newspapers do.

    `August 4, 2025`; `ngày 4 tháng 8 năm 2025`; `ວັນທີ 4 ສິງຫາ 2025`.
    """
    if lang == "vi":
        parts = [
            f"ngày {date.day}" if date.day else "",
            f"tháng {date.month}",
            f"năm {date.year}" if date.year else "",
        ]
        return " ".join(part for part in parts if part)
    month = _MONTH_NAMES[lang][date.month - 1]
    if lang == "lo":
        parts = [
            f"ວັນທີ {date.day} {month}" if date.day else f"ເດືອນ{month}",
            str(date.year) if date.year else "",
        ]
        return " ".join(part for part in parts if part)
    if date.day is None:
        return f"{month} {date.year}" if date.year else month
    return f"{month} {date.day}, {date.year}" if date.year else f"{month} {date.day}"


def english_ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `11th`, ..."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
