"""What the draft engine reaches may not sink below its floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.bench_draft import LANGS, chrf, read_lines
from corpus.formats import read_document
from translate.engines import Request, create_engine

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["draft"]


@pytest.fixture(scope="module")
def engine():
    engine = create_engine("draft")
    engine.load()
    return engine


@pytest.fixture(scope="module")
def flores(shared: Path) -> Path:
    return shared / "data" / "sib200_flores"


def _unknown_rate(engine, texts, lang):
    hypotheses = engine.translate(
        [Request(text) for text in texts], source_lang="id", target_lang=lang
    )
    words = sum(len(text.split()) for text in texts)
    return sum(len(hypothesis.unknown) for hypothesis in hypotheses) / words


@pytest.mark.parametrize("lang", LANGS)
def test_score_stays_above_its_floor(engine, flores, lang):
    requests = [Request(line) for line in read_lines(flores / "test.id")]
    hypotheses = engine.translate(requests, source_lang="id", target_lang=lang)
    score = chrf([one.text for one in hypotheses], read_lines(flores / f"test.{lang}"), lang)
    (floor,) = FLOORS[lang].values()
    assert score >= floor


@pytest.mark.parametrize("lang", LANGS)
def test_few_words_of_the_articles_stay_untranslated(engine, seeds, lang):
    texts = [
        segment.text
        for path in seeds
        for segment in read_document(path, source_lang="id").segments
        if segment.role.translatable
    ]
    assert _unknown_rate(engine, texts, lang) <= FLOORS["unknown"]["articles"]


@pytest.mark.parametrize("lang", LANGS)
def test_few_words_of_other_text_stay_untranslated(engine, flores, lang):
    assert (
        _unknown_rate(engine, read_lines(flores / "test.id"), lang) <= (FLOORS["unknown"]["flores"])
    )
