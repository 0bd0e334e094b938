"""A run on a cluster, without one: what is sent, what workers do, what comes back."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import EngineError, FormatError, KohesiError
from corpus.memory import MemoryStore, MemoryUnit, StarterMemory
from termbase import Concept, Form, Glossary, Term
from translate.cluster import Cluster, check_address
from translate.engines import create_engine
from translate.runs.cluster.away import Elsewhere, _Files
from translate.runs.cluster.connect import connected
from translate.runs.cluster.keeper import Keeper
from translate.runs.cluster.memories import memory_places, note_uses
from translate.runs.cluster.parcels import (
    LARGE,
    PARCEL,
    Failed,
    Item,
    Large,
    Whole,
    packed,
    parcels,
    table,
    unpacked,
)
from translate.runs.cluster.work import STARTS, TRIES, Job, Reading, Worker, cut, engine_signature
from translate.runs.reading import Closed, Opened
from translate.runs.solving import Translated
from translate.runs.sources import Source
from translate.strategy import Strategy

BANK = Concept(
    "bank",
    "organisation",
    (
        Term("Bank Dunia", "id", form=Form.FULL),
        Term("World Bank", "en", form=Form.FULL),
        Term("WB", "en", form=Form.ACRONYM),
    ),
)


def _item(name: str) -> Item:
    return Item(Source(Path(name)), ("en",))


def _parcels(sizes: dict[str, int], *, workers: int = 2) -> list[str]:
    work = parcels([(_item(name), size) for name, size in sizes.items()], workers=workers)
    return [
        one.item.source.path.name.upper()
        if isinstance(one, Large)
        else "".join(item.source.path.name for item in one.items)
        for one in work
    ]


def test_small_files_go_together_in_their_order():
    sizes = dict.fromkeys("abcdefgh", PARCEL // 2)
    assert _parcels(sizes, workers=1) == ["ab", "cd", "ef", "gh"]


def test_large_files_are_cut_and_keep_their_place():
    assert _parcels({"a": 1, "b": LARGE, "c": 1, "d": LARGE * 9}) == ["a", "B", "c", "D"]


def test_few_files_are_shared_by_all_workers():
    assert _parcels(dict.fromkeys("abcdefgh", 1000), workers=2) == list("abcdefgh")


def test_nothing_makes_no_work():
    assert _parcels({}) == []


@pytest.mark.parametrize("address", ["auto", "local", "local:4", "10.0.0.7:6379", "kepala:6379"])
def test_addresses_of_clusters(address):
    assert check_address(address) == address


@pytest.mark.parametrize(
    "address", ["", "locl", "local:", "local:0", "local:x", ":6379", "http://a:1"]
)
def test_other_addresses_are_refused_with_examples(address):
    with pytest.raises(KohesiError, match=r"no address of a cluster .*local:4"):
        check_address(address)


def test_address_of_ray_client_is_refused_with_what_to_do():
    with pytest.raises(KohesiError, match="on a machine of the cluster"):
        check_address("ray://10.0.0.7:10001")


def test_cluster_without_ray_says_what_to_install(monkeypatch, kohesi, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    article = tmp_path / "a.txt"
    article.write_text("Hujan turun.\n", encoding="utf-8")
    result = kohesi(
        *("translate", article, "--to", "en", "--engine", "identity", "-o", tmp_path / "out"),
        *("--ray", "local:2"),
    )
    assert result.code == 1
    assert result.err == "kohesi: --ray needs the extra 'ray' (pip install 'kohesi[ray]')\n"


def test_wrong_address_is_told_before_anything_is_loaded(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(KohesiError, match="no address"), connected(Cluster(address="here")):
        pass


def test_address_at_which_nothing_listens_is_told_at_once():
    pytest.importorskip("ray", reason="needs the extra 'ray': pip install 'kohesi[ray]'")
    with (
        pytest.raises(EngineError, match=r"no Ray cluster answers at 127\.0\.0\.1:9: .*refused"),
        connected(Cluster(address="127.0.0.1:9")),
    ):
        pass


def test_engine_on_other_machines_is_not_asked_here():
    engine = Elsewhere(create_engine("identity").info, {"engine": "identity"})
    engine.load()
    with pytest.raises(EngineError, match="other machines"):
        engine.translate([], source_lang="id", target_lang="en")


class TestMemories:
    def test_file_is_opened_by_its_full_path(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with MemoryStore("own.sqlite", create=True) as store:
            (place,) = memory_places([store])
        monkeypatch.chdir("/")
        assert place.opened().name == "own.sqlite"

    def test_what_is_taken_is_counted_in_the_memory_of_the_run(self, tmp_path):
        path = tmp_path / "own.sqlite"
        article = tmp_path / "a.txt"
        article.write_text("Hujan turun.\n\nAngin bertiup.\n", encoding="utf-8")
        with MemoryStore(path, create=True) as store:
            unit = MemoryUnit(
                source="Hujan turun.", target="It rains.", source_lang="id", target_lang="en"
            )
            store.add([unit])
            job = _job(memories=memory_places([store]))
            _, translated, _ = _done(job, Whole((Item(Source(article), ("en",)),)))
            assert translated.translations[0].render() == b"It rains.\n\nANGIN BERTIUP.\n"
            note_uses([StarterMemory(), store], translated.translations)
        with MemoryStore(path) as store:
            assert [unit.used for unit in store.units()] == [1]

    def test_starter_corpus_comes_with_every_installation(self):
        (place,) = memory_places([StarterMemory()])
        assert place.path is None
        assert place.opened().digest == StarterMemory().digest

    def test_memory_without_a_file_is_refused(self):
        with (
            MemoryStore(":memory:") as store,
            pytest.raises(KohesiError, match="other machines cannot ask it"),
        ):
            memory_places([store])

    def test_missing_or_other_content_names_the_file_and_what_to_do(self, tmp_path):
        with MemoryStore(tmp_path / "own.sqlite", create=True) as store:
            (place,) = memory_places([store])
        with pytest.raises(FormatError, match=r"own\.sqlite: .*another content.*--no-memory"):
            replace(place, digest="f" * 64).opened()
        with pytest.raises(FormatError, match="does not see this memory"):
            replace(place, path=tmp_path / "gone.sqlite").opened()


class TestFiles:
    """Paths hold everywhere on the cluster, and are as they were named in what the run says."""

    @pytest.fixture
    def files(self, tmp_path, monkeypatch) -> _Files:
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_text("Hujan turun.\n", encoding="utf-8")
        Path("b.txt").write_text("Hujan turun.\n", encoding="utf-8")
        return _Files([Source(Path("a.txt")), Source(Path("b.txt"))], lambda *_: ("en",))

    def test_paths_are_absolute_there_and_as_named_here(self, files, tmp_path):
        (item, size), _ = files.items
        assert item.source.path == tmp_path / "a.txt"
        assert size == 13
        error = FormatError("broken", path=tmp_path / "a.txt", line=2)
        closed = files.named(Closed(item.source, error))
        assert closed.source.path == Path("a.txt")
        assert str(closed.error) == "a.txt:2: broken"

    def test_digest_is_that_of_the_file_here(self, files):
        item = files.items[0][0]
        opened = files.named(Opened(item.source, b"another", ("en",)))
        assert opened.digest != b"another"
        closed = files.named(Closed(item.source))
        assert "changed while it was read" in str(closed.error)

    def test_failure_stops_the_run_with_its_own_error(self, files):
        with pytest.raises(EngineError, match="out of paper"):
            files.named(Failed(EngineError("out of paper")))

    def test_what_comes_after_an_error_is_dropped(self, files):
        source = files.items[0][0].source
        files.named(Closed(source, FormatError("broken")))
        assert files.named(Translated(source, ())) is None
        assert files.named(Closed(source)) is None

    def test_pipe_is_refused(self, tmp_path):
        with pytest.raises(FormatError, match="leave out --ray"):
            _Files([Source(Path("/dev/null"))], lambda *_: ("en",))


class OneProcess(Keeper):
    """A keeper in the process of its workers."""

    def found(self, tasks, *, asked, target_lang):
        return super().found(tasks, asked, target_lang)

    def keep(self, done, *, asked, target_lang):
        return super().keep(done, asked, target_lang)


class Capitals:
    """An engine that answers in capitals, and fails where it is told to."""

    def __init__(self, bad: str = "\0") -> None:
        self.info = create_engine("identity").info
        self.signature = {"engine": "capitals"}
        self.bad = bad
        self.asked: list[str] = []

    def load(self) -> None:
        pass

    def translate(self, requests, **_):
        from translate.engines import Hypothesis

        for request in requests:
            if self.bad in request.text:
                raise EngineError("out of paper")
        self.asked += [request.text for request in requests]
        return [Hypothesis(request.text.upper()) for request in requests]


def _job(engine=None, **changes) -> Job:
    engine = engine or Capitals()
    glossary = Glossary([BANK])
    job = Job(
        engine=engine,
        signature=engine_signature(engine),
        glossary=glossary,
        reading=Reading(source_lang="id", article=False, glossary=None),
        strategy=Strategy.HYBRID,
        mentions=False,
        memories=(),
        memory_threshold=100.0,
        asked=b"asked",
        journal=False,
        resume=True,
        workers=2,
    )
    return replace(job, **changes)


def _done(job: Job, work, keeper=None) -> list:
    """Cut a piece of work and give each piece to another worker."""
    pytest.importorskip("pyarrow", reason="needs the extra 'ray': pip install 'kohesi[ray]'")
    keeper = keeper or OneProcess(None)
    results = []
    for piece in cut(table([packed(work)]), job.reading):
        results += unpacked(Worker(job, keeper)(piece))
    return results


class TestWorker:
    @pytest.fixture
    def article(self, tmp_path) -> Item:
        path = tmp_path / "a.txt"
        path.write_text("Hujan turun.\n\nAngin bertiup.\n", encoding="utf-8")
        return Item(Source(path), ("en",))

    @pytest.fixture
    def lines(self, tmp_path) -> Item:
        path = tmp_path / "a.jsonl"
        rows = [f'{{"text": "Bank Dunia memberi {n} rupiah."}}\n' for n in range(1200)]
        path.write_text("".join(rows), encoding="utf-8")
        return Item(Source(path), ("en",))

    def test_file_is_read_translated_and_closed(self, article):
        opened, translated, closed = _done(_job(), Whole((article,)))
        assert isinstance(opened, Opened)
        (translation,) = translated.translations
        assert translation.render() == b"HUJAN TURUN.\n\nANGIN BERTIUP.\n"
        assert closed == Closed(article.source)

    def test_parts_of_a_large_file_are_those_of_the_file(self, lines):
        opened, *parts, closed = _done(_job(), Large(lines))
        assert [type(one) for one in (opened, closed)] == [Opened, Closed]
        assert len(parts) == 3
        text = b"".join(part.translations[0].render() for part in parts).decode()
        assert text.count("\n") == 1200
        assert parts[1].translations[0].results[0].segment.line == 501

    def test_first_mention_stays_the_first_one_of_the_file(self, lines):
        job = _job(mentions=True)
        job = replace(job, reading=replace(job.reading, glossary=job.glossary))
        parts = [one for one in _done(job, Large(lines)) if isinstance(one, Translated)]
        wanted = [
            part.translations[0].results[0].outcomes[0].requirement.forms[0] for part in parts
        ]
        assert wanted == ["World Bank (WB)", "WB", "WB"]

    def test_broken_line_ends_the_file_with_its_line(self, lines):
        with lines.source.path.open("a") as stream:
            stream.write("{oops}\n")
        closed = _done(_job(), Large(lines))[-1]
        assert (closed.error.line, closed.error.path) == (1201, str(lines.source.path))

    def test_file_that_this_machine_does_not_see_is_told_apart(self, tmp_path):
        item = _item(str(tmp_path / "gone.txt"))
        for work in (Whole((item,)), Large(item)):
            _, closed = _done(_job(), work)
            assert "does not see this file (put it on storage" in str(closed.error)

    def test_failure_of_the_engine_is_told_after_what_was_done(self, article, tmp_path):
        other = tmp_path / "b.txt"
        other.write_text("\n\n".join(f"Kata {n}." for n in range(100)) + "\n\nRusak.\n", "utf-8")
        work = Whole((article, Item(Source(other), ("en",))))
        *done, failed = _done(_job(Capitals("Rusak")), work)
        assert any(isinstance(one, Translated) for one in done)
        assert str(failed.error) == "out of paper"

    def test_engine_that_cannot_be_loaded_is_told(self, article):
        job = _job()
        job.engine.load = lambda: (_ for _ in ()).throw(EngineError("no model here"))
        assert [str(one.error) for one in _done(job, Whole((article,)))] == ["no model here"]

    def test_machine_with_another_model_is_refused(self, article):
        job = _job()
        job.engine.signature["engine"] = "small letters"
        (failed,) = _done(job, Whole((article,)))
        assert "its engine is small letters, not capitals" in str(failed.error)
        assert "same models on every machine" in str(failed.error)

    def test_journal_is_asked_first_and_keeps_what_is_done(self, article, tmp_path):
        job = _job(journal=True)
        keeper = OneProcess(tmp_path / "journal.sqlite")
        first = _done(job, Whole((article,)), keeper)
        asked = list(job.engine.asked)
        assert _done(job, Whole((article,)), keeper) == first
        assert job.engine.asked == asked
        _done(replace(job, resume=False), Whole((article,)), keeper)
        assert job.engine.asked == asked * 2
        keeper.close()

    def test_work_that_kills_its_workers_is_given_up(self, article):
        keeper = OneProcess(None)
        keeper.finished = lambda _: None  # as if each had died before
        work = Whole((article,))
        results = [_done(_job(), work, keeper) for _ in range(TRIES + 1)]
        assert [len(one) for one in results] == [3] * TRIES + [1]
        assert "a.txt: the workers that translate this die each time" in str(results[-1][0].error)

    def test_workers_that_die_on_starting_are_given_up(self, article):
        keeper = OneProcess(None)
        job = _job(workers=1)
        for _ in range(STARTS):
            Worker(job, keeper)
        (failed,) = _done(job, Whole((article,)), keeper)
        assert "die before they have translated anything" in str(failed.error)

    def test_finished_work_forgives_starts_and_tries(self, article):
        keeper = OneProcess(None)
        job = _job(workers=1)
        for _ in range((STARTS + TRIES) * 2):
            assert len(_done(job, Whole((article,)), keeper)) == 3
