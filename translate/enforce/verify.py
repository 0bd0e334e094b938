"""The one judge of whether a translation holds its terms."""

from __future__ import annotations

from collections.abc import Sequence

from termbase import find_forms

from .requirements import Requirement

Span = tuple[int, int]


def verify(target: str, required: Sequence[Requirement], lang: str) -> tuple[Span | None, ...]:
    """Find the place in the target where each requirement is met.

    Every occurrence in the source asks for an occurrence of its own in the target: two
    requirements never share a span, and a short form inside the rendering of a longer term does
    not count for itself.

    Args:
        target: the translation.
        required: what is asked, in source order.
        lang: the language of the target.

    Returns:
        For each requirement the code point span in `target`, or None where it is not met.
    """
    spans: list[Span | None] = [None] * len(required)
    taken: list[Span] = []
    found = {
        forms: sorted(find_forms(target, forms, lang), key=lambda span: (span[0], -span[1]))
        for forms in {requirement.forms for requirement in required if requirement.forms}
    }
    longest_first = sorted(
        range(len(required)),
        key=lambda index: (-max(map(len, required[index].forms), default=0), index),
    )
    for index in longest_first:
        for span in found.get(required[index].forms, ()):
            if not any(span[0] < end and start < span[1] for start, end in taken):
                spans[index] = span
                taken.append(span)
                break
    return tuple(spans)
