"""The article of a saved news page, told from menus, related links, comments and notices."""

from __future__ import annotations

import time

import pytest

from corpus.formats import parse_document, read_document
from corpus.formats.html import is_news_page
from corpus.segment import Role
from tests import article_pages as pages


def parse(page, format="article"):
    return parse_document(page.encode(), name="a.html", source_lang="id", format=format)


def texts(document, *roles):
    return [one.text for one in document.segments if one.role in roles]


@pytest.fixture(params=pages.PAGES)
def document(request):
    return parse(pages.PAGES[request.param])


def test_every_sentence_of_the_article_is_translated(document):
    found = " ".join(one.text for one in document.segments if one.role.translatable)
    for paragraph in (*pages.ARTICLE, pages.HEADING):
        assert paragraph in found


def test_nothing_around_the_article_is_translated(document):
    found = " ".join(one.text for one in document.segments if one.role.translatable)
    for noise in ("Menu", "Berita lain", "Ringkasan", "kuki", "petani di daerah", "Baca juga"):
        assert noise not in found
    for noise in ("Beranda", "Bagikan", "Depan", "Arsip", "Terpopuler", "Hak cipta", "Setuju"):
        assert noise not in found


def test_the_title_is_one(document):
    titles = texts(document, Role.TITLE)
    assert titles[-1] == pages.TITLE
    assert len(titles) == 2  # with that of the head
    assert titles[0].startswith(pages.TITLE)


@pytest.mark.parametrize("page", pages.PAGES.values(), ids=pages.PAGES)
def test_the_rest_of_the_page_stays_as_it_is(page):
    document = parse(page)
    assert document.render() == page.encode()
    written = document.render(
        {one.index: "Đ" for one in document.segments if one.role.translatable}
    ).decode()
    for paragraph in pages.ARTICLE:
        assert paragraph not in written
    for kept in (pages.MENU, pages.OTHERS, pages.COMMENT, pages.NOISE):
        assert written.count(kept) == page.count(kept)


def test_byline_date_and_dateline_pass_through():
    credits = texts(parse(pages.PORTAL), Role.CREDIT)
    assert "Ani Pratama - KabarContoh" in credits
    assert "Senin, 02 Feb 2026 10:30 WIB" in credits
    assert "(Foto: Ani/Kabar)" in credits
    credits = texts(parse(pages.DATELINE), Role.CREDIT)
    assert credits[-1] == "JAKARTA, KOMPAS.com"
    assert {"Ani Pratama", "Budi Santoso", "(ANI/KABAR)"} <= set(credits)
    assert texts(parse(pages.WORDPRESS), Role.CREDIT) == ["Oleh Ani Pratama 2 Februari 2026"]


@pytest.mark.parametrize("name", ["portal", "wordpress", "dateline"])
def test_captions_are_translated(name):
    document = parse(pages.PAGES[name])
    assert pages.CAPTION in [one.text for one in document.segments if one.role.translatable]


def test_the_text_of_a_dateline_keeps_its_tags():
    document = parse(pages.DATELINE)
    lead = next(one for one in document.segments if one.text == pages.LEAD)
    written = document.render({lead.index: "Chính phủ hai nước mở tuyến."}).decode()
    assert "<p><strong>JAKARTA, KOMPAS.com</strong> - Chính phủ hai nước mở tuyến.</p>" in written


@pytest.mark.parametrize("page", [pages.FRONT_PAGE, pages.FORM, pages.FRAGMENT])
def test_other_pages_are_translated_as_a_whole(page):
    assert not is_news_page(page)
    assert parse(page).segments == parse(page, "html").segments


@pytest.mark.parametrize("page", pages.PAGES.values(), ids=pages.PAGES)
def test_a_news_page_is_known(page):
    assert is_news_page(page)


def test_article_is_an_option_of_reading(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(pages.PORTAL, "utf-8")
    whole = read_document(page, source_lang="id")
    article = read_document(page, source_lang="id", article=True)
    assert len(article.segments) < len(whole.segments)
    text = tmp_path / "a.txt"
    text.write_text("Satu. Dua.", "utf-8")
    assert len(read_document(text, source_lang="id", article=True).segments) == 2


N = 8_000
HOSTILE = {
    "deep": "<div>" * N + f"<p>{pages.LEAD}" * 20,
    "inline": "<b>" * N + f"{pages.LEAD}<br>" * N,
    "stray ends": "<div>" * N + "</div>" * N + f"{pages.LEAD}</x>" * N,
    "titles": f"<title>{pages.TITLE}</title>" + f"<h1>{pages.TITLE[::-1]}</h1>" * N,
    "metas": '<meta property="og:type ' * N + "<p>" + pages.LEAD,
    "classes": f'<div class="{"share-" * N}"><p>{pages.LEAD}',
    "one class for all": f'<div class="{"share-" * N}">' + f"<p>{pages.LEAD}" * N,
    "articles": f"<article><p>{pages.LEAD}" * (N // 3),
    "links": f"<p>{pages.LEAD}<a>" * N,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_their_time_and_no_more(page):
    begun = time.perf_counter()
    is_news_page(page)
    assert time.perf_counter() - begun < 30  # seconds; a square would take hours
