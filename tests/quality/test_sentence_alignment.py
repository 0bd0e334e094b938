"""Floors for sentence alignment: strict F1 on documents with known merges and deletions."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from align.beads import compare
from align.sentences import align_sentences
from align.synthetic import make_document
from benchmarks.alignment_data import starter_pairs

# Of texts that no weight was fitted on (FLORES, Indonesian to ...), without sentence vectors.
FLORES = {"en": 0.975, "vi": 0.975, "lo": 0.96}
# Of our own sentences; many of one kind stand side by side.
STARTER = {"en": 0.95, "vi": 0.97, "lo": 0.95}


def mean_f1(pairs, lang, *, size):
    scores = []
    for start in range(0, len(pairs) - size // 2, size):
        known = make_document(pairs[start : start + size], random.Random(start))
        alignment = align_sentences(known.source, known.target, source_lang="id", target_lang=lang)
        assert alignment.related
        scores.append(compare(alignment.beads, known.beads).f1)
    return sum(scores) / len(scores)


@pytest.mark.parametrize("lang", STARTER)
def test_starter_corpus(lang):
    assert mean_f1(starter_pairs("id", lang), lang, size=200) >= STARTER[lang]


@pytest.mark.parametrize("lang", FLORES)
def test_flores(shared: Path, lang):
    sides = [
        (shared / "data" / "sib200_flores" / f"test.{tag}").read_text(encoding="utf-8").splitlines()
        for tag in ("id", lang)
    ]
    assert mean_f1(list(zip(*sides, strict=True)), lang, size=1004) >= FLORES[lang]


@pytest.mark.parametrize("lang", STARTER)
def test_different_documents_are_told_apart(lang):
    pairs = starter_pairs("id", lang)
    for start in range(0, 400, 40):
        ours, theirs = pairs[start : start + 20], pairs[start + 500 : start + 520]
        alignment = align_sentences(
            [pair[0] for pair in ours],
            [pair[1] for pair in theirs],
            source_lang="id",
            target_lang=lang,
        )
        assert alignment.likeness < 0.1
