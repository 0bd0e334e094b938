"""The command line: what a translator types, and what is said when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.memory import MemoryStore
from tests import article_pages
from translate.engines import ENGINES

# whoever runs in the background has interrupts ignored, and so has what it starts
INTERRUPTIBLE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from translate.cli import main; main()"
)
KOHESI = [sys.executable, "-c", INTERRUPTIBLE]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text("Perdana Menteri Laos tiba di Hanoi.\n", encoding="utf-8")
    return path


@pytest.fixture
def own_glossary(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("id,vi,lo,en\ntiba,hạ cánh,,lands\n", encoding="utf-8")
    return path


def test_article_is_translated_and_summed_up(kohesi, article, tmp_path):
    result = kohesi("translate", article, "--to", "vi", "--to", "en", "-o", tmp_path / "out")
    assert result.code == 0
    assert "Vietnamese: 1 segment, 2 of 2 terms in place" in result.out
    assert (tmp_path / "out" / "berita.en.txt").is_file()


def test_languages_may_be_one_list(kohesi, article, tmp_path):
    assert kohesi("translate", article, "--to", "vi,en", "-o", tmp_path).code == 0
    assert (tmp_path / "berita.vi.txt").is_file()
    assert (tmp_path / "berita.en.txt").is_file()


def test_no_language_and_the_language_of_the_file_are_said_plainly(kohesi, article, tmp_path):
    result = kohesi("translate", article, "--to", ",", "-o", tmp_path)
    assert result.code == 2
    assert "name a language: vi, lo or en" in result.err
    result = kohesi("translate", article, "--to", "vi,id", "-o", tmp_path)
    assert result.code == 1
    assert "the files are in 'id' already" in result.err


def test_auto_says_what_it_took_and_how_to_get_better(kohesi, article, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    result = kohesi("translate", article, "--to", "vi", "-o", tmp_path)
    assert "engine draft" in result.err
    assert "kohesi engine pull" in result.err
    assert "CC BY-NC" in result.err


def test_folder_is_translated_and_a_second_run_finds_it_up_to_date(kohesi, article, tmp_path):
    (article.parent / "isi").mkdir()
    (article.parent / "isi" / "pesan.jsonl").write_text('{"text": "Menteri tiba."}\n', "utf-8")
    command = ("translate", article.parent, "--to", "vi", "-o", tmp_path / "out")
    first = kohesi(*command)
    assert first.code == 0
    assert "2 translations: 2 segments, 2 of 2 terms in place" in first.out
    assert (tmp_path / "out" / "isi" / "pesan.vi.jsonl").is_file()
    second = kohesi(*command)
    assert second.code == 0
    assert "2 translations up to date" in second.err
    assert "1 segment" in kohesi(*command, "--fresh").out


def test_edited_translation_is_kept_and_told(kohesi, article, tmp_path):
    command = ("translate", article, "--to", "vi", "-o", tmp_path)
    kohesi(*command)
    (tmp_path / "berita.vi.txt").write_text("disunting\n", encoding="utf-8")
    assert "it was edited" in kohesi(*command).err
    assert (tmp_path / "berita.vi.txt").read_text("utf-8") == "disunting\n"


def test_broken_file_is_told_and_the_others_are_translated(kohesi, article, tmp_path):
    broken = tmp_path / "rusak.json"
    broken.write_text("{", encoding="utf-8")
    result = kohesi("translate", broken, article, "--to", "vi", "-o", tmp_path / "out")
    assert result.code == 1
    assert "rusak.json:1" in result.err
    assert (tmp_path / "out" / "berita.vi.txt").is_file()


def test_starter_sentence_comes_from_memory_unless_none_is_asked(kohesi, tmp_path):
    from corpus.starter import starter_corpus

    texts = starter_corpus()[0].texts
    article = tmp_path / "a.txt"
    article.write_text(texts["id"].text + "\n", encoding="utf-8")
    command = ("translate", article, "--to", "vi", "-o", tmp_path / "out", "--engine", "identity")
    assert "1 segment from memory" in kohesi(*command).out
    assert (tmp_path / "out" / "a.vi.txt").read_text("utf-8") == texts["vi"].text + "\n"
    assert "from memory" not in kohesi(*command, "--no-memory").out


def test_memory_counts_what_was_taken_from_it(kohesi, article, tmp_path):
    units = tmp_path / "units.tsv"
    units.write_text("Perdana Menteri Laos tiba di Hanoi.\tThủ tướng Lào đến Hà Nội.\n", "utf-8")
    memory = tmp_path / "memory.sqlite"
    assert kohesi("memory", "import", units, "--to", "vi", "--memory", memory).code == 0
    result = kohesi("translate", article, "--to", "vi", "-o", tmp_path, "--memory", memory)
    assert "1 segment from memory" in result.out
    with MemoryStore(memory) as store:
        assert [unit.used for unit in store.units()] == [1]


def test_article_of_a_saved_page_is_translated_and_its_menu_stays(kohesi, tmp_path):
    page = tmp_path / "halaman.html"
    page.write_text(article_pages.PORTAL, encoding="utf-8")
    kohesi("translate", page, "--to", "en", "-o", tmp_path, "--article")
    written = (tmp_path / "halaman.en.html").read_text("utf-8")
    assert "Menu a" in written
    assert article_pages.NOISE in written
    assert article_pages.LEAD not in written


def test_segment_to_review_is_exit_3_with_its_place(kohesi, article, tmp_path):
    article.write_text("Hari ini cerah.\n\nSemangat dari hati ke hati.\n", encoding="utf-8")
    result = kohesi("translate", article, "--to", "lo", "-o", tmp_path)
    assert result.code == 3
    assert f"{article}:3: the glossary has no Lao rendering of 'dari hati ke hati'" in result.err


def test_own_glossary_wins_over_the_bundled_one(kohesi, article, own_glossary, tmp_path):
    kohesi("translate", article, "--to", "en", "-o", tmp_path, "-g", own_glossary)
    assert "lands" in (tmp_path / "berita.en.txt").read_text("utf-8")


def test_bundled_glossary_can_be_left_out(kohesi, article, tmp_path):
    result = kohesi("translate", article, "--to", "en", "-o", tmp_path, "--no-bundled")
    assert "0 of 0 terms" in result.out


def test_summary_as_json(kohesi, article, tmp_path):
    result = kohesi("translate", article, "--to", "vi", "-o", tmp_path, "--format", "json")
    assert json.loads(result.out)["totals"]["terms"]["total"] == 2


def test_demo_writes_the_article_three_translations_and_a_report(kohesi, tmp_path):
    result = kohesi("demo", "-o", tmp_path / "demo")
    assert result.code == 0
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == [
        "kunjungan-kenegaraan.en.txt",
        "kunjungan-kenegaraan.lo.txt",
        "kunjungan-kenegaraan.txt",
        "kunjungan-kenegaraan.vi.txt",
        "report.json",
    ]
    assert "one sentence in all languages" in result.out


def test_doctor_finds_this_installation_whole(kohesi):
    result = kohesi("doctor", "--format", "json")
    assert result.code == 0
    findings = {finding["subject"]: finding for finding in json.loads(result.out)}
    assert findings["glossary"]["text"].startswith("204 concepts")
    assert findings["translate"]["level"] == "ok"


def test_doctor_names_the_collision_with_translate_toolkit(kohesi, monkeypatch):
    monkeypatch.setattr(
        "translate.doctor.packages_distributions",
        lambda: {"translate": ["kohesi", "translate-toolkit"]},
    )
    result = kohesi("doctor")
    assert result.code == 1
    assert "translate-toolkit also installs a package called 'translate'" in result.out


def test_engines_are_listed_with_licence_and_size(kohesi, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    result = kohesi("engine", "list")
    assert "kohesi engine pull nllb-600m" in result.out
    assert "CC BY-NC 4.0" in result.out
    listed = json.loads(kohesi("engine", "list", "--format", "json").out)
    assert [engine["name"] for engine in listed["engines"]] == list(ENGINES)


def test_local_model_translates_through_the_command(kohesi, article, tiny_model, tmp_path):
    article.write_text("menteri tiba di kota.\n", encoding="utf-8")
    result = kohesi(
        "translate", article, "--to", "vi", "-o", tmp_path, "--model", tiny_model, "--no-bundled"
    )
    assert result.code == 0
    assert (tmp_path / "berita.vi.txt").read_text("utf-8") == "bộ trưởng đến thành phố.\n"


def _wrong(tmp_path: Path, article: Path) -> dict[str, tuple[list[str | Path], str]]:
    binary = tmp_path / "image.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Kafé\n".encode("latin-1"))
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    glossary = tmp_path / "broken.csv"
    glossary.write_text("id,vi\nkohesi,a,b,c\n", encoding="utf-8")
    good: list[str | Path] = ["translate", article, "--to", "vi", "-o", tmp_path / "out"]

    def of(path: Path) -> list[str | Path]:
        return ["translate", path, "--to", "vi", "-o", tmp_path / "out"]

    return {
        "missing file": (of(tmp_path / "no.txt"), "no.txt"),
        "directory": (of(nothing), "nothing"),
        "binary file": (of(binary), "image.txt"),
        "wrong encoding": (of(latin), "0xE9"),
        "empty file": (of(empty), "empty.txt"),
        "unknown language": ([*good[:3], "xx", "-o", tmp_path / "out"], "unknown language 'xx'"),
        "unknown engine": ([*good, "--engine", "magic"], "unknown engine 'magic'"),
        "no model": ([*good, "--engine", "nllb", "--model", nothing], "holds no model"),
        "model not here": ([*good, "--engine", "nllb"], "kohesi engine pull"),
        "unwritable output": ([*good[:-1], article / "out"], "not a folder"),
        "broken glossary": ([*good, "-g", glossary], "broken.csv"),
        "missing glossary": ([*good, "-g", tmp_path / "no.csv"], "no.csv"),
    }


@pytest.mark.parametrize(
    "case",
    [
        "missing file", "directory", "binary file", "wrong encoding", "empty file",
        "unknown language", "unknown engine", "no model", "model not here", "unwritable output",
        "broken glossary", "missing glossary",
    ],
)  # fmt: skip
def test_wrong_input_is_one_line_and_writes_nothing(case, kohesi, article, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    arguments, expected = _wrong(tmp_path, article)[case]
    result = kohesi(*arguments)
    lines = [line for line in result.err.splitlines() if line.startswith("kohesi: ")]
    assert result.code == 1
    assert len(lines) == 1
    assert result.err.splitlines()[-1] == lines[0]
    assert expected in lines[0]
    assert "Traceback" not in result.err
    assert not (tmp_path / "out").exists()


def test_interrupt_leaves_only_whole_files(tmp_path):
    article = tmp_path / "long.txt"
    sentence = "Perdana Menteri Laos tiba di Hanoi pada hari {}.\n"
    article.write_text("".join(sentence.format(n) for n in range(60_000)), encoding="utf-8")
    output = tmp_path / "out"
    process = subprocess.Popen(
        [*KOHESI, "translate", str(article), "--to", "vi,lo,en", "-o", str(output),
         "--engine", "draft"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (output / ".kohesi").exists():  # until the first batch is kept
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err
    left = sorted(path.name for path in output.iterdir()) if output.exists() else []
    assert [name for name in left if name.startswith(".")] in ([], [".kohesi"])
    for name in left:
        if not name.startswith("."):
            assert (output / name).read_text("utf-8").count("\n") == 60_000


def test_reader_that_goes_away_is_no_error():
    process = subprocess.run(
        f"{sys.executable} -c 'from translate.cli import main; main()' term list | head -1",
        shell=True, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stderr == ""
    assert process.stdout
