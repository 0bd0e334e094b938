"""What is worked out for the page and is not in the report of the run: links between words, checks.

Each function gives a new report; what the report already has is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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


def _with_segments(report: Json, document_in: Callable[[str, str], Callable[[Json], Json]]) -> Json:
    """Replace the segments that were translated; `document_in` is asked once per language pair."""
    pairs: dict[tuple[str, str], Callable[[Json], Json]] = {}
    documents = []
    for document in report["documents"]:
        languages = document["source_lang"], document["target_lang"]
        if languages not in pairs:
            pairs[languages] = document_in(*languages)
        change = pairs[languages]
        segments = [
            segment if segment["status"] == "passed-through" else change(segment)
            for segment in document["segments"]
        ]
        documents.append({**document, "segments": segments})
    return {**report, "documents": documents}
