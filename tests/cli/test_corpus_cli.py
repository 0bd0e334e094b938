"""`kohesi corpus`: what is printed, and that importing it costs little."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.cli import app
from corpus.errors import FormatError

PAGE = """Presiden resmikan jembatan baru

Presiden meresmikan jembatan itu pada hari Kamis di Samarinda. Warga senang.
Suasana peresmian. (Foto: Budi/VNA)
Komentar (0)
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "berita.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_segments_are_shown_with_line_and_role(page: Path) -> None:
    result = CliRunner().invoke(app, ["segments", str(page)])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "    1 > title       Presiden resmikan jembatan baru",
        "    3 > body        Presiden meresmikan jembatan itu pada hari Kamis di Samarinda.",
        "    3 > body        Warga senang.",
        "    4 > caption     Suasana peresmian.",
        "    4   credit      (Foto: Budi/VNA)",
        "    5   boilerplate Komentar (0)",
    ]


def test_segments_as_json_slice_the_file(page: Path) -> None:
    result = CliRunner().invoke(app, ["segments", str(page), "--format", "json"])
    rows = json.loads(result.stdout)
    assert [row["index"] for row in rows] == list(range(6))
    assert all(PAGE[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["translated"] for row in rows] == [True] * 4 + [False] * 2


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["segments", str(tmp_path / "tidak-ada.txt")])
    assert isinstance(result.exception, FormatError)


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = (
        "torch",
        "transformers",
        "ctranslate2",
        "numpy",
        "rich",
        "lxml",
        "openpyxl",
        "sacrebleu",
    )
    code = (
        "import sys, corpus.cli, corpus.formats.text, corpus.languages.sentences;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
