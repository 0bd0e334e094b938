"""The file of a report: reading it back, and refusing what is none with the place of the fault."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import FormatError, plain_reason

REPORT_FORMAT = "kohesi-report"
REPORT_VERSION = 1
"""Rises when a field changes its meaning or goes; new fields may come without a rise."""

Json = dict[str, Any]

_HINT = "give a report that `kohesi translate --report` wrote"
_TERM = {
    "concept_id": str,
    "policy": str,
    "surface": str,
    "surface_status": str,
    "rendering": str,
    "verified": bool,
    "obtained": str,
}
_SEGMENT = {
    "index": int,
    "line": int,
    "role": str,
    "status": str,
    "source": str,
    "target": str,
    "terms": list,
    "unknown": list,
    "reasons": list,
}
_DOCUMENT = {
    "source": str,
    "target": str,
    "source_lang": str,
    "target_lang": str,
    "segments": list,
}
_FINDING = {"rule": str, "severity": str, "message": str}


def read_report(path: str | Path) -> Json:
    """Read the JSON report of a run.

    Returns:
        The report as `docs/report.md` describes it. Fields that are not known are left in it.

    Raises:
        FormatError: the file cannot be read, is not JSON, is no report, is a report of a later
            version, or a field is missing or has a wrong value; the message names the field.
    """
    report = read_json(path, hint=_HINT)
    if not isinstance(report, dict) or report.get("format") != REPORT_FORMAT:
        raise FormatError("this is not the report of a run", path=path, hint=_HINT)
    version = report.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FormatError("the report does not say its version", path=path, hint=_HINT)
    if version > REPORT_VERSION:
        raise FormatError(
            f"the report is of version {version}, this kohesi reads {REPORT_VERSION}",
            path=path,
            hint="use the kohesi that wrote it",
        )

    def refuse(where: str, what: str) -> NoReturn:
        raise FormatError(f"{where}: {what}", path=path, hint=_HINT)

    _check_report(report, refuse)
    return report


def read_json(path: str | Path, *, hint: str) -> Any:
    """Read a JSON file.

    Raises:
        FormatError: it cannot be read, is not UTF-8 or is not JSON.
    """
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        raise FormatError(f"cannot read: {plain_reason(error)}", path=path, hint=hint) from error
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8 text", path=path, hint=hint) from error
    except json.JSONDecodeError as error:
        raise FormatError(
            f"not JSON: {error.msg}", path=path, line=error.lineno, hint=hint
        ) from error
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON that can be used: {error}", path=path, hint=hint) from error


Refuse = Callable[[str, str], NoReturn]


def _check_report(report: Json, refuse: Refuse) -> None:
    _check_fields(report, {"documents": list, "signature": dict}, "report", refuse)
    for number, document in enumerate(report["documents"]):
        where = f"documents[{number}]"
        _check_fields(document, _DOCUMENT, where, refuse)
        _check_numbers(document.get("scores", {}), f"{where}.scores", refuse)
        for place, segment in enumerate(document["segments"]):
            _check_segment(segment, f"{where}.segments[{place}]", refuse)


def _check_segment(segment: Any, where: str, refuse: Refuse) -> None:
    _check_fields(segment, _SEGMENT, where, refuse)
    source, target = len(segment["source"]), len(segment["target"])
    for place, term in enumerate(segment["terms"]):
        inner = f"{where}.terms[{place}]"
        _check_fields(term, _TERM, inner, refuse)
        _check_span(term.get("source_span"), source, f"{inner}.source_span", refuse)
        if term.get("target_span") is not None:
            _check_span(term["target_span"], target, f"{inner}.target_span", refuse)
    for place, span in enumerate(segment["unknown"]):
        _check_span(span, target, f"{where}.unknown[{place}]", refuse)
    if not all(isinstance(reason, str) for reason in segment["reasons"]):
        refuse(f"{where}.reasons", "not all are text")
    _check_numbers(segment.get("scores", {}), f"{where}.scores", refuse)
    confidence = segment.get("confidence")
    if confidence is not None and not (_is_number(confidence) and 0 <= confidence <= 1):
        refuse(f"{where}.confidence", "not a number from 0 to 1")
    for place, link in enumerate(_list(segment, "alignment", where, refuse)):
        inner = f"{where}.alignment[{place}]"
        if not isinstance(link, list) or len(link) != 4:
            refuse(inner, "not four offsets")
        _check_span(link[:2], source, inner, refuse)
        _check_span(link[2:], target, inner, refuse)
    for place, finding in enumerate(_list(segment, "findings", where, refuse)):
        inner = f"{where}.findings[{place}]"
        _check_fields(finding, _FINDING, inner, refuse)
        if finding.get("span") is not None:
            side = finding.get("side", "target")
            if side not in ("source", "target"):
                refuse(f"{inner}.side", "neither source nor target")
            _check_span(
                finding["span"], source if side == "source" else target, f"{inner}.span", refuse
            )


def _check_fields(value: Any, fields: Mapping[str, type], where: str, refuse: Refuse) -> None:
    if not isinstance(value, dict):
        refuse(where, "not an object")
    for name, kind in fields.items():
        if name not in value:
            refuse(where, f"the field {name!r} is missing")
        if not _is(value[name], kind):
            refuse(f"{where}.{name}", "has a value of another kind")


def _check_span(span: Any, length: int, where: str, refuse: Refuse) -> None:
    pair = isinstance(span, list) and len(span) == 2 and all(_is(end, int) for end in span)
    if not pair or not 0 <= span[0] <= span[1] <= length:
        refuse(where, f"not a span of a text of {length} code points")


def _check_numbers(scores: Any, where: str, refuse: Refuse) -> None:
    if not isinstance(scores, dict) or not all(map(_is_number, scores.values())):
        refuse(where, "not names with numbers")


def _list(segment: Json, name: str, where: str, refuse: Refuse) -> list[Any]:
    value = segment.get(name, [])
    if not isinstance(value, list):
        refuse(f"{where}.{name}", "not a list")
    return value


def _is(value: Any, kind: type) -> bool:
    """Tell the kind of a JSON value; `true` is no number."""
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
