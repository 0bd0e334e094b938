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
        left out before the largest weight is taken. A source piece at which no target piece looks
        most is linked to the one that looks at it more than the others do.
    """
    rows = [row[source_offset : source_offset + len(source_spans)] for row in attention]
    seen = [
        (target, row)
        for target, row in zip(target_spans, rows, strict=False)
        if len(row) and target[0] < target[1]
    ]
    found = set()
    for target, row in seen:
        found.add((target, source_spans[max(range(len(row)), key=row.__getitem__)]))
    linked = {source for _, source in found}
    for column, source in enumerate(source_spans):
        if seen and source not in linked and source[0] < source[1]:
            target, _ = max(seen, key=lambda one: one[1][column])
            found.add((target, source))
    return tuple(Link(source, target) for target, source in sorted(found))
