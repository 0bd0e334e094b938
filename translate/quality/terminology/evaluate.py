"""All terminology measures of a translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.languages import check_language
from termbase import Glossary

from .consistency import MODES, consistency
from .edit_rate import one_minus_term
from .occurrences import Ratio, SegmentTerms, find_occurrences
from .placement import placement
from .rates import forbidden, overuse, per_occurrence, success
from .window import window_overlap

WINDOWS = (2, 3)


@dataclass(frozen=True, slots=True)
class TermScores:
    """The measures by name, and what they were counted on.

    Attributes:
        ratios: name of a measure to what was counted; `docs/quality.md` has the formulas.
        segments: the terms of every segment.
        signature: glossary digest and languages.
    """

    ratios: Mapping[str, Ratio]
    segments: tuple[SegmentTerms, ...]
    signature: str


def evaluate_terms(
    sources: Sequence[str],
    hypotheses: Sequence[str],
    glossary: Glossary,
    *,
    source_lang: str,
    target_lang: str,
    references: Sequence[str] = (),
    documents: Sequence[str] = (),
    aligned: bool = False,
) -> TermScores:
    """Measure how a translation uses the glossary.

    Args:
        sources: source texts.
        hypotheses: their translations, as many.
        glossary: the glossary.
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the translations.
        references: a reference translation, for window overlap and 1-TERm; may be empty.
        documents: the document of each segment, for consistency; one for all when empty.
        aligned: whether to align words and judge placement, which takes a while.

    Raises:
        LanguageError: a language is unknown.
    """
    source, target = check_language(source_lang), check_language(target_lang)
    segments = find_occurrences(
        sources,
        hypotheses,
        glossary,
        source_lang=source,
        target_lang=target,
        documents=documents,
    )
    ratios = {
        "success": success(segments, target, accepted=False),
        "success-accepted": success(segments, target, accepted=True),
        "per-occurrence": per_occurrence(segments),
    }
    if references:
        for size in WINDOWS:
            ratios[f"window-{size}"] = window_overlap(segments, references, target, size=size)
        ratios["1-TERm"] = one_minus_term(segments, references, target)
    for mode in MODES:
        ratios[f"consistency-{mode}"] = consistency(segments, target, mode=mode)
    ratios["forbidden"] = forbidden(segments)
    ratios["over-use"] = overuse(segments)
    if aligned:
        ratios["placement"] = placement(segments, sources, source_lang=source, target_lang=target)
    return TermScores(
        ratios,
        tuple(segments),
        f"terms|glossary:{glossary.digest[:12]}|concepts:{len(glossary)}|lang:{source}-{target}",
    )
