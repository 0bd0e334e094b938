"""What the quality commands print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .checking import FileFindings
from .checks import Finding
from .comet import Comet
from .estimate import Estimate, Signals
from .resampling import Interval, ratio_interval
from .score import Score, Scores
from .scoring import FileScores
from .terminology import Ratio, TermScores

Json = dict[str, Any]

ABOUT_TERMS = {
    "success": "terms of a segment with the official rendering (WMT25)",
    "success-accepted": "the same, any accepted form",
    "per-occurrence": "occurrences with a place of their own (WMT21)",
    "window-2": "2 words around terms as in the reference (WMT21)",
    "window-3": "3 words around terms as in the reference (WMT21)",
    "1-TERm": "1 - edit rate with terms counted double (WMT21)",
    "consistency-first": "occurrences as first rendered (WMT23)",
    "consistency-frequent": "occurrences as most often rendered (WMT25)",
    "consistency-predefined": "occurrences as the glossary says (WMT25)",
    "forbidden": "names in the translation that are forbidden",
    "over-use": "official names that the source does not ask for",
    "placement": "met terms where the alignment says they belong",
}


def scores_json(scores: Scores) -> Json:
    """Return scores as JSON values."""
    return {
        "scores": [_score_json(score) for score in scores.scores],
        "left_out": [{"name": name, "reason": reason} for name, reason in scores.left_out],
    }


def _score_json(score: Score) -> Json:
    found: Json = {
        "name": score.name,
        "score": round(score.value, 4),
        "signature": score.signature,
        "lower_is_better": score.lower_is_better,
    }
    if score.interval is not None:
        found["interval"] = _interval_json(score.interval)
    return found


def _interval_json(interval: Interval) -> Json:
    return {"mean": round(interval.mean, 4), "half": round(interval.half, 4), "level": 0.95}


def scores_text(scores: Scores) -> str:
    """Return scores as lines."""
    lines = []
    for score in scores.scores:
        line = f"{score.name:<8}{score.value:>7.2f}"
        if score.interval is not None:
            line += f"  ±{score.interval.half:.2f}"
        better = "  (lower is better)" if score.lower_is_better else ""
        lines.append(f"{line}{better}  {score.signature}")
    lines += [f"{name:<8}   left out: {reason}" for name, reason in scores.left_out]
    return "\n".join(lines)


def terms_json(terms: TermScores, *, samples: int) -> Json:
    """Return terminology measures as JSON values."""
    measures = []
    for name, ratio in terms.ratios.items():
        value = ratio.value
        measure: Json = {
            "name": name,
            "value": None if value is None else round(value, 6),
            "hits": round(sum(ratio.hits), 6),
            "total": ratio.total,
        }
        interval = ratio_interval(ratio.hits, ratio.totals, samples=samples) if samples else None
        if interval is not None:
            measure["interval"] = {
                "mean": round(interval.mean, 6),
                "half": round(interval.half, 6),
                "level": 0.95,
            }
        measures.append(measure)
    return {"signature": terms.signature, "measures": measures}


def terms_text(terms: TermScores) -> str:
    """Return terminology measures as lines."""
    lines = [f"terminology  {terms.signature}"]
    for name, ratio in terms.ratios.items():
        lines.append(f"  {name:<23}{share(ratio):>8}  {counted(ratio):<14}{ABOUT_TERMS[name]}")
    return "\n".join(lines)


def estimates_json(estimates: tuple[Estimate, ...]) -> Json:
    """Return the mean of estimates, and of the signals they were made of, as JSON values."""
    return {"mean": round(_mean([one.value for one in estimates]), 4), "signals": _means(estimates)}


def _means(estimates: tuple[Estimate, ...]) -> dict[str, float]:
    means = {}
    for name in Signals.__dataclass_fields__:
        values = [getattr(one.signals, name) for one in estimates]
        if None not in values:
            means[name] = round(_mean(values), 4)
    return means


def estimates_text(estimates: tuple[Estimate, ...]) -> str:
    """Return the mean of estimates, and of the signals they were made of."""
    lines = [
        f"estimate{_mean([one.value for one in estimates]):>7.2f}  0 to 100, without reference"
    ]
    lines += [f"  {name:<23}{value:>8.3f}" for name, value in _means(estimates).items()]
    return "\n".join(lines)


def comet_text(comet: Comet) -> str:
    """Return what COMET said on one line."""
    return f"COMET   {comet.value:>7.4f}  {comet.signature}"


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def share(ratio: Ratio) -> str:
    """Return a share as `93.5%`, or a dash where there is nothing to count."""
    return "-" if ratio.value is None else f"{100 * ratio.value:.1f}%"


def counted(ratio: Ratio) -> str:
    """Return `29 of 31`."""
    hits = sum(ratio.hits)
    shown = f"{hits:.0f}" if hits == int(hits) else f"{hits:.1f}"
    return f"{shown} of {ratio.total:.0f}"


def segment_rows(result: FileScores) -> list[Json]:
    """Return one record per segment: its number, its scores, its terms."""
    rows: list[Json] = []
    for index in range(result.count):
        row: Json = {"segment": index + 1}
        for score in result.scores.scores:
            row[score.name] = round(score.segments[index], 2)
        if result.estimates:
            row["estimate"] = round(result.estimates[index].value, 2)
        if result.comet is not None:
            row["COMET"] = round(result.comet.segments[index], 4)
        if result.terms is not None:
            segment = result.terms.segments[index]
            row["terms"] = len(segment.required)
            row["terms met"] = sum(span is not None for span in segment.spans)
        rows.append(row)
    return rows


def rows_text(rows: list[Mapping[str, Any]] | list[Json]) -> str:
    """Return records as a table with tabs between the columns."""
    if not rows:
        return ""
    names = list(rows[0])
    return "\n".join(
        ["\t".join(names), *("\t".join(str(row[name]) for name in names) for row in rows)]
    )


def findings_json(result: FileFindings) -> Json:
    """Return findings as JSON values; offsets are code points of the segment."""
    return {
        "segments": result.count,
        "failed": result.failed,
        "counts": dict(_counts(result.findings)),
        "findings": [
            {
                "document": finding.document,
                "line": finding.line,
                "segment": finding.segment,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.spot.message,
                "side": finding.spot.side,
                "span": [finding.spot.start, finding.spot.end],
            }
            for finding in result.findings
        ],
    }


def findings_text(result: FileFindings) -> tuple[str, str]:
    """Return findings as lines, and a summary."""
    lines = [
        f"{finding.document}:{finding.line}: {finding.severity} {finding.rule}: "
        f"{finding.spot.message}"
        for finding in result.findings
    ]
    counts = _counts(result.findings)
    told = ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing found"
    return "\n".join(lines), f"{result.count} segments: {told}"


def _counts(findings: tuple[Finding, ...]) -> Counter[str]:
    return Counter(finding.severity.value for finding in findings)
