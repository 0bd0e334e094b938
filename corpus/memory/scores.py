"""How alike a segment and the source of a unit are.

The score is the normalised Levenshtein similarity in percent (Levenshtein, 1966): of the longer
of the two texts, the share of code points that need no insertion, deletion or substitution. Both
texts are in the one normal form, without capitals. It counts code points, not words, since Lao
writes no spaces between words. Texts that are the same in the normal form with capitals have 100,
those that differ in capitals only 99, which no other difference reaches.
"""

from __future__ import annotations

from collections.abc import Sequence

CONTEXT = 101.0
EXACT = 100.0
SAME_BUT_CAPITALS = 99.0
"""Score of a text that differs in capitals only, and the most that a fuzzy match gets."""


def best(
    plain: str, others: Sequence[str], *, threshold: float, limit: int
) -> list[tuple[int, float]]:
    """Score texts in normal form against another.

    Args:
        plain: the text in normal form without capitals.
        others: texts in the same form.
        threshold: the least score.
        limit: the most results.

    Returns:
        Index in `others` and score, at most 99, the best first; of equals the first of `others`.
    """
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    found = extract(
        plain,
        others,
        scorer=Levenshtein.normalized_similarity,
        processor=None,
        score_cutoff=threshold / 100,
        limit=limit,
    )
    return [(index, min(score * 100, SAME_BUT_CAPITALS)) for _, score, index in found]
