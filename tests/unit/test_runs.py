"""Runs over many files: shared batches, going on after a stop, two at once, files that fail."""

from __future__ import annotations

import json
import multiprocessing
import resource
from pathlib import Path

import pytest

from benchmarks.kill_runs import kill_runs
from corpus import EngineError, FormatError, OutputError
from corpus.memory import MemoryStore, MemoryUnit
from termbase import Concept, Glossary, Term
from translate import FileStatus, Options, translate_files
from translate.engines import Hypothesis, create_engine
from translate.pipeline import BATCH

GLOSSARY = Glossary(
    [Concept("minister", "title", (Term("menteri", "id"), Term("bộ trưởng", "vi")))]
)


class Shouting:
    """An engine that answers in capitals and remembers what it was asked, batch by batch."""

    def __init__(self, *, bad: str = "\0", name: str = "shouting") -> None:
        self.info = create_engine("identity").info
        self.signature = {"engine": name}
        self.batches: list[list[str]] = []
        self.bad = bad

    def load(self) -> None:
        pass

    @property
    def asked(self) -> list[str]:
        return [text for batch in self.batches for text in batch]

    def translate(self, requests, **_languages):
        self.batches.append([request.text for request in requests])
        return [
            Hypothesis("", error="server down")
            if self.bad in request.text
            else Hypothesis(request.text.upper())
            for request in requests
        ]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for number in range(10):
        path = tmp_path / "tree" / f"bagian{number % 2}" / f"berita{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "\n\n".join(f"Kalimat {line} dari {number}." for line in range(20)) + "\n", "utf-8"
        )
    return tmp_path / "tree"


def _run(*paths: Path, output: Path, engine=None, to=("vi",), glossary=None, **options):
    options.setdefault("journal", True)
    return translate_files(
        paths,
        target_langs=to,
        engine=engine or Shouting(),
        glossary=glossary or Glossary([]),
        output=output,
        **options,
    )


def _content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".kohesi" not in path.parts
    }


def _statuses(run) -> list[str]:
    return [outcome.status.value for outcome in run.outcomes]


def test_segments_of_many_files_share_batches(tree, tmp_path):
    engine = Shouting()
    _run(tree, output=tmp_path / "out", engine=engine)
    assert [len(batch) for batch in engine.batches] == [BATCH, BATCH, BATCH, 200 - 3 * BATCH]


def test_outputs_are_those_of_files_translated_alone(tree, tmp_path):
    _run(tree, output=tmp_path / "together", to=("vi", "en"))
    for path in sorted(tree.rglob("*.txt")):
        folder = tmp_path / "alone" / path.parent.relative_to(tree)
        _run(path, output=folder, to=("vi", "en"), journal=False)
    assert _content(tmp_path / "together") == _content(tmp_path / "alone")


def test_outcomes_are_in_the_order_of_the_files_and_languages(tree, tmp_path):
    run = _run(tree, output=tmp_path / "out", to=("vi", "en"))
    names = [(outcome.source.name, outcome.target_lang) for outcome in run.outcomes]
    assert names[:3] == [("berita0.txt", "vi"), ("berita0.txt", "en"), ("berita2.txt", "vi")]


def test_second_run_does_nothing_and_says_so(tree, tmp_path):
    first = _run(tree, output=tmp_path / "out")
    again = Shouting()
    second = _run(tree, output=tmp_path / "out", engine=again)
    assert again.batches == []
    assert set(_statuses(second)) == {"unchanged"}
    assert second.summary()["totals"] == first.summary()["totals"]


def test_only_what_changed_is_translated(tree, tmp_path):
    _run(tree, output=tmp_path / "out")
    changed = tree / "bagian0" / "berita4.txt"
    changed.write_text(changed.read_text("utf-8") + "\n\nKalimat baru.\n", encoding="utf-8")
    engine = Shouting()
    run = _run(tree, output=tmp_path / "out", engine=engine)
    assert engine.asked == ["Kalimat baru."]
    assert _statuses(run).count("written") == 1
    assert "KALIMAT BARU." in (tmp_path / "out/bagian0/berita4.vi.txt").read_text("utf-8")


