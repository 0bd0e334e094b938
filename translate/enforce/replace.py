"""Put a missing term in the place of the words that the engine wrote for it."""

from __future__ import annotations

import unicodedata

from corpus.languages.case import capitalise_first
from corpus.placeables import is_placeable
from translate.engines.protocol import Hypothesis, Link

from .requirements import Requirement

Span = tuple[int, int]


def aligned_span(requirement: Requirement, text: str, links: tuple[Link, ...]) -> Span | None:
    """Project the source span of a requirement to the target through alignment links.

    Links of a neural model are noisy: those of one source word may lie at both ends of the
    sentence. The target spans are therefore grouped where they touch (with at most `_GAP` code
    points between), and the group with the most linked text wins. It is widened to whole words.

    Returns:
        The target span, or None when no link leads from the requirement.
    """
    targets = sorted(
        link.target
        for link in links
        if link.source[0] < requirement.end
        and requirement.start < link.source[1]
        and link.target[0] < link.target[1]
    )
    if not targets:
        return None
    groups: list[list[Span]] = [[targets[0]]]
    for target in targets[1:]:
        if target[0] - max(end for _, end in groups[-1]) <= _GAP:
            groups[-1].append(target)
        else:
            groups.append([target])
    best = max(groups, key=lambda group: sum(end - start for start, end in group))
    return _whole_words(text, best[0][0], max(end for _, end in best))


_GAP = 2


def _whole_words(text: str, start: int, end: int) -> Span:
    """Widen a span so that it does not begin or end inside a word.

    Lao writes no spaces, so there only a vowel or tone mark that belongs to a letter of the span
    is taken in.
    """
    while start > 0 and _joined(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _joined(text[end - 1], text[end]):
        end += 1
    return start, end


def _joined(left: str, right: str) -> bool:
    if unicodedata.combining(right) or unicodedata.category(right) == "Mn":
        return True
    if "\u0e80" <= left <= "\u0eff" or "\u0e80" <= right <= "\u0eff":
        return False
    return left.isalnum() and right.isalnum()


def replace(
    hypothesis: Hypothesis,
    requirement: Requirement,
    occupied: tuple[Span, ...],
    *,
    place: Span | None = None,
) -> Hypothesis | None:
    """Replace the target words aligned with a requirement by its official rendering.

    Args:
        hypothesis: the translation so far, with its alignment links.
        requirement: the requirement that is not met.
        occupied: target spans of the terms that stand already; they are never touched.
        place: where the words stand, as a word aligner found it; it goes before the links.

    Returns:
        The new hypothesis with its links moved, or None when the place is unknown or holds
        another term.
    """
    for span in (place, aligned_span(requirement, hypothesis.text, hypothesis.links)):
        if span and not any(span[0] < end and start < span[1] for start, end in occupied):
            return replace_span(hypothesis, requirement, span)
    return None


def replace_span(hypothesis: Hypothesis, requirement: Requirement, span: Span) -> Hypothesis:
    """Put the official rendering of a requirement in the place of a target span.

    Returns:
        The new hypothesis with its links moved.
    """
    start, end = span
    rendering = requirement.rendering
    opens = not hypothesis.text[:start].strip(" \"“‘'«(-–—")
    if opens and not is_placeable(rendering):
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
