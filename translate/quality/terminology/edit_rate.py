"""1-TERm (Alam et al., 2021; WMT21): one minus an edit rate in which term words weigh double.

TER (Snover et al., 2006): the words that are inserted, deleted, replaced, and the runs of words
that are moved, by the number of words in the reference. In TERm an edit of a word of the reference
that belongs to a term costs 2 instead of 1. The figure is 1 minus the mean over the segments whose
reference has a term; it may be below 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.words import tokenise
from translate.enforce.verify import verify

from .occurrences import Ratio, SegmentTerms, ratio

TERM_COST = 2
_LONGEST_MOVE = 10
_MOST_MOVES = 20


def one_minus_term(segments: Sequence[SegmentTerms], references: Sequence[str], lang: str) -> Ratio:
    """Return 1-TERm of the segments whose reference has a term."""
    pairs = []
    for segment in segments:
        if not segment.required:
            continue
        reference = references[segment.index]
        spans = [span for span in verify(reference, segment.required, lang) if span is not None]
        if not spans:
            continue
        words = [token for token in tokenise(reference, lang).tokens if token.is_word]
        costs = [
            TERM_COST if any(token.start < end and start < token.end for start, end in spans) else 1
            for token in words
        ]
        ours = [token.key for token in tokenise(segment.hypothesis, lang).tokens if token.is_word]
        pairs.append((1.0 - edit_rate(ours, [token.key for token in words], costs), 1.0))
    return ratio(pairs)


def edit_rate(hypothesis: Sequence[str], reference: Sequence[str], costs: Sequence[int]) -> float:
    """Return the weighted edit rate of two lists of words.

    Args:
        hypothesis: words of the translation.
        reference: words of the reference.
        costs: what it costs to delete or to replace each word of the reference; a word of the
            translation that is too many costs 1, as does a move.
    """
    if not reference:
        return float(bool(hypothesis))
    moves, words = _move(list(hypothesis), list(reference))
    return (moves + _weighted(words, reference, costs)) / len(reference)


def _weighted(hypothesis: Sequence[str], reference: Sequence[str], costs: Sequence[int]) -> int:
    row = [0]
    for cost in costs:
        row.append(row[-1] + cost)
    for word in hypothesis:
        above = row
        row = [above[0] + 1]
        for j, (other, cost) in enumerate(zip(reference, costs, strict=True)):
            row.append(
                min(above[j] + (0 if word == other else cost), above[j + 1] + 1, row[j] + cost)
            )
    return row[-1]


def _move(words: list[str], reference: list[str]) -> tuple[int, list[str]]:
    """Move runs of words, the most useful first, as long as a move saves more than it costs."""
    from rapidfuzz.distance import Levenshtein

    distance = Levenshtein.distance(words, reference)
    moves = 0
    while moves < _MOST_MOVES and distance > 1:
        best, best_words = distance - 1, words
        for candidate in _moved(words, reference):
            found = Levenshtein.distance(candidate, reference, score_cutoff=best)
            if found < best:
                best, best_words = found, candidate
        if best_words is words:
            break
        distance, words, moves = best, best_words, moves + 1
    return moves, words


def _moved(words: list[str], reference: list[str]) -> list[list[str]]:
    """List what comes of moving runs that the reference has elsewhere to where it has them."""
    found = []
    for start in range(len(words)):
        for target in range(len(reference)):
            if start == target or words[start] != reference[target]:
                continue
            length = 1
            while (
                length < _LONGEST_MOVE
                and start + length < len(words)
                and target + length < len(reference)
                and words[start + length] == reference[target + length]
            ):
                length += 1
            if words[target : target + length] == reference[target : target + length]:
                continue  # it stands there already
            rest = words[:start] + words[start + length :]
            found.append(rest[:target] + words[start : start + length] + rest[target:])
    return found
