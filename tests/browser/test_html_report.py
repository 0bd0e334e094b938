"""The HTML report in a real browser: what a reader sees, clicks, types and prints."""

from __future__ import annotations

import pytest

from translate.report.html import html_report

from .chromium import Browser, find_chromium

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
FILLED = "document.getElementById('rows').getAttribute('aria-busy') === 'false'"


def term(source, surface, target, rendering, concept, **changes):
    start = source.index(surface)
    first = target.find(rendering) if rendering else -1
    return {
        "concept_id": concept, "policy": "always", "surface": surface,
        "surface_status": "preferred", "source_span": [start, start + len(surface)],
        "rendering": rendering, "verified": True, "obtained": "engine",
        "target_span": None if first < 0 else [first, first + len(rendering)], **changes,
    }  # fmt: skip


def segment(line, source, target, *terms, status="ok", **changes):
    return {
        "index": line - 1, "line": line, "role": "body", "status": status, "source": source,
        "target": target, "terms": list(terms), "unknown": [], "reasons": [], **changes,
    }  # fmt: skip


LAOS = "𝒜 lihat Laos 😀 dan Vietnam."
LAO_TARGET = "𝒜 ເບິ່ງ ລາວ 😀 ແລະ ຫວຽດນາມ."
VIETNAM = "Vietnam di hati Laos."
VIETNAM_TARGET = "Việt Nam trong lòng Lào."


def sample():
    """A report of two files with every kind of thing that the page shows."""
    lao = [
        segment(1, LAOS, LAO_TARGET,
                term(LAOS, "Laos", LAO_TARGET, "ລາວ", "place-laos"),
                term(LAOS, "Vietnam", LAO_TARGET, "ຫວຽດນາມ", "place-vietnam", verified=False),
                confidence=0.9, scores={"chrF": 61.5}),
        segment(2, "Nama kota.", "ຊື່ kota.", status="needs-review", unknown=[[4, 8]],
                reasons=["not translated, this is the source text: x"], confidence=0.2),
        segment(3, HOSTILE, HOSTILE, status="passed-through"),
    ]  # fmt: skip
    vietnamese = [
        segment(1, VIETNAM, VIETNAM_TARGET,
                term(VIETNAM, "Vietnam", VIETNAM_TARGET, "Việt Nam", "place-vietnam"),
                term(VIETNAM, "Laos", VIETNAM_TARGET, "", "place-laos", obtained="no-rendering"),
                status="needs-review", alignment=[[8, 10, 9, 14], [11, 15, 15, 19]]),
        segment(2, "Laos lagi.", "Lại đến.",
                term("Laos lagi.", "Laos", "Lại đến.", "Lào", "place-laos", obtained="missing"),
                status="needs-review",
                findings=[{"rule": "case", "severity": "warning", "message": "odd case",
                           "side": "target", "span": [0, 3]}]),
    ]  # fmt: skip
    return {
        "signature": {"text": HOSTILE},
        "documents": [
            {"source": "a.txt", "target": "a.lo.txt", "source_lang": "id", "target_lang": "lo",
             "segments": lao, "scores": {"chrF": 55.1}},
            {"source": HOSTILE, "target": "b.vi.txt", "source_lang": "id", "target_lang": "vi",
             "segments": vietnamese, "scores": {"chrF": 42.0}},
        ],
    }  # fmt: skip


NAMES = [
    {"concept_id": "place-laos", "names": [
        {"name": "Laos", "status": "preferred", "places": [{"file": "x/a.txt", "line": 1}] * 2},
        {"name": "Lao", "status": "deprecated", "places": [{"file": "x/a.txt", "line": 7}]}]},
]  # fmt: skip


@pytest.fixture(scope="module")
def running():
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium on this machine")
    with Browser(program) as browser:
        yield browser


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(html_report(sample(), names=NAMES), encoding="utf-8")
    return path


@pytest.fixture
def browser(running, page):
    """The browser with the page fresh in it; after the test, nothing may have gone wrong."""
    running.problems.clear()
    running.requests.clear()
    running.media()
    running.open(page)
    running.wait(FILLED)
    yield running
    assert running.problems == []
    assert {request.split("#")[0] for request in running.requests} == {page.as_uri()}
    assert not running.run("window.hacked")


def shown(browser):
    """The segments in sight, as file and line."""
    browser.wait(FILLED)
    return browser.run("[...document.querySelectorAll('.row .place')].map(e => e.textContent)")


def choose(browser, name, value):
    browser.run(
        f"""(() => {{
          const select = document.getElementById("filter-{name}");
          select.value = "{value}";
          select.dispatchEvent(new Event("change"));
        }})()"""
    )


def texts(browser, selector):
    return browser.run(f"[...document.querySelectorAll({selector!r})].map(e => e.textContent)")


