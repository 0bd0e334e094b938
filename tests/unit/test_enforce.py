"""Enforcement: what is asked, where it stands, and what is mended."""

from __future__ import annotations

import pytest

from termbase import Case, Concept, Glossary, Matcher, Policy, Status, Term
from translate.enforce import Obtained, constraints, enforce, requirements, verify
from translate.enforce.replace import aligned_span
from translate.engines import Hypothesis, Link


def _concept(concept_id: str, *terms: Term, **fields: object) -> Concept:
    return Concept(id=concept_id, subject="other", terms=terms, **fields)


def _term(lang: str, text: str, status: Status = Status.PREFERRED, **fields: object) -> Term:
    return Term(text=text, lang=lang, status=status, **fields)


GLOSSARY = Glossary(
    [
        _concept(
            "cohesion",
            _term("id", "kohesi strategis"),
            _term("id", "koneksi strategis", Status.DEPRECATED),
            _term("vi", "gắn kết chiến lược", verified=True),
            _term("en", "strategic cohesion"),
            _term("en", "strategic cohesiveness", Status.ADMITTED),
        ),
        _concept("vietnam", _term("id", "Vietnam"), _term("vi", "Việt Nam")),
        _concept(
            "party",
            _term("id", "Partai Komunis Vietnam"),
            _term("vi", "Đảng Cộng sản Việt Nam"),
        ),
        _concept(
            "firm",
            _term("id", "perusahaan"),
            _term("vi", "doanh nghiệp"),
            policy=Policy.REVIEW,
        ),
        _concept("lookup", _term("id", "bangsa"), _term("vi", "dân tộc"), policy=Policy.NEVER),
        _concept("brand", _term("id", "Viettel", case=Case.AS_IS), do_not_translate=True),
    ]
)
MATCHER = Matcher(GLOSSARY, "id")


def _required(text: str, lang: str = "vi"):
    return requirements(MATCHER.find(text), GLOSSARY, lang)


def _outcome(source: str, target: str, links: tuple[Link, ...] = (), **options: object):
    return enforce(
        Hypothesis(target, links),
        _required(source),
        target_lang="vi",
        **{"told": False, **options},
    )


def test_requirement_carries_rendering_span_and_provenance():
    (need,) = _required("Ini kohesi strategis kita.")
    assert (need.concept_id, need.start, need.end) == ("cohesion", 4, 20)
    assert need.rendering == "gắn kết chiến lược"
    assert need.verified
    assert need.enforceable


def test_deprecated_source_form_asks_for_the_official_rendering():
    (need,) = _required("Semangat koneksi strategis.")
    assert need.status == "deprecated"
    assert need.rendering == "gắn kết chiến lược"


def test_admitted_target_forms_are_accepted_after_the_preferred_one():
    (need,) = _required("kohesi strategis", "en")
    assert need.forms == ("strategic cohesion", "strategic cohesiveness")
    assert verify("Our strategic cohesiveness grows.", (need,), "en") == ((4, 26),)


def test_only_the_longest_match_asks():
    assert [need.concept_id for need in _required("Partai Komunis Vietnam")] == ["party"]


def test_policy_never_asks_nothing_and_review_forces_nothing():
    assert _required("bangsa") == ()
    (need,) = _required("perusahaan")
    assert not need.enforceable
    assert not _outcome("perusahaan", "công ty").outcomes[0].needs_review


def test_do_not_translate_asks_for_the_source_form():
    (need,) = _required("kata Viettel")
    assert need.forms == ("Viettel",)


def test_each_occurrence_needs_a_place_of_its_own():
    needs = _required("Vietnam dan Vietnam")
    assert verify("Việt Nam", needs, "vi") == ((0, 8), None)


def test_short_form_inside_a_longer_term_does_not_count():
    needs = _required("Partai Komunis Vietnam di Vietnam")
    assert verify("Đảng Cộng sản Việt Nam", needs, "vi") == ((0, 22), None)
    assert None not in verify("Đảng Cộng sản Việt Nam ở Việt Nam", needs, "vi")
    assert None not in verify("Ở Việt Nam, Đảng Cộng sản Việt Nam", needs, "vi")


