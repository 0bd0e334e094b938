"""The figures and the chart data of a report, counted from its segments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One summary figure.

    Attributes:
        name: what was counted.
        value: the figure as it is shown.
        note: what else one should know, or the empty string.
        tone: `good`, `bad`, or the empty string where a figure is neither.
    """

    name: str
    value: str
    note: str = ""
    tone: str = ""


def summary_figures(report: Json) -> tuple[Figure, ...]:
    """Return the figures on top of the page: files, segments, terms, what is left to do."""
    documents = report["documents"]
    segments = list(_segments(report))
    statuses = Counter(segment["status"] for segment in segments)
    terms = [term for segment in segments for term in segment["terms"]]
    wanted = [term for term in terms if term["policy"] != "review"]
    standing = [term for term in wanted if term["target_span"] is not None]
    without = sum(term["obtained"] == "no-rendering" for term in wanted)
    unverified = sum(not term["verified"] for term in standing)
    unknown = sum(len(segment["unknown"]) for segment in segments)
    languages = sorted({document["target_lang"] for document in documents})
    sources = {document["source"] for document in documents}
    share = f"{len(standing) / len(wanted):.1%} of {len(wanted):,}" if wanted else "none required"
    failed = sum(not document["target"] for document in documents)
    return (
        Figure(
            "files",
            f"{len(sources):,}",
            f"into {', '.join(languages)}" + (f"; {failed} not written" if failed else ""),
            "bad" if failed else "",
        ),
        Figure("segments", f"{len(segments):,}", f"{statuses['passed-through']:,} passed through"),
        Figure(
            "to review",
            f"{statuses['needs-review']:,}",
            "segments a person must look at",
            "bad" if statuses["needs-review"] else "good",
        ),
        Figure(
            "terms in place",
            f"{len(standing):,}",
            share,
            "good" if len(standing) == len(wanted) else "bad",
        ),
        Figure("no rendering", f"{without:,}", "the glossary has none", "bad" if without else ""),
        Figure("unverified", f"{unverified:,}", "renderings no published source confirms"),
        Figure("left untranslated", f"{unknown:,}", "stretches the engine did not know"),
        *(
            Figure(name, f"{value:g}", "score of the run")
            for name, value in _scores(report.get("totals")).items()
        ),
    )


def chart_data(report: Json) -> Json:
    """Return what the charts show.

    Returns:
        `documents`: one entry per document: its label, the counts of its segments by status and
        its scores. `concepts`: one entry per concept that had to be rendered: how often it stands,
        is missing or has no rendering; those with the most trouble first, then the most frequent.
    """
    return {
        "documents": [
            {
                "statuses": Counter(segment["status"] for segment in document["segments"]),
                "scores": _scores(document),
            }
            for document in report["documents"]
        ],
        "concepts": _concepts(report),
    }


def _concepts(report: Json) -> list[Json]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for segment in _segments(report):
        for term in segment["terms"]:
            if term["policy"] == "review":
                continue
            if term["target_span"] is not None:
                outcome = "standing"
            elif term["obtained"] == "no-rendering":
                outcome = "none"
            else:
                outcome = "missing"
            counts[term["concept_id"]][outcome] += 1
            names[term["concept_id"]][term["surface"]] += 1
    rows: list[Json] = [
        {
            "concept_id": concept,
            "name": names[concept].most_common(1)[0][0],
            "standing": count["standing"],
            "missing": count["missing"],
            "none": count["none"],
        }
        for concept, count in counts.items()
    ]
    rows.sort(
        key=lambda row: (
            -row["missing"] - row["none"],
            -row["standing"],
            row["concept_id"],
        )
    )
    return rows


def _scores(holder: Any) -> dict[str, float]:
    scores = holder.get("scores") if isinstance(holder, dict) else None
    if not isinstance(scores, dict):
        return {}
    return {str(name): value for name, value in scores.items() if isinstance(value, int | float)}


def _segments(report: Json) -> Iterator[Json]:
    for document in report["documents"]:
        yield from document["segments"]
