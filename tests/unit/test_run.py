"""A run: what it reads, writes, refuses, and says of itself."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from corpus import EngineError, FormatError, KohesiError, OutputError
from termbase import Glossary
from translate import Options, create_engine, translate_files
from translate.engines import Hypothesis
from translate.report_file import REPORT_FORMAT, REPORT_VERSION


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text("Perdana Menteri Laos tiba di Hanoi.\n\nKomentar (0)\n", encoding="utf-8")
    return path


def _run(*paths: Path, output: Path, to: tuple[str, ...] = ("vi",), **options: object):
    return translate_files(
        paths,
        target_langs=to,
        engine=create_engine("draft"),
        glossary=Glossary.bundled(),
        output=output,
        **options,
    )


def test_outputs_are_named_by_article_and_language(article, tmp_path):
    _run(article, output=tmp_path / "out", to=("vi", "lo", "en"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "berita.en.txt",
        "berita.lo.txt",
        "berita.vi.txt",
    ]


def test_official_names_stand_in_the_output(article, tmp_path):
    _run(article, output=tmp_path, to=("vi", "lo", "en"))
    assert "Thủ tướng Lào" in (tmp_path / "berita.vi.txt").read_text("utf-8")
    assert "ນາຍົກລັດຖະມົນຕີ ແຫ່ງ ສປປ ລາວ" in (tmp_path / "berita.lo.txt").read_text("utf-8")
    assert "Lao Prime Minister" in (tmp_path / "berita.en.txt").read_text("utf-8")


def test_boilerplate_is_kept_unless_it_is_to_be_dropped(article, tmp_path):
    _run(article, output=tmp_path / "kept")
    _run(article, output=tmp_path / "dropped", options=Options(drop_boilerplate=True))
    assert "Komentar (0)" in (tmp_path / "kept" / "berita.vi.txt").read_text("utf-8")
    assert "Komentar (0)" not in (tmp_path / "dropped" / "berita.vi.txt").read_text("utf-8")


def test_report_tells_every_segment_and_term(article, tmp_path):
    _run(article, output=tmp_path, report=tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (report["format"], report["version"]) == (REPORT_FORMAT, REPORT_VERSION)
    (document,) = report["documents"]
    first = document["segments"][0]
    assert first["status"] == "enforced"
    term = first["terms"][0]
    assert term["concept_id"] == "tit-pm-la"
    source, target = term["source_span"], term["target_span"]
    assert first["source"][slice(*source)] == term["surface"] == "Perdana Menteri Laos"
    assert first["target"][slice(*target)] == term["rendering"] == "Thủ tướng Lào"
    assert term["obtained"] == "constraint"
    assert document["segments"][-1]["status"] == "passed-through"
    assert document["totals"]["segments"]["total"] == len(document["segments"])
    assert report["totals"]["terms"]["total"] == 2


def test_same_run_gives_the_same_bytes(article, tmp_path):
    for name in ("a", "b"):
        _run(article, output=tmp_path, report=tmp_path / f"{name}.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_signature_changes_with_the_options(article, tmp_path):
    kept = _run(article, output=tmp_path)
    dropped = _run(article, output=tmp_path, options=Options(drop_boilerplate=True))
    assert kept.signature != dropped.signature


def test_missing_file_is_found_before_any_is_written(article, tmp_path):
    with pytest.raises(FormatError):
        _run(article, tmp_path / "missing.txt", output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_files_of_one_name_are_refused(article, tmp_path):
    other = tmp_path / "lain" / article.name
    other.parent.mkdir()
    other.write_bytes(article.read_bytes())
    with pytest.raises(OutputError, match="both be written"):
        _run(article, other, output=tmp_path / "out")


def test_same_file_twice_is_translated_once(article, tmp_path):
    run = _run(article, article, output=tmp_path)
    assert len(run.outcomes) == 1


def test_translation_never_overwrites_an_input(tmp_path):
    first = tmp_path / "a.txt"
    second = tmp_path / "a.vi.txt"
    for path in (first, second):
        path.write_text("Menteri tiba.\n", encoding="utf-8")
    with pytest.raises(OutputError, match="overwrite"):
        _run(first, second, output=tmp_path)
    assert second.read_text("utf-8") == "Menteri tiba.\n"


def test_source_language_is_no_target(article, tmp_path):
    with pytest.raises(KohesiError, match="both 'id'"):
        _run(article, output=tmp_path, to=("id",))


def test_output_below_a_file_is_refused_before_any_work(article, tmp_path):
    with pytest.raises(OutputError, match="not a folder"):
        _run(article, output=article / "out")


def test_folder_that_cannot_be_written_is_refused_before_any_work(article, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="cannot write into this folder"):
        _run(article, output=tmp_path / "out")


def test_full_disk_leaves_no_part_of_a_file(article, tmp_path, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        _run(article, output=tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_interrupt_leaves_no_part_of_a_file(article, tmp_path, monkeypatch):
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _run(article, output=tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


class _Faulty:
    """The identity engine, failing on every segment that has a word."""

    def __init__(self, bad: str) -> None:
        self._engine = create_engine("identity")
        self.info, self.signature, self.bad = self._engine.info, self._engine.signature, bad

    def load(self) -> None:
        pass

    def translate(self, requests, **languages):
        return [
            Hypothesis("", error="server down") if self.bad in request.text else hypothesis
            for request, hypothesis in zip(
                requests, self._engine.translate(requests, **languages), strict=True
            )
        ]


def _faulty_run(bad: str, paths: list[Path], output: Path):
    return translate_files(
        paths, target_langs=["vi"], engine=_Faulty(bad), glossary=Glossary.bundled(),
        output=output, report=output / "report.json",
    )  # fmt: skip


def test_file_of_which_nothing_was_translated_is_not_written_and_the_run_goes_on(tmp_path):
    bad, good = tmp_path / "a.txt", tmp_path / "b.txt"
    bad.write_text("Kucing tidur di rumah.\n", encoding="utf-8")
    good.write_text("Menteri tiba di kota.\n", encoding="utf-8")
    kept = tmp_path / "out" / "a.vi.txt"
    kept.parent.mkdir()
    kept.write_text("an earlier translation", encoding="utf-8")
    run = _faulty_run("Kucing", [bad, good], kept.parent)
    assert kept.read_text("utf-8") == "an earlier translation"
    assert (kept.parent / "b.vi.txt").exists()
    assert run.needs_review == 1
    report = json.loads((kept.parent / "report.json").read_text("utf-8"))
    assert [document["target"] for document in report["documents"]] == [
        "",
        str(kept.parent / "b.vi.txt"),
    ]


def test_run_in_which_every_segment_fails_is_an_error_and_writes_nothing(article, tmp_path):
    with pytest.raises(EngineError, match=r"translated nothing: server down \(nothing was written"):
        _faulty_run("", [article], tmp_path / "out")
    assert not any(path.is_file() for path in tmp_path.glob("out/**/*"))
