"""A memory file: what it keeps, what it says of bad files, many processes at once, kills."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import FormatError, OutputError
from corpus.memory import Exactness, MemoryStore, MemoryUnit, StarterMemory, keys, schema
from corpus.memory.exchange import import_files

PAIR = {"source_lang": "id", "target_lang": "vi"}


def unit(source: str, target: str = "x", **more: object) -> MemoryUnit:
    return MemoryUnit(source=source, target=target, **{**PAIR, **more})  # type: ignore[arg-type]


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(":memory:")


def test_a_unit_that_comes_again_stays_one(store):
    assert store.add([unit("Ia datang.", "A"), unit("Ia datang.", "A")]).new == 1
    assert store.add([unit("Ia  datang.", "A")]).known == 1
    assert store.add([unit("Ia datang.", "A", before="Halo.")]).new == 1
    assert len(store) == 2


def test_the_target_that_was_changed_last_comes_first(store):
    store.add(
        [
            unit("Ia datang.", "old", changed="2020-01-01T00:00:00+00:00"),
            unit("Ia datang.", "new", changed="2024-01-01T00:00:00+00:00"),
            unit("Ia datang.", "middle", changed="2022-01-01T00:00:00+00:00"),
        ]
    )
    found = store.matches("Ia datang.", **PAIR)
    assert [match.unit.target for match in found] == ["new", "middle", "old"]
    store.add([unit("Ia datang.", "old")], confirm=True)
    assert store.matches("Ia datang.", **PAIR)[0].unit.target == "old"


def test_context_makes_a_match_better_than_exact(store):
    store.add(
        [
            unit("Ya.", "Đúng.", before="Benarkah?", after="Terima kasih."),
            unit("Ya.", "Vâng.", changed="2099"),
        ]
    )

    def best(before: str, after: str) -> tuple[str, float, Exactness]:
        match = store.matches("Ya.", **PAIR, before=before, after=after)[0]
        return match.unit.target, match.score, match.exactness

    assert best("Benarkah?", "Terima kasih.") == ("Đúng.", 101, Exactness.CONTEXT)
    assert best("Benarkah?", "Lain.") == ("Đúng.", 100, Exactness.EXACT)
    assert best("", "") == ("Vâng.", 100, Exactness.EXACT)


def test_the_first_segment_of_a_document_has_context_too(store):
    store.add([unit("Ya.", "Đúng.", after="Terima kasih.")])
    assert store.matches("Ya.", **PAIR, after="Terima kasih.")[0].score == 101
    found = store.matches("Ya.", **PAIR, before="Halo.", after="Terima kasih.")
    assert found[0].score == 100


def test_spelling_that_readers_do_not_see_is_exact_and_capitals_are_not(store):
    store.add([MemoryUnit(source="ກໍາລັງ ໜ້າ", target="x", source_lang="lo", target_lang="vi")])
    found = store.matches("ກຳລັງຫນ້າ", source_lang="lo", target_lang="vi")
    assert [match.score for match in found] == [100]
    store.add([unit("Kerja sama")])
    assert store.matches("KERJA SAMA", **PAIR) == ()
    assert store.matches("KERJA SAMA", **PAIR, threshold=99)[0].score == 99


def test_languages_are_kept_apart(store):
    store.add([unit("Ia datang.", "A"), unit("Ia datang.", "B", target_lang="en")])
    found = store.matches("Ia datang.", source_lang="id", target_lang="en", threshold=50)
    assert [match.unit.target for match in found] == ["B"]
    assert store.matches("Ia datang.", source_lang="id", target_lang="lo") == ()


def test_a_text_without_letters_finds_nothing(store):
    store.add([unit("a")])
    assert store.matches("", **PAIR, threshold=50) == ()
    assert store.matches(" \u00ad ", **PAIR, threshold=50) == ()


def test_the_digest_knows_the_content_and_not_its_history(store):
    units = [unit(f"Kalimat {n}.", changed="2024", created="2024") for n in range(5)]
    empty = store.digest
    store.add(units)
    full = store.digest
    other = MemoryStore(":memory:")
    other.add(reversed(units))
    assert other.digest == full != empty
    store.remove([next(store.units())])
    assert store.digest != full
    store.add([units[0]])
    assert store.digest == full
    store.remove(list(store.units()))
    assert store.digest == empty


def test_using_a_unit_is_counted_and_changes_no_digest(tmp_path):
    path = tmp_path / "m.sqlite"
    with MemoryStore(path, create=True) as store:
        store.add([unit("Ia datang.")])
        before = store.digest
        [match] = store.matches("Ia datang.", **PAIR)
        store.note_use(match.unit)
        store.note_use(match.unit)
    with MemoryStore(path) as store:
        assert store.digest == before
        assert next(store.units()).used == 2
        assert store.remove([match.unit]) == 1  # it was read before it was used


def test_a_use_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.memory.database._BRIEF", 10)
    path = tmp_path / "m.sqlite"
    store = MemoryStore(path, create=True)
    store.add([unit("Ia datang.")])
    store.note_use(next(store.units()))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.close()
    other.close()
    with MemoryStore(path) as again:
        assert next(again.units()).used == 0


def test_a_unit_that_was_changed_meanwhile_is_not_removed(store):
    store.add([unit("Ia datang.", "A")])
    seen = list(store.units())
    store.add([unit("Ia datang.", "A")], confirm=True)
    assert store.remove(seen) == 0
    assert len(store) == 1


def test_another_process_opens_the_same_file(tmp_path):
    with MemoryStore(tmp_path / "m.sqlite", create=True, name="mine") as store:
        store.add([unit("Ia datang.")])
        with pickle.loads(pickle.dumps(store)) as other:
            assert (other.name, other.digest) == ("mine", store.digest)
    train = StarterMemory(splits=("train",))
    assert pickle.loads(pickle.dumps(train)).digest == train.digest
    with pytest.raises(TypeError):
        pickle.dumps(MemoryStore(":memory:"))


def test_a_failure_keeps_nothing_of_what_came_with_it(store):
    def units():
        yield unit("Satu.")
        raise FormatError("broken")

    with pytest.raises(FormatError, match="broken"):
        store.add(units())
    assert len(store) == 0
    assert store.digest == "0" * 64


def test_a_half_character_is_refused_and_nothing_is_lost(store):
    store.add([unit("Satu.")])
    with pytest.raises(FormatError):
        store.add([unit("Dua."), unit("\ud800")])
    assert [kept.source for kept in store.units()] == ["Satu."]
    assert store.matches("\ud800", **PAIR, threshold=50) == ()


@pytest.mark.parametrize("make", ["foreign", "newer", "folder", "missing", "no state"])
def test_what_is_no_memory_is_said_in_one_line(make, tmp_path):
    path = tmp_path / "m.sqlite"
    if make == "folder":
        path.mkdir()
    elif make != "missing":
        if make != "foreign":
            MemoryStore(path, create=True).close()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS other (x)")
            if make == "newer":
                connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
            if make == "no state":
                connection.execute("DELETE FROM state")
        connection.close()
    with pytest.raises(FormatError) as raised:
        MemoryStore(path, create=make == "foreign").digest  # noqa: B018
    assert str(path) in str(raised.value)


def test_units_that_nobody_reads_to_the_end_are_no_trouble(tmp_path, recwarn):
    with MemoryStore(tmp_path / "m.sqlite", create=True) as store:
        store.add([unit("Satu."), unit("Dua.")])
        begun = store.units()
        assert next(begun).source == "Satu."
    begun.close()
    assert not recwarn.list


def test_a_damaged_page_is_an_error_of_this_file(tmp_path):
    path = tmp_path / "m.sqlite"
    with MemoryStore(path, create=True) as store:
        store.add(unit(f"Kalimat nomor {n}.") for n in range(500))
    data = bytearray(path.read_bytes())
    data[8192:-4096] = os.urandom(len(data) - 4096 - 8192)
    path.write_bytes(data)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with pytest.raises(FormatError, match=r"m\.sqlite"), MemoryStore(path) as store:
        list(store.units())
        store.matches("Kalimat nomor 7.", **PAIR, threshold=50)


def test_a_locked_file_says_to_try_again(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.memory.database._PATIENCE", 0.05)
    path = tmp_path / "m.sqlite"
    with MemoryStore(path, create=True) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="try again"):
            store.add([unit("Satu.")])
        assert store.matches("Satu.", **PAIR) == ()  # readers do not wait
        other.execute("ROLLBACK")
        other.close()
        assert store.add([unit("Satu.")]).new == 1


def test_a_later_normal_form_makes_the_keys_again(tmp_path, monkeypatch):
    path = tmp_path / "m.sqlite"
    monkeypatch.setattr(keys, "normal_text", lambda text, *_, **__: text.upper())
    monkeypatch.setattr(schema, "normal_form", lambda: "an older one")
    with MemoryStore(path, create=True) as store:
        store.add([unit("Ia datang."), unit("ia datang."), unit("Ia  datang.")])
        assert len(store) == 2
    monkeypatch.undo()
    with MemoryStore(path) as store:
        found = store.matches("Ia datang.", **PAIR)
        assert [match.unit.source for match in found] == ["Ia datang."]
        assert len(store) == 1
        fresh = MemoryStore(":memory:")
        fresh.add([replace(next(store.units()), used=0)])
        assert store.digest == fresh.digest


def _fill(path: Path, name: str, count: int) -> None:
    with MemoryStore(path, create=True) as store:
        for number in range(count):
            store.add([unit(f"Kalimat {name} {number}."), unit(f"Bersama {number}.")])


def test_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "m.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(path, name, 25)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    with MemoryStore(path) as store:
        assert len(store) == 3 * 25 + 25
        again = MemoryStore(":memory:")
        again.add(store.units())
        assert again.digest == store.digest


ENDLESS = """
import sys
from pathlib import Path
from corpus.memory import MemoryStore, MemoryUnit
def units():
    number = 0
    while True:
        number += 1
        if number == 500:
            print("under way", flush=True)
        yield MemoryUnit(source=f"Baru {number}.", target="x", source_lang="id", target_lang="vi")
