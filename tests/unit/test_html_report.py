"""The HTML report: what it counts, what it refuses, and that no text of it can do anything."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FormatError
from translate.enforce import Obtained
from translate.report.enrich import with_alignment, with_checks
from translate.report.figures import chart_data, summary_figures
from translate.report.findings import segment_findings
from translate.report.html import html_report, write_html_report
from translate.report_file import read_report

HOSTILE = (
    "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> \u2028 {{data}} &amp;"
)


def term(**changes):
    return {
        "concept_id": "place-laos", "policy": "always", "surface": "Laos",
        "surface_status": "preferred", "source_span": [0, 4], "rendering": "Lào",
        "verified": True, "obtained": "engine", "target_span": [0, 3], **changes,
    }  # fmt: skip


def segment(**changes):
    return {
        "index": 0, "line": 1, "role": "body", "status": "ok", "source": "Laos indah.",
        "target": "Lào đẹp.", "terms": [term()], "unknown": [], "reasons": [], **changes,
    }  # fmt: skip


def report(*segments, **changes):
    return {
        "format": "kohesi-report", "version": 1,
        "signature": {"engine": "draft", "text": "engine:draft"},
        "documents": [{
            "source": "news/a.txt", "target": "out/a.vi.txt", "source_lang": "id",
            "target_lang": "vi", "segments": list(segments), "totals": {},
        }],
        "totals": {}, **changes,
    }  # fmt: skip


class Page(html.parser.HTMLParser):
    """The elements of a page and the text inside scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.raw, self.policy = [], {"script": [], "style": []}, ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in self.raw:
            self.raw[tag].append("")
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"]

    def handle_data(self, data):
        if self.cdata_elem in self.raw:
            self.raw[self.cdata_elem][-1] += data

    @property
    def data(self):
        return json.loads(self.raw["script"][0])


def test_the_page_holds_every_segment_and_all_its_text():
    page = Page(html_report(report(segment(), segment(source="Dua.", target="Hai.", terms=[]))))
    assert [one["source"] for one in page.data["segments"]] == ["Laos indah.", "Dua."]
    assert page.data["segments"][0]["terms"] == [[0, 0, 4, 0, 3]]
    assert page.data["terms"][0]["concept_id"] == "place-laos"
    assert page.data["documents"][0]["target_lang"] == "vi"


def test_the_same_report_gives_the_same_page():
    assert html_report(report(segment())) == html_report(report(segment()))


def test_nothing_in_the_page_is_fetched():
    page = Page(html_report(report(segment())))
    addresses = [
        value for _, attrs in page.tags for name, value in attrs.items()
        if name in ("src", "href", "action", "srcset", "data") and value
    ]  # fmt: skip
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert "sourceMappingURL" not in page.raw["script"][1]
    assert not re.search(r"url\(|@import", page.raw["style"][0])