def test_every_segment_stands_there_with_its_text_as_it_was(browser):
    assert len(shown(browser)) == 5
    assert texts(browser, ".row .target") == [
        LAO_TARGET, "ຊື່ kota.", HOSTILE, VIETNAM_TARGET, "Lại đến.",
    ]  # fmt: skip
    assert browser.run("document.querySelector('.row .target').lang") == "lo"


def test_terms_are_marked_at_their_code_points_beyond_the_first_plane(browser):
    first = "[data-number='0'] "
    assert texts(browser, f"{first}.source mark") == ["Laos", "Vietnam"]
    assert texts(browser, f"{first}.target mark") == ["ລາວ", "ຫວຽດນາມ"]


def test_a_term_under_the_pointer_lights_up_on_both_sides_and_says_what_it_is(browser):
    browser.hover("[data-number='0'] .source mark")
    assert texts(browser, ".on") == ["Laos", "ລາວ"]
    assert "place-laos" in browser.run("document.getElementById('card').textContent")
    browser.hover("h1")
    assert texts(browser, ".on") == []
    assert browser.run("document.getElementById('card').hidden")


def test_aligned_words_light_up_together(browser):
    browser.hover("[data-number='3'] .meta")
    browser.hover("[data-number='3'] .source [data-links='0']")
    assert texts(browser, ".on") == ["di", "trong"]


def test_status_language_and_finding_filter_and_one_click_takes_all_back(browser):
    choose(browser, "status", "needs-review")
    assert len(shown(browser)) == 3
    choose(browser, "lang", "vi")
    assert len(shown(browser)) == 2
    choose(browser, "finding", "term-missing")
    assert [place.rsplit(":")[-1] for place in shown(browser)] == ["2"]
    assert texts(browser, "#findings-body td:nth-child(2)") == ["term-missing"]
    browser.click("#reset")
    assert len(shown(browser)) == 5


def test_concept_and_term_outcome_filter(browser):
    choose(browser, "concept", "place-vietnam")
    assert len(shown(browser)) == 2
    choose(browser, "term", "no-rendering")
    assert len(shown(browser)) == 1


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("viet nam", ["Việt Nam"]),
        ("LONG", ["lòng"]),
        ("den", ["đến"]),
        ("ຫວຽດ", ["ຫວຽດ"]),
        ("place-viet", []),
    ],
)
def test_search_finds_without_accents_and_in_lao_and_marks_the_hits(browser, query, hits):
    browser.click("#filter-q")
    browser.write(query)
    assert shown(browser)
    assert texts(browser, ".hit") == hits


def test_a_search_without_a_hit_shows_nothing_and_says_so(browser):
    browser.click("#filter-q")
    browser.write("tidak ada di sini")
    assert shown(browser) == []
    assert texts(browser, "#count") == ["0 of 5"]


def test_a_filter_lives_in_the_address(browser, page):
    choose(browser, "lang", "lo")
    assert browser.run("location.hash") == "#lang=lo"
    browser.open(page, "#q=viet&lang=vi")
    browser.wait("document.querySelectorAll('.row').length === 1")
    assert browser.run("document.getElementById('filter-q').value") == "viet"


def test_keys_walk_through_segments_terms_and_reviews(browser):
    focused = "Number(document.activeElement.dataset.number ?? -1)"
    browser.press("j")
    assert browser.run(focused) == 0
    browser.press("ArrowRight")
    assert texts(browser, ".on") == ["Laos", "ລາວ"]
    browser.press("ArrowRight")
    assert texts(browser, ".on") == ["Vietnam", "ຫວຽດນາມ"]
    browser.press("n")
    assert browser.run(focused) == 1
    browser.press("n")
    assert browser.run(focused) == 3
    browser.press("k")
    assert browser.run(focused) == 2
    browser.press("p")
    assert browser.run(focused) == 1


def test_slash_searches_and_escape_leaves_then_takes_filters_off(browser):
    browser.press("/")
    browser.press("j")
    assert browser.run("document.getElementById('filter-q').value") == "j"
    browser.press("Escape")
    browser.press("Escape")
    assert browser.run("document.getElementById('filter-q').value") == ""
    assert len(shown(browser)) == 5


def test_question_mark_shows_the_keys_and_escape_closes_them(browser):
    browser.press("?")
    assert browser.run("document.getElementById('help').open")
    browser.press("j")
    assert browser.run("document.querySelector('.row:focus') === null")
    browser.click("#help button")
    assert not browser.run("document.getElementById('help').open")


def test_a_finding_leads_to_its_segment(browser):
    choose(browser, "finding", "case")
    browser.click("#findings-body .go")
    assert browser.run("document.activeElement.dataset.number") == "4"
    assert texts(browser, ":focus .target .found") == ["Lại"]


