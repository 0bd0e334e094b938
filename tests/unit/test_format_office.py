"""Office documents: runs, notes, boxes, and archives that attack."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from corpus.document import Targets
from corpus.errors import FormatError
from corpus.formats import archive as archives
from corpus.formats import parse_document, read_document, reading
from tests.office_files import SLIDE, WORD, A, W, archive, docx, office, paragraph, pptx, run, xlsx


def parse(data, format="docx"):
    return parse_document(data, name="a", source_lang="id", format=format)


def part(data, name="word/document.xml"):
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return opened.read(name).decode()


def body(document, *targets, **more):
    data = document.render(Targets(dict(enumerate(targets)), lang="vi", **more))
    return part(data).partition("<w:body>")[2].partition("</w:body>")[0]


def test_formatting_inside_a_sentence_goes_with_its_words():
    document = parse(docx(paragraph(run("Menteri "), run("ASEAN", "b"), run(" tiba di Laos."))))
    assert [segment.text for segment in document.segments] == ["Menteri ASEAN tiba di Laos."]
    made = body(document, "Bộ trưởng ASEAN đến Lào.")
    assert made == paragraph(run("Bộ trưởng "), run("ASEAN", "b"), run(" đến Lào.")).replace(
        "<w:t>", '<w:t xml:space="preserve">'
    )


def test_links_of_the_engine_place_the_formatting():
    document = parse(docx(paragraph(run("kerja sama "), run("strategis", "i"))))
    links = {0: (((0, 10), (11, 18)), ((11, 20), (0, 10)))}
    made = body(document, "strategic cooperation", links=links)
    assert made.count("<w:i/>") == 1
    assert "".join(made.split("<w:t")).count("strategic") == 1


def test_notes_and_tables_are_read_after_the_body():
    notes = f"<w:footnotes {W}><w:footnote>{paragraph(run('Catatan.'))}</w:footnote></w:footnotes>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Sel'))}</w:tc></w:tr></w:tbl>"
    document = parse(docx(paragraph(run("Isi.")) + table, **{"footnotes.xml": notes}))
    assert [segment.text for segment in document.segments] == ["Isi.", "Sel", "Catatan."]
    data = document.render({2: "Chú thích."})
    assert "Chú thích." in part(data, "word/footnotes.xml")
    assert part(data) == part(document.render())


def test_a_box_inside_a_paragraph_is_translated_with_and_without_it():
    box = f"<w:r><w:txbxContent>{paragraph(run('Kotak'))}</w:txbxContent></w:r>"
    source = paragraph(run("Satu "), box, run("dua."))
    document = parse(docx(source))
    assert [segment.text for segment in document.segments] == ["Satu dua.", "Kotak"]
    assert body(document, "Một hai.", "Hộp").count("Hộp") == 1
    assert ">Satu <" in part(document.render({1: "Hộp"}))
    assert ">Kotak<" in part(document.render({0: "Một hai."}))


def test_a_break_ends_a_sentence_and_deleted_text_stays():
    deleted = "<w:del><w:r><w:delText>Hapus</w:delText></w:r></w:del>"
    document = parse(docx(paragraph(run("Satu"), "<w:r><w:br/></w:r>", run("dua"), deleted)))
    assert [segment.text for segment in document.segments] == ["Satu", "dua"]
    assert deleted in body(document, "Một", "hai")


def test_slides_in_their_order_and_workbooks_with_their_macros():
    slides = parse(
        pptx(
            *(
                f"Halaman {word}"
                for word in "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()
            )
        ),
        "pptx",
    )
    assert [segment.text for segment in slides.segments][-2:] == [
        "Halaman sembilan",
        "Halaman sepuluh",
    ]
    book = parse(xlsx("Satu", "12", "Dua &amp; tiga"), "xlsx")
    assert [segment.text for segment in book.segments] == ["Satu", "Dua & tiga"]
    data = book.render({0: "Một"})
    assert part(data, "xl/vbaProject.bin") == "\0macro"
    assert '<t xml:space="preserve">Một</t>' in part(data, "xl/sharedStrings.xml")


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL", 10_000)
    with pytest.raises(FormatError, match="too large"):
        parse(docx(paragraph(run("a" * 20_000))))


def test_a_part_larger_than_it_says_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_PART", 1000)
    with pytest.raises(FormatError, match="too large"):
        parse(docx(paragraph(run("a" * 20_000))))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"\0" * 100,
        b"kata",
        archive({"../../etc/passwd": "Satu"}),
        archive({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><Types/>"}),
        docx("<w:p>")[:-30],
        docx("<w:p>" * 1000),
        docx("<w:p>&bomb;</w:p>"),
    ],
)
def test_broken_archives_are_refused(data):
    with pytest.raises(FormatError):
        parse(data)


def test_a_file_of_many_megabytes_is_not_read(tmp_path):
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)  # a file with a hole takes no space
    with pytest.raises(FormatError, match="64 MiB"):
        read_document(file, source_lang="id")


@pytest.mark.parametrize(
    ("format", "piece"),
    [("html", "<b>"), ("json", '"",'), ("csv", ","), ("xliff", "<"), ("markdown", "a\n\n")],
)
def test_a_document_of_too_many_pieces_is_refused(format, piece, monkeypatch):
    monkeypatch.setattr(reading, "MAX_PIECES", 1000)
    with pytest.raises(FormatError, match="more than 1,000"):
        parse(("<p>satu</p>" + piece * 2000).encode(), format)


STYLES = (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='en-US'/></w:rPr>"
    "</w:rPrDefault></w:docDefaults><w:style><w:rPr><w:b/><w:sz w:val='28'/>"
    "<w:lang w:val='id-ID'/></w:rPr></w:style></w:styles>"
)


def labelled():
    text = "<w:r><w:rPr><w:b/><w:lang w:val='id-ID'/></w:rPr><w:t>Satu</w:t></w:r>"
    other = "<w:r><w:rPr><w:lang w:val='fr-FR'/></w:rPr><w:t>Deux</w:t></w:r>"
    body = f"<w:document {W}><w:body><w:p>{text}</w:p><w:p>{other}</w:p></w:body></w:document>"
    types = {"word/document.xml": "document.main+xml", "word/styles.xml": "styles+xml"}
    parts = {"word/document.xml": body, "word/styles.xml": STYLES}
    return office({name: WORD + kind for name, kind in types.items()}, parts)


def test_a_document_names_the_language_of_its_translation():
    document = parse(labelled(), "docx")
    assert document.render(Targets({}, lang="vi")) == labelled()
    written = document.render(Targets({0: "Một"}, lang="vi"))
    assert 'w:val="vi-VN"' in part(written, "word/document.xml")
    assert "fr-FR" in part(written, "word/document.xml")
    assert part(written, "word/styles.xml").count('"vi-VN"') == 2


def test_lao_is_bold_and_large_where_its_source_was():
    written = parse(labelled(), "docx").render(Targets({0: "ໜຶ່ງ"}, lang="lo"))
    assert '<w:b/><w:bCs/><w:lang w:val="lo-LA" w:bidi="lo-LA"/>' in part(
        written, "word/document.xml"
    )
    styles = part(written, "word/styles.xml")
    assert "<w:b/><w:bCs/><w:sz w:val='28'/><w:szCs w:val='28'/>" in styles


def test_slides_name_the_language_of_their_translation():
    slide = (
        f"<p:sld xmlns:p='p' {A}><a:p><a:r><a:rPr lang='id-ID' b='1'/><a:t>Satu</a:t></a:r>"
        "<a:endParaRPr lang='id-ID'/></a:p></p:sld>"
    )
    data = office({"ppt/slides/slide1.xml": SLIDE}, {"ppt/slides/slide1.xml": slide})
    written = parse(data, "pptx").render(Targets({0: "ໜຶ່ງ"}, lang="lo"))
    assert part(written, "ppt/slides/slide1.xml").count('lang="lo-LA"') == 2
