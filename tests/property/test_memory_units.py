"""What goes into a memory comes out, as TMX too; pruning removes what it listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.memory import MemoryStore, MemoryUnit, keys, tmx
from corpus.memory.difference import differences
from corpus.memory.exchange import import_files
from corpus.memory.prune import Rule, find_prunable

text = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=30
).filter(str.strip)
few = st.sampled_from(["Ia datang.", "ia datang.", "Ia pergi.", "ກໍາລັງ", "ກຳລັງ"])
dates = st.sampled_from(["2020-01-01T00:00:00+00:00", "2024-06-30T23:59:59+00:00"])
units = st.builds(
    MemoryUnit,
    source=st.one_of(text, few),
    target=st.one_of(text, few),
    source_lang=st.just("id"),
    target_lang=st.sampled_from(["vi", "lo"]),
    before=st.one_of(st.just(""), few),
    after=st.one_of(st.just(""), few),
    origin=st.sampled_from(["a.tmx", "b.po"]),
    creator=st.sampled_from(["", "Ani & Budi"]),
    created=dates,
    changed=dates,
    confirmed=st.integers(1, 3),
    used=st.integers(0, 2),
    note=st.sampled_from(["", "lihat <b>"]),
)
some = st.lists(units, max_size=12)


def filled(given_units: list[MemoryUnit]) -> MemoryStore:
    store = MemoryStore(":memory:")
    store.add(given_units)
    return store


@settings(deadline=None)
@given(some)
def test_what_goes_in_comes_out_once(given_units):
    store = filled(given_units)
    kept = list(store.units())
    assert {keys.identity(unit) for unit in kept} == {keys.identity(unit) for unit in given_units}
    assert len(kept) == len({keys.identity(unit) for unit in given_units})
    for unit in given_units:
        found = store.matches(
            unit.source, source_lang="id", target_lang=unit.target_lang, limit=100
        )
        assert unit.target in {match.unit.target for match in found}
    assert filled(kept).digest == store.digest


@settings(deadline=None)
@given(some)
def test_the_digest_is_that_of_the_units_whatever_came_between(given_units):
    store = filled(given_units)
    kept = list(store.units())
    assert int(store.digest, 16) == sum(map(keys.fingerprint, kept)) % 2**256
    store.remove(kept[::2])
    assert int(store.digest, 16) == sum(map(keys.fingerprint, kept[1::2])) % 2**256


@settings(deadline=None, max_examples=50)
@given(some.filter(bool))
def test_tmx_keeps_everything(tmp_path_factory, given_units):
    path: Path = tmp_path_factory.mktemp("tmx") / "memory.tmx"
    store = filled(given_units)
    tmx.write(store.units(), path)
    other = MemoryStore(":memory:")
    import_files(other, [path], source_lang="id", target_langs=["vi", "lo"])
    assert other.digest == store.digest
    assert [replace(unit, id=0) for unit in other.units()] == [
        replace(unit, id=0) for unit in store.units()
    ]


rules = st.builds(
    Rule,
    older_than=st.one_of(st.none(), st.just(1000)),
    origin=st.one_of(st.none(), st.just("a.*")),
    unused=st.booleans(),
    duplicates=st.booleans(),
    target_lang=st.one_of(st.none(), st.just("vi")),
).filter(lambda rule: not rule.empty)


@settings(deadline=None)
@given(some, rules)
def test_prune_removes_what_it_listed_and_what_the_rule_says(given_units, rule):
    store = filled(given_units)
    before = list(store.units())
    listed = find_prunable(store, rule)
    assert store.remove(listed) == len(listed)
    after = list(store.units())
    assert after == [unit for unit in before if unit not in listed]
    for unit in listed:
        assert rule.target_lang in (None, unit.target_lang)
        assert not (rule.unused and unit.used)
        assert rule.origin is None or unit.origin == "a.tmx"
    if rule == Rule(duplicates=True):
        pairs = {(unit.source, unit.target, unit.target_lang) for unit in before}
        cased = {keys.identity(replace(unit, before="", after="")) for unit in before}
        assert len(after) == len(cased)
        assert pairs >= {(unit.source, unit.target, unit.target_lang) for unit in after}


@given(st.text(max_size=40), st.text(max_size=40))
def test_differences_are_both_texts_again(old, new):
    changes = differences(old, new)
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new
    if old == new:
        assert all(change.same for change in changes)
