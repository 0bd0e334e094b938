"""How long the HTML report takes to open with 5,000 segments, beside the same text as a table.

    python -m benchmarks.bench_html_report

Needs a Chromium. Each figure is the median of five runs in one browser: making the page in
Python; from the navigation to the first rows on screen; until every row is in the page; a filter;
a search. The peer is a page with the same texts in a plain HTML table, without a script.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from tests.browser.chromium import Browser, find_chromium
from translate.report.html import html_report

SEGMENTS = 5_000
RUNS = 5
LIMIT = 1.0
PARTS = (
    ("Perdana Menteri", "Thủ tướng", "title-pm"),
    ("kerja sama strategis", "hợp tác chiến lược", "slogan-cooperation"),
    ("Laos", "Lào", "place-laos"),
)
FILLER = ("membahas pembangunan daerah dan", "thảo luận về phát triển địa phương và")
PAINTED = """new Promise(done => requestAnimationFrame(
  () => setTimeout(() => done(performance.now()))))"""


def sample(count: int) -> dict[str, Any]:
    """Make a report of `count` segments of about 300 characters with twelve terms each."""
    segments = []
    for index in range(count):
        source, target, terms = f"{index}.", f"{index}.", []
        for place in range(12):
            surface, rendering, concept = PARTS[(index + place) % 3]
            missing = (index + place) % 97 == 0
            source, target = f"{source} ", f"{target} "
            terms.append({
                "concept_id": concept, "policy": "always", "surface": surface,
                "surface_status": "preferred", "rendering": rendering, "verified": place % 2 == 0,
                "source_span": [len(source), len(source) + len(surface)],
                "target_span": None if missing else [len(target), len(target) + len(rendering)],
                "obtained": "missing" if missing else "constraint",
            })  # fmt: skip
            source, target = f"{source}{surface}", target if missing else f"{target}{rendering}"
            if place % 4 == 3:
                source, target = f"{source} {FILLER[0]}", f"{target} {FILLER[1]}"
        lost = any(term["target_span"] is None for term in terms)
        segments.append({
            "index": index, "line": index + 1, "role": "body", "source": source, "target": target,
            "status": "needs-review" if lost else "enforced", "terms": terms, "unknown": [],
            "reasons": [],
        })  # fmt: skip
    part = len(segments) // 20 or 1
    return {
        "signature": {"text": "a sample"},
        "documents": [
            {"source": f"{start:05}.txt", "target": f"{start:05}.vi.txt", "source_lang": "id",
             "target_lang": "vi", "segments": segments[start : start + part]}
            for start in range(0, len(segments), part)
        ],
    }  # fmt: skip


def table(report: dict[str, Any]) -> str:
    """Return the same texts as a plain table."""
    rows = "\n".join(
        f"<tr><td>{escape(segment['source'])}<td>{escape(segment['target'])}"
        for document in report["documents"]
        for segment in document["segments"]
    )
    return f"<!doctype html><meta charset=utf-8><title>t</title><table>{rows}</table>"


def median(measure: Callable[[], float]) -> float:
    """Return the median of `RUNS` runs after one that is not counted, in seconds."""
    return statistics.median([measure() for _ in range(RUNS + 1)][1:])


def main() -> None:
    """Print the table of figures."""
    program = find_chromium()
    if program is None:
        print("not measured: no Chromium on this machine")
        return
    report = sample(SEGMENTS)
    with tempfile.TemporaryDirectory() as folder, Browser(program) as browser:
        page, plain = Path(folder, "report.html"), Path(folder, "table.html")

        def write() -> float:
            start = time.perf_counter()
            page.write_text(html_report(report), encoding="utf-8")
            return time.perf_counter() - start

        def opened(path: Path) -> float:
            browser.open(path)
            return float(browser.run(PAINTED)) / 1000

        def complete() -> float:
            browser.open(page)
            browser.wait("document.getElementById('rows').getAttribute('aria-busy') === 'false'")
            return float(browser.run("performance.now()")) / 1000

        def changed(control: str, event: str, value: str) -> float:
            act = f"""(() => {{
              const control = document.getElementById({control!r});
              const begin = performance.now();
              control.value = {value!r};
              control.dispatchEvent(new Event({event!r}));
              return {PAINTED}.then(end => end - begin);
            }})()"""
            spent = float(browser.run(act)) / 1000
            browser.run(act.replace(f"= {value!r}", "= ''"))
            return spent

        plain.write_text(table(report), encoding="utf-8")
        written = median(write)
        print(f"{SEGMENTS} segments, page of {page.stat().st_size / 1e6:.1f} MB")
        print(f"made by Python            {written:6.3f} s")
        peer = median(lambda: opened(plain))
        shown = median(lambda: opened(page))
        print(f"the peer, a plain table   {peer:6.3f} s to the first paint")
        print(f"open, first rows painted  {shown:6.3f} s   {shown / peer:4.1f} x   under {LIMIT} s")
        print(f"every row in the page     {median(complete):6.3f} s")
        status = median(lambda: changed("filter-status", "change", "needs-review"))
        print(f"filter by status          {status:6.3f} s")
        search = median(lambda: changed("filter-q", "input", "thu tuong"))
        print(f"search that all pass      {search:6.3f} s")
        if browser.problems:
            sys.exit(f"the browser complains: {browser.problems}")


if __name__ == "__main__":
    main()
