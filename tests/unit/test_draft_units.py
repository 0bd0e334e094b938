"""From text to units: names, sentence starts, senses, counted times."""

from __future__ import annotations

import pytest

from corpus.lexicon import Entry, Lexicon
from translate.engines.draft.names import begins_sentence
from translate.engines.draft.units import Analyser, Kind, Unit
from translate.engines.protocol import Constraint

LEXICON = Lexicon.bundled()


def units(text: str) -> list[Unit]:
    return Analyser(LEXICON).units(text, ())


@pytest.mark.parametrize(
    ("text", "start", "begins"),
    [
        ("Petani", 0, True),
        ('- "Petani', 3, True),
        ("Hujan. Petani", 7, True),
        ("para Petani", 5, False),
        ("Hujan, Petani", 7, False),
    ],
)
def test_where_a_sentence_begins(text: str, start: int, begins: bool) -> None:
    assert begins_sentence(text, start) is begins


def test_words_after_an_unknown_name_belong_to_it() -> None:
    kinds = [unit.kind for unit in units("kata Nguyen Van Hoi")]
    assert kinds == [Kind.WORD, Kind.NAME, Kind.NAME, Kind.NAME]


def test_a_title_before_a_name_stays_a_word() -> None:
    kinds = [unit.kind for unit in units("oleh Presiden Xybur Barat")]
    assert kinds == [Kind.WORD, Kind.WORD, Kind.NAME, Kind.WORD]


def test_a_proper_noun_begins_a_company_name() -> None:
    assert units("saham Vietnam Airlines")[1].kind is Kind.NAME
    assert units("pemerintah Vietnam sendiri")[1].kind is Kind.WORD


def test_counted_days_are_no_phrase() -> None:
    assert [unit.word for unit in units("selama dua hari ini")] == ["selama", "dua", "hari", "ini"]
    assert units("hujan hari ini")[1].word == "hari ini"


def _lexicon(*rows: tuple[str, str, str, str]) -> Lexicon:
    return Lexicon(
        Entry(form, pos, (vi,), (), (), frozenset(cues.split())) for form, pos, vi, cues in rows
    )


def test_a_cue_nearby_chooses_the_sense_and_one_far_away_less() -> None:
    lexicon = _lexicon(
        ("bulan", "n", "tháng", ""),
        ("bulan", "n", "mặt trăng", "orbit"),
        ("orbit", "n", "quỹ đạo", ""),
    )
    analyser = Analyser(lexicon)
    assert analyser.units("orbit bulan", ())[1].rendering("vi") == "mặt trăng"
    assert analyser.units("bulan", ())[0].rendering("vi") == "tháng"


def test_cues_of_a_function_word_must_stand_beside_it() -> None:
    lexicon = _lexicon(
        ("dalam", "prep", "trong", ""), ("dalam", "adj", "sâu", "lebih"), ("x", "n", "x", "")
    )
    analyser = Analyser(lexicon)
    assert analyser.units("lebih dalam", ())[1].rendering("vi") == "sâu"
    assert analyser.units("lebih x x dalam x", ())[3].rendering("vi") == "trong"


def test_a_verb_of_saying_behind_a_quotation_is_a_verb() -> None:
    lexicon = _lexicon(("kata", "n", "từ", ""), ("kata", "v", "nói", ""))
    spoken = Analyser(lexicon).units('"Ya," kata Ani', ())
    assert spoken[4].rendering("vi") == "nói"


def test_a_capital_chooses_the_proper_noun() -> None:
    lexicon = _lexicon(("minggu", "n", "tuần", ""), ("Minggu", "propn", "Chủ nhật", ""))
    analyser = Analyser(lexicon)
    assert analyser.units("pada Minggu", ())[1].rendering("vi") == "Chủ nhật"
    assert analyser.units("pada minggu", ())[1].rendering("vi") == "tuần"


def test_ter_with_a_verb_is_a_passive_and_no_superlative() -> None:
    lexicon = _lexicon(("menguji", "v", "thử", ""), ("tinggi", "adj", "cao", ""))
    highest = Analyser(lexicon).units("tertinggi", ())[0]
    assert highest.superlative
    assert not highest.passive


def test_a_compound_is_read_by_its_parts() -> None:
    parts = units("kerja sama budaya-pendidikan baru")
    assert [unit.word for unit in parts] == ["kerja sama", "budaya", "-", "pendidikan", "baru"]
    assert [(unit.start, unit.end) for unit in parts[1:4]] == [(11, 17), (17, 18), (18, 28)]


def test_a_doubled_term_is_one_unit_in_the_plural():
    text = "Inovasi-inovasi itu dan perusahaan-perusahaan kita."
    constraints = [Constraint(0, 7, ("innovation",)), Constraint(24, 34, ("enterprises",))]
    terms = [unit for unit in Analyser(LEXICON).units(text, constraints) if unit.kind is Kind.TERM]
    assert [(unit.start, unit.end, unit.plural) for unit in terms] == [
        (0, 15, True),
        (24, 45, True),
    ]
