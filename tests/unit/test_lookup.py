"""Finding a term whatever way it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from termbase import Concept, Glossary, Term
from termbase.formats import tables
from termbase.lookup import Kind, look_up, plain_text
from termbase.sources import look_up_files
from termbase.store import write_store


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.bundled()


@pytest.mark.parametrize(
    ("query", "concept_id", "kind"),
    [
        ("koneksi strategis", "slogan-strategic-cohesion", Kind.EXACT),
        ("gắn kết chiến lược", "slogan-strategic-cohesion", Kind.EXACT),
        ("Gắn Kết Chiến Lược", "slogan-strategic-cohesion", Kind.NORMAL),
        ("gan ket chien luoc", "slogan-strategic-cohesion", Kind.PLAIN),
        ("ຫຸ້ນສ່ວນຍຸດທະສາດ", "slogan-strategic-cohesion", Kind.EXACT),
        ("ຫຸນສວນຍຸດທະສາດ", "slogan-strategic-cohesion", Kind.PLAIN),
        ("strategic cohesion", "slogan-strategic-cohesion", Kind.EXACT),
        ("strategc cohesion", "slogan-strategic-cohesion", Kind.FUZZY),
        ("cohesion strategic", "slogan-strategic-cohesion", Kind.FUZZY),
        ("Perhimpunan Bangsa", "acr-asean", Kind.PREFIX),
        ("Antar-Parlemen", "acr-aipa", Kind.CONTAINED),
        ("cộng hoà dân chủ nhân dân lào", "pl-lao-pdr", Kind.NORMAL),
        ("cong hoa dan chu nhan dan lao", "pl-lao-pdr", Kind.PLAIN),
        ("pl-hanoi", "pl-hanoi", Kind.EXACT),
        ("Dang Cong san Viet Nam", "org-cpv", Kind.PLAIN),
    ],
)
def test_best_hit_is_the_concept_that_is_meant(
    glossary: Glossary, query: str, concept_id: str, kind: Kind
) -> None:
    best = look_up(glossary, query)[0]
    assert (best.concept.id, best.kind) == (concept_id, kind)


def test_no_concept_comes_twice_and_the_limit_holds(glossary: Glossary) -> None:
    hits = look_up(glossary, "laos", limit=7)
    assert len(hits) == 7
    assert len({hit.concept.id for hit in hits}) == 7
    assert hits[0].concept.id == "pl-lao-pdr"


def test_language_limits_what_is_compared(glossary: Glossary) -> None:
    assert all(hit.term.lang == "en" for hit in look_up(glossary, "vietnam", lang="en"))


@pytest.mark.parametrize("query", ["", "   ", "\u200b"])
def test_empty_query_finds_nothing(glossary: Glossary, query: str) -> None:
    assert look_up(glossary, query) == ()


def test_nonsense_finds_nothing(glossary: Glossary) -> None:
    assert look_up(glossary, "xqzwv jjkk ppqq") == ()


def test_plain_text_has_no_marks() -> None:
    assert plain_text("Đảng Cộng sản") == "dang cong san"


def test_large_file_is_looked_up_through_an_index_with_the_same_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("termbase.sources._LARGE", 10)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "mine.tsv"
    concepts = [
        Concept(f"c{number}", "", (Term(f"kata {number} strategis", "id"), Term("ລາວ", "lo")))
        for number in range(40)
    ]
    tables.write(path, concepts)
    for query in ("kata 7 strategis", "strategis", "kta 12 stratgis", "ລາວ", "c3", "ka"):
        expected = look_up(concepts, query, limit=3)
        for _ in range(2):  # the second time from the index that the first one made
            found = look_up_files([path], query, bundled=False, limit=3)
            assert [hit.kind for hit in found] == [hit.kind for hit in expected], query
            assert [hit.score for hit in found] == [hit.score for hit in expected], query
    assert len(list((tmp_path / "cache").rglob("*.sqlite"))) == 1
    tables.write(path, [Concept("new", "", (Term("baru", "id"),))])
    assert look_up_files([path], "baru", bundled=False)[0].concept.id == "new"


def test_earlier_file_wins_over_later_and_bundled(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    write_store(path, [Concept("pl-hanoi", "", (Term("Hanoi", "id"), Term("Kinh thành", "vi")))])
    best = look_up_files([path], "Hanoi")[0]
    rendering = best.concept.rendering("vi")
    assert rendering is not None
    assert rendering.text == "Kinh thành"
