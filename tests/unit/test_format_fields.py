"""JSON, JSON lines and tables: which values are translated, and how they are written."""

from __future__ import annotations

import json

import pytest

from corpus.document import Targets
from corpus.errors import FormatError
from corpus.formats import parse_document
from corpus.formats.fields import Fields


def parse(text, format):
    return parse_document(text.encode(), name="a", source_lang="id", format=format)


def texts(text, format):
    return [segment.text for segment in parse(text, format).segments]


ARTICLE = json.dumps(
    {
        "id": "berita-2025-1",
        "url": "https://contoh.id/a",
        "slug": "kunjungan",
        "title": "Kunjungan resmi",
        "published_at": "Kamis pagi",
        "tags": ["politik", "id-ID", "foto_1.jpg"],
        "content": {"body": "Satu. Dua.", "imageUrl": "a b"},
    }
)


def test_values_that_look_like_text_are_translated():
    assert texts(ARTICLE, "json") == ["Kunjungan resmi", "politik", "Satu.", "Dua."]


def test_a_choice_of_fields_is_all_that_is_translated():
    assert texts(ARTICLE, "json:title,content.body") == ["Kunjungan resmi", "Satu.", "Dua."]
    assert texts(ARTICLE, "json:**.body") == ["Satu.", "Dua."]
    assert texts(ARTICLE, "json:*.imageUrl,slug") == ["kunjungan", "a b"]


def test_keys_are_never_translated():
    document = parse('{"judul": "judul", "judul berita": {"judul": 1}}', "json")
    assert document.render({0: "x"}) == b'{"judul": "x", "judul berita": {"judul": 1}}'


def test_a_file_in_ascii_stays_in_ascii():
    assert parse('["Sat\\u00fa"]', "json").render({0: "Một"}) == b'["M\\u1ed9t"]'
    assert parse('["Satu"]', "json").render({0: "Một"}).decode() == '["Một"]'


@pytest.mark.parametrize("text", ['{"a": "b"', "[1,]", "[" * 100_000, '{"a" "b"}', "bukan"])
def test_broken_json_is_an_error(text):
    with pytest.raises(FormatError):
        parse(text, "json")


def test_an_error_in_json_lines_names_the_line():
    with pytest.raises(FormatError) as caught:
        parse('{"a": "Satu"}\n{"a": "Dua"\n', "jsonl")
    assert caught.value.line == 2


def test_columns_are_chosen_by_name_or_number():
    table = "kode,judul,isi\nx,Satu,Dua\n"
    assert texts(table, "csv") == ["Satu", "Dua"]
    assert texts(table, "csv:isi") == ["Dua"]
    assert texts(table, "csv:2") == ["Satu"]
    with pytest.raises(FormatError, match="no column 'teks'"):
        parse(table, "csv:teks")


def test_a_cell_is_quoted_when_it_must_be():
    document = parse("judul\nSatu\n", "csv:judul")
    assert document.render({0: 'một, "hai"'}).decode() == 'judul\n"một, ""hai"""\n'


def test_a_quotation_that_is_never_closed_is_an_error():
    with pytest.raises(FormatError, match="not closed") as caught:
        parse('a,b\n1,"dua\n3,4\n', "csv")
    assert caught.value.line == 2


def test_formats_without_fields_say_so():
    with pytest.raises(FormatError, match="no fields"):
        parse("Satu.", "text:judul")


def test_paths_match_as_a_whole():
    fields = Fields(["a.*.c", "d"])
    assert fields.take(("a", "b", "c"), "x")
    assert not fields.take(("a", "b"), "x")
    assert not fields.take(("a", "d"), "x")


def test_the_anchor_of_a_value_stays_before_it():
    document = parse("isi: &a  Satu dua\nlain: &x:</b> Tiga\n", "yaml")
    assert [segment.text for segment in document.segments] == ["Satu dua"]
    assert document.render({0: "Một: hai"}).decode() == 'isi: &a  "Một: hai"\nlain: &x:</b> Tiga\n'


@pytest.mark.parametrize(
    ("text", "format"), [('["a\\ud800b", "Dua"]', "json"), ('- "a\\ud800b"\n- Dua\n', "yaml")]
)
def test_half_a_character_stays(text, format):
    document = parse(text, format)
    assert [segment.text for segment in document.segments] == ["Dua"]
    assert document.render({0: "Hai"}).decode() == text.replace("Dua", "Hai")


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        ('{"lang": "id", "a": "Satu dua"}', "json", '{"lang": "vi", "a": "Một"}'),
        (
            '{"a": "Satu dua", "x": {"locale": "id_ID"}}',
            "json",
            '{"a": "Một", "x": {"locale": "vi_VN"}}',
        ),
        ('{"lang": "en", "a": "Satu dua"}', "json", '{"lang": "en", "a": "Một"}'),
        (
            '{"lang": "id", "n": 1}\n{"lang": "id", "a": "Satu"}',
            "jsonl",
            '{"lang": "id", "n": 1}\n{"lang": "vi", "a": "Một"}',
        ),
        ("lang: 'id-ID' # x\na: Satu dua\n", "yaml", "lang: 'vi-VN' # x\na: Một\n"),
        ("# x\nid:\n  a: Satu dua\n", "yaml", "# x\nvi:\n  a: Một\n"),
        ("id:\n  a: Satu dua\nb: 1\n", "yaml", "id:\n  a: Một\nb: 1\n"),
        ("lang: id\n", "yaml:lang", "lang: Một\n"),
        ("id: berita\na: Satu dua\n", "yaml:a", "id: berita\na: Một\n"),
    ],
)
def test_a_tag_of_the_language_becomes_that_of_the_translation(text, format, expected):
    document = parse(text, format)
    assert document.render(Targets({0: "Một"}, lang="vi")).decode() == expected
    assert document.render(Targets({}, lang="vi")).decode() == text


def test_quotation_mark_inside_a_word_hides_no_delimiter():
    data = b'a" b\n"c d"\n7;"e f\nkata ini'
    document = parse_document(data, name="a.csv", source_lang="id", format="csv")
    written = document.render({one.index: f'{one.text} "x"' for one in document.segments})
    assert parse_document(written, name="a.csv", source_lang="id", format="csv")


def test_rare_line_ends_in_yaml_are_line_ends():
    import yaml

    data = "a: >-\n  Satu\n\u2028  dua\nb: 'Tiga'\nc: |\n  Empat\n  lima\nd: enam\n".encode()
    document = parse_document(data, name="a.yaml", source_lang="id", format="yaml")
    assert document.render({}) == data
    written = document.render({one.index: f"x\u2028y {one.text}" for one in document.segments})
    values = yaml.safe_load(written.decode())
    assert list(values) == ["a", "b", "c", "d"]
    assert all("\u2028" in value for value in values.values())
