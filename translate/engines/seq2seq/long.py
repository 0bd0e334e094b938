"""Segments that are longer than a model was made for: cut, translated in parts, joined."""

from __future__ import annotations

from collections.abc import Sequence

from translate.engines.protocol import Hypothesis, Link

from .tokenizer import Tokenizer

MAX_PIECES = 500
"""A longer segment is cut: the models were trained on sentences of at most 512 pieces."""


def parts_of(text: str, tokenizer: Tokenizer) -> list[tuple[int, str]]:
    """Cut a text that is too long for the model: at `;` or `,` or a space near its middle.

    Returns:
        The parts with the offset of each in the text.
    """
    if len(tokenizer.encode(text).tokens) <= MAX_PIECES:
        return [(0, text)]
    middle = len(text) // 2
    places = [
        place
        for mark in ("; ", ", ", " ")
        for place in (text.rfind(mark, 1, middle) + len(mark),)
        if place > len(mark)
    ]
    cut = next((place for place in places if place > middle // 2), middle)
    left, right = text[:cut], text[cut:]
    return parts_of(left, tokenizer) + [
        (cut + start, part) for start, part in parts_of(right, tokenizer)
    ]


def joined(parts: Sequence[Hypothesis], source_starts: Sequence[int]) -> Hypothesis:
    """Put the translations of parts together.

    Args:
        parts: the translations, with their links.
        source_starts: offset of each part in the source.
    """
    text = ""
    links: list[Link] = []
    for part, start in zip(parts, source_starts, strict=True):
        text = f"{text} " if text else ""
        shift = len(text)
        text += part.text
        links.extend(
            Link(
                (link.source[0] + start, link.source[1] + start),
                (link.target[0] + shift, link.target[1] + shift),
            )
            for link in part.links
        )
    scores = [part.score for part in parts if part.score is not None]
    return Hypothesis(text, tuple(links), score=sum(scores) / len(scores) if scores else None)
