"""The starter corpus keeps what it promises."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from corpus.bitext import read_bitext
from corpus.languages.normal import normal_text
from corpus.starter import LANGS, read_marked, split_of, starter_bitext, starter_corpus
from termbase import Glossary

CORPUS = starter_corpus()
GLOSSARY = Glossary.bundled()


def test_markup_becomes_spans_that_slice_back():
    marked = read_marked("Di [[pl-lao|Laos]], kata [[per-x|Tô Lâm]].")
    assert marked.text == "Di Laos, kata Tô Lâm."
    assert [(marked.text[one.start : one.end], one.concept_id) for one in marked.annotations] == [
        ("Laos", "pl-lao"),
        ("Tô Lâm", "per-x"),
    ]


def test_it_is_as_large_as_it_says():
    annotated = [sentence for sentence in CORPUS if sentence.texts["id"].annotations]
    assert len(CORPUS) >= 1200
    assert len(annotated) >= 600


def test_keys_are_unique_and_sentences_are_not_repeated():
    assert len({sentence.key for sentence in CORPUS}) == len(CORPUS)
    for lang in LANGS:
        texts = Counter(sentence.texts[lang].text for sentence in CORPUS)
        assert [text for text, count in texts.items() if count > 1] == []


def test_each_sentence_has_the_same_concepts_in_all_languages():
    for sentence in CORPUS:
        concepts = {
            lang: sorted(one.concept_id for one in text.annotations)
            for lang, text in sentence.texts.items()
        }
        assert len({tuple(ids) for ids in concepts.values()}) == 1, sentence.key


def test_annotated_words_are_forms_of_their_concept():
    for sentence in CORPUS:
        for lang, text in sentence.texts.items():
            for one in text.annotations:
                forms = {
                    normal_text(term.text, lang).casefold()
                    for term in GLOSSARY[one.concept_id].terms_in(lang)
                }
                surface = normal_text(text.text[one.start : one.end], lang).casefold()
                assert surface in forms, (sentence.key, lang, surface)


def test_text_is_nfc_and_has_no_markup_left():
    for sentence in CORPUS:
        for text in sentence.texts.values():
            assert unicodedata.is_normalized("NFC", text.text)
            assert "[[" not in text.text
            assert text.text == text.text.strip()


def test_split_depends_on_the_key_alone():
    shares = Counter(sentence.split for sentence in CORPUS)
    assert split_of("visit-001") == split_of("visit-001")
    assert 0.7 < shares["train"] / len(CORPUS) < 0.9
    assert min(shares["dev"], shares["test"]) > 0.05 * len(CORPUS)


def test_sentences_are_of_news_length():
    lengths = [len(sentence.texts["id"].text.split()) for sentence in CORPUS]
    assert sum(6 <= length <= 42 for length in lengths) / len(lengths) > 0.97


def test_it_is_exported_as_a_translation_memory_and_read_back(kohesi, tmp_path):
    path = tmp_path / "starter.tmx"
    result = kohesi("corpus", "export", path, "--to", "lo", "--split", "test")
    expected = starter_bitext("id", "lo", split="test")
    assert result.code == 0
    assert str(len(expected.units)) in result.out
    back = read_bitext(path, source_lang="id", target_lang="lo")
    assert [(one.source, one.target) for one in back.units] == [
        (one.source, one.target) for one in expected.units
    ]


@pytest.mark.parametrize("wrong", [("--to", "fr"), ("--split", "all")])
def test_wrong_language_or_split_is_one_line(kohesi, tmp_path, wrong):
    result = kohesi("corpus", "export", tmp_path / "x.tmx", *wrong)
    assert result.code == 1
    assert result.err.startswith("kohesi: ")
    assert not (tmp_path / "x.tmx").exists()
