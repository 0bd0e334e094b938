"""The HTML page of a report: one file that needs nothing else, and lets no text of it run.

All text of the report travels as JSON in a data block and enters the page as text nodes. The
content security policy allows the page's own scripts and styles by their digests and nothing
else: a script that an article smuggles in is not run, no address is ever asked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.atomic import write_text
from corpus.errors import FormatError
from translate.report_file import read_json, read_report

from .enrich import with_alignment, with_checks
from .figures import chart_data, summary_figures
from .findings import segment_findings

if TYPE_CHECKING:
    from translate.quality.checks import Settings

Json = dict[str, Any]

SCRIPTS = ("text.js", "state.js", "rows.js", "charts.js", "page.js")
"""The page's own scripts, in the order in which they need each other."""

_SEGMENT_FIELDS = ("line", "role", "status", "source", "target", "unknown")
_TERM_FIELDS = (
    "concept_id", "policy", "surface", "surface_status", "rendering", "verified", "obtained",
)  # fmt: skip
_OPTIONAL_FIELDS = ("alignment", "confidence", "scores")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def write_html_report(
    report: str | Path,
    output: str | Path,
    *,
    names: str | Path | None = None,
    align: bool = False,
    checks: Settings | None = None,
) -> None:
    """Turn the JSON report of a run into an HTML page.

    Args:
        report: the file that `kohesi translate --report` wrote.
        output: where the page goes.
        names: a table that `kohesi term check FILES --format json` wrote, to be part of the page.
        align: work out which words translate each other, where the report does not say.
        checks: run the checks of `kohesi check` that concern single segments, so set; None runs
            none.

    Raises:
        FormatError: a file cannot be read or is not what it should be.
        LanguageError: texts are to be aligned or checked in a language that kohesi does not know.
        OutputError: the page cannot be written.
    """
    table = None if names is None else _read_names(names)
    content = read_report(report)
    if align:
        content = with_alignment(content)
    if checks is not None:
        content = with_checks(content, checks)
    write_text(output, html_report(content, names=table))


def html_report(report: Json, *, names: Sequence[Json] | None = None) -> str:
    """Return the HTML page of a report.

    Args:
        report: a report as `docs/report.md` describes it.
        names: which concepts the texts call by several names, as
            `termbase.consistency.uses_record` gives it.

    Returns:
        The page. The same report gives the same page.
    """
    style = _asset("page.css")
    library = _library()
    script = '"use strict";\n(() => {\n' + "\n".join(map(_asset, SCRIPTS)) + "\n})();"
    policy = (
        f"default-src 'none'; script-src {_digest(library)} {_digest(script)}; "
        f"style-src {_digest(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "title": escape(_title(report)),
        "style": style,
        "signature": escape(str(report["signature"].get("text", ""))),
        "figures": _figures(report),
        "data": _data_block({**_page_data(report), "names": list(names or ())}),
        "library": library,
        "script": script,
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _asset("page.html"))
    return _LONE_SURROGATES.sub("\ufffd", page)


def _page_data(report: Json) -> Json:
    """Return the report as the scripts take it: one flat list of segments, findings with each.

    A term is `[what, source start, source end, target start, target end]`, without the last two
    where it does not stand; `what` counts in `terms`. The same few terms occur over and over, and
    half of the time that a page takes to open is the browser's way through its text.
    """
    terms: dict[tuple[Any, ...], int] = {}

    def numbered(term: Json) -> list[int]:
        what = terms.setdefault(tuple(term[key] for key in _TERM_FIELDS), len(terms))
        return [what, *term["source_span"], *(term["target_span"] or ())]

    return {
        "documents": [
            {key: document[key] for key in ("source", "target", "source_lang", "target_lang")}
            for document in report["documents"]
        ],
        "segments": [
            {
                "document": number,
                **{key: segment[key] for key in _SEGMENT_FIELDS},
                "terms": [numbered(term) for term in segment["terms"]],
                **{key: segment[key] for key in _OPTIONAL_FIELDS if segment.get(key) is not None},
                "findings": [
                    {
                        "rule": finding.rule,
                        "severity": finding.severity,
                        "message": finding.message,
                        "side": finding.side,
                        "span": finding.span,
                    }
                    for finding in segment_findings(segment)
                ],
            }
            for number, document in enumerate(report["documents"])
            for segment in document["segments"]
        ],
        "terms": [dict(zip(_TERM_FIELDS, term, strict=True)) for term in terms],
        "charts": chart_data(report),
    }


def _data_block(data: Json) -> str:
    """Write JSON that can stand in a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _figures(report: Json) -> str:
    return "\n".join(
        f'<div class="figure {figure.tone}"><dt>{escape(figure.name)}</dt>'
        f"<dd><b>{escape(figure.value)}</b> <span>{escape(figure.note)}</span></dd></div>"
        for figure in summary_figures(report)
    )


def _title(report: Json) -> str:
    sources = list(dict.fromkeys(Path(document["source"]).name for document in report["documents"]))
    if len(sources) == 1:
        return f"Translation report: {sources[0]}"
    return f"Translation report: {len(sources)} files"


def _library() -> str:
    """Return the chart library with its licence; its pointer to a source map would be a request."""
    code = re.sub(r"\n//# sourceMappingURL=.*\s*$", "", _asset("chart.min.js"))
    return f"/*\n{_asset('chart.LICENSE.txt')}*/\n{code}"


def _digest(text: str) -> str:
    """Return the digest of an inline script or style in the form of a content security policy."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def _read_names(path: str | Path) -> list[Json]:
    hint = "give what `kohesi term check FILES --format json` printed"
    table = read_json(path, hint=hint)
    try:
        return [
            {
                "concept_id": str(use["concept_id"]),
                "names": [
                    {
                        "name": str(name["name"]),
                        "status": str(name["status"]),
                        "places": [
                            {"file": str(place["file"]), "line": int(place["line"])}
                            for place in name["places"]
                        ],
                    }
                    for name in use["names"]
                ],
            }
            for use in table
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError("this is not a table of names", path=path, hint=hint) from error
