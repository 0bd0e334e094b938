"""Candidates for a glossary with their renderings, from a bitext."""

from __future__ import annotations

import csv
import io

import pytest

from align.terms import extract_bilingual_terms
from align.words.choose import create_aligner
from align.words.tokens import tokenise
from corpus.bitext import write_bitext
from corpus.starter import starter_bitext, starter_corpus
from termbase import Glossary, find_forms


@pytest.fixture(scope="module", params=["vi", "lo", "en"])
def found(request):
    aligner = create_aligner("combined", "id", request.param)
    alignments = [
        aligner.align(tokenise(unit.source, "id"), tokenise(unit.target, request.param))
        for unit in starter_bitext("id", request.param).units[:400]
    ]
    return request.param, extract_bilingual_terms(alignments, file="starter", limit=150)


def test_renderings_come_from_the_target_texts(found):
    lang, candidates = found
    texts = " ".join(sentence.texts[lang].text for sentence in starter_corpus())
    rendered = [one for one in candidates if one.renderings]
    assert len(rendered) > 0.6 * len(candidates)
    for one in rendered:
        for rendering in one.renderings:
            assert rendering.text in texts
            assert rendering.count > 0
            assert 0 < rendering.confidence <= 1


def test_official_names_are_found_with_their_official_renderings(found):
    lang, candidates = found
    best = {one.candidate.text: one.renderings[0].text for one in candidates if one.renderings}
    expected = {"vi": "Chính phủ", "lo": "ລັດຖະບານ", "en": "Government"}[lang]
    assert best["Pemerintah"].casefold() == expected.casefold()


def test_what_the_glossary_knows_is_left_out():
    aligner = create_aligner("combined", "id", "vi")
    pair = ("Perdana Menteri Laos tiba di Hanoi.", "Thủ tướng Lào đến Hà Nội.")
    alignment = aligner.align(tokenise(pair[0], "id"), tokenise(pair[1], "vi"))
    new = extract_bilingual_terms([alignment], file="x", known=Glossary.bundled(), minimum=1)
    every = extract_bilingual_terms([alignment], file="x", minimum=1)
    assert "Perdana Menteri Laos" not in [one.candidate.text for one in new]
    assert any(find_forms(one.candidate.text, ["Hanoi"], "id") for one in every)


def test_table_is_a_glossary_to_look_through(kohesi, tmp_path):
    path = tmp_path / "pairs.tmx"
    write_bitext(starter_bitext("id", "en", split="dev"), path)
    result = kohesi("align", "terms", path, "--target-lang", "en", "--limit", "20")
    assert result.code == 0
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert 0 < len(rows) <= 20
    assert set(rows[0]) == {"id", "en", "subject", "note"}
    (tmp_path / "terms.csv").write_text(result.out, encoding="utf-8")
    assert len(Glossary.load(tmp_path / "terms.csv")) == len(rows)


def test_bitext_that_is_not_there_is_one_line(kohesi, tmp_path):
    result = kohesi("align", "terms", tmp_path / "no.tmx", "--target-lang", "vi")
    assert result.code == 1
    assert "no.tmx" in result.err
