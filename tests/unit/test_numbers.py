"""Numbers, amounts, dates and number words in the four languages."""

from __future__ import annotations

import pytest

from corpus.languages.number_words import read_number_words, spell_number
from corpus.languages.numbers import (
    Date,
    Quantity,
    format_date,
    format_number,
    format_quantity,
    parse_number,
)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("dua puluh lima", 25),
        ("dua belas", 12),
        ("seratus sebelas", 111),
        ("dua ratus lima puluh ribu", 250_000),
        ("seribu dua ratus", 1200),
        ("tiga juta lima ratus ribu", 3_500_000),
        ("sembilan puluh", 90),
    ],
)
def test_number_words_have_a_value(words: str, value: int) -> None:
    assert read_number_words(words.split()) == value


@pytest.mark.parametrize("words", ["dua tiga", "puluh", "ribu juta", "dua puluh sepuluh", "ribu"])
def test_words_that_are_no_number_have_none(words: str) -> None:
    assert read_number_words(words.split()) is None


@pytest.mark.parametrize(
    ("value", "vietnamese", "lao"),
    [
        (15, "mười lăm", "ສິບຫ້າ"),
        (21, "hai mươi mốt", "ຊາວເອັດ"),
        (90, "chín mươi", "ເກົ້າສິບ"),
        (105, "một trăm linh năm", "ໜຶ່ງຮ້ອຍຫ້າ"),
        (1200, "một nghìn hai trăm", "ໜຶ່ງພັນສອງຮ້ອຍ"),
        (250_000, "hai trăm năm mươi nghìn", "ສອງແສນຫ້າສິບພັນ"),
        (3_000_000, "ba triệu", "ສາມລ້ານ"),
    ],
)
def test_numbers_are_spelled(value: int, vietnamese: str, lao: str) -> None:
    assert spell_number(value, "vi") == vietnamese
    assert spell_number(value, "lo") == lao


def test_amounts_of_money() -> None:
    amount = Quantity("2,9", 9, "USD")
    assert format_quantity(amount, "vi") == "2,9 tỷ USD"
    assert format_quantity(amount, "lo") == "2,9 ຕື້ໂດລາ"
    assert format_quantity(amount, "en") == "US$2.9 billion"


def test_percentages() -> None:
    assert format_quantity(Quantity("24,6", percent=True), "vi") == "24,6%"
    assert format_quantity(Quantity("24,6", percent=True), "en") == "24.6%"


def test_dates() -> None:
    date = Date(4, 8, 2025)
    assert format_date(date, "vi") == "ngày 4 tháng 8 năm 2025"
    assert format_date(date, "lo") == "ວັນທີ 4 ສິງຫາ 2025"
    assert format_date(date, "en") == "August 4, 2025"
    assert format_date(Date(None, 5, None), "lo") == "ເດືອນພຶດສະພາ"


def test_what_is_no_number_keeps_its_form() -> None:
    assert parse_number("1.2.3") is None
    assert format_number("1.2.3", "en") == "1.2.3"
    assert format_number("10.30", "en") == "10:30"
