"""Variables and tags stand in the translation, each as often as in the source."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.placeables import PlaceableKind, added_to, find_placeables, lost_from

from .finding import Pair, Spot


def check(pair: Pair) -> Iterator[Spot]:
    """Give the placeables that are missing or out of order, and those that are too many."""
    # addresses have a rule of their own
    ours = [one for one in find_placeables(pair.source) if one.kind is not PlaceableKind.ADDRESS]
    for one in lost_from(ours, pair.target):
        there = any(other.text == one.text for other in find_placeables(pair.target))
        problem = "is not in its place in" if there else "is not in"
        yield Spot(f"{one.text} {problem} the translation", "source", one.start, one.end)
    for one in added_to(ours, pair.target):
        if one.kind is not PlaceableKind.ADDRESS:
            yield Spot(f"{one.text} is not in the source", "target", one.start, one.end)