def test_term_that_stands_already_costs_nothing():
    result = _outcome("kohesi strategis", "Gắn kết chiến lược rất quan trọng.")
    assert result.hypothesis.text == "Gắn kết chiến lược rất quan trọng."
    assert result.outcomes[0].obtained is Obtained.ENGINE


def test_term_placed_by_an_engine_that_was_told_is_a_constraint():
    result = _outcome("kohesi strategis", "gắn kết chiến lược", told=True)
    assert result.outcomes[0].obtained is Obtained.CONSTRAINT


def test_missing_term_replaces_the_aligned_words():
    target = "Chúng ta cần sự liên kết mạnh mẽ."
    start, end = target.index("sự liên kết"), target.index(" mạnh")
    result = _outcome("Kita perlu kohesi strategis.", target, (Link((11, 27), (start, end)),))
    assert result.hypothesis.text == "Chúng ta cần gắn kết chiến lược mạnh mẽ."
    assert result.outcomes[0].obtained is Obtained.REPLACED
    span = result.outcomes[0].span
    assert result.hypothesis.text[slice(*span)] == "gắn kết chiến lược"


def test_replacement_at_the_start_of_a_sentence_has_a_capital():
    result = _outcome("Kohesi strategis penting.", "Liên kết là trọng.", (Link((0, 16), (0, 8)),))
    assert result.hypothesis.text == "Gắn kết chiến lược là trọng."


def test_unaligned_term_is_marked_not_invented():
    result = _outcome("Kita perlu kohesi strategis.", "Chúng ta cần nó.")
    assert result.hypothesis.text == "Chúng ta cần nó."
    assert result.outcomes[0].obtained is Obtained.MISSING
    assert result.outcomes[0].needs_review


def test_replacement_never_breaks_another_term():
    source = "Vietnam: kohesi strategis"
    result = _outcome(source, "Việt Nam", (Link((9, 25), (0, 8)),))
    assert result.hypothesis.text == "Việt Nam"
    assert [one.obtained for one in result.outcomes] == [Obtained.ENGINE, Obtained.MISSING]


def test_judging_without_mending_changes_nothing():
    result = _outcome("kohesi strategis", "liên kết", (Link((0, 16), (0, 8)),), mend=False)
    assert result.hypothesis.text == "liên kết"
    assert result.outcomes[0].obtained is Obtained.MISSING


def test_concept_without_rendering_is_said_to_have_none():
    needs = _required("kohesi strategis", "lo")
    assert needs[0].forms == ()
    result = enforce(Hypothesis("ບາງຢ່າງ"), needs, target_lang="lo", told=False)
    assert result.outcomes[0].obtained is Obtained.NO_RENDERING
    assert result.outcomes[0].needs_review


def test_constraints_tell_required_terms_from_suggestions():
    told = constraints(_required("perusahaan dan kohesi strategis"))
    assert [(one.forms[0], one.required) for one in told] == [
        ("doanh nghiệp", False),
        ("gắn kết chiến lược", True),
    ]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ((Link((0, 3), (4, 7)), Link((0, 3), (20, 22))), (4, 7)),
        ((Link((0, 3), (5, 6)),), (4, 7)),
        ((Link((0, 3), (4, 7)), Link((0, 3), (8, 12))), (4, 12)),
        ((Link((8, 9), (4, 7)),), None),
    ],
    ids=["largest group wins", "widened to the word", "neighbours join", "no link"],
)
def test_source_span_is_projected_through_noisy_links(links, expected):
    (need,) = requirements(Matcher(_SHORT, "id").find("abc def"), _SHORT, "vi")
    assert aligned_span(need, "the cat sits on the mat", links) == expected


_SHORT = Glossary([_concept("abc", _term("id", "abc"), _term("vi", "xyz"))])


def test_lao_span_takes_in_the_marks_of_its_letters():
    (need,) = requirements(Matcher(_SHORT, "id").find("abc"), _SHORT, "vi")
    text = "ກຳລັງນອນ"
    start = text.index("ລ")
    assert aligned_span(need, text, (Link((0, 3), (start, start + 1)),)) == (start, start + 2)
