"""Word alignment and projection may not sink below their floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.bench_word_alignment import LANGS, measure_alignment, measure_projection

FLOORS = tomllib.loads(
    Path(__file__).with_name("word_alignment_floors.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("aligner", ["combined", "lexicon", "statistical", "five sentences"])
def test_error_rate_stays_below_its_ceiling(lang, aligner):
    assert measure_alignment(lang, aligner).aer <= FLOORS["error_rate"][aligner][lang]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("aligner", ["combined", "no glossary"])
def test_term_spans_are_projected(lang, aligner):
    rates = measure_projection(lang, aligner)
    floors = FLOORS["projection"][aligner][lang]
    assert rates.within_one >= floors["within_one"]
    assert rates.exact >= floors["exact"]
