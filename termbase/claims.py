"""Which place of a text meets which demand, where each demand asks for a place of its own."""

from __future__ import annotations

from collections.abc import Sequence

from .forms import find_forms

Span = tuple[int, int]


def claim_places(text: str, demands: Sequence[Sequence[str]], lang: str) -> tuple[Span | None, ...]:
    """Give every demand a place at which one of its forms stands.

    No two demands share a place or parts of one. The longest form claims its place first, so that
    a short one inside it does not count for itself. A place that several demands could have goes
    to one that finds no other (a matching in the sense of Kuhn, 1955), and equal demands have
    theirs in the order of the text.

    Args:
        text: any text as it stands.
        demands: for each demand the forms that meet it; one without forms is never met.
        lang: the language of the text; see `find_forms`.

    Returns:
        For each demand the code point span in `text`, or None.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, forms in enumerate(demands):
        if forms:
            groups.setdefault(tuple(forms), []).append(index)
    able: dict[Span, list[int]] = {}
    for forms, members in groups.items():
        for span in find_forms(text, forms, lang):
            able.setdefault(span, []).extend(members)
    owner: dict[Span, int] = {}
    held: dict[int, Span] = {}

    def settle(span: Span, asked: set[int]) -> bool:
        """Find a demand for a place; one that has another place may have to move."""
        for index in able[span]:
            if index in asked:
                continue
            asked.add(index)
            if index not in held or settle(held[index], asked):
                held[index], owner[span] = span, index
                return True
        return False

    for span in sorted(able, key=lambda span: (span[0] - span[1], span[0])):
        if not any(span[0] < end and start < span[1] for start, end in owner):
            settle(span, set())
    found: list[Span | None] = [None] * len(demands)
    for members in groups.values():
        places = sorted(held[index] for index in members if index in held)
        for index, place in zip(members, places, strict=False):
            found[index] = place
    return tuple(found)
