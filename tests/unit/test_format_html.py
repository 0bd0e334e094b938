"""HTML: what is text, what stays, and how tags and attributes come out."""

from __future__ import annotations

import time

import pytest

from corpus.document import Targets
from corpus.errors import FormatError
from corpus.formats import parse_document


def parse(text):
    return parse_document(text.encode(), name="a.html", source_lang="id", format="html")


def texts(text):
    return [segment.text for segment in parse(text).segments]


def out(text, *targets, lang="vi"):
    document = parse(text)
    assert len(targets) == len(document.segments), [s.text for s in document.segments]
    return document.render(Targets(dict(enumerate(targets)), lang=lang)).decode()


def test_the_page_says_its_new_language():
    assert out('<html lang="id"><p>Satu', "Một") == '<html lang="vi"><p>Một'
    assert out("<html class=x><p>Satu", "ໜຶ່ງ", lang="lo") == '<html lang="lo" class=x><p>ໜຶ່ງ'
    assert out("<p>Satu</p>", "Một") == "<p>Một</p>"


def test_white_space_of_the_source_code_is_no_text():
    assert texts("<p>\n  Satu\n  dua <b>\n tiga</b>\n</p>") == ["Satu dua tiga"]


def test_scripts_code_and_kept_elements_stay():
    page = (
        '<script>"Satu dua"</script><style>/* Satu */</style><pre>Satu</pre><svg><text>Satu</text>'
        '</svg><p translate="no">Satu</p><p>Ketik <code>satu</code> lalu <span class="x notranslate">'
        "dua</span> saja</p><textarea>Satu</textarea>"
    )
    assert texts(page) == ["Ketik  lalu  saja"]
    made = out(page, "Gõ rồi đi")
    assert made.count("<code>satu</code>") == 1
    assert made.count('<span class="x notranslate">dua</span>') == 1
    assert made.startswith(page[: page.index("Ketik")])


def test_attributes_that_people_read_are_translated_inside_a_translated_text():
    page = '<p>Lihat <img src="a.jpg" alt="Foto &quot;resmi&quot;"> ini.</p>'
    assert texts(page) == ["Lihat  ini.", 'Foto "resmi"']
    assert out(page, "Xem này.", 'Ảnh "đẹp"') == (
        '<p>Xem <img src="a.jpg" alt="Ảnh &quot;đẹp&quot;"> này.</p>'
    )
    document = parse(page)
    only = document.render({1: "Ảnh"}).decode()
    assert only == '<p>Lihat <img src="a.jpg" alt="Ảnh"> ini.</p>'


def test_meta_descriptions_and_buttons():
    page = (
        '<meta name="description" content="Ringkasan"><meta name=viewport content="lebar">'
        '<input type=submit value=Kirim><input type=text value="isi">'
    )
    assert texts(page) == ["Ringkasan", "Kirim"]
    assert out(page, "Tóm tắt", "Gửi").startswith('<meta name="description" content="Tóm tắt">')


def test_roles_come_from_elements():
    document = parse("<h1>Judul</h1><h2>Bagian</h2><p>Isi.</p><figcaption>Foto.</figcaption>")
    assert [s.role.value for s in document.segments] == ["title", "heading", "body", "caption"]


def test_a_line_break_ends_a_sentence_and_a_comment_does_not():
    assert texts("<p>Satu<br>dua <!-- x -->tiga</p>") == ["Satu", "dua tiga"]


def test_a_choice_of_elements_leaves_the_rest_of_the_page():
    page = (
        "<head><title>Judul</title></head><nav>Menu</nav><article class='isi besar'><p>Satu</p>"
        "<article>Dua</article></article><div id=kaki>Kaki</div>"
    )

    def chosen(what):
        document = parse_document(page.encode(), name="a", source_lang="id", format=f"html:{what}")
        return [segment.text for segment in document.segments]

    assert chosen("article") == ["Judul", "Satu", "Dua"]
    assert chosen(".isi,#kaki") == ["Judul", "Satu", "Dua", "Kaki"]
    with pytest.raises(FormatError, match="no element main"):
        chosen("main")


def test_a_tag_over_two_sentences_stays_around_them():
    page = "<p><b>Satu dua. Tiga</b> empat.</p>"
    made = out(page, "Một hai.", "Ba bốn.")
    assert made == "<p><b>Một hai. Ba</b> bốn.</p>"


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a b="', "<!--", "</", "<b>", "<title>", "<script>", "&", '="', "<p "]
)
def test_the_time_grows_with_the_length(piece):
    begun = time.perf_counter()
    parse("<p>Satu</p>" + piece * (200_000 // len(piece)))
    assert time.perf_counter() - begun < 20  # seconds; a square would take minutes


def test_a_page_is_translated_with_its_terms_inside_their_tags(kohesi, tmp_path):
    file = tmp_path / "a.html"
    file.write_text(
        '<html lang="id"><p>Perdana Menteri <a href="/l">Laos</a> tiba di <b>Hanoi</b>.</p>',
        "utf-8",
    )
    result = kohesi("translate", file, "--to", "vi,lo", "-o", tmp_path, "--engine", "draft")
    assert result.code == 0
    vietnamese = (tmp_path / "a.vi.html").read_text("utf-8")
    assert '<html lang="vi"><p><a href="/l">Thủ tướng Lào</a>' in vietnamese
    assert "<b>Hà Nội</b>" in vietnamese
    lao = (tmp_path / "a.lo.html").read_text("utf-8")
    assert lao.count('<a href="/l">') == lao.count("</a>") == lao.count("<b>") == 1


def test_every_place_that_names_the_language_names_the_new_one():
    page = (
        '<html lang=id><head><meta property="og:locale" content="id_ID">'
        '<meta http-equiv=Content-Language content="id"></head>'
        '<body><p lang="id">Satu</p><p lang="en">Two</p><p lang="id" translate="no">Dua</p></body></html>'
    )
    document = parse_document(page.encode(), name="a", source_lang="id", format="html")
    first = document.segments[0].index
    written = document.render(Targets({first: "Một"}, lang="vi")).decode()
    assert written == (
        '<html lang="vi"><head><meta property="og:locale" content="vi_VN">'
        '<meta http-equiv=Content-Language content="vi"></head>'
        '<body><p lang="vi">Một</p><p lang="en">Two</p><p lang="id" translate="no">Dua</p></body></html>'
    )


def test_the_language_of_a_word_inside_a_sentence_is_named_anew():
    page = '<p>Satu <span lang="id">dua</span> <i lang="en">three</i>.</p>'
    document = parse(page)
    written = document.render(Targets({0: "Một dua three."}, lang="vi")).decode()
    assert written == '<p>Một <span lang="vi">dua</span> <i lang="en">three</i>.</p>'


def test_the_sign_of_a_note_is_no_part_of_the_word_before_it():
    page = '<p>Dolar AS<sup>1</sup> naik<sup><a href="#n">[2]</a></sup>, kata<sup>ke</sup>.</p>'
    document = parse(page)
    assert [one.text for one in document.segments] == ["Dolar AS naik, katake."]
    written = document.render({0: "AS tăng, Y."}).decode()
    assert written.count("<sup>1</sup>") == written.count('<sup><a href="#n">[2]</a></sup>') == 1