def test_the_policy_allows_the_own_scripts_and_styles_and_nothing_else():
    page = Page(html_report(report(segment(source=HOSTILE, terms=[]))))

    def digest(text):
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    rules = dict(rule.strip().split(" ", 1) for rule in page.policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [digest(text) for text in page.raw["script"][1:]]
    assert rules["style-src"].split() == [digest(text) for text in page.raw["style"]]
    assert "unsafe" not in page.policy


def test_hostile_text_stays_text_everywhere():
    bad = term(concept_id=HOSTILE, surface=HOSTILE, rendering=HOSTILE, target_span=None,
               source_span=[0, 9], obtained="missing", surface_status=HOSTILE)  # fmt: skip
    value = report(segment(source=HOSTILE, target=HOSTILE, terms=[bad], reasons=[HOSTILE]))
    value["signature"]["text"] = value["documents"][0]["source"] = HOSTILE
    names = [{"concept_id": HOSTILE, "names": [{"name": HOSTILE, "status": HOSTILE, "places": []}]}]
    hostile, harmless = Page(html_report(value, names=names)), Page(html_report(report(segment())))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert hostile.data["segments"][0]["source"] == HOSTILE
    assert hostile.data["names"][0]["names"][0]["name"] == HOSTILE


@given(st.text())
def test_any_text_arrives_as_it_was(text):
    page = Page(html_report(report(segment(source=text, target=text, terms=[]))))
    wanted = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert page.data["segments"][0]["source"] == wanted


def test_a_lone_surrogate_becomes_one_replacement_character_and_offsets_stay(tmp_path):
    path = tmp_path / "r.json"
    path.write_text(json.dumps(report(segment(source="\ud800Laos", terms=[]))), encoding="ascii")
    write_html_report(path, tmp_path / "r.html")
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert page.data["segments"][0]["source"] == "\ufffdLaos"


@pytest.mark.parametrize("how", [*Obtained, "review"])
def test_every_way_to_obtain_a_term_has_its_own_mark(how):
    style = Page(html_report(report(segment()))).raw["style"][0]
    assert re.search(rf"mark(:is\([^)]*)?\.{how}\b[^{{]*{{ background", style)


def figures(value):
    return {figure.name: figure for figure in summary_figures(value)}


def test_figures_count_terms_that_stand_and_those_that_do_not():
    counted = figures(report(
        segment(status="needs-review", terms=[
            term(),
            term(obtained="missing", target_span=None),
            term(obtained="no-rendering", target_span=None, rendering=""),
            term(policy="review", target_span=None, obtained="missing"),
            term(verified=False),
        ]),
        segment(status="passed-through", terms=[], unknown=[[0, 3]]),
    ))  # fmt: skip
    assert counted["segments"].value == "2"
    assert counted["to review"].value == "1"
    assert counted["terms in place"].value == "2"
    assert counted["terms in place"].note == "50.0% of 4"
    assert counted["no rendering"].value == "1"
    assert counted["unverified"].value == "1"
    assert counted["left untranslated"].value == "1"


def test_a_report_without_segments_or_terms_still_makes_a_page():
    assert figures(report())["terms in place"].note == "none required"
    assert Page(html_report(report(documents=[]))).data["segments"] == []


def test_concepts_with_trouble_come_first_then_the_frequent_ones():
    rows = chart_data(report(segment(terms=[
        term(concept_id="rare"), term(concept_id="often"), term(concept_id="often"),
        term(concept_id="lost", obtained="missing", target_span=None),
        term(concept_id="unsure", policy="review"),
    ])))["concepts"]  # fmt: skip
    assert [row["concept_id"] for row in rows] == ["lost", "often", "rare"]
    assert (rows[1]["standing"], rows[0]["missing"]) == (2, 1)


def rules(value):
    return [(finding.rule, finding.severity) for finding in segment_findings(value)]


def test_a_sound_segment_has_no_findings():
    assert rules(segment()) == []


def test_each_outcome_that_needs_a_look_is_one_finding_worst_first():
    value = segment(
        terms=[
            term(verified=False, surface_status="deprecated"),
            term(obtained="no-rendering", target_span=None, concept_id="b"),
            term(obtained="missing", target_span=None, concept_id="c"),
            term(policy="review", target_span=None, obtained="missing", concept_id="d"),
        ],
        unknown=[[4, 7]],
        reasons=["'Lào' is missing for 'Laos' (c)", "not translated, this is the source text: x"],
    )
    assert rules(value) == [
        ("term-missing", "error"), ("needs-review", "error"), ("no-rendering", "warning"),
        ("untranslated", "warning"), ("term-unverified", "info"), ("source-deprecated", "info"),
        ("term-unsure", "info"),
    ]  # fmt: skip
    assert segment_findings(value)[1].message.startswith("not translated")


def test_findings_of_a_check_are_among_them():
    value = segment(findings=[
        {"rule": "numbers", "severity": "error", "message": "5 became 6", "span": [0, 3]},
        {"rule": "odd", "severity": "fatal", "message": "?", "side": "source"},
    ])  # fmt: skip
    assert rules(value) == [("numbers", "error"), ("odd", "info")]
    assert segment_findings(value)[0].span == (0, 3)


DROPPED = object()
FAR = {"rule": "x", "severity": "y", "message": "z", "span": [0, 99]}


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("format", "other", "not the report"),
        ("version", 2, "version 2"),
        ("version", True, "version"),
        ("documents", {}, "report.documents"),
        ("signature", DROPPED, "'signature'"),
        ("segment target", DROPPED, "documents[0].segments[0]: the field 'target'"),
        ("segment line", "1", "documents[0].segments[0].line"),
        ("segment terms", ["x"], "terms[0]: not an object"),
        ("segment unknown", [[0]], "unknown[0]"),
        ("segment reasons", [1], "reasons"),
        ("segment alignment", [[0, 4, 0]], "alignment[0]"),
        ("segment alignment", [[0, 4, 0, 40]], "alignment[0]"),
        ("segment alignment", 3, "alignment"),
        ("segment confidence", 1.5, "confidence"),
        ("segment scores", {"chrF": "x"}, "scores"),
        ("segment findings", [{"rule": "x"}], "findings[0]"),
        ("segment findings", [FAR], "findings[0].span"),
        ("segment findings", [{**FAR, "side": "left"}], "findings[0].side"),
        ("term source_span", [0, 99], "terms[0].source_span"),
        ("term target_span", [3, 1], "terms[0].target_span"),
    ],
)
def test_a_broken_report_is_refused_with_the_place(tmp_path, field, value, where):
    broken = report(segment())
    own = broken["documents"][0]["segments"][0]
    *holder, name = field.split()
    target = {"segment": own, "term": own["terms"][0]}[holder[0]] if holder else broken
    if value is DROPPED:
        del target[name]
    else:
        target[name] = value
    path = tmp_path / "r.json"
    path.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_report(path)
    assert where in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b"NaN", b"[" * 100_000, b'{"format": NaN}']
)
def test_what_is_no_report_is_refused_in_one_line(kohesi, tmp_path, content):
    path = tmp_path / "r.json"
    path.write_bytes(content)
    result = kohesi("report", path)
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert str(path) in result.err
    assert not (tmp_path / "r.html").exists()


