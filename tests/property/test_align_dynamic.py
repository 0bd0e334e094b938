"""The forward-backward algorithm against counting all paths."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from align.anchors import make_band
from align.dynamic import backward, best_path, forward, probabilities
from align.features import SHAPES, Rectangle


def all_paths(height: int, width: int) -> Iterator[list[tuple[int, int, int]]]:
    """Give every path as (shape, row, column) of the ends of its beads."""
    if not height and not width:
        yield []
    for shape, (up, back) in enumerate(SHAPES):
        if up <= height and back <= width:
            for path in all_paths(height - up, width - back):
                yield [*path, (shape, height, width)]


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_probabilities_and_best_path_are_those_of_all_paths(height, width, seed):
    if not height and not width:
        return
    table = np.random.default_rng(seed).normal(0, 2, (len(SHAPES), height + 1, width + 1))
    band = [Rectangle(0, height, 0, width)]
    scores = lambda _: table  # noqa: E731
    paths = list(all_paths(height, width))
    sums = [sum(table[step] for step in path) for path in paths]
    whole = math.fsum(math.exp(value) for value in sums)

    before, after = forward(band, scores), backward(band, scores)
    assert before[0][-1, -1] == pytest.approx(math.log(whole), abs=1e-6)
    assert after[0][0, 0] == pytest.approx(math.log(whole), abs=1e-6)
    chances = probabilities(band, scores, before, after)(0)
    expected = np.zeros_like(table)
    for path, value in zip(paths, sums, strict=True):
        for step in path:
            expected[step] += math.exp(value) / whole
    assert chances == pytest.approx(expected, abs=1e-6)

    steps = best_path(band, scores)
    assert [(step.shape, step.row, step.column) for step in steps] == paths[int(np.argmax(sums))]


@given(st.integers(8, 20), st.integers(8, 20), st.integers(4, 9), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_a_staircase_of_full_width_gives_what_one_rectangle_gives(height, width, cut, seed):
    cut = min(cut, height - 3)
    table = np.random.default_rng(seed).normal(0, 2, (len(SHAPES), height + 1, width + 1))
    whole = [Rectangle(0, height, 0, width)]
    parts = [Rectangle(0, cut, 0, width), Rectangle(cut, height, 0, width)]

    def all_scores(_):
        return table

    def part_scores(number):
        place = parts[number]
        return table[:, place.top : place.bottom + 1]

    one, two = forward(whole, all_scores), forward(parts, part_scores)
    assert two[-1][-1, -1] == pytest.approx(one[0][-1, -1])
    first, second = backward(whole, all_scores), backward(parts, part_scores)
    assert second[0][0, 0] == pytest.approx(first[0][0, 0])
    assert best_path(parts, part_scores) == best_path(whole, all_scores)
    chances = probabilities(whole, all_scores, one, first)(0)
    lower = probabilities(parts, part_scores, two, second)(1)
    assert lower[:, 1:] == pytest.approx(chances[:, cut + 1 :], abs=1e-6)


@example(100, 100, [(0, 50)])
@given(
    st.integers(0, 400),
    st.integers(0, 400),
    st.lists(st.tuples(st.integers(0, 399), st.integers(0, 399)), max_size=8),
)
def test_a_band_is_a_staircase_from_corner_to_corner(height, width, points):
    anchors: list[tuple[int, int]] = []
    for row, column in sorted(points):
        if row < height and column < width and (
            not anchors or (row > anchors[-1][0] and column > anchors[-1][1])
        ):  # fmt: skip
            anchors.append((row, column))
    band = make_band(anchors, (height, width))
    assert (band[0].top, band[0].left) == (0, 0)
    assert (band[-1].bottom, band[-1].right) == (height, width)
    for upper, lower in itertools.pairwise(band):
        assert upper.bottom == lower.top
        assert upper.left <= lower.left <= upper.right <= lower.right
    for row, column in anchors:
        assert any(
            place.top <= row <= place.bottom and place.left <= column <= place.right
            for place in band
        )
