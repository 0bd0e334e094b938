"""What is worked out for the page and is not in the report of the run: links between words, checks.

Each function gives a new report; what the report already has is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translate.quality.checks import Settings, Spot

Json = dict[str, Any]


def with_alignment(report: Json) -> Json:
    """Add the links between the words of source and target, by lexicon and glossary.

    The `confidence` of a segment that has none becomes that of its alignment (see
    `align.words.WordAlignment.confidence`): translations have 0.3 and more, seldom less.

    Raises:
        LanguageError: a document is in a language that kohesi does not know.
    """
    from align.words import tokenise
    from align.words.choose import create_aligner

    @cache
    def document_in(source_lang: str, target_lang: str) -> Callable[[Json], Json]:
        aligner = create_aligner("lexicon", source_lang, target_lang)
        known: dict[tuple[str, str], Json] = {}

        def aligned(segment: Json) -> Json:
            if "alignment" in segment:
                return segment
            texts = segment["source"], segment["target"]
            if texts not in known:
                found = aligner.align(
                    tokenise(texts[0], source_lang), tokenise(texts[1], target_lang)
                )
                links = [[*source, *target] for source, target in found.spans()]
                known[texts] = {"alignment": links}
                if links:  # a pair that is too long has no links, which says nothing of it
                    known[texts]["confidence"] = round(found.confidence, 3)
            return {**known[texts], **segment}

        return aligned

    return _with_segments(report, document_in)


def with_checks(report: Json, settings: Settings | None = None) -> Json:
    """Add what the checks of `translate.quality.checks` find, after the findings that are there.

    Rules about terms are left out: the run has judged its terms itself, by the glossary it had.

    Args:
        report: a report as `docs/report.md` describes it.
        settings: which rules are on; each at its own severity when None.

    Raises:
        LanguageError: a document is in a language that kohesi does not know.
    """
    from translate.quality.checks import Checker

    def document_in(source_lang: str, target_lang: str) -> Callable[[Json], Json]:
        checker = Checker(source_lang, target_lang, settings=settings)

        def checked(segment: Json) -> Json:
            unknown = [tuple(span) for span in segment["unknown"]]
            found = [
                {
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "message": finding.spot.message,
                    "side": finding.spot.side,
                    "span": [finding.spot.start, finding.spot.end],
                }
                for finding in checker.check(
                    segment["source"], segment["target"], index=segment["index"]
                )
                # what the engine itself left untranslated is a finding of the run already
                if not (finding.rule == "untranslated" and _overlaps(finding.spot, unknown))
            ]
            return {**segment, "findings": [*segment.get("findings", ()), *found]}

        return checked

    return _with_segments(report, document_in)


def _overlaps(spot: Spot, spans: Sequence[tuple[int, int]]) -> bool:
    return spot.side == "target" and any(
        spot.start < end and start < spot.end for start, end in spans
    )


def _with_segments(report: Json, document_in: Callable[[str, str], Callable[[Json], Json]]) -> Json:
    """Replace the segments that were translated; `document_in` is asked once per document."""
    documents = []
    for document in report["documents"]:
        change = document_in(document["source_lang"], document["target_lang"])
        segments = [
            segment if segment["status"] == "passed-through" else change(segment)
            for segment in document["segments"]
        ]
        documents.append({**document, "segments": segments})
    return {**report, "documents": documents}