def test_new_term_is_asked_for_only_where_it_occurs(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Sebuah menteri tiba.\n\nHujan turun.\n", encoding="utf-8")
    _run(article, output=tmp_path / "out")
    engine = Shouting()
    _run(article, output=tmp_path / "out", engine=engine, glossary=GLOSSARY)
    assert engine.asked == ["Sebuah menteri tiba."]


@pytest.mark.parametrize(
    "change",
    [{"engine": Shouting(name="another")}, {"resume": False}],
    ids=["another engine", "fresh"],
)
def test_all_is_translated_anew(tree, tmp_path, change):
    _run(tree, output=tmp_path / "out")
    engine = change.get("engine") or Shouting()
    run = _run(tree, output=tmp_path / "out", **{**change, "engine": engine})
    assert len(engine.asked) == 200
    assert set(_statuses(run)) == {"written"}


def test_rendering_options_make_a_file_anew_without_the_engine(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Hujan turun di kota.\n\nKomentar (0)\n", encoding="utf-8")
    _run(article, output=tmp_path / "out")
    engine = Shouting()
    run = _run(
        article, output=tmp_path / "out", engine=engine, options=Options(drop_boilerplate=True)
    )
    assert (engine.asked, _statuses(run)) == ([], ["written"])
    assert "Komentar" not in (tmp_path / "out/a.vi.txt").read_text("utf-8")


def test_report_of_an_unchanged_run_is_whole_and_asks_the_engine_nothing(tree, tmp_path):
    _run(tree, output=tmp_path / "out", report=tmp_path / "first.json")
    engine = Shouting()
    _run(tree, output=tmp_path / "out", report=tmp_path / "second.json", engine=engine)
    assert engine.batches == []
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


def test_edited_translation_is_left_alone_until_a_fresh_run(tree, tmp_path):
    _run(tree, output=tmp_path / "out")
    edited = tmp_path / "out/bagian0/berita4.vi.txt"
    edited.write_text("yang disunting orang\n", encoding="utf-8")
    source = tree / "bagian0" / "berita4.txt"
    source.write_text(source.read_text("utf-8") + "\n\nKalimat baru.\n", encoding="utf-8")
    for report in (None, tmp_path / "report.json"):
        run = _run(tree, output=tmp_path / "out", report=report)
        assert [o.target for o in run.having(FileStatus.EDITED)] == [edited]
        assert edited.read_text("utf-8") == "yang disunting orang\n"
    _run(tree, output=tmp_path / "out", resume=False)
    assert "KALIMAT BARU." in edited.read_text("utf-8")


def test_deleted_translation_is_written_again(tree, tmp_path):
    _run(tree, output=tmp_path / "out")
    before = _content(tmp_path / "out")
    (tmp_path / "out/bagian0/berita4.vi.txt").unlink()
    engine = Shouting()
    _run(tree, output=tmp_path / "out", engine=engine)
    assert engine.asked == []
    assert _content(tmp_path / "out") == before


def test_failed_segment_is_asked_again_by_the_next_run(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Hujan turun.\n\nAngin kencang.\n", encoding="utf-8")
    first = _run(article, output=tmp_path / "out", engine=Shouting(bad="Angin"))
    assert first.needs_review == 1
    engine = Shouting()
    second = _run(article, output=tmp_path / "out", engine=engine)
    assert engine.asked == ["Angin kencang."]
    assert second.needs_review == 0
    assert (tmp_path / "out/a.vi.txt").read_text("utf-8") == "HUJAN TURUN.\n\nANGIN KENCANG.\n"


def test_file_that_cannot_be_read_does_not_stop_the_others(tree, tmp_path):
    (tree / "bagian0" / "rusak.txt").write_bytes(b"\xff\xfe\x00")
    run = _run(tree, output=tmp_path / "out")
    (failure,) = run.failures
    assert isinstance(failure.error, FormatError)
    assert failure.source.name == "rusak.txt"
    assert _statuses(run).count("written") == 10


def test_engine_that_stops_leaves_what_was_finished_and_the_next_run_goes_on(tree, tmp_path):
    class Stopping(Shouting):
        def translate(self, requests, **languages):
            if len(self.batches) == 2:
                raise EngineError("no power")
            return super().translate(requests, **languages)

    with pytest.raises(EngineError, match="no power"):
        _run(tree, output=tmp_path / "out", engine=Stopping())
    engine = Shouting()
    _run(tree, output=tmp_path / "out", engine=engine)
    assert len(engine.asked) == 200 - 2 * BATCH
    _run(tree, output=tmp_path / "whole")
    assert _content(tmp_path / "out") == _content(tmp_path / "whole")
    assert sorted(path.name for path in (tmp_path / "out/.kohesi").iterdir()) == [
        ".gitignore", "journal.sqlite",
    ]  # fmt: skip


def test_file_that_changes_while_it_is_read_is_not_written(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(f'{{"text": "Baris {n}."}}\n' for n in range(12_000)), "utf-8")

    class Meddling(Shouting):
        def translate(self, requests, **languages):
            if not self.batches:
                with rows.open("a", encoding="utf-8") as stream:
                    stream.write('{"text": "Terlambat."}\n')
            return super().translate(requests, **languages)

    with pytest.raises(FormatError, match="changed while it was read"):
        _run(rows, output=tmp_path / "out", engine=Meddling())
    assert _content(tmp_path / "out") == {}


def test_rows_of_a_large_file_go_through_in_parts_and_the_report_numbers_them_through(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(f'{{"text": "Baris {n}."}}\n' for n in range(1_300)), "utf-8")
    most = 0

    def seen(translation, _target) -> None:
        nonlocal most
        most = max(most, len(translation.results))

    _run(rows, output=tmp_path / "out", report=tmp_path / "r.json", seen=seen)
    assert most <= 500
    lines = (tmp_path / "out/rows.vi.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [f"BARIS {n}." for n in range(1_300)]
    (document,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["documents"]
    assert [segment["index"] for segment in document["segments"]] == list(range(1_300))
    assert document["totals"]["segments"]["total"] == 1_300


def test_memory_answers_before_the_engine_and_the_report_says_from_where(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Hujan turun di kota.\n\nAngin kencang.\n", encoding="utf-8")
    engine = Shouting()
    with MemoryStore(tmp_path / "memory.sqlite", create=True) as memory:
        memory.add(
            [MemoryUnit(source="Hujan turun di kota.", target="Trời mưa trong thành phố.",
                        source_lang="id", target_lang="vi", origin="arsip")]
        )  # fmt: skip
        run = _run(
            article, output=tmp_path / "out", engine=engine, memories=[memory],
            report=tmp_path / "r.json",
        )  # fmt: skip
    assert engine.asked == ["Angin kencang."]
    assert (tmp_path / "out/a.vi.txt").read_text("utf-8").startswith("Trời mưa trong thành phố.")
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report["documents"][0]["segments"][0]["memory"]["origin"] == "arsip"
    assert report["totals"]["segments"]["from-memory"] == 1
    assert "memory" in run.signature


def _translate(tree: Path, output: Path) -> None:
    _run(tree, output=output, to=("vi", "en"))


def test_two_runs_on_one_folder_do_not_spoil_each_other(tree, tmp_path):
    fork = multiprocessing.get_context("fork")
    runs = [
        fork.Process(target=_translate, args=(tree, tmp_path / "out"), name=str(number))
        for number in range(4)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0] * 4
    _run(tree, output=tmp_path / "alone", to=("vi", "en"))
    assert _content(tmp_path / "out") == _content(tmp_path / "alone")


def test_killed_runs_go_on_and_end_with_the_same_files(tmp_path):
    result = kill_runs(tmp_path, kills=20, seed=7)
    assert result.kills == 20
    assert result.segments > 0
    assert (result.again, result.same, result.left) == (0, True, ())


def _with_little_space(tree: Path, output: Path, answer) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        _run(tree, output=output)
    except OutputError as error:
        answer.send(str(error))


def test_full_disk_is_one_error_and_earlier_work_is_kept(tree, tmp_path):
    fork = multiprocessing.get_context("fork")
    answer, other = fork.Pipe(duplex=False)
    # a limit on the size of files, which the journal meets first
    process = fork.Process(target=_with_little_space, args=(tree, tmp_path / "out", other))
    process.start()
    assert answer.poll(30)
    message = answer.recv()
    process.join()
    assert "journal" in message
    assert "\n" not in message
    _run(tree, output=tmp_path / "out")
    _run(tree, output=tmp_path / "whole")
    assert _content(tmp_path / "out") == _content(tmp_path / "whole")
