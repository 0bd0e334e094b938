"""Placement: does a term stand where the words it translates went?

The share of met terms whose place in the translation touches the span that the word alignment
projects from the source. Terms whose source words have no link are not judged. The aligner does
not look at the glossary, which would find every term where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.project import project
from align.words import tokenise

from .occurrences import Ratio, SegmentTerms, ratio


def placement(
    segments: Sequence[SegmentTerms], sources: Sequence[str], *, source_lang: str, target_lang: str
) -> Ratio:
    """Return the share of met terms that stand where alignment says they should."""
    from align.words.combined import CombinedAligner

    aligner = CombinedAligner(source_lang, target_lang, glossary=False)
    pairs = []
    for segment in segments:
        if not any(segment.spans):
            continue
        alignment = aligner.align(
            tokenise(sources[segment.index], source_lang), tokenise(segment.hypothesis, target_lang)
        )
        hits = judged = 0
        for asked, span in zip(segment.required, segment.spans, strict=True):
            place = None if span is None else project((asked.start, asked.end), alignment)
            if span is None or place is None:
                continue
            judged += 1
            hits += place.start < span[1] and span[0] < place.end
        pairs.append((hits, judged))
    return ratio(pairs)
