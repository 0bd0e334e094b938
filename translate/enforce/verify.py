"""The one judge of whether a translation holds its terms."""

from __future__ import annotations

from collections.abc import Sequence

from termbase import claim_places, find_forms

from .requirements import Requirement

Span = tuple[int, int]


def verify(target: str, required: Sequence[Requirement], lang: str) -> tuple[Span | None, ...]:
    """Find the place in the target where each requirement is met.

    Every occurrence in the source asks for an occurrence of its own in the target; see
    `claim_places`.

    Args:
        target: the translation.
        required: what is asked, in source order.
        lang: the language of the target.

    Returns:
        For each requirement the code point span in `target`, or None where it is not met.
    """
    return claim_places(target, [one.forms for one in required], lang)


def violations(
    target: str,
    required: Sequence[Requirement],
    spans: Sequence[Span | None],
    lang: str,
) -> tuple[tuple[int, Span], ...]:
    """Find deprecated and forbidden names of the required concepts in the target.

    Args:
        target: the translation.
        required: what is asked; only what is always enforced forbids anything.
        spans: where each requirement is met (see `verify`); a name inside such a span is part of
            an official one.
        lang: the language of the target.

    Returns:
        The index of a requirement and the span of one of its unwanted names, in order of the
        text; each span once.
    """
    met = [span for span in spans if span is not None]
    found: dict[Span, int] = {}
    for index, requirement in enumerate(required):
        if not requirement.unwanted or not requirement.enforceable:
            continue
        for start, end in find_forms(target, requirement.unwanted, lang):
            if not any(left <= start and end <= right for left, right in met):
                found.setdefault((start, end), index)
    return tuple((index, span) for span, index in sorted(found.items()))
