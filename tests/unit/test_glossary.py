"""Glossary files: what is read is what is written, and every bad row is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import GlossaryError
from termbase import Case, Concept, Glossary, Policy, Status, Term
from termbase.formats import tables


def test_bundled_glossary_has_every_concept_and_leaves_empty_cells_empty() -> None:
    glossary = Glossary.bundled()
    assert len(glossary) == 204
    missing = {
        lang: sum(not concept.accepted(lang) for concept in glossary) for lang in ("vi", "lo", "en")
    }
    assert missing == {"vi": 9, "lo": 26, "en": 6}


def test_bundled_glossary_has_one_preferred_term_per_language_at_most() -> None:
    for concept in Glossary.bundled():
        for lang in concept.languages:
            preferred = [t for t in concept.terms_in(lang) if t.status is Status.PREFERRED]
            assert len(preferred) == 1, (concept.id, lang)


def test_bundled_file_is_written_as_it_stands() -> None:
    path = Path(tables.__file__).parents[1] / "data" / "kohesi.tsv"
    text = path.read_text(encoding="utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert tables.render(Glossary.bundled()) == body


def test_every_verified_term_says_where_it_was_seen() -> None:
    for concept in Glossary.bundled():
        for term in concept.terms:
            assert bool(term.source) == term.verified, (concept.id, term.text)


def test_all_bad_rows_stand_in_one_report(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(
        "concept\tlang\tterm\tstatus\tcontext\n"
        "one\tid\tsatu\tpreferred\t\n"
        "one\tid\tsatu\tadmitted\t\n"
        "two\txx\tdua\tpreferred\t\n"
        "three\tid\ttiga\twrong\t\n"
        "four\tid\t\tpreferred\t\n"
        "five\tid\tlima\tpreferred\tnear\n"
        "six\tid\tenam\tpreferred\t\ttoo\tmany\n",
        encoding="utf-8",
    )
    with pytest.raises(GlossaryError) as caught:
        Glossary.load(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:3: ")
    for line in (4, 5, 6, 7, 8):
        assert f"line {line}: " in message


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_wide_table_of_a_translator_is_read(tmp_path: Path, separator: str) -> None:
    path = tmp_path / ("my.tsv" if separator == "\t" else "my.csv")
    rows = [["id", "vi", "lo", "en"], ["kohesi strategis", "gắn kết chiến lược", "", "a | b"]]
    path.write_text("\ufeff" + "\r\n".join(separator.join(row) for row in rows), encoding="utf-8")
    glossary = Glossary.load(path)
    concept = glossary["kohesi-strategis"]
    assert [term.text for term in concept.terms_in("en")] == ["a", "b"]
    assert concept.preferred("lo") is None
    rendering = concept.rendering("vi")
    assert rendering is not None
    assert rendering.text == "gắn kết chiến lược"


def test_acronym_in_a_wide_table_keeps_its_case(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("id,vi\nAI,AI\n", encoding="utf-8")
    (concept,) = Glossary.load(path)
    assert concept.terms[0].case is Case.AS_IS


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no rows"),
        (b"a,b\n1,2\n", "no column names a language"),
        (b"id,vi\nkata,\xff\xfe\xfa\n", "not UTF-8"),
        (b"id,vi,id\na,b,c\n", "twice"),
        (b"id,vi\n,\n,\n x,y,z\n", "3 cells for 2 columns"),
        (b"concept,id,vi\nx,a,b\nx,c,d\n", "line 2"),
    ],
)
def test_file_that_is_no_glossary_is_refused_in_one_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(GlossaryError, match=reason) as caught:
        Glossary.load(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_missing_file_and_unknown_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot read"):
        Glossary.load(tmp_path / "none.tsv")
    with pytest.raises(GlossaryError, match="unknown glossary format"):
        Glossary.load(tmp_path / "glossary.docx")


def test_earlier_glossary_wins_by_concept_id() -> None:
    mine = Glossary([Concept("c", "", (Term("satu", "id"),))], name="mine")
    other = Glossary([Concept("c", "", (Term("dua", "id"),)), Concept("d", "", ())], name="other")
    merged = Glossary.merged(mine, other)
    assert [concept.id for concept in merged] == ["c", "d"]
    assert merged["c"].terms[0].text == "satu"


def test_digest_follows_content_alone() -> None:
    concept = Concept("c", "s", (Term("satu", "id"),))
    assert Glossary([concept], name="a").digest == Glossary([concept], name="b").digest
    changed = Concept("c", "s", (Term("satu", "id"),), policy=Policy.REVIEW)
    assert Glossary([concept]).digest != Glossary([changed]).digest


def test_two_concepts_with_one_id_and_unknown_ids_are_errors() -> None:
    concept = Concept("c", "", ())
    with pytest.raises(GlossaryError, match="'c'"):
        Glossary([concept, concept])
    with pytest.raises(GlossaryError, match="no concept 'x'"):
        Glossary([concept])["x"]