def test_the_command_writes_beside_the_report_or_where_it_is_told(kohesi, tmp_path):
    path = tmp_path / "r.json"
    path.write_text(json.dumps(report(segment())), encoding="utf-8")
    assert kohesi("report", path).out.strip() == str(tmp_path / "r.html")
    assert kohesi("report", path, "-o", tmp_path / "new" / "x.html").code == 0
    assert (tmp_path / "new" / "x.html").read_bytes() == (tmp_path / "r.html").read_bytes()


def test_the_command_does_not_overwrite_the_report(kohesi, tmp_path):
    path = tmp_path / "r.html"
    path.write_text(json.dumps(report(segment())), encoding="utf-8")
    before = path.read_bytes()
    result = kohesi("report", path)
    assert (result.code, path.read_bytes()) == (1, before)


def test_a_real_run_with_its_names_becomes_a_page(kohesi, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Laos dan Usulan Kunming.\nKunming Initiative.\n", encoding="utf-8")
    kohesi("translate", article, "--to", "vi", "--engine", "draft", "-o", tmp_path,
           "--report", tmp_path / "r.json")  # fmt: skip
    names = kohesi("term", "check", article, "--all", "--format", "json").out
    (tmp_path / "names.json").write_text(names, encoding="utf-8")
    result = kohesi("report", tmp_path / "r.json", "--names", tmp_path / "names.json")
    assert result.code == 0
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert page.data["segments"][0]["source"] == "Laos dan Usulan Kunming."
    assert len(page.data["names"]) == len(json.loads(names))


def test_words_are_aligned_where_the_report_does_not_say():
    own = segment(alignment=[[0, 4, 0, 3]], confidence=0.5)
    passed = segment(status="passed-through")
    given = report(segment(), own, passed)
    aligned, kept, left = with_alignment(given)["documents"][0]["segments"]
    assert [0, 4, 0, 3] in aligned["alignment"]
    assert 0 < aligned["confidence"] <= 1
    assert (kept, left) == (own, passed)
    assert "alignment" not in given["documents"][0]["segments"][0]


def test_checks_add_their_findings_behind_those_that_are_there():
    there = {"rule": "x", "severity": "info", "message": "y"}
    given = report(segment(source="Ada 5 orang.", target="Có 6 người.", terms=[], findings=[there]))
    first, *others = with_checks(given)["documents"][0]["segments"][0]["findings"]
    assert first == there
    assert "numbers" in [finding["rule"] for finding in others]
    assert given["documents"][0]["segments"][0]["findings"] == [there]


def test_checks_do_not_repeat_what_the_engine_said_it_left():
    text = "Para pemimpin bertemu dengan masyarakat."
    known = with_checks(report(segment(source=text, target=text, terms=[])))
    said = with_checks(report(segment(source=text, target=text, terms=[], unknown=[[0, 40]])))
    rules_of = [
        [finding["rule"] for finding in value["documents"][0]["segments"][0]["findings"]]
        for value in (known, said)
    ]
    assert "untranslated" in rules_of[0]
    assert "untranslated" not in rules_of[1]


def test_aligning_in_an_unknown_language_is_one_line(kohesi, tmp_path):
    value = report(segment())
    value["documents"][0]["target_lang"] = "xx"
    (tmp_path / "r.json").write_text(json.dumps(value), encoding="utf-8")
    assert kohesi("report", tmp_path / "r.json").code == 0
    result = kohesi("report", tmp_path / "r.json", "--align")
    assert (result.code, result.err.count("\n")) == (1, 1)


def test_a_table_of_names_that_is_none_is_refused(kohesi, tmp_path):
    (tmp_path / "r.json").write_text(json.dumps(report(segment())), encoding="utf-8")
    (tmp_path / "names.json").write_text('[{"concept_id": "x"}]', encoding="utf-8")
    result = kohesi("report", tmp_path / "r.json", "--names", tmp_path / "names.json")
    assert result.code == 1
    assert "names.json" in result.err
