"""What a glossary says about itself, and what texts do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbase import Concept, Form, Glossary, Status, Term
from termbase.check import Severity, check_glossary
from termbase.consistency import concept_uses, uses_html, uses_record, uses_text


def kinds(*concepts: Concept) -> set[tuple[str, str]]:
    findings = check_glossary(Glossary(concepts), languages=("id", "vi"))
    return {(f.severity.value, f.kind) for f in findings if f.severity is not Severity.INFO}


def test_bundled_glossary_has_no_errors() -> None:
    findings = check_glossary(Glossary.bundled())
    assert [f for f in findings if f.severity is Severity.ERROR] == []


def test_two_preferred_terms_are_an_error() -> None:
    concept = Concept("c", "", (Term("satu", "id"), Term("dua", "id")))
    assert kinds(concept) == {("error", "two-preferred")}


def test_same_preferred_term_of_two_concepts_is_an_error() -> None:
    one, two = (Concept(name, "", (Term("satu", "id"),)) for name in "ab")
    assert kinds(one, two) == {("error", "duplicate-concept")}


def test_homograph_is_a_warning() -> None:
    one = Concept("a", "", (Term("Direktur", "id"),))
    two = Concept("b", "", (Term("Kepala", "id"), Term("direktur", "id", Status.ADMITTED)))
    assert kinds(one, two) == {("warning", "homograph")}


def test_terms_that_match_alike_are_a_warning() -> None:
    concept = Concept("c", "", (Term("hoà", "vi"), Term("hòa", "vi", Status.ADMITTED)))
    assert kinds(concept) == {("warning", "duplicate-term")}


def test_preferred_form_that_is_forbidden_elsewhere_is_an_error() -> None:
    one = Concept("a", "", (Term("satu", "id"), Term("một", "vi")))
    two = Concept("b", "", (Term("dua", "id"), Term("Một", "vi", Status.FORBIDDEN)))
    assert kinds(one, two) == {("error", "preferred-forbidden")}


def test_nested_term_with_another_rendering_is_a_warning() -> None:
    inner = Concept("inner", "", (Term("kerja sama", "id"), Term("hợp tác", "vi")))
    good = Concept("good", "", (Term("kerja sama baru", "id"), Term("hợp tác mới", "vi")))
    bad = Concept("bad", "", (Term("kerja sama lama", "id"), Term("cộng tác cũ", "vi")))
    findings = check_glossary(Glossary([inner, good, bad]), languages=("id", "vi"))
    nested = [f.concept_ids for f in findings if f.kind == "nested-conflict"]
    assert nested == [("bad", "inner")]


def test_missing_and_unverified_renderings_are_information() -> None:
    findings = check_glossary(
        Glossary([Concept("c", "", (Term("a", "id"), Term("b", "vi")))]),
        languages=("id", "vi", "lo"),
    )
    assert [(f.kind, f.lang) for f in findings] == [("unverified", "vi"), ("missing", "lo")]


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Kohesi strategis itu penting.\n\nKoneksi strategis juga.\n", encoding="utf-8")
    second.write_text(
        "Dalam semangat kohesi strategis, ASEAN maju.\nPerhimpunan Bangsa-Bangsa Asia Tenggara "
        "juga.\n",
        encoding="utf-8",
    )
    return [first, second]


def test_concept_under_two_names_is_inconsistent_acronym_and_full_name_are_not(
    articles: list[Path],
) -> None:
    uses = concept_uses(Glossary.bundled(), articles)
    table = {use.concept.id: (use.inconsistent, use.count, len(use.names)) for use in uses}
    assert table == {
        "slogan-strategic-cohesion": (True, 3, 2),
        "acr-asean": (False, 2, 2),
    }
    first = uses[0].names[0]
    assert [(Path(p.file).name, p.line) for p in first.places] == [("a.txt", 1), ("b.txt", 1)]


def test_two_full_names_without_a_wrong_one_are_inconsistent_too(tmp_path: Path) -> None:
    concept = Concept(
        "c", "", (Term("pelaku usaha", "id"), Term("perusahaan", "id", Status.ADMITTED))
    )
    path = tmp_path / "a.txt"
    path.write_text("Pelaku usaha dan perusahaan.\n", encoding="utf-8")
    (use,) = concept_uses(Glossary([concept]), [path])
    assert use.inconsistent
    short = Concept(
        "c", "", (Term("pelaku usaha", "id"), Term("usaha", "id", Status.ADMITTED, form=Form.SHORT))
    )
    path.write_text("Pelaku usaha dan usaha.\n", encoding="utf-8")
    (use,) = concept_uses(Glossary([short]), [path])
    assert not use.inconsistent


def test_table_is_given_as_text_records_and_page(articles: list[Path]) -> None:
    uses = concept_uses(Glossary.bundled(), articles)
    text = uses_text(uses)
    assert "koneksi strategis  (deprecated)  a.txt:3" in text
    records = uses_record(uses)
    assert records[0]["names"][0]["places"][0]["surface"] == "Kohesi strategis"
    page = uses_html(uses)
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "http" not in page


def test_slogan_of_the_articles_is_shown_under_its_six_names(seeds: list[Path]) -> None:
    uses = {use.concept.id: use for use in concept_uses(Glossary.bundled(), seeds)}
    use = uses["slogan-strategic-cohesion"]
    assert len(use.names) == 6
    assert {place.line for name in use.names for place in name.places} >= {3, 5, 17, 19, 24, 58}
