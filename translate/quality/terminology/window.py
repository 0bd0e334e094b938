"""Window overlap (Alam et al., 2021; WMT21): do the words around a term agree with the reference?

For each term that stands in both texts, the n words on either side of it, punctuation left out,
are compared as multisets: |window of the reference ∩ window of the translation| / |window of the
reference|. Several places of a term are paired so that the best agreements count first. A segment
scores the mean over its pairs, 0 where there are none; the figure is the mean over all segments
whose reference has a term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from align.words import Sentence, tokenise
from termbase import find_forms

from .occurrences import Ratio, SegmentTerms, Span, ratio


def window_overlap(
    segments: Sequence[SegmentTerms], references: Sequence[str], lang: str, *, size: int
) -> Ratio:
    """Return the window overlap of all segments, with `size` words on each side."""
    return ratio(
        _segment(segment, references[segment.index], lang, size)
        for segment in segments
        if segment.required
    )


def _segment(segment: SegmentTerms, reference: str, lang: str, size: int) -> tuple[float, float]:
    ours, theirs = tokenise(segment.hypothesis, lang), tokenise(reference, lang)
    shares: list[float] = []
    asked = False
    for forms in dict.fromkeys(one.forms for one in segment.required):
        wanted = find_forms(reference, forms, lang)
        asked = asked or bool(wanted)
        there = find_forms(segment.hypothesis, forms, lang)
        pairs = sorted(
            (
                (_share(_around(theirs, left, size), _around(ours, right, size)), i, j)
                for i, left in enumerate(wanted)
                for j, right in enumerate(there)
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        used_left: set[int] = set()
        used_right: set[int] = set()
        for share, i, j in pairs:
            if i not in used_left and j not in used_right:
                used_left.add(i)
                used_right.add(j)
                shares.append(share)
    if not asked:
        return 0.0, 0.0
    return (sum(shares) / len(shares) if shares else 0.0), 1.0


def _around(sentence: Sentence, span: Span, size: int) -> Counter[str]:
    words = [token for token in sentence.tokens if token.is_word]
    before = [token.key for token in words if token.end <= span[0]]
    after = [token.key for token in words if token.start >= span[1]]
    return Counter(before[-size:] + after[:size])


def _share(reference: Counter[str], hypothesis: Counter[str]) -> float:
    total = reference.total()
    return (reference & hypothesis).total() / total if total else 0.0
