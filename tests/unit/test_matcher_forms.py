"""Searching a translation for accepted forms, and choosing among concepts of one surface."""

from __future__ import annotations

import pytest

from termbase import Case, Concept, Matcher, Status, Term, find_forms


@pytest.mark.parametrize(
    ("text", "forms", "lang", "expected"),
    [
        ("Ban hoà giải hòa bình", ["hoà bình"], "vi", ["hòa bình"]),
        ("Strategic cohesion. And strategic\ncohesion", ["strategic cohesion"], "en",
         ["Strategic cohesion", "strategic\ncohesion"]),
        ("localities, locality", ["locality"], "en", ["localities", "locality"]),
        ("enterprises’ plans", ["enterprise"], "en", ["enterprises"]),
        ("Laos and Laotian", ["Lao"], "en", []),
        ("ຢູ່ ສປປ ລາວ ແລະ", ["ສປປລາວ"], "lo", ["ສປປ ລາວ"]),
        ("Đảng Cộng sản Việt Nam (CPV)", ["Đảng Cộng sản Việt Nam", "Việt Nam"], "vi",
         ["Đảng Cộng sản Việt Nam"]),
        ("see vietnam.vn", ["Vietnam"], "en", []),
        ("", ["a"], "vi", []),
        ("abc", [""], "vi", []),
    ],
)  # fmt: skip
def test_forms_are_found_by_the_rules_of_the_language(
    text: str, forms: list[str], lang: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in find_forms(text, forms, lang)] == expected


def test_form_as_is_is_compared_with_its_case() -> None:
    acronym = Term("AI", "en", case=Case.AS_IS)
    assert find_forms("ai, AI", [acronym], "en") == ((4, 6),)


def test_string_in_capitals_is_no_word_of_the_language() -> None:
    assert find_forms("Không ai biết AI là gì.", ["AI"], "vi") == ((14, 16),)


def test_protected_span_holds_no_form() -> None:
    assert find_forms("Lào và Lào", ["Lào"], "vi", protected=((0, 3),)) == ((7, 10),)


def test_one_surface_of_two_concepts_gives_the_likelier_and_names_the_other() -> None:
    generic = Concept("generic", "", (Term("Direktur", "id", Status.ADMITTED),))
    near = Concept("near", "", (Term("Direktur", "id", context="near:Institut"),))
    matcher = Matcher([generic, near], "id")
    (match,) = matcher.find("Direktur itu datang.")
    assert (match.concept_id, match.alternatives) == ("generic", ())
    (match,) = matcher.find("Direktur Institut itu datang.")
    assert match.concept_id == "near"
    assert [other.concept_id for other in match.alternatives] == ["generic"]


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        ("before:Laos", "Term Laos", True),
        ("before:Laos", "Term Laosan", False),
        ("after:kata", "kata Term", True),
        ("after:ata", "kata Term", False),
        ("near:Laos", "Term ini. Laos itu.", False),
        ("near:Laos", "Laos itu. Term ini dari Laos.", True),
        ("quoted;near:Laos", "Term dan Laos", True),
        ("quoted;near:Laos", '"Term" saja', True),
        ("quoted;near:Laos", '"Kata" Term "kata"', False),
        ("quoted", '"Term" dan kata', True),
        ("quoted", 'kata," dengan "term baru" itu', True),
        ("quoted", 'tanda 5" hilang, lalu "term" itu', True),
        ("quoted", 'kata" Term "kata', False),
        ("quoted", '"kata\n\nTerm" itu', False),
        ("not-before:kota", "Term kota", False),
        ("not-before:kota;near:Laos", "Term kota Laos", False),
        ("not-near:Laos", "Term di Laos", False),
        ("not-quoted", '"Term"', False),
    ],
)
def test_context_decides(context: str, text: str, expected: bool) -> None:
    concept = Concept("c", "", (Term("term", "id", context=context), Term("kata", "vi")))
    assert bool(Matcher([concept], "id").find(text)) is expected


def test_long_surface_that_fails_does_not_hide_a_short_one() -> None:
    concepts = [
        Concept("long", "", (Term("kerja sama ekonomi", "id"),)),
        Concept("short", "", (Term("kerja sama", "id"),)),
    ]
    (match,) = Matcher(concepts, "id").find("kerja sama ekonomis")
    assert match.concept_id == "short"


def test_deprecated_forms_are_left_out_when_not_wanted() -> None:
    concept = Concept("c", "", (Term("lama", "id", Status.DEPRECATED), Term("baru", "id")))
    matcher = Matcher([concept], "id", statuses=(Status.PREFERRED,))
    assert [match.surface for match in matcher.find("lama baru")] == ["baru"]
    assert len(matcher) == 1


def test_empty_glossary_and_empty_text_match_nothing() -> None:
    assert Matcher([], "id").find("kata") == ()
    assert Matcher([Concept("c", "", (Term("kata", "id"),))], "id").find("") == ()