def test_findings_stand_with_the_worst_first(browser):
    severities = texts(browser, "#findings-body td:first-child")
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert texts(browser, "#findings-count") == ["2 errors, 3 warnings, 1 note"]


def test_sorting_by_confidence_puts_the_least_first(browser):
    choose(browser, "sort", "confidence")
    assert shown(browser)[:2] == ["a.txt:2", "a.txt:1"]


def test_charts_are_drawn_and_have_their_numbers(browser):
    drawn = """[...document.querySelectorAll('canvas')].every(canvas =>
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
    assert browser.run(drawn)
    titles = texts(browser, "figcaption")
    assert [title.split(" (")[0].split(" of ")[0] for title in titles] == [
        "Segments by document and status", "Scores by document", "Terms by concept", "Length",
        "Segments by confidence",
    ]  # fmt: skip
    assert texts(browser, "figure:nth-of-type(2) td") == ["55.1", "42"]


def test_a_click_on_a_bar_shows_its_segments(browser):
    place = browser.run(
        """(() => {
          const canvas = document.querySelector('canvas');
          canvas.scrollIntoView({block: 'center'});
          const bar = Chart.getChart(canvas).getDatasetMeta(2).data[1].getProps(['x', 'y', 'base']);
          const box = canvas.getBoundingClientRect();
          return [box.left + (bar.x + bar.base) / 2, box.top + bar.y];
        })()"""
    )
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        browser.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1],
                     button="none" if kind == "mouseMoved" else "left", clickCount=1)  # fmt: skip
    browser.wait("location.hash.includes('needs-review')")
    assert len(shown(browser)) == 2


def test_dark_follows_the_system_and_the_button_changes_it(browser):
    paper = "getComputedStyle(document.body).backgroundColor"
    light = browser.run(paper)
    browser.media(dark=True)
    dark = browser.run(paper)
    assert dark != light
    browser.click("#theme")
    assert browser.run(paper) == light
    browser.press("t")
    assert browser.run(paper) == dark


def test_paper_is_light_and_has_no_controls(browser):
    browser.media(dark=True, printed=True)
    assert browser.run("getComputedStyle(document.querySelector('.row')).contentVisibility") == (
        "visible"
    )
    assert browser.run("getComputedStyle(document.getElementById('filters')).display") == "none"
    assert browser.run("getComputedStyle(document.querySelector('.row p')).color") == (
        "rgb(28, 30, 33)"
    )
    assert browser.pdf().startswith(b"%PDF")
    assert browser.run("document.documentElement.dataset.theme") is None


def test_names_of_one_thing_stand_with_their_places(browser):
    assert texts(browser, "#names-body tr td:last-child") == ["a.txt: 1, 1", "a.txt: 7"]


def test_nothing_is_wider_than_a_telephone(browser):
    browser.resize(360, 740, mobile=True)
    try:
        browser.wait("document.documentElement.scrollWidth <= 360")
    finally:
        browser.resize(1280, 900)


def test_a_report_without_documents_is_a_page_without_complaints(running, tmp_path):
    path = tmp_path / "empty.html"
    path.write_text(html_report({"signature": {}, "documents": []}), encoding="utf-8")
    running.problems.clear()
    running.open(path)
    running.wait(FILLED)
    assert running.problems == []


@pytest.fixture(scope="module")
def long_page(tmp_path_factory):
    """A page of 6,102 segments, more than are in the page before one asks."""
    many = sample()
    many["documents"][0]["segments"] = [
        segment(line, f"Kalimat {line}.", f"Câu {line}.",
                status="needs-review" if line % 100 == 0 else "ok")
        for line in range(1, 6101)
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("long") / "report.html"
    path.write_text(html_report(many), encoding="utf-8")
    return path


def test_a_filter_does_not_wait_for_all_rows(running, long_page):
    running.problems.clear()
    running.open(long_page)
    choose(running, "status", "needs-review")
    assert len(shown(running)) == 63
    assert running.problems == []


def test_rows_beyond_the_first_thousands_come_when_asked_for(running, long_page):
    running.open(long_page)
    assert len(shown(running)) == 6000
    running.click("#rows-more")
    assert len(shown(running)) == 6102
    assert running.run("document.getElementById('rows-more').hidden")


def test_a_jump_while_rows_are_still_being_made_stays_where_it_went(running, long_page):
    running.open(long_page)
    choose(running, "finding", "term-missing")
    running.run(
        """(() => {
          const go = document.querySelector('#findings-body .go');
          document.getElementById('reset').click();
          go.click();
        })()"""
    )
    assert len(shown(running)) == 6102
    assert running.run("document.activeElement.dataset.number") == "6101"
    numbers = "[...document.querySelectorAll('.row')].map(row => Number(row.dataset.number))"
    assert running.run(numbers) == list(range(6102))
