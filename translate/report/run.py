"""What the JSON report of a run says; `docs/report.md` describes every field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from translate.enforce import Obtained, TermOutcome
from translate.memory.recall import Recalled
from translate.report_file import REPORT_FORMAT, REPORT_VERSION
from translate.results import SegmentResult, SegmentStatus

Json = dict[str, Any]


def report_head(signature: Mapping[str, str]) -> Json:
    """Return the first fields of a report.

    Args:
        signature: what identifies the run; the same signature and the same input give the same
            report, so it holds no times and no machine.
    """
    return {
        "format": REPORT_FORMAT,
        "version": REPORT_VERSION,
        "signature": {**signature, "text": signature_text(signature)},
    }


def signature_text(signature: Mapping[str, str]) -> str:
    """Write a signature on one line, as sacreBLEU does: `key:value|key:value`."""
    return "|".join(f"{key}:{value}" for key, value in signature.items())


def totals(results: Iterable[SegmentResult]) -> Json:
    """Count segments by status, and terms by how they were obtained."""
    segments: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    unverified = unknown = review = remembered = 0
    for result in results:
        segments[result.status.value] += 1
        unknown += len(result.unknown)
        remembered += result.memory is not None
        for outcome in result.outcomes:
            if outcome.requirement.policy.value == "review":
                review += 1
                continue
            terms[outcome.obtained.value] += 1
            unverified += outcome.span is not None and not outcome.requirement.verified
    return {
        "segments": {
            "total": segments.total(),
            **{status.value: segments[status.value] for status in SegmentStatus},
            "from-memory": remembered,
        },
        "terms": {
            "total": terms.total(),
            **{how.value: terms[how.value] for how in Obtained},
            "unverified": unverified,
            "review": review,
        },
        "unknown_words": unknown,
    }


def no_totals() -> Json:
    """Return the totals of nothing."""
    return totals(())


def sum_totals(parts: Iterable[Json]) -> Json:
    """Add totals up, number by number."""
    total = no_totals()
    for part in parts:
        _add(total, part)
    return total


def _add(total: Json, part: Json) -> None:
    for name, value in part.items():
        if isinstance(value, dict):
            _add(total[name], value)
        else:
            total[name] += value


def segment_entry(result: SegmentResult) -> Json:
    """Return what the report tells of a segment.

    Offsets are code points: `source` spans of its source text, `target` spans of its target.
    """
    segment = result.segment
    return {
        "index": segment.index,
        "line": segment.line,
        "role": segment.role.value,
        "status": result.status.value,
        "source": segment.text,
        "target": result.target,
        "terms": [_term(outcome) for outcome in result.outcomes],
        "unknown": [list(span) for span in result.unknown],
        "reasons": list(result.reasons),
        **({} if result.memory is None else {"memory": _memory(result.memory)}),
    }


def _memory(recalled: Recalled) -> Json:
    return {
        "name": recalled.memory,
        "score": round(recalled.score, 1),
        "source": recalled.unit.source,
        "origin": recalled.unit.origin,
    }


def _term(outcome: TermOutcome) -> Json:
    requirement = outcome.requirement
    return {
        "concept_id": requirement.concept_id,
        "policy": requirement.policy.value,
        "surface": requirement.surface,
        "surface_status": requirement.status,
        "source_span": [requirement.start, requirement.end],
        "rendering": requirement.rendering,
        "verified": requirement.verified,
        "obtained": outcome.obtained.value,
        "target_span": None if outcome.span is None else list(outcome.span),
    }
