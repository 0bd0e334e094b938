"""Catalogues of gettext: forms, flags, placeholders, languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Targets
from corpus.errors import FormatError
from corpus.formats import parse_document
from corpus.formats.po import parse_catalogue

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n\n'
PLURAL = 'msgid "%d berkas"\nmsgid_plural "%d banyak berkas"\nmsgstr[0] ""\nmsgstr[1] ""\n'


def parse(text):
    return parse_document(text.encode(), name="a.po", source_lang="id", format="po")


def written(document, texts, lang, review=()):
    data = document.render(Targets(texts, lang=lang, review=review))
    return parse_catalogue(data.decode(), name="a.po")


def test_each_language_gets_its_number_of_forms():
    document = parse(HEAD.format("") + PLURAL)
    texts = {0: "%d file", 1: "%d files"}
    english = written(document, texts, "en")
    assert english[0].msgstr_plural == {0: "%d file", 1: "%d files"}
    assert english.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    lao = written(document, texts, "lo")
    assert lao[0].msgstr_plural == {0: "%d files"}
    assert lao.metadata["Language"] == "lo"


def test_what_is_translated_already_stays():
    document = parse(HEAD.format("vi") + 'msgid "Buka"\nmsgstr "Mở"\n\nmsgid "Tutup"\nmsgstr ""\n')
    assert [segment.text for segment in document.segments] == ["Tutup"]
    assert document.target_lang == "vi"
    assert [e.msgstr for e in written(document, {0: "Đóng"}, "vi")] == ["Mở", "Đóng"]


def test_a_translated_catalogue_takes_no_other_language(kohesi, tmp_path):
    file = tmp_path / "a.po"
    file.write_text(
        HEAD.format("vi") + 'msgid "Buka"\nmsgstr "Mở"\n\nmsgid "Tutup"\nmsgstr ""\n', "utf-8"
    )
    result = kohesi("translate", file, "--to", "lo", "-o", tmp_path)
    assert result.code == 1
    assert "holds translations into 'vi'" in result.err


def test_fuzzy_and_what_wants_a_review_is_fuzzy():
    text = '#, fuzzy\n#| msgid "Lama"\nmsgid "Baru"\nmsgstr "Cũ"\n\nmsgid "Lain"\nmsgstr ""\n'
    document = parse(HEAD.format("") + text)
    first, second = written(document, {0: "Mới", 1: "Khác"}, "vi", review={1})
    assert (first.msgstr, first.fuzzy, first.previous_msgid) == ("Mới", True, "Lama")
    assert second.fuzzy


def test_a_lost_placeholder_makes_an_entry_fuzzy():
    document = parse(HEAD.format("") + 'msgid "Halo %(nama)s"\nmsgstr ""\n')
    assert written(document, {0: "Xin chào"}, "vi")[0].fuzzy
    assert not written(document, {0: "Xin chào %(nama)s"}, "vi")[0].fuzzy


def test_each_form_of_a_plural_answers_for_its_own_placeholders():
    document = parse(HEAD.format("") + PLURAL)
    # "one file" does without the number
    assert not written(document, {0: "One file", 1: "%d files"}, "en")[0].fuzzy
    assert written(document, {0: "%d file", 1: "Files"}, "en")[0].fuzzy
    assert written(document, {0: "%d file", 1: "%d %s files"}, "en")[0].fuzzy
    # Vietnamese has one form, made of the plural
    assert not written(document, {0: "tệp tin %s", 1: "%d tệp"}, "vi")[0].fuzzy
    assert written(document, {0: "%d tệp", 1: "nhiều tệp"}, "vi")[0].fuzzy


def test_tags_in_a_message_are_kept_out_of_its_text():
    document = parse(HEAD.format("") + 'msgid "Klik <b>Simpan</b> & <nama>"\nmsgstr ""\n')
    assert [segment.text for segment in document.segments] == ["Klik Simpan &"]
    entry = written(document, {0: "Nhấp Simpan &"}, "vi")[0]
    assert entry.msgstr == "Nhấp <b>Simpan</b> & <nama>"


def test_a_file_that_holds_the_name_of_a_file_does_not_open_it(tmp_path: Path):
    secret = tmp_path / "secret.po"
    secret.write_text('msgid "rahasia"\nmsgstr ""\n', "utf-8")
    with pytest.raises(FormatError):
        parse(str(secret))


def test_no_catalogue_is_an_error_with_its_line():
    with pytest.raises(FormatError, match="no valid PO file"):
        parse('msgid "a"\nmsgstr "b\nbukan')
