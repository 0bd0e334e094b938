"""Commands that answer at once must not load what they do not use."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "ctranslate2", "sentencepiece", "numpy", "sacrebleu", "lxml",
         "huggingface_hub", "openpyxl", "polib", "rich")  # fmt: skip

PROGRAM = """
import sys
from translate.cli import main
sys.argv = ["kohesi", *{arguments!r}]
try:
    main()
except SystemExit:
    pass
loaded = [name for name in {heavy!r} if name in sys.modules]
print("LOADED", loaded, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["term", "lookup", "koneksi strategis"],
        ["translate", "--help"],
        ["score", "--help"],
        ["check", "--help"],
    ],
    ids=["help", "lookup", "translate help", "score help", "check help"],
)
def test_nothing_heavy_is_loaded(arguments):
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=arguments, heavy=HEAVY)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "LOADED []" in process.stderr


@pytest.mark.parametrize("package", ["corpus", "termbase", "align", "translate"])
def test_importing_a_package_loads_nothing_heavy(package):
    code = f"import sys, {package}; print([name for name in {HEAVY!r} if name in sys.modules])"
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert process.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["--help"], ["term", "lookup", "Laos"]])
def test_commands_that_answer_at_once_leave_the_pipeline_alone(arguments):
    rooms = ("translate.pipeline", "translate.enforce", "align.sentences", "corpus.lexicon")
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=arguments, heavy=rooms)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "LOADED []" in process.stderr
