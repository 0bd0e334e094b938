"""The commands `kohesi term`, as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import KohesiError
from termbase.cli import app

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def code(*arguments: str | Path) -> int:
    return CliRunner().invoke(app, [str(argument) for argument in arguments]).exit_code


def test_lookup_shows_every_language_with_its_source() -> None:
    card = run("lookup", "koneksi strategis", "--limit", "1")
    assert "kohesi strategis  (preferred" in card
    assert "koneksi strategis  (deprecated" in card
    for rendering in ("gắn kết chiến lược", "ຫຸ້ນສ່ວນຍຸດທະສາດ", "strategic cohesion"):
        assert rendering in card
    assert "verified: ngaynay.vn" in card


def test_lookup_says_where_no_rendering_is_known() -> None:
    assert "no official rendering is known" in run("lookup", "tangan baja", "--limit", "1")


def test_lookup_as_json_and_into_one_language() -> None:
    (record,) = json.loads(run("lookup", "EVN", "--to", "vi", "--limit", "1", "--format", "json"))
    assert record["concept_id"] == "co-evn"
    assert "vi" in record["terms"]
    assert "lo" not in record["terms"]


def test_lookup_without_an_answer_fails_and_prints_no_card() -> None:
    result = CliRunner().invoke(app, ["lookup", "xqzwv jjkk"])
    assert (result.exit_code, result.stdout) == (1, "")


def test_match_gives_one_json_line_per_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kohesi strategis Laos.\n\nTidak ada.\n", encoding="utf-8")
    lines = [json.loads(line) for line in run("match", path, "--format", "json").splitlines()]
    assert [line["text"] for line in lines] == ["Kohesi strategis Laos.", "", "Tidak ada."]
    match = lines[0]["matches"][0]
    assert {"start", "end", "surface", "concept_id", "status", "preferred", "targets",
            "children"} <= match.keys()  # fmt: skip
    assert match["targets"]["vi"] == "gắn kết chiến lược"
    assert lines[0]["matches"][1]["targets"] == {"vi": "Lào", "lo": "ລາວ", "en": "Laos"}


def test_match_reads_the_text_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "ASEAN", "n": 1}\n', encoding="utf-8")
    assert '"acr-asean"' in run("match", path, "--format", "json")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", b"{"), ("a.jsonl", b'{"x": 1}'), ("a.jsonl", b"[1]"), ("a.txt", b"\xff\xfe\xfa")],
)
def test_match_refuses_broken_input_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(KohesiError, match=name):
        run("match", path)


def test_list_and_stats_count_the_same_concepts() -> None:
    assert len(run("list").splitlines()) == 204
    stats = json.loads(run("stats", "--format", "json"))
    assert stats["concepts"] == 204
    assert stats["languages"]["lo"]["missing"] == 26
    assert "204 concepts" in run("stats")
    assert all(line.startswith("pl-") for line in run("list", "--subject", "place").splitlines())


def test_own_glossary_stands_before_the_bundled_one_or_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("concept,id,vi\npl-hanoi,Hanoi,Kinh thành\n", encoding="utf-8")
    assert "Kinh thành" in run("lookup", "Hanoi", "-g", path, "--limit", "1")
    assert len(run("list", "-g", path).splitlines()) == 204
    assert len(run("list", "-g", path, "--no-bundled").splitlines()) == 1


@pytest.mark.parametrize("name", ["g.tsv", "g.sqlite"])
def test_glossary_is_edited_from_the_command_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    run("add", path, "c1", "id=kata", "vi=từ", "--subject", "x", "--source", "y.vn", "--who", "ana")
    run("edit", path, "c1", "vi=chữ", "--policy", "review", "--who", "bo")
    run("edit", path, "c1", "en=word", "--status", "admitted")
    run("deprecate", path, "c1", "vi=từ")
    run("remove", path, "c1", "en=word")
    (record,) = json.loads("[" + run("list", "-g", path, "--no-bundled", "--format", "json") + "]")
    assert [(t["text"], t["status"]) for t in record["terms"]["vi"]] == [
        ("chữ", "preferred"),
        ("từ", "deprecated"),
    ]
    assert record["policy"] == "review"
    assert "en" not in record["terms"]
    history = run("history", path, "c1")
    assert "ana  add  c1" in history
    assert "+ vi chữ (preferred)" in history
    assert len(run("history", path, "--json").splitlines()) == 5
    run("remove", path, "c1")
    assert run("list", "-g", path, "--no-bundled") == ""


def test_wrong_edits_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("concept\tlang\tterm\nc1\tid\tkata\n", encoding="utf-8")
    for arguments in (
        ("add", path, "c1", "id=kata"),
        ("add", path, "c2", "kata"),
        ("add", path, "c2", "xx=kata"),
        ("edit", path, "c9", "id=kata"),
        ("deprecate", path, "c1", "id=lain"),
    ):
        with pytest.raises(KohesiError):
            run(*arguments)
    assert path.read_text(encoding="utf-8") == "concept\tlang\tterm\nc1\tid\tkata\n"


def test_check_of_the_bundled_glossary_finds_no_errors_and_of_texts_the_names(
    tmp_path: Path,
) -> None:
    assert "nested-conflict" in run("check")
    assert "missing" in run("check", "--all")
    json.loads(run("check", "--format", "json"))
    path = tmp_path / "a.txt"
    path.write_text("Kohesi strategis dan koneksi strategis.\n", encoding="utf-8")
    assert code("check", path) == 3
    result = CliRunner().invoke(app, ["check", str(path), "--format", "html"])
    assert "koneksi strategis" in result.stdout


def test_lookup_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from termbase.cli import app\n"
        "app(['lookup', 'ASEAN'], standalone_mode=False)\n"
        "heavy = {'numpy', 'torch', 'transformers', 'ctranslate2', 'rich', 'lxml', 'openpyxl',\n"
        "         'sacrebleu', 'sqlite3', 'polib'} & sys.modules.keys()\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_history_of_a_glossary_that_is_not_there_is_an_error(kohesi, tmp_path):
    result = kohesi("term", "history", tmp_path / "no.csv")
    assert result.code == 1
    assert "there is no such glossary" in result.err
