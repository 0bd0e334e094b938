"""`kohesi memory`: what it prints, what it leaves, what it says of bad files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

from .test_light_imports import HEAVY, PROGRAM

Kohesi = Callable[..., Result]

TSV = (
    "source\ttarget\n"
    "Harga beras naik tahun ini.\tGiá gạo tăng năm nay.\n"
    "Ia tiba di Hanoi.\tÔng đến Hà Nội.\n"
)


@pytest.fixture
def memory(tmp_path: Path, kohesi: Kohesi) -> Path:
    """A memory of two units."""
    units = tmp_path / "units.tsv"
    units.write_text(TSV, encoding="utf-8")
    path = tmp_path / "memory.sqlite"
    assert kohesi("memory", "import", units, "--to", "vi", "-m", path).code == 0
    return path


def test_an_import_says_what_is_new(memory, tmp_path, kohesi):
    done = kohesi("memory", "import", tmp_path / "units.tsv", "--to", "vi", "-m", memory)
    assert done.out == f"{memory}: 0 units new, 2 known already\n"


def test_a_search_marks_what_differs(memory, kohesi):
    text = "Harga beras turun tahun ini."
    done = kohesi("memory", "search", text, "--to", "vi", "-m", memory, "--no-starter")
    assert "[-naik-]{+turun+}" in done.out
    assert "Giá gạo tăng năm nay." in done.out
    assert "units.tsv" in done.out


def test_a_search_in_json_says_score_and_differences(memory, kohesi):
    text = "Harga beras turun tahun ini."
    done = kohesi(
        "memory", "search", text, "--to", "vi", "-m", memory, "--no-starter", "--format", "json"
    )
    [row] = json.loads(done.out)
    assert row["score"] == 82.1  # five of twenty-eight letters are other ones
    assert row["differences"] == [["naik", "turun"]]
    assert row["numbers_differ"] is False


def test_a_search_warns_of_other_numbers(tmp_path, kohesi):
    units = tmp_path / "units.tsv"
    units.write_text("Harga naik 15 persen.\tGiá tăng 15%.\n", encoding="utf-8")
    path = tmp_path / "m.sqlite"
    kohesi("memory", "import", units, "--to", "vi", "-m", path)
    found = kohesi("memory", "search", "Harga naik 16 persen.", "--to", "vi", "-m", path)
    assert "other numbers" in found.out


def test_the_starter_corpus_is_searched_without_a_memory_and_left_alone(
    tmp_path, kohesi, monkeypatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    text = "Bunga krisan dari Jakarta memenuhi pasar kota menjelang tahun baru."
    done = kohesi("memory", "search", text, "--to", "lo")
    assert "(starter)" in done.out
    assert not list(tmp_path.iterdir())
    alone = kohesi("memory", "search", text, "--to", "lo", "--no-starter")
    assert alone.code == 1
    assert "there is no such memory" in alone.err


def test_an_export_and_an_import_give_the_same_memory(memory, tmp_path, kohesi):
    out, other = tmp_path / "out.tmx", tmp_path / "other.sqlite"
    assert kohesi("memory", "export", out, "-m", memory).code == 0
    assert kohesi("memory", "import", out, "--to", "vi", "-m", other).code == 0
    digests = {
        json.loads(kohesi("memory", "stats", "-m", path, "--format", "json").out)["digest"]
        for path in (memory, other)
    }
    assert len(digests) == 1


def test_a_format_of_two_languages_wants_both(memory, tmp_path, kohesi):
    done = kohesi("memory", "export", tmp_path / "out.tsv", "-m", memory)
    assert done.code == 1
    assert "give --from and --to" in done.err
    assert not (tmp_path / "out.tsv").exists()


def test_a_broken_file_takes_nothing_from_its_fellows(memory, tmp_path, kohesi):
    good, bad = tmp_path / "good.tsv", tmp_path / "bad.tmx"
    good.write_text("Baru.\tMới.\n", encoding="utf-8")
    bad.write_text("<tmx><body><tu>", encoding="utf-8")
    before = kohesi("memory", "stats", "-m", memory).out
    done = kohesi("memory", "import", good, bad, "--to", "vi", "-m", memory)
    assert done.code == 1
    assert str(bad) in done.err
    assert done.err.count("\n") == 1
    assert kohesi("memory", "stats", "-m", memory).out == before


@pytest.mark.parametrize("content", [b"junk" * 300, b"SQLite format 3\0" + b"\xff" * 2000, b""])
def test_a_file_that_is_no_memory_is_told_and_kept(content, tmp_path, kohesi):
    path = tmp_path / "m.sqlite"
    path.write_bytes(content)
    done = kohesi("memory", "stats", "-m", path)
    assert done.code == 1
    assert str(path) in done.err
    assert done.err.count("\n") == 1
    assert path.read_bytes() == content


def test_prune_removes_what_a_dry_run_lists(memory, kohesi):
    rule = ("memory", "prune", "-m", memory, "--origin", "units.*", "--unused")
    listed = kohesi(*rule, "--dry-run", "--format", "json")
    assert json.loads(listed.out)["removed"] == 0
    done = json.loads(kohesi(*rule, "--format", "json").out)
    assert done["units"] == json.loads(listed.out)["units"]
    assert done["removed"] == 2
    assert ": 0 units" in kohesi("memory", "stats", "-m", memory).out


def test_prune_without_a_rule_removes_nothing(memory, kohesi):
    done = kohesi("memory", "prune", "-m", memory, "--to", "vi")
    assert done.code == 1
    assert ": 2 units" in kohesi("memory", "stats", "-m", memory).out


SOURCE = (
    "Presiden Indonesia tiba di Hanoi pada hari Senin.\n"
    "Ia bertemu dengan Perdana Menteri Vietnam.\n"
    "Harga beras naik 15 persen.\n"
)
EDITED = (
    "Tổng thống Indonesia đến Hà Nội hôm thứ Hai.\nÔng gặp Thủ tướng Việt Nam.\nGiá gạo tăng 15%.\n"
)


def test_an_edited_translation_is_learned_and_found_again(tmp_path, kohesi):
    source, edited, path = tmp_path / "a.txt", tmp_path / "a.vi.txt", tmp_path / "m.sqlite"
    source.write_text(SOURCE, encoding="utf-8")
    edited.write_text(EDITED, encoding="utf-8")
    dry = kohesi("memory", "learn", source, edited, "--to", "vi", "-m", path, "--dry-run")
    assert "3 units would be learned" in dry.out
    assert not path.exists()
    done = kohesi("memory", "learn", source, edited, "--to", "vi", "-m", path)
    assert (done.code, done.out) == (0, "3 units learned: 3 new, 0 confirmed\n")
    found = kohesi("memory", "search", "Harga beras naik 15 persen.", "--to", "vi", "-m", path)
    assert "100.0%" in found.out
    assert "Giá gạo tăng 15%." in found.out


def test_what_is_not_sure_is_listed_and_not_learned(tmp_path, kohesi):
    source, edited, path = tmp_path / "a.txt", tmp_path / "a.vi.txt", tmp_path / "m.sqlite"
    source.write_text(SOURCE, encoding="utf-8")
    edited.write_text(EDITED + "Một câu hoàn toàn khác về bóng đá nữ.\n", encoding="utf-8")
    done = kohesi("memory", "learn", source, edited, "--to", "vi", "-m", path)
    assert done.code == 3
    assert "was added" in done.out
    assert "Một câu hoàn toàn khác về bóng đá nữ." in done.out


def test_a_file_that_is_no_translation_teaches_nothing(tmp_path, kohesi):
    source, edited, path = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "m.sqlite"
    source.write_text(SOURCE, encoding="utf-8")
    edited.write_text("Chú mèo ngủ.\nTrời mưa to.\n", encoding="utf-8")
    done = kohesi("memory", "learn", source, edited, "--to", "vi", "-m", path)
    assert done.code == 1
    assert "does not look like a translation" in done.err
    assert not path.exists()


def test_an_edited_catalogue_teaches_its_own_pairs(tmp_path, kohesi):
    template, edited = tmp_path / "m.pot", tmp_path / "vi.po"
    template.write_text('msgid ""\nmsgstr ""\n\nmsgid "Simpan"\nmsgstr ""\n', encoding="utf-8")
    edited.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Simpan"\nmsgstr "Lưu"\n\n#, fuzzy\nmsgid "Buka"\nmsgstr "Mở"\n',
        encoding="utf-8",
    )
    path = tmp_path / "m.sqlite"
    done = kohesi("memory", "learn", template, edited, "--to", "vi", "-m", path)
    assert done.code == 3
    assert "1 unit learned" in done.out
    assert "wants a review" in done.out


@pytest.mark.parametrize("arguments", [["memory", "--help"], ["memory", "search", "--help"]])
def test_help_loads_nothing_heavy(arguments):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=arguments, heavy=(*HEAVY, "sqlite3"))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "LOADED []" in done.stderr


def test_a_large_import_makes_the_index(tmp_path, kohesi, monkeypatch):
    monkeypatch.setattr("corpus.memory.fuzzy.IN_A_FILE", 3)
    units, path = tmp_path / "units.tsv", tmp_path / "m.sqlite"
    units.write_text(
        "".join(f"Harga beras nomor {n} naik.\tx\n" for n in range(5)), encoding="utf-8"
    )
    kohesi("memory", "import", units, "--to", "vi", "-m", path)
    assert (tmp_path / "m.sqlite.id-vi.index").exists()
    text = "Harga beras nomor 7 naik."
    found = kohesi("memory", "search", text, "--to", "vi", "-m", path)
    assert "Harga beras nomor [-0-]{+7+} naik." in found.out
