"""Fuzzy search of a memory beside every unit scored, and the index in a file beside the one
in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from corpus.languages.normal import normal_text
from corpus.memory import MemoryStore, MemoryUnit, fuzzy, index
from corpus.memory.index import Index, build
from corpus.memory.keys import source_key

LETTERS = "abc kàờ ເປັນກ່າ."
texts = st.text(alphabet=LETTERS, min_size=1, max_size=50)
words = st.lists(
    st.sampled_from("harga beras naik turun hari ini di pasar ແຂວງ ວຽງຈັນ nước Việt".split()),
    min_size=3,
    max_size=14,
).map(" ".join)


def brute(plain: str, others: dict[int, str], threshold: float) -> dict[int, float]:
    found = {
        key: min(99.0, 100 * Levenshtein.normalized_similarity(plain, other))
        for key, other in others.items()
        if other != plain
    }
    return {key: score for key, score in found.items() if score >= threshold}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.one_of(texts, words), max_size=30), st.one_of(texts, words), st.integers(0, 99))
def test_scores_of_a_small_memory_are_those_of_every_unit_scored(sources, text, threshold):
    store = MemoryStore(":memory:")
    store.add(
        MemoryUnit(source=source, target="x", source_lang="lo", target_lang="vi")
        for source in sources
    )
    plain = normal_text(text, "lo")
    by_key = {
        source_key(normal_text(source, "lo"), "lo", "vi"): normal_text(source, "lo")
        for source in sources
    }
    found = store.matches(
        text, source_lang="lo", target_lang="vi", threshold=float(threshold), limit=1000
    )
    fuzzy_ones = {match.unit.source: match.score for match in found}
    expected = brute(plain, by_key, threshold) if plain.strip() else {}
    got = {
        source_key(normal_text(source, "lo"), "lo", "vi"): score
        for source, score in fuzzy_ones.items()
        if normal_text(source, "lo") != plain
    }
    assert got.keys() == expected.keys()
    assert all(got[key] == pytest.approx(expected[key]) for key in got)
    ranked = [match.score for match in found]
    assert ranked == sorted(ranked, reverse=True)


@settings(deadline=None, max_examples=50)
@given(st.lists(words, min_size=1, max_size=60, unique=True), words)
def test_the_filter_gives_only_true_scores_and_misses_nothing_when_it_reads_all(sources, text):
    others = dict(enumerate(sources))
    search = Index(build(others))
    expected = brute(text, others, 70)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "FEW", 0)
        found = dict(search.find(text, threshold=70, limit=100))
        assert all(score == pytest.approx(expected[key]) for key, score in found.items())
        patch.setattr(index, "READ", 10**6)
        patch.setattr(index, "SCORED", 10**6)
        patch.setattr(index, "WINDOWS", 10**3)
        # texts with a run of their own in common, which all of more than a few changes have
        shared = {key for key in expected if _share_a_run(text, others[key])}
        assert shared <= set(dict(search.find(text, threshold=70, limit=100)))


def _share_a_run(first: str, second: str) -> bool:
    run = 3 if len(first) <= 20 else 6
    if run == 3 and len(second) > 32:
        return False
    runs = [
        {f"\0{text}\0"[place : place + run] for place in range(len(text) + 3 - run)}
        for text in (first, second)
    ]
    return bool(runs[0] & runs[1])


@settings(deadline=None, max_examples=15)
@given(st.lists(words, min_size=3, max_size=40, unique=True), words, st.integers(1, 39))
def test_an_index_in_a_file_finds_what_one_in_memory_finds(tmp_path_factory, sources, text, cut):
    folder: Path = tmp_path_factory.mktemp("memory")
    units = [
        MemoryUnit(source=source, target="x", source_lang="id", target_lang="vi")
        for source in sources
    ]
    whole = MemoryStore(":memory:")
    whole.add(units)
    query = {"source_lang": "id", "target_lang": "vi", "threshold": 40.0, "limit": 100}

    def found(store: MemoryStore) -> dict[str, float]:
        return {match.unit.source: match.score for match in store.matches(text, **query)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fuzzy, "IN_A_FILE", 2)
        path = folder / "memory.sqlite"
        with MemoryStore(path, create=True) as store:
            store.add(units[:cut])
            found(store)
            store.add(units[cut:])  # after the index was made
            assert found(store) == found(whole)
        with MemoryStore(path) as store:
            assert found(store) == found(whole)
            gone = next(store.units())
            store.remove([gone])
            assert gone.source not in found(store)


def test_a_second_process_reads_the_index_and_makes_none(tmp_path, monkeypatch):
    monkeypatch.setattr(fuzzy, "IN_A_FILE", 2)
    path = tmp_path / "memory.sqlite"
    units = [
        MemoryUnit(source=f"harga beras {n} naik", target="x", source_lang="id", target_lang="vi")
        for n in range(10)
    ]
    query = {"source_lang": "id", "target_lang": "vi", "threshold": 70.0}
    with MemoryStore(path, create=True) as store:
        store.add(units)
        first = store.matches("harga beras naik", **query)
    kept = fuzzy.index_path(path, "id", "vi")
    written = kept.stat().st_mtime_ns
    monkeypatch.setattr(index, "build", None)
    with MemoryStore(path) as store:
        assert store.matches("harga beras naik", **query) == first
    assert kept.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", [b"", b"junk", b"{}" + b" " * 5000, "cut"])
def test_a_damaged_index_is_made_again(damage, tmp_path, monkeypatch):
    monkeypatch.setattr(fuzzy, "IN_A_FILE", 2)
    path = tmp_path / "memory.sqlite"
    units = [
        MemoryUnit(source=f"harga beras {n} naik", target="x", source_lang="id", target_lang="vi")
        for n in range(10)
    ]
    query = {"source_lang": "id", "target_lang": "vi", "threshold": 70.0}
    with MemoryStore(path, create=True) as store:
        store.add(units)
        first = store.matches("harga beras naik", **query)
    kept = fuzzy.index_path(path, "id", "vi")
    kept.write_bytes(kept.read_bytes()[:-9] if damage == "cut" else damage)
    with MemoryStore(path) as store:
        assert store.matches("harga beras naik", **query) == first
    assert kept.stat().st_size > 5000
