"""Put a missing term in the place of the words that the engine wrote for it."""

from __future__ import annotations

from corpus.languages.case import capitalise_first
from translate.engines.protocol import Hypothesis, Link

from .requirements import Requirement

Span = tuple[int, int]


def aligned_span(requirement: Requirement, links: tuple[Link, ...]) -> Span | None:
    """Project the source span of a requirement to the target through alignment links.

    Returns:
        The smallest target span that covers every link of the source span, or None when no link
        leads from it.
    """
    targets = [
        link.target
        for link in links
        if link.source[0] < requirement.end and requirement.start < link.source[1]
    ]
    if not targets:
        return None
    return min(start for start, _ in targets), max(end for _, end in targets)


def replace(
    hypothesis: Hypothesis, requirement: Requirement, occupied: tuple[Span, ...]
) -> Hypothesis | None:
    """Replace the target words aligned with a requirement by its official rendering.

    Args:
        hypothesis: the translation so far, with its alignment links.
        requirement: the requirement that is not met.
        occupied: target spans of the terms that stand already; they are never touched.

    Returns:
        The new hypothesis with its links moved, or None when the place is unknown or holds
        another term.
    """
    span = aligned_span(requirement, hypothesis.links)
    if span is None or any(span[0] < end and start < span[1] for start, end in occupied):
        return None
    start, end = span
    rendering = requirement.rendering
    if not hypothesis.text[:start].strip(" \"“‘'«(-–—"):
        rendering = capitalise_first(rendering)
    text = hypothesis.text[:start] + rendering + hypothesis.text[end:]
    shift = len(rendering) - (end - start)

    def moved(place: Span) -> Span:
        if place[1] <= start:
            return place
        if place[0] >= end:
            return place[0] + shift, place[1] + shift
        return start, start + len(rendering)

    return Hypothesis(
        text=text,
        links=tuple(Link(link.source, moved(link.target)) for link in hypothesis.links),
        unknown=tuple(
            moved(place) for place in hypothesis.unknown if place[1] <= start or place[0] >= end
        ),
        score=hypothesis.score,
    )
