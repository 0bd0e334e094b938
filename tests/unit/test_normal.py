"""Spellings that a reader takes for the same, and spans that lead back to what stands there."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.languages.normal import normal_text, normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("HOÀ BÌNH", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("khoẻ", "khỏe"),
        ("quý", "qúy"),
        (unicodedata.normalize("NFD", "gắn kết chiến lược"), "gắn kết chiến lược"),
        ("“dari hati ke hati”", '"dari hati ke hati"'),
        ("Vietnam - Laos", "Vietnam-Laos"),
        ("Vietnam – Laos", "Vietnam-Laos"),
        ("Vietnam\u2011Laos", "Vietnam-Laos"),
        ("kohesi\u00a0strategis", "kohesi strategis"),
        ("kohesi \r\n strategis", "kohesi strategis"),
        ("kohesi&nbsp;strategis", "kohesi strategis"),
        ("R&amp;D", "R&D"),
        ("inter\u00adnasional", "internasional"),
        ("inter\u00ad\nnasional", "internasional"),
        ("ko\u200bhesi", "kohesi"),
        ("ນໍ້າ", "ນ້ຳ"),
        ("ນ້ໍາ", "ນ້ຳ"),
        ("ກໍາ", "ກຳ"),
        ("ຫນ່ວຍງານ", "ໜ່ວຍງານ"),
        ("ຫມາຍ", "ໝາຍ"),
        ("ຫລວງ", "ຫຼວງ"),
        ("ເເຂວງ", "ແຂວງ"),
        ("ພັກກອມມູນິດ ຫວຽດນາມ", "ພັກກອມມູນິດຫວຽດນາມ"),
        (unicodedata.normalize("NFKC", "ກຳມະການ ໜ້າ ໝູ່"), "ກຳມະການ ໜ້າ ໝູ່"),
    ],
)
def test_two_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert normal_text(one) == normal_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kohesi.\n\nStrategis", "kohesi. strategis"),
        ("Vietnam\n- Laos", "Vietnam-Laos"),
        ("ba", "bá"),
        ("chung", "chúng"),
        ("ກາ", "ກ່າ"),
    ],
)
def test_what_reads_differently_stays_apart(one: str, other: str) -> None:
    assert normal_text(one) != normal_text(other)


def test_case_is_kept_when_asked_for() -> None:
    assert normal_text("HAI – Ai", casefold=False) == "HAI-Ai"
    assert normal_text("HOÀ", casefold=False) == "HÒA"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "di \u201cko\u00adhesi  strate\u00adgis\u201d.",
            "kohesi strategis",
            "ko\u00adhesi  strate\u00adgis",
        ),
        ("A…B kohesi", "kohesi", "kohesi"),
        ("&quot;kohesi&nbsp;strategis&quot;", "kohesi strategis", "kohesi&nbsp;strategis"),
        ("ໃນ ນໍ້າ ສະອາດ", "ນ້ຳ", "ນໍ້າ"),
        (
            unicodedata.normalize("NFD", "sự gắn kết ấy"),
            "gắn kết",
            unicodedata.normalize("NFD", "gắn kết"),
        ),
    ],
)
def test_span_of_the_normal_form_leads_to_what_stands_in_the_text(
    text: str, word: str, expected: str
) -> None:
    normal = normalise(text)
    start = normal.text.index(word)
    first, last = normal.original_span(start, start + len(word))
    assert text[first:last] == expected


def test_only_text_of_another_length_costs_a_map() -> None:
    text = "Perdana Menteri “Vietnam” – Laos"
    normal = normalise(text.replace(" – ", "–"))
    assert normal.original_span(3, 9) == (3, 9)
    assert normal._starts == ()
