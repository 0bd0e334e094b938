"""XLIFF and TMX: states, codes and languages; files that attack are refused."""

from __future__ import annotations

import pytest
from lxml import etree

from corpus.document import Targets
from corpus.errors import FormatError
from corpus.formats import parse_document

V1 = '<xliff version="1.2"><file source-language="id" target-language="vi"><body>{}</body></file></xliff>'
V2 = '<xliff version="2.0" srcLang="id"><file id="f"><unit id="u">{}</unit></file></xliff>'


def parse(text, format="xliff"):
    return parse_document(text.encode(), name="a", source_lang="id", format=format)


def out(document, texts, lang="vi", **more):
    return document.render(Targets(texts, lang=lang, **more)).decode()


def test_a_unit_that_has_a_translation_keeps_it():
    done = '<trans-unit id="1"><source>Satu</source><target state="final">Một</target></trans-unit>'
    new = '<trans-unit id="2"><source>Dua</source></trans-unit>'
    document = parse(V1.format(done + new))
    assert [segment.text for segment in document.segments] == ["Dua"]
    assert document.target_lang == "vi"
    assert out(document, {0: "Hai"}) == V1.format(
        done + new.replace("</source>", '</source><target state="translated">Hai</target>')
    )


def test_what_wants_a_review_says_so():
    unit = '<trans-unit id="2"><source>Dua</source></trans-unit>'
    assert 'state="needs-review-translation"' in out(parse(V1.format(unit)), {0: "x"}, review={0})
    segment = "<segment><source>Dua</source></segment>"
    text = out(parse(V2.format(segment)), {0: "Hai"}, "lo", review={0})
    assert '<segment state="initial"><source>Dua</source><target>Hai</target></segment>' in text
    assert 'trgLang="lo"' in text


def test_codes_go_where_the_words_went():
    unit = '<trans-unit id="1"><source>Kata <g id="1">Laos</g> itu<x id="2"/></source></trans-unit>'
    text = out(parse(V1.format(unit)), {0: "Laos đó"})
    assert '<target state="translated"><g id="1">Laos</g> đó<x id="2"/></target>' in text


def test_a_target_is_escaped():
    unit = '<trans-unit id="1"><source>A &lt; B</source></trans-unit>'
    document = parse(V1.format(unit))
    assert document.segments[0].text == "A < B"
    assert ">A &lt; &amp;B</target>" in out(document, {0: "A < &B"})


def test_another_source_language_is_an_error():
    with pytest.raises(FormatError, match="source language"):
        parse(V1.replace('"id"', '"en"').format("<trans-unit/>"))


def test_a_memory_keeps_the_variant_it_has():
    text = (
        '<tmx version="1.4"><header srclang="id"/><body><tu><tuv xml:lang="id"><seg>Satu</seg></tuv>'
        '<tuv xml:lang="vi"><seg>Một</seg></tuv></tu></body></tmx>'
    )
    document = parse(text, "tmx")
    assert out(document, {0: "khác"}, "vi") == text
    assert '<tuv xml:lang="lo"><seg>ໜຶ່ງ</seg></tuv>' in out(document, {0: "ໜຶ່ງ"}, "lo")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("format", ["xliff", "tmx"])
@pytest.mark.parametrize(
    "text",
    [
        BOMB + "<x>&b;</x>",
        OUTSIDE + "<x>&a;</x>",
        "<a>" * 100_000,
        "<a>" * 5000 + "</a>" * 5000,
        "<a><b></a>",
        "<a>&undefined;</a>",
        '<?xml version="1.0" encoding="iso-8859-1"?><a/>',
        "<a/>",
        "kata",
    ],
)
def test_hostile_or_broken_xml_is_refused(format, text):
    with pytest.raises(FormatError) as caught:
        parse(text, format)
    assert "root:" not in str(caught.value)


def test_a_code_before_a_word_stays_before_a_word():
    unit = '<trans-unit id="1"><source>Ia tiba di <x id="1"/>Laos.</source></trans-unit>'
    document = parse(V1.format(unit))
    written = document.render(Targets({0: "Ông đến Lào."}, lang="vi")).decode()
    assert 'đến <x id="1"/>Lào.' in written
    assert "<target" in written


def test_a_target_that_names_its_language_names_the_new_one():
    unit = (
        '<trans-unit id="1"><source>Satu</source><target xml:lang="fr" state="new"/></trans-unit>'
    )
    written = parse(V1.format(unit)).render(Targets({0: "Một"}, lang="vi")).decode()
    assert 'xml:lang="vi"' in written


def test_unit_inside_a_unit_is_part_of_its_content_and_the_file_stays_whole():
    data = (
        b'<xliff version="2.0" srcLang="id" trgLang="vi"><file id="f"><unit id="u">'
        b"<segment><source>Satu.<segment><source>Dua.</source><target/></segment>Tiga.</source>"
        b"<target/></segment></unit></file></xliff>"
    )
    document = parse_document(data, name="a.xlf", source_lang="id", format="xliff")
    written = document.render({one.index: f"x {one.text}" for one in document.segments})
    assert len(etree.fromstring(written).findall(".//{*}unit/{*}segment")) == 1
