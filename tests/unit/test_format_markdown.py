"""Markdown: what is text, and what comes out."""

from __future__ import annotations

import time

import pytest

from corpus.document import Targets
from corpus.formats import parse_document


def parse(text):
    return parse_document(text.encode(), name="a.md", source_lang="id", format="markdown")


def texts(text):
    return [segment.text for segment in parse(text).segments]


def out(text, *targets):
    return parse(text).render(dict(enumerate(targets))).decode()


def test_emphasis_and_links_go_where_the_words_went():
    page = "Menteri **ASEAN** bertemu [Laos](https://a.id).\n"
    assert texts(page) == ["Menteri ASEAN bertemu Laos."]
    assert out(page, "Bộ trưởng ASEAN gặp Laos.") == (
        "Bộ trưởng **ASEAN** gặp [Laos](https://a.id).\n"
    )


def test_a_paragraph_of_several_lines_becomes_one():
    assert out("> Satu\n> dua\n\nTiga\n", "Một hai", "Ba") == "> Một hai\n\nBa\n"


def test_marks_that_the_translation_did_not_mean_are_escaped():
    assert out("Satu\n", "1. a*b_c <d>") == "1\\. a\\*b_c \\<d>\n"
    assert out("Satu\n", "# x") == "\\# x\n"


def test_code_and_definitions_are_no_text():
    page = "```\nSatu\n```\n\n    Satu\n\n[a]: https://a.id 'Satu'\n\nDua `x y`\n"
    assert texts(page) == ["Dua"]
    assert out(page, "Hai") == page.replace("Dua", "Hai")


FRONT = """---
layout: berita
title: "Satu: dua"   # judul
description: >-
  Tiga empat
  lima.
tags: [a, b]
lang: id
---
Enam.
"""


def test_title_and_description_of_the_front_matter_are_translated():
    assert texts(FRONT) == ["Satu: dua", "Tiga empat lima.", "Enam."]
    document = parse_document(FRONT.encode(), name="a.md", source_lang="id", format="markdown")
    written = document.render(Targets({0: "Một: hai", 1: "Ba.", 2: "Sáu."}, lang="vi")).decode()
    assert written == FRONT.replace("Satu: dua", "Một: hai").replace(
        ">-\n  Tiga empat\n  lima.", "|-\n  Ba."
    ).replace("Enam", "Sáu").replace("lang: id", "lang: vi")


@pytest.mark.parametrize(
    "front",
    ["---\ntitle: [a\n---\n", "---\n\n---\n", "+++\ntitle = 'Satu'\n+++\n", "---\n- a\n- b\n---\n"],
)
def test_front_matter_of_another_kind_stays(front):
    assert texts(front + "Dua\n") == ["Dua"]
    assert out(front + "Dua\n", "Hai") == front + "Hai\n"


def test_list_items_headings_and_cells_are_segments_of_their_own():
    page = "# A b #\n\n- Satu\n- Dua\n\n1. Tiga\n\n| Empat | Lima |\n|---|---|\n| Enam | 7 |\n"
    assert texts(page) == ["A b", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam"]
    assert out(page, "T", "1", "2", "3", "4", "5|5", "6").endswith(
        "| 4 | 5\\|5 |\n|---|---|\n| 6 | 7 |\n"
    )


def test_alternative_texts_of_images_are_translated():
    page = "Lihat ![Foto resmi](a.png) ini\n"
    assert texts(page) == ["Lihat  ini", "Foto resmi"]
    assert out(page, "Xem này", "Ảnh") == "Xem ![Ảnh](a.png) này\n"


def test_a_reference_keeps_its_name():
    page = "Lihat [Laos] saja\n\n[laos]: https://a.id\n"
    assert out(page, "Chỉ xem Lào") in (
        "Chỉ [xem][Laos] Lào\n\n[laos]: https://a.id\n",
        "Chỉ xem [Lào][Laos]\n\n[laos]: https://a.id\n",
    )


@pytest.mark.parametrize(
    "piece", ["[", "](", "`", "``` ", "*", "_a", "![", "<a ", "> ", "\\", "- "]
)
def test_the_time_grows_with_the_length(piece):
    begun = time.perf_counter()
    parse("Satu\n\n" + piece * (60_000 // len(piece)))
    assert time.perf_counter() - begun < 20  # seconds; a square would take minutes


def test_an_escaped_mark_before_code():
    assert texts("Satu \\``` dua") == ["Satu ``` dua"]


def test_code_that_stands_alone_has_spaces_around_it_in_every_script():
    assert out("Lihat `kode` di bawah.\n", "ເບິ່ງພາຍໃຕ້.").count(" `kode` ") == 1
