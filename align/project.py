"""Where a span of the source went: its target span, by the links between words."""

from __future__ import annotations

from dataclasses import dataclass

from .words.protocol import WordAlignment

Span = tuple[int, int]

_UNLINKED = 0.12  # cost of a word inside the target span that nothing links
_ARTICLES = {
    "en": frozenset({"the", "a", "an", "of"}),
    "vi": frozenset({"của"}),
    "lo": frozenset({"ຂອງ"}),
}
_FOREIGN = 0.9  # cost of a word that is linked with words outside the source span


@dataclass(frozen=True, slots=True)
class Projection:
    """The place in the target that translates a span of the source.

    Attributes:
        start: offset of the first code point in the target text.
        end: offset after the last one.
        confidence: from 0 to 1: how many of the source words lead there, and how surely.
    """

    start: int
    end: int
    confidence: float


def project(span: Span, alignment: WordAlignment) -> Projection | None:
    """Return the target span of a source span.

    Among all runs of target tokens that begin and end with a linked one, that run is taken which
    gathers the most confidence of links from the span, less what it holds of other words.

    Args:
        span: code points `[start, end)` of the source text; tokens that it cuts count whole.
        alignment: the alignment of the two sentences.

    Returns:
        The target span, or None when no link leads from the span.
    """
    ours = {
        at
        for at, token in enumerate(alignment.source.tokens)
        if token.start < span[1] and span[0] < token.end
    }
    gains = [0.0] * len(alignment.target.tokens)
    losses = [0.0] * len(alignment.target.tokens)
    for link in alignment.links:
        side = gains if link.source in ours else losses
        side[link.target] = max(side[link.target], link.confidence)
    linked = [at for at, gain in enumerate(gains) if gain > 0]
    if not linked:
        return None
    values = [
        gain - _FOREIGN * loss if gain or loss else -_UNLINKED
        for gain, loss in zip(gains, losses, strict=True)
    ]
    _, first, last = max(_runs(values, linked), key=lambda run: (run[0], run[1] - run[2]))
    first, last = _trimmed(alignment, first, last)
    tokens = alignment.target.tokens
    return Projection(
        tokens[first].start, tokens[last].end, _confidence(alignment, ours, first, last)
    )


def _trimmed(alignment: WordAlignment, first: int, last: int) -> tuple[int, int]:
    """Leave out an article before the span, and take in the bracket that closes one inside."""
    target = alignment.target
    articles = _ARTICLES.get(target.lang, frozenset())
    while first < last and target.tokens[first].key in articles:
        first += 1
    keys = [token.key for token in target.tokens]
    if keys[first : last + 1].count("(") > keys[first : last + 1].count(")") and keys[
        last + 1 : last + 2
    ] == [")"]:
        last += 1
    return first, last


def _runs(values: list[float], linked: list[int]) -> list[tuple[float, int, int]]:
    """Return the value, the first and the last token of every run between linked tokens."""
    totals = [0.0]
    for value in values:
        totals.append(totals[-1] + value)
    return [
        (totals[last + 1] - totals[first], first, last)
        for place, first in enumerate(linked)
        for last in linked[place:]
    ]


def _confidence(alignment: WordAlignment, ours: set[int], first: int, last: int) -> float:
    """Return the mean, over the words of the source span, of the best link into the target span."""
    best = {at: 0.0 for at in ours if alignment.source.tokens[at].is_word}
    if not best:
        best = dict.fromkeys(ours, 0.0)
    for link in alignment.links:
        if link.source in best and first <= link.target <= last:
            best[link.source] = max(best[link.source], link.confidence)
    return sum(best.values()) / len(best)
