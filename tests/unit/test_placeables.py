"""Placeables: found with one definition, and in the translation as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats import parse_document
from corpus.placeables import PlaceableKind, find_placeables, is_placeable
from corpus.segment import added_placeables, lost_placeables
from termbase import find_forms


def texts(text):
    return [one.text for one in find_placeables(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(name)s tiba di {kota} dengan %d orang", ["%(name)s", "{kota}", "%d"]),
        ("%1$s dari %2$s, %-5.2f, %ld, %@", ["%1$s", "%2$s", "%-5.2f", "%ld", "%@"]),
        ("%sລາວ %dx%d %dMB %(n)ds", ["%s", "%d", "%d", "%d", "%(n)d"]),
        ("50% selesai, turun 5%d, 20%setuju, 100%% pasti", ["%%"]),
        ("{} {0} {a.b[0]!r:>5} {hari, date, short} {n, number}", None),
        ("${nama} #{nama} {{ jumlah }} {% if a %} <%= nama %>", None),
        ("{tidak ini ya} { } {n, plural, other {#}} #1", ["{ }"]),
        ("<b>Satu</b> <br/> 1 < 2 > 0", ["<b>", "</b>", "<br/>"]),
        ("(lihat https://contoh.id/a_(b)?q={x}).", ["https://contoh.id/a_(b)?q={x}"]),
        ("ke redaksi@contoh.id, www.contoh.id!", ["redaksi@contoh.id", "www.contoh.id"]),
        ("<Tanpa judul> <nama Anda> <tiada> <deb.contoh.org>", []),
        (
            '<x id="1"/> <g id="2">a</g> <nama>b</nama>',
            ['<x id="1"/>', '<g id="2">', "</g>", "<nama>", "</nama>"],
        ),
        ("{{ Kesalahan sistem [3].}} {{ ລະບົບຜິດພາດ [3].}} {{(kabinet)}} {{ Galat %s ini }}", ["%s"]),
        (
            "{{#if a}} {{t 'a b'}} {{ a | b c }} {{x}}",
            ["{{#if a}}", "{{t 'a b'}}", "{{ a | b c }}", "{{x}}"],
        ),
        ("<buka %s di {x}>", ["%s", "{x}"]),
        ("dalam %dm, %sku", ["%d", "%s"]),
        ("[[Laos]] ⟦Lào⟧", ["[[Laos]]", "⟦Lào⟧"]),
        ("Harga naik 5 persen @ 10 juta", []),
    ],
)
def test_what_is_a_placeable(text, expected):
    found = texts(text)
    if expected is None:
        assert "".join(found) == text.replace(" ", "") or " ".join(found) == text
    else:
        assert found == expected


@given(st.text(alphabet="%s{}a0$(<>@.:/ #[]⟦-d,", max_size=60), st.booleans())
def test_spans_are_in_order_and_slice_back(text, number_sign):
    end = 0
    for one in find_placeables(text, number_sign=number_sign):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


@pytest.mark.parametrize(
    "start", ["{", "{{a ", "{{", "<a", "%", "a@", "{ ", "[[", "%(a", "a.b@c.", "{a,", "-"]
)
def test_endless_beginnings_take_no_time(start):
    text = start * 100_000 + "@"
    assert all(text[one.start : one.end] == one.text for one in find_placeables(text))


def segment(text, format="json"):
    import json

    data = json.dumps([text]).encode()
    return parse_document(data, name="a", source_lang="id", format=format).segments[0]


@pytest.mark.parametrize(
    ("source", "target", "lost", "added"),
    [
        ("Halo {nama}", "Xin chào {nama}", (), ()),
        ("Halo {nama}", "Xin chào {tên}", ("{nama}",), ("{tên}",)),
        ("Halo {nama}", "{nama}, xin chào {nama}", (), ()),
        ("%s orang", "%s người %s", (), ("%s",)),
        ("%d dari %s", "%s: %d", ("%d", "%s"), ()),
        ("%1$d dari %2$s", "%2$s: %1$d", (), ()),
        ("100%% pasti", "chắc chắn", (), ()),
        ("Buka a@b.id.", "Mở A@b.id.", ("a@b.id",), ("A@b.id",)),
        ("100% setuju", "đồng ý 100%", (), ()),
    ],
)
def test_what_is_lost_and_added(source, target, lost, added):
    assert lost_placeables(segment(source), target) == lost
    assert added_placeables(segment(source), target) == added


def test_the_number_sign_of_a_plural_is_one():
    branch = segment("{n, plural, other {# berita baru}}")
    assert branch.text == "# berita baru"
    assert [one.kind for one in branch.placeables] == [PlaceableKind.NUMBER]
    assert lost_placeables(branch, "tin mới") == ("#",)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("{n, plural, =0 {Kosong} other {# isi}}", ["Kosong", "# isi"]),
        ("Ada {n, plural, offset:1 one {satu} other {#}} di sini", ["Ada", "satu", "di sini"]),
        (
            "{g, select, male {Dia {n, plural, other {# kali}}} other {Mereka}}",
            ["Dia", "# kali", "Mereka"],
        ),
        ("{n, plural, other {tidak ditutup}", ["{n, plural, other {tidak ditutup}"]),
        ("{n, plural, other {It''s '{'ini'}' #}}", ["It''s '{'ini'}' #"]),
    ],
)
def test_branches_of_a_message_are_translated_and_its_code_is_not(message, expected):
    import json

    data = json.dumps([message]).encode()
    document = parse_document(data, name="a", source_lang="id", format="json")
    assert [one.text for one in document.segments] == expected
    changed = document.render({one.index: one.text.upper() for one in document.segments})
    kept = message
    for one in document.segments:
        kept = kept.replace(one.text, one.text.upper(), 1)
    assert json.loads(changed) == [kept]


def test_a_string_of_placeables_alone_is_no_text():
    data = b'["%s", "{a} {b}", "<br/>", "Satu dua"]'
    document = parse_document(data, name="a", source_lang="id", format="json")
    assert [one.text for one in document.segments] == ["Satu dua"]


def test_html_in_a_string_is_markup_and_its_paragraphs_are_apart():
    data = b'["<h2>Judul</h2><p>Satu <b>dua</b> R&amp;D.</p><code>x y</code><p>Tiga</p>"]'
    document = parse_document(data, name="a", source_lang="id", format="json")
    assert [one.text for one in document.segments] == ["Judul", "Satu dua R&D.", "Tiga"]
    changed = document.render({1: "Một hai R&D < 3."})
    assert changed.decode() == (
        '["<h2>Judul</h2><p>Một <b>hai</b> R&amp;D &lt; 3.</p><code>x y</code><p>Tiga</p>"]'
    )


def test_a_form_that_is_a_placeable_is_found_exactly():
    assert is_placeable("%s")
    assert not is_placeable("%s orang")
    assert find_forms("%S ada %s dan %ss", ["%s"], "id") == ((7, 9), (14, 16))
    assert find_forms("ada {nama} di {Nama}", ["{nama}"], "vi") == ((4, 10),)
    assert find_forms("ເປີດ https://a.idລາວ", ["https://a.id"], "lo") == ((5, 17),)
