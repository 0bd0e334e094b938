"""What a report says that a person may want to look at, one line each, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at in a segment.

    Attributes:
        rule: what kind of finding it is.
        severity: one of `SEVERITIES`.
        message: one line.
        side: `source` or `target`: the text that `span` is in.
        span: code points `[start, end)`, None where it concerns the whole segment.
    """

    rule: str
    severity: str
    message: str
    side: str = "target"
    span: tuple[int, int] | None = None


def segment_findings(segment: Json) -> tuple[Finding, ...]:
    """Return the findings of a segment of a report, the worst first.

    Args:
        segment: a segment as `docs/report.md` describes it. Its own `findings`, as a check may
            have added them, are among the result.
    """
    found = [
        *_of_terms(segment),
        *_of_reasons(segment),
        *_of_unknown(segment),
        *_of_checks(segment),
    ]
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def _of_terms(segment: Json) -> Iterator[Finding]:
    for term in segment["terms"]:
        start, end = term["source_span"]
        surface, rendering, concept = term["surface"], term["rendering"], term["concept_id"]
        if term["policy"] == "review":
            yield Finding(
                "term-unsure",
                "info",
                f"{surface!r} is only sometimes the term {concept}; nothing was forced",
                "source",
                (start, end),
            )
        elif term["obtained"] == "no-rendering":
            yield Finding(
                "no-rendering",
                "warning",
                f"the glossary has no rendering of {surface!r} ({concept})",
                "source",
                (start, end),
            )
        elif term["target_span"] is None:
            yield Finding(
                "term-missing",
                "error",
                f"{rendering!r} is missing for {surface!r} ({concept})",
                "source",
                (start, end),
            )
        elif not term["verified"]:
            first, last = term["target_span"]
            yield Finding(
                "term-unverified",
                "info",
                f"no published source confirms {rendering!r} for {surface!r} ({concept})",
                "target",
                (first, last),
            )
        if term["surface_status"] in ("deprecated", "forbidden"):
            yield Finding(
                f"source-{term['surface_status']}",
                "info",
                f"the source calls {concept} by the {term['surface_status']} name {surface!r}",
                "source",
                (start, end),
            )


def _of_reasons(segment: Json) -> Iterator[Finding]:
    """Give the reasons that no missing term accounts for, a failed engine above all."""
    lost = tuple(
        f"({term['concept_id']})" for term in segment["terms"] if term["target_span"] is None
    )
    for reason in segment["reasons"]:
        if not (lost and reason.endswith(lost)):
            yield Finding("needs-review", "error", reason)


def _of_unknown(segment: Json) -> Iterator[Finding]:
    for start, end in segment["unknown"]:
        words = segment["target"][start:end]
        yield Finding("untranslated", "warning", f"left untranslated: {words!r}", span=(start, end))


def _of_checks(segment: Json) -> Iterator[Finding]:
    for finding in segment.get("findings", ()):
        severity = finding["severity"]
        span = finding.get("span")
        yield Finding(
            finding["rule"],
            severity if severity in SEVERITIES else "info",
            finding["message"],
            finding.get("side", "target"),
            None if span is None else (span[0], span[1]),
        )
