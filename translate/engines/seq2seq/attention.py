"""Alignment links from a model's cross-attention."""

from __future__ import annotations

from collections.abc import Sequence

from translate.engines.protocol import Link

Span = tuple[int, int]


def attention_links(
    attention: Sequence[Sequence[float]],
    source_spans: Sequence[Span],
    target_spans: Sequence[Span],
    *,
    source_offset: int,
) -> tuple[Link, ...]:
    """Link each target piece to the source piece that it attends to most.

    Args:
        attention: one row per target piece, one weight per source token.
        source_spans: code point spans of the source pieces.
        target_spans: code point spans of the target pieces.
        source_offset: number of special tokens before the first source piece.

    Returns:
        Links in target order. Special tokens collect attention that belongs to no word; they are
        left out before the largest weight is taken.
    """
    links = []
    for row, target in zip(attention, target_spans, strict=False):
        weights = row[source_offset : source_offset + len(source_spans)]
        if len(weights) == 0 or target[0] == target[1]:
            continue
        best = max(range(len(weights)), key=weights.__getitem__)
        links.append(Link(source_spans[best], target))
    return tuple(links)
