"""The measures of the WMT terminology tasks, against cases computed by hand."""

from __future__ import annotations

import pytest

from termbase import Concept, Glossary, Status, Term
from translate.quality.terminology import evaluate_terms
from translate.quality.terminology.edit_rate import edit_rate

GLOSSARY = Glossary(
    [
        Concept(
            "assembly",
            "institution",
            (
                Term("Majelis Nasional", "id"),
                Term("National Assembly", "en"),
                Term("the Assembly", "en", Status.ADMITTED),
                Term("House of Commons", "en", Status.FORBIDDEN),
                Term("Quốc hội", "vi"),
                Term("ສະພາແຫ່ງຊາດ", "lo"),
            ),
        ),
        Concept(
            "cohesion",
            "slogan",
            (
                Term("kohesi strategis", "id"),
                Term("strategic cohesion", "en"),
                Term("strategic connection", "en", Status.DEPRECATED),
                Term("gắn kết chiến lược", "vi"),
                Term("ຫຸ້ນສ່ວນຍຸດທະສາດ", "lo"),
            ),
        ),
    ]
)


def measure(pairs, *, references=(), lang="en", documents=()):
    sources, hypotheses = zip(*pairs, strict=True)
    return evaluate_terms(
        sources,
        hypotheses,
        GLOSSARY,
        source_lang="id",
        target_lang=lang,
        references=references,
        documents=documents,
    ).ratios


def counted(ratio):
    return sum(ratio.hits), ratio.total


def test_success_counts_terms_of_a_segment_once():
    found = measure(
        [
            ("Majelis Nasional dan Majelis Nasional", "the National Assembly"),
            ("kohesi strategis Majelis Nasional", "cohesion of the Assembly"),
        ]
    )
    assert counted(found["success"]) == (1, 3)
    assert counted(found["success-accepted"]) == (2, 3)


def test_every_occurrence_wants_a_place_of_its_own():
    found = measure([("Majelis Nasional dan Majelis Nasional", "the National Assembly")])
    assert counted(found["per-occurrence"]) == (1, 2)


def test_terms_in_lao_need_no_spaces():
    found = measure([("Majelis Nasional bersidang", "ກອງປະຊຸມສະພາແຫ່ງຊາດຄັ້ງທີ 9")], lang="lo")
    assert counted(found["success"]) == (1, 1)


def test_window_overlap_compares_the_words_around_a_term():
    # 2 words: reference (yesterday, the | met, in), translation (the | met, again): 2 of 4;
    # 3 words: (yesterday, the | met, in, Hanoi) against (the | met, again): 2 of 5
    found = measure(
        [("kemarin Majelis Nasional bersidang", "the National Assembly met again")],
        references=["yesterday, the National Assembly met in Hanoi"],
    )
    assert found["window-2"].value == pytest.approx(2 / 4)
    assert found["window-3"].value == pytest.approx(2 / 5)


def test_a_term_that_is_missing_has_no_window():
    found = measure(
        [("Majelis Nasional bersidang", "they met")], references=["the National Assembly met"]
    )
    assert counted(found["window-2"]) == (0, 1)


def test_an_edit_of_a_term_weighs_double():
    # the reference has 4 words, one term of 2 words; both are missing: 2 * 2 / 4
    assert edit_rate(["they", "met"], ["they", "national", "assembly", "met"], [1, 2, 2, 1]) == 1.0
    assert edit_rate(["national", "assembly", "met"], ["they", "national", "assembly", "met"],
                     [1, 2, 2, 1]) == 0.25  # fmt: skip


def test_a_move_costs_one_however_long_it_is():
    assert edit_rate(list("cdeab"), list("abcde"), [1] * 5) == pytest.approx(1 / 5)


def test_an_edit_rate_without_reference_words():
    assert edit_rate([], [], []) == 0
    assert edit_rate(["a"], [], []) == 1


def test_one_minus_term():
    found = measure(
        [("Majelis Nasional bersidang", "the meeting was held")],
        references=["the National Assembly met"],
    )
    # national and assembly replaced at 2 each, met replaced at 1: 5 of 4 words
    assert found["1-TERm"].value == pytest.approx(1 - 5 / 4)


def test_consistency_against_the_first_the_most_frequent_and_the_official_rendering():
    term = "kohesi strategis"
    found = measure(
        [
            (term, "strategic connection"),
            (term, "strategic cohesion"),
            (term, "strategic cohesion"),
            (term, "something else"),
        ]
    )
    assert counted(found["consistency-first"]) == (1, 4)
    assert counted(found["consistency-frequent"]) == (2, 4)
    assert counted(found["consistency-predefined"]) == (2, 4)


def test_consistency_begins_anew_with_each_document():
    term = "kohesi strategis"
    found = measure(
        [(term, "strategic connection"), (term, "strategic cohesion")], documents=["a", "b"]
    )
    assert counted(found["consistency-first"]) == (2, 2)


def test_a_plural_is_no_other_rendering():
    glossary_term = "kohesi strategis"
    found = measure([(glossary_term, "strategic cohesion"), (glossary_term, "Strategic cohesions")])
    assert counted(found["consistency-first"]) == (2, 2)


def test_forbidden_forms_and_official_ones_that_nobody_asked_for():
    found = measure(
        [
            ("Majelis Nasional", "the House of Commons"),
            ("parlemen", "the House of Commons"),  # forbidden whatever the source says
            ("hubungan", "strategic connection"),  # deprecated: only where the concept is meant
            ("rapat", "the National Assembly met"),
        ]
    )
    assert counted(found["forbidden"]) == (2, 3)
    assert counted(found["over-use"]) == (1, 1)


def test_nothing_to_count_has_no_value():
    found = measure([("rapat", "meeting")])
    assert found["success"].value is None


def test_placement_follows_the_words():
    found = evaluate_terms(
        ["pemerintah 2024 dan Majelis Nasional 2025"],
        ["Chính phủ 2024 và Quốc hội 2025"],
        GLOSSARY,
        source_lang="id",
        target_lang="vi",
        aligned=True,
    )
    assert found.ratios["placement"].value in (None, 1.0)
