"""The whole way on real articles: nothing lost, nothing moved, every term in place or marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.formats import read_document
from termbase import Glossary, find_forms
from translate import SegmentStatus, Translator, create_engine
from translate.demo import SAMPLE, sample_article

LANGS = ("vi", "lo", "en")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.bundled()


@pytest.fixture(scope="module", params=["draft", "identity"])
def translator(request, glossary) -> Translator:
    engine = create_engine(request.param)
    engine.load()
    return Translator(engine, glossary)


def _check(path: Path, translator: Translator, glossary: Glossary, lang: str) -> None:
    document = read_document(path, source_lang="id")
    translation = translator.translate(document, target_lang=lang)
    assert [result.segment for result in translation.results] == list(document.segments)
    source = path.read_text("utf-8")
    target = translation.render().decode("utf-8")
    assert [bool(line.strip()) for line in source.split("\n")] == [
        bool(line.strip()) for line in target.split("\n")
    ], "the line structure is the source's"
    for result in translation.results:
        assert result.target.strip(), "no sentence is lost"
        missing = [outcome for outcome in result.outcomes if outcome.needs_review]
        assert bool(missing) == (result.status is SegmentStatus.NEEDS_REVIEW)
        for outcome in result.outcomes:
            if outcome.span is not None:
                stands = result.target[slice(*outcome.span)]
                assert find_forms(stands, outcome.requirement.forms, lang)
            elif outcome.requirement.policy.value == "always":
                assert outcome.requirement.concept_id in " ".join(result.reasons)


@pytest.mark.parametrize("lang", LANGS)
def test_five_real_articles(seeds, translator, glossary, lang):
    for path in seeds:
        _check(path, translator, glossary, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_sample_article(tmp_path, translator, glossary, lang):
    path = tmp_path / SAMPLE
    path.write_bytes(sample_article())
    _check(path, translator, glossary, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_draft_leaves_no_official_rendering_out(seeds, glossary, lang):
    engine = create_engine("draft")
    engine.load()
    translator = Translator(engine, glossary)
    for path in seeds:
        translation = translator.translate(read_document(path, source_lang="id"), target_lang=lang)
        lost = [
            (result.segment.line, outcome.requirement.surface)
            for result in translation.results
            for outcome in result.outcomes
            if outcome.needs_review and outcome.requirement.forms
        ]
        assert lost == []


def test_sample_article_is_what_a_news_page_is(tmp_path):
    path = tmp_path / SAMPLE
    path.write_bytes(sample_article())
    document = read_document(path, source_lang="id")
    sentences = [s for s in document.segments if s.role.value in ("body", "title", "heading")]
    roles = {segment.role.value for segment in document.segments}
    assert 40 <= len([s for s in sentences if re.search(r"[.?!]\W*$", s.text)]) <= 70
    assert roles == {"title", "body", "heading", "caption", "credit", "file-name", "url",
                     "boilerplate"}  # fmt: skip
