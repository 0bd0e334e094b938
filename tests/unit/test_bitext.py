from __future__ import annotations

import pytest

from corpus.bitext import Bitext, Unit, bitext_format, read_bitext, write_bitext
from corpus.errors import FormatError

UNITS = Bitext("id", "vi", (Unit("Satu.", "Một."), Unit("Dua.", "Hai.")))


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.TMX", "tmx"), ("a.tsv", "tsv"), ("a.xlf", "xliff"), ("a.xliff", "xliff"), ("a.po", "po"), ("news.id", "moses")],
)  # fmt: skip
def test_the_ending_tells_the_format(name, format):
    assert bitext_format(name, "id") == format


def test_an_unknown_ending_is_an_error_that_names_the_formats():
    with pytest.raises(FormatError, match="use one of tmx, tsv"):
        bitext_format("a.docx", "id")


def test_a_moses_pair_is_two_files(tmp_path):
    write_bitext(UNITS, tmp_path / "news.id")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.id", "news.vi"]
    assert read_bitext(tmp_path / "news.id", source_lang="id", target_lang="vi") == UNITS
    (tmp_path / "news.vi").write_text("Một.\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"2 lines here, 1 in news\.vi"):
        read_bitext(tmp_path / "news.id", source_lang="id", target_lang="vi")


def test_tmx_of_other_tools_is_read(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_text(
        """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="*all*"/><body>
<tu><tuv xml:lang="ID-id"><seg><bpt i="1">&lt;b&gt;</bpt>Satu<ept i="1">&lt;/b&gt;</ept> <hi>dua</hi>.</seg></tuv>
<tuv xml:lang="vi_VN"><seg>Một hai.</seg></tuv><tuv xml:lang="en"><seg>One two.</seg></tuv></tu>
<tu><tuv xml:lang="id"><seg>Tiga.</seg></tuv></tu></body></tmx>""",
        encoding="utf-8",
    )
    units = read_bitext(path, source_lang="id", target_lang="vi").units
    assert units == (Unit("Satu dua.", "Một hai."),)
    with pytest.raises(FormatError, match="no unit has both id and lo"):
        read_bitext(path, source_lang="id", target_lang="lo")


@pytest.mark.parametrize("format", ["tmx", "xliff"])
def test_entities_are_never_expanded(tmp_path, format):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "bad.xml"
    path.write_text(
        f'<!DOCTYPE tmx [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "&a;&a;">]>'
        "<tmx><body><tu><tuv><seg>&b;</seg></tuv></tu></body></tmx>",
        encoding="utf-8",
    )
    with pytest.raises(FormatError) as caught:
        read_bitext(path, source_lang="id", target_lang="vi", format=format)
    assert "secret" not in str(caught.value).replace(str(tmp_path), "")


def test_broken_xml_names_the_line(tmp_path):
    path = tmp_path / "bad.tmx"
    path.write_text("<tmx>\n<body>\n</tmx>", encoding="utf-8")
    with pytest.raises(FormatError, match=r"bad\.tmx:3: no valid XML"):
        read_bitext(path, source_lang="id", target_lang="vi")


def test_xliff_2_is_read(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="id" trgLang="vi">'
        '<file id="f"><unit id="1"><segment><source>Satu <ph id="1"/>dua</source>'
        "<target>Một hai</target></segment></unit></file></xliff>",
        encoding="utf-8",
    )
    units = read_bitext(path, source_lang="id", target_lang="vi").units
    assert units == (Unit("Satu dua", "Một hai"),)


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path):
    path = tmp_path / "a.tmx"
    write_bitext(Bitext("id", "vi", (Unit("Sa\x00tu\x0b.", "Một\ufffe."),)), path)
    assert read_bitext(path, source_lang="id", target_lang="vi").units == (Unit("Satu.", "Một."),)


def test_a_line_without_a_tab_is_named(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("source\ttarget\nSatu.\tMột.\nDua.\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.tsv:3"):
        read_bitext(path, source_lang="id", target_lang="vi")


def test_a_missing_file_is_an_error(tmp_path):
    for name in ("a.tmx", "a.tsv", "a.po", "a.xlf", "a.id"):
        with pytest.raises(FormatError, match="no such file"):
            read_bitext(tmp_path / name, source_lang="id", target_lang="vi")
