"""Constrained decoding against all sequences of a tiny vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from translate.engines.seq2seq.automaton import Plan, Wanted

from ..exhaustive import (
    CASES,
    LETTERS,
    LONGEST,
    all_scores,
    allowed,
    best_of_all,
    fits,
    found_by_search,
    phrase,
)

SHORT = 4
"""Tokens of the longest sequence where a plan has room in it; then more plans can be tried."""

forms = st.builds(
    lambda first, rest: phrase(first, *rest),
    st.sampled_from((4, 6, 8)),
    st.lists(st.sampled_from(LETTERS), max_size=2),
)
plans = st.builds(
    Plan,
    st.lists(
        st.builds(Wanted, st.lists(forms, min_size=1, max_size=2).map(tuple), st.integers(1, 2)),
        max_size=2,
    ).map(tuple),
    st.lists(forms, max_size=2).map(tuple),
)


def _all(longest: int) -> int:
    """Return as many beams as there are sequences."""
    return len(LETTERS) ** longest


@pytest.mark.parametrize(("seed", "name"), list(enumerate(CASES)))
def test_wide_search_finds_the_best_of_all_sequences(seed, name):
    plan = CASES[name]
    longest = SHORT if fits(plan, SHORT) else LONGEST
    (found,) = found_by_search(seed, plan, beams=_all(longest), longest=longest)
    assert allowed(found.tokens, plan)
    assert found.score == pytest.approx(best_of_all(seed, plan, longest), abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 3), plans)
def test_wide_search_finds_the_best_of_all_sequences_for_any_plan(seed, plan):
    assume(fits(plan, SHORT))
    best = best_of_all(seed, plan, SHORT)
    found = found_by_search(seed, plan, beams=_all(SHORT), longest=SHORT)
    # forbidding every word leaves nothing
    assert bool(found) == (best > -float("inf"))
    if found:
        assert allowed(found[0].tokens, plan)
        assert found[0].score == pytest.approx(best, abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 3), plans, st.sampled_from((1, 2, 4, 8)))
def test_narrow_search_meets_its_plan_and_is_never_better_than_the_best(seed, plan, beams):
    assume(fits(plan))
    for found in found_by_search(seed, plan, beams=beams, n_best=beams):
        assert allowed(found.tokens, plan)
        assert found.score == pytest.approx(all_scores(seed)[found.tokens], abs=1e-4)
        assert found.score <= best_of_all(seed, plan) + 1e-4


def test_search_of_usual_width_is_close_to_the_best():
    gaps = [
        best_of_all(seed, plan) - found_by_search(seed, plan, beams=8)[0].score
        for seed, plan in enumerate(CASES.values())
    ]
    assert min(gaps) > -1e-4
    assert sum(gaps) / len(gaps) < 0.15
