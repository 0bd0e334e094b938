"""The lexicon: reading, senses, longest match, and what the checks of its rows find."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FormatError
from corpus.lexicon import Entry, Lexicon
from corpus.lexicon.checks import check_text, is_vietnamese_syllable, lao_faults
from corpus.lexicon.lexicon import read_entries

NONE: dict[str, frozenset[str]] = {"vi": frozenset(), "lo": frozenset(), "en": frozenset()}


def _entry(form: str, en: str, *cues: str) -> Entry:
    return Entry(form, "n", (), (), (en,), frozenset(cues))


def test_senses_keep_their_order_and_forms_lose_their_case() -> None:
    lexicon = Lexicon([_entry("bunga", "flower"), _entry("bunga", "interest", "bank")])
    assert [sense.en for sense in lexicon.senses("bunga")] == [("flower",), ("interest",)]
    assert lexicon.senses("tidak ada") == ()
    assert "jepang" in Lexicon([_entry("Jepang", "Japan")])


def test_the_longest_phrase_wins_and_never_leaves_the_sentence() -> None:
    lexicon = Lexicon([_entry("kerja sama", "cooperation"), _entry("kerja sama teknis", "x")])
    assert lexicon.longest(["kerja", "sama", "teknis"], 0) == 3
    assert lexicon.longest(["kerja", "sama", "kedua"], 0) == 2
    assert lexicon.longest(["kerja"], 0) == 0
    assert lexicon.longest(["sama", "kerja"], 0) == 0


@given(st.lists(st.sampled_from("a b c d".split()), min_size=1, max_size=6))
def test_what_is_found_is_a_form_of_the_lexicon(words: list[str]) -> None:
    forms = ["a b", "a b c", "b c d", "d a"]
    lexicon = Lexicon(_entry(form, "x") for form in forms)
    for start in range(len(words)):
        length = lexicon.longest(words, start)
        fits = [form for form in forms if " ".join(words[start:]).startswith(form)]
        assert length == max((len(form.split()) for form in fits), default=0)


def test_a_row_is_read_into_its_columns() -> None:
    line = "bunga\tn\tlãi suất|lãi\tດອກເບ້ຍ\tinterest\tbank,kredit\ten:news-bitext"
    (entry,) = read_entries(Path("x.tsv"), f"# comment\n{line}\n")
    assert entry.renderings("vi") == ("lãi suất", "lãi")
    assert entry.renderings("lo") == ("ດອກເບ້ຍ",)
    assert entry.cues == {"bank", "kredit"}
    assert entry.checked == "en:news-bitext"


def test_a_line_with_a_missing_column_names_its_place() -> None:
    with pytest.raises(FormatError) as caught:
        list(read_entries(Path("x.tsv"), "# comment\nbunga\tn\thoa\n"))
    assert str(caught.value.path) == "x.tsv"
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "syllable",
    "nghiêng giếng gìn quốc quý khuya thuở hoà hòa hoạch Đắc xoong oẳn uyển người gì yêu".split(),
)
def test_a_vietnamese_syllable_is_known(syllable: str) -> None:
    assert is_vietnamese_syllable(syllable)


@pytest.mark.parametrize(
    "syllable", "ngiêng ghà kà cê khach hướg nướcc thưong zô container được̀ mâ phuo".split()
)
def test_what_cannot_be_vietnamese_is_seen(syllable: str) -> None:
    assert not is_vietnamese_syllable(syllable)


@pytest.mark.parametrize("word", "ນ້ຳ ໜັງສື ເຂົ້າ ຫຼາຍ ເກາະ ຕ່າງໆ ກຳປູເຈຍ ເມື່ອ ຫົວໃຈ ແລ້ວ".split())
def test_written_lao_is_plausible(word: str) -> None:
    assert lao_faults(word) == []


@pytest.mark.parametrize(
    "word", ["ນໍ້າ", "ຫນັງສື", "ຫມາ", "ຫລາຍ", "ປະເทด", "່ກາ", "ກັ", "ກາແ", "ກ່່າ", "າກ"]
)
def test_impossible_lao_is_seen(word: str) -> None:
    assert lao_faults(word)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("kata\tx\ttừ\tຄຳ\tword\t\t", "part of speech"),
        ("Kata\tn\ttừ\tຄຳ\tword\t\t", "capitals"),
        ("kata\tn\ttừ\tຄຳ\tword\tArti\t", "cue"),
        ("kata\tn\ttừ|từ\tຄຳ\tword\t\t", "twice"),
        ("kata\tn\ttuèn\tຄຳ\tword\t\t", "no Vietnamese syllable"),
        ("kata\tn\ttừ\tຄໍາ\tword\t\t", "decomposed"),
        ("kata\tn\ttừ\tຄຳ\tmot là\t\t", "odd characters"),
        ("kata\tn\ttừ\tຄຳ\t\t\t", "no English"),
        ("kata\tn\ttừ\tຄຳ\tword\t\ten:hearsay", "unknown mark"),
        ("kata\tn\ttừ\tຄຳ\tword\t\t\nkata\tn\tlời\tຄຳ\tword\t\t", "same sense"),
    ],
)
def test_each_check_finds_its_fault(row: str, what: str) -> None:
    found = list(check_text("x.tsv", row + "\n", NONE))
    assert any(what in finding.what for finding in found), found


def test_a_good_row_and_an_allowed_loan_pass() -> None:
    good = "kontainer\tn\tcontainer|công-te-nơ\tຕູ້ຄອນເທນເນີ\tcontainer\tpelabuhan\tcldr\n"
    assert [finding.what for finding in check_text("x.tsv", good, NONE)] != []
    assert list(check_text("x.tsv", good, {**NONE, "vi": frozenset({"container"})})) == []
