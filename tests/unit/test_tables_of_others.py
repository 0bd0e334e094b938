"""Tables as spreadsheets and translators write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import GlossaryError
from termbase import Concept, Glossary, Status, Term
from termbase.formats.catalog import FORMATS, module_of
from termbase.formats.source import Options
from termbase.formats.wide_rows import language_column


def _read(text: str, name: str = "g.csv", encoding: str = "utf-8") -> tuple[Concept, ...]:
    return module_of(FORMATS["csv"]).decode(text.encode(encoding), name, Options(), [])


def _rows(concept: Concept) -> list[tuple[str, str, str]]:
    return [(term.lang, term.status.value, term.text) for term in concept.terms]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_and_encoding_are_found(encoding: str, separator: str) -> None:
    text = "id,vi,lo\r\nkohesi,gắn kết,ຄວາມ\r\n".replace(",", separator)
    (concept,) = _read(text, encoding=encoding)
    assert [term.text for term in concept.terms] == ["kohesi", "gắn kết", "ຄວາມ"]


def test_cells_that_a_spreadsheet_has_quoted_in_a_tsv_file() -> None:
    (concept,) = _read('id\tvi\n"hữu, nghị"\t"một ""hai"" ba"\n', "g.tsv")
    assert [term.text for term in concept.terms] == ["hữu, nghị", 'một "hai" ba']


def test_columns_may_have_the_names_of_languages_and_a_status() -> None:
    (concept,) = _read(
        "id;Indonesian;Bahasa Indonesia (deprecated);Tiếng Việt;ລາວ;English (forbidden)\n"
        "c-7;kohesi;koneksi;gắn kết;ຄວາມ;connection | link\n"
    )
    assert concept.id == "c-7"
    assert _rows(concept) == [
        ("id", "preferred", "kohesi"),
        ("id", "deprecated", "koneksi"),
        ("vi", "preferred", "gắn kết"),
        ("lo", "preferred", "ຄວາມ"),
        ("en", "forbidden", "connection"),
        ("en", "forbidden", "link"),
    ]


def test_column_id_is_indonesian_where_no_other_column_is() -> None:
    (concept,) = _read("id,id_admitted,vi-VN\nkohesi,keterpaduan,gắn kết\n")
    assert concept.id == "kohesi"
    assert [row[0] for row in _rows(concept)] == ["id", "id", "vi"]


def test_escaped_bar_belongs_to_the_term() -> None:
    (concept,) = _read("id,vi\na\\|b | c,d\\\\\n")
    assert [term.text for term in concept.terms] == ["a|b", "c", "d\\"]


@pytest.mark.parametrize("name", ["lo_source", "id_note", "colour", "fr", "id_preferred_x", ""])
def test_column_of_something_else_is_no_language(name: str) -> None:
    assert language_column(name) is None


def test_two_columns_of_one_language_are_a_mistake() -> None:
    with pytest.raises(GlossaryError, match="what another column holds"):
        _read("vi,Vietnamese,id\na,b,c\n")


def test_long_table_of_another_program() -> None:
    (concept,) = _read(
        "Concept ID,Language,Term,Term Status,Part of Speech\n7,id,kohesi,Preferred,noun\n"
        "7,vi,gắn kết,admitted,\n"
    )
    assert concept.terms == (
        Term("kohesi", "id", part_of_speech="noun"),
        Term("gắn kết", "vi", status=Status.ADMITTED),
    )


def test_quotation_mark_that_does_not_close_names_its_row() -> None:
    with pytest.raises(GlossaryError, match="opens here") as caught:
        _read('id,vi\nsatu,một\n"dua,hai\ntiga,ba\n')
    assert caught.value.line == 3


def test_content_tells_what_a_file_without_extension_is(tmp_path: Path) -> None:
    path = tmp_path / "glossary"
    path.write_text("id\tvi\nkohesi\tgắn kết\n", encoding="utf-8")
    assert len(Glossary.load(path)) == 1
    path.write_text("just a text\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="unknown glossary format"):
        Glossary.load(path)
