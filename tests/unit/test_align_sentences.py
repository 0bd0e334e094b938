from __future__ import annotations

import pytest

from align.beads import Bead, compare
from align.dictionary import bundled_dictionary
from align.keys import KINDS, read_keys
from align.sentences import align_sentences
from align.surfaces import english_stem, surface_form, surface_text
from align.texts import guess_language, read_sentences, wrong_language
from align.units import to_bitext
from corpus.errors import FormatError, LanguageError

SOURCE = [
    "Perdana Menteri tiba di Hanoi pada hari Senin.",
    "Ia membawa 45 pengusaha.",
    "Kedua negara menandatangani perjanjian perdagangan.",
    "Ekspor beras naik 12,5 persen pada tahun 2024.",
    "Cuaca hari itu cerah.",
]
TARGET = [
    "The Prime Minister arrived in Hanoi on Monday. He brought 45 business people.",
    "The two countries signed a trade agreement.",
    "Rice exports rose by 12.5 per cent in 2024.",
]


def sides(alignment):
    return [(bead.source, bead.target) for bead in alignment.beads]


def test_merged_and_missing_sentences_are_found():
    alignment = align_sentences(SOURCE, TARGET, source_lang="id", target_lang="en")
    assert sides(alignment) == [((0, 1), (0,)), ((2,), (1,)), ((3,), (2,)), ((4,), ())]
    assert alignment.related
    assert alignment.text(alignment.beads[0])[0] == f"{SOURCE[0]} {SOURCE[1]}"


def test_alignment_in_the_other_direction_is_the_mirror():
    there = align_sentences(SOURCE, TARGET, source_lang="id", target_lang="en")
    back = align_sentences(TARGET, SOURCE, source_lang="en", target_lang="id")
    assert sides(back) == [(target, source) for source, target in sides(there)]


def test_the_same_input_gives_the_same_output():
    first = align_sentences(SOURCE, TARGET, source_lang="id", target_lang="en")
    assert first == align_sentences(SOURCE, TARGET, source_lang="id", target_lang="en")
    assert first.signature.startswith("kohesi-beads:1|weights:")


def test_texts_without_anything_in_common_are_not_related():
    other = [
        "The recipe wants two eggs and some butter.",
        "Whisk them until they are pale.",
        "Bake the cake in a hot oven.",
        "Let it cool before you cut it.",
    ]
    assert not align_sentences(SOURCE, other, source_lang="id", target_lang="en").related


@pytest.mark.parametrize(("left", "right"), [([], ["a"]), (["a"], []), ([], [])])
def test_an_empty_side_gives_one_sided_beads(left, right):
    alignment = align_sentences(left, right, source_lang="id", target_lang="vi")
    assert len(alignment.beads) == len(left) + len(right)
    assert not alignment.related


def test_very_uneven_texts_stay_bounded():
    long = [f"Kalimat nomor {at}." for at in range(20_000)]
    alignment = align_sentences(long, ["Một.", "Hai.", "Ba."], source_lang="id", target_lang="vi")
    assert sum(len(bead.source) for bead in alignment.beads) == 20_000
    assert not alignment.related


def test_a_very_long_line_is_one_sentence():
    alignment = align_sentences(["beras " * 50_000], ["gạo " * 50_000], source_lang="id", target_lang="vi")  # fmt: skip
    assert sides(alignment) == [((0,), (0,))]


def test_unknown_language_is_an_error():
    with pytest.raises(LanguageError):
        align_sentences(["a"], ["b"], source_lang="id", target_lang="fr")


def test_beads_become_units_and_low_ones_want_a_review():
    alignment = align_sentences(SOURCE, TARGET, source_lang="id", target_lang="en")
    units = to_bitext(alignment).units
    assert [unit.target for unit in units] == TARGET
    assert len(to_bitext(alignment, one_sided=True).units) == 4
    assert {unit.state for unit in units} <= {"", "needs-review"}


def test_numbers_and_names_are_keys_of_both_texts():
    keys = read_keys(
        ["Anwar membawa 1.250 orang."], ["Anwar brought 1,250 people."],
        bundled_dictionary("id", "en"), source_lang="id", target_lang="en",
    )  # fmt: skip
    shared = set(keys.source.keys.tolist()) & set(keys.target.keys.tolist())
    assert {KINDS[keys.kinds[key]] for key in shared} == set(KINDS)


def test_lao_spelling_and_spaces_do_not_matter():
    assert surface_text(["ຫນັງສື ພິມ ນໍ້າ"], "lo") == surface_text(["ໜັງສືພິມນ້ຳ"], "lo")


@pytest.mark.parametrize(
    ("one", "other"),
    [("educate", "education"), ("developed", "development"), ("countries", "country"), ("said", "say"), ("children", "child")],
)  # fmt: skip
def test_english_forms_of_one_word_share_a_stem(one, other):
    assert english_stem(one) == english_stem(other)


def test_indonesian_forms_lead_to_the_dictionary():
    assert surface_form("ditandatangani", "id") == surface_form("menandatangani", "id")
    assert surface_form("negaranya", "id") == surface_form("negara", "id")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Pemerintah akan membangun jalan dan jembatan di daerah itu untuk warga.", "id"),
        ("The government will build roads and bridges in the region for its people.", "en"),
        ("Chính phủ sẽ xây dựng đường và cầu tại khu vực này.", "vi"),
        ("ລັດຖະບານຈະກໍ່ສ້າງທາງ ແລະ ຂົວ ຢູ່ເຂດນັ້ນ.", "lo"),
        ("2024: 12, 13.", ""),
    ],
)
def test_languages_are_told_apart(text, lang):
    assert guess_language([text]) == lang
    if lang:
        assert wrong_language([text], lang) == ""
        assert "looks like" in wrong_language([text], "vi" if lang != "vi" else "lo")


def test_compare_is_strict_and_may_leave_out_one_sided_beads():
    true = [Bead((0,), (0,)), Bead((1,), ()), Bead((2,), (1,))]
    found = [Bead((0,), (0,)), Bead((1, 2), (1,))]
    assert compare(found, true).precision == 0.5
    assert compare(found, true).recall == pytest.approx(1 / 3)
    assert compare(found, true, one_sided=False).recall == 0.5


def test_lines_are_sentences_only_when_asked(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("Satu kalimat. Dua kalimat.\n\nTiga kalimat.\n", encoding="utf-8")
    assert len(read_sentences(path, "id")) == 3
    assert read_sentences(path, "id", presegmented=True) == (
        "Satu kalimat. Dua kalimat.", "", "Tiga kalimat.",
    )  # fmt: skip
    path.write_text("\n \n", encoding="utf-8")
    with pytest.raises(FormatError, match="no text"):
        read_sentences(path, "id")