with MemoryStore(Path(sys.argv[1])) as store:
    store.add(units())
"""


@pytest.mark.parametrize("wait", [0.0, 0.05, 0.3])
def test_a_killed_import_leaves_the_old_state(wait, tmp_path):
    path = tmp_path / "m.sqlite"
    with MemoryStore(path, create=True) as store:
        store.add([unit("Lama.")])
        digest = store.digest
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "under way\n"
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
    with MemoryStore(path) as store:
        assert store.digest == digest
        assert [kept.source for kept in store.units()] == ["Lama."]
        assert store.add([unit("Baru 1.")]).new == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_a_file_that_may_not_be_written_is_read(tmp_path):
    path = tmp_path / "m.sqlite"
    with MemoryStore(path, create=True) as store:
        store.add([unit("Lama.")])
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with MemoryStore(path) as store:
            assert store.matches("Lama.", **PAIR)
            with pytest.raises(OutputError):
                store.add([unit("Baru.")])
    finally:
        tmp_path.chmod(0o755)


def test_xliff_gives_its_order_as_context(tmp_path, store):
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file '
        'source-language="id" target-language="vi" original="a" datatype="plaintext"><body>'
        '<trans-unit id="1"><source>Satu.</source><target>Một.</target></trans-unit>'
        '<trans-unit id="2"><source>Dua.</source></trans-unit>'
        '<trans-unit id="3"><source>Tiga.</source>'
        '<target state="needs-review-translation">Ba.</target></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    result = import_files(store, [path], source_lang="id", target_langs=["vi"])
    assert (result.new, dict(result.left_out)) == (1, {"a side is empty": 1, "wants a review": 1})
    [kept] = store.units()
    assert (kept.source, kept.before, kept.after, kept.origin) == ("Satu.", "", "Dua.", "a.xlf")
