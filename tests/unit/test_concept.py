"""Which form of a concept stands for which."""

from __future__ import annotations

import pytest

from termbase import Concept, Form, Glossary, Policy, Status, Term


@pytest.fixture(scope="module")
def bundled() -> Glossary:
    return Glossary.bundled()


@pytest.mark.parametrize(
    ("concept_id", "source", "lang", "expected"),
    [
        ("pl-lao-pdr", "Laos", "vi", "Lào"),
        ("pl-lao-pdr", "Laos", "lo", "ລາວ"),
        ("pl-lao-pdr", "Laos", "en", "Laos"),
        ("pl-lao-pdr", "Republik Demokratik Rakyat Laos", "vi", "Cộng hòa Dân chủ Nhân dân Lào"),
        ("pl-lao-pdr", "Republik Demokratik Rakyat Laos", "en", "Lao People's Democratic Republic"),
        ("acr-asean", "ASEAN", "vi", "ASEAN"),
        ("co-evn", "EVN", "lo", "EVN"),
        ("co-evn", "Vietnam Electricity Group (EVN)", "vi", "Tập đoàn Điện lực Việt Nam (EVN)"),
        ("co-evn", "Vietnam Electricity Group", "vi", "Tập đoàn Điện lực Việt Nam"),
        ("org-cpv", "Partai Komunis Vietnam", "en", "Communist Party of Vietnam"),
        ("slogan-strategic-cohesion", "koneksi strategis", "vi", "gắn kết chiến lược"),
    ],
)
def test_rendering_corresponds_to_the_source_form(
    bundled: Glossary, concept_id: str, source: str, lang: str, expected: str
) -> None:
    concept = bundled[concept_id]
    like = next(term for term in concept.terms if term.lang == "id" and term.text == source)
    rendering = concept.rendering(lang, like)
    assert rendering is not None
    assert rendering.text == expected


def test_rendering_of_an_empty_cell_is_none(bundled: Glossary) -> None:
    assert bundled["slogan-tangan-baja"].rendering("vi") is None


def test_what_is_not_translated_is_rendered_by_itself(bundled: Glossary) -> None:
    concept = bundled["co-vietnam-airlines"]
    like = concept.terms[0]
    rendering = concept.rendering("lo", like)
    assert rendering is not None
    assert (rendering.text, rendering.lang) == ("Vietnam Airlines", "lo")


def test_accepted_forms_are_the_preferred_then_the_admitted() -> None:
    terms = tuple(
        Term(status.value, "vi", status)
        for status in (Status.FORBIDDEN, Status.ADMITTED, Status.DEPRECATED, Status.PREFERRED)
    )
    concept = Concept("c", "", terms)
    assert [term.text for term in concept.accepted("vi")] == ["preferred", "admitted"]


def test_acronym_is_rendered_by_a_short_name_where_there_is_no_acronym() -> None:
    like = Term("MoIT", "id", form=Form.ACRONYM)
    concept = Concept(
        "c",
        "",
        (like, Term("Bộ Công Thương Việt Nam", "vi", form=Form.FULL),
         Term("Bộ Công Thương", "vi", Status.ADMITTED, form=Form.SHORT)),
    )  # fmt: skip
    rendering = concept.rendering("vi", like)
    assert rendering is not None
    assert rendering.text == "Bộ Công Thương"


def test_policy_of_a_surface_overrides_that_of_its_concept() -> None:
    reviewed = Term("hubungan strategis", "id", policy=Policy.REVIEW)
    plain = Term("kohesi strategis", "id")
    concept = Concept("c", "", (plain, reviewed))
    assert concept.policy_of(reviewed) is Policy.REVIEW
    assert concept.policy_of(plain) is Policy.ALWAYS
