"""What the shells are offered when somebody presses the tab key."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from .test_light_imports import HEAVY

PROGRAM = """
import sys
from translate.cli import main
sys.argv = ["kohesi"]
try:
    main()
except SystemExit:
    pass
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


def _run(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(heavy=HEAVY)],
        capture_output=True, text=True, check=True, env={**os.environ, **variables},
    )  # fmt: skip


def _bash(line: str) -> subprocess.CompletedProcess[str]:
    place = str(len(f"{line}x".split()) - 1)
    return _run(_KOHESI_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=place)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kohesi dem", ["demo"]),
        ("kohesi term loo", ["lookup"]),
        ("kohesi translate a.txt --strategy con", ["constrained"]),
        ("kohesi translate a.txt --to vi,l", ["vi,lo"]),
        ("kohesi translate a.txt --from ", ["id", "vi", "lo", "en"]),
        ("kohesi translate a.txt --engine libre", ["libretranslate"]),
        ("kohesi translate a.txt --model small", ["small100"]),
        ("kohesi demo --engine au", ["auto"]),
        ("kohesi check --fail-on ne", ["never"]),
        ("kohesi score --lang ", ["id", "vi", "lo", "en"]),
        ("kohesi align words b.tmx --target-lang l", ["lo"]),
        ("kohesi corpus segments --input-format js", ["json", "jsonl"]),
        ("kohesi term export g.tbx --format tbx-", ["tbx-dct", "tbx-2008"]),
        ("kohesi check --rules numbers,da", ["numbers,dates"]),
        ("kohesi score --metrics BLEU,sp", ["BLEU,spBLEU"]),
        ("kohesi engine pull madlad", ["madlad-3b"]),
    ],
)
def test_tab_key_offers_what_can_stand_there_and_loads_nothing_heavy(line, expected):
    process = _bash(line)
    assert process.stdout.split() == expected
    assert process.stderr.strip() == "[]"


def test_zsh_and_fish_show_what_a_value_means():
    zsh = _run(_KOHESI_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="kohesi score --lang ")
    assert '"vi":"Vietnamese"' in zsh.stdout
    fish = _run(
        _KOHESI_COMPLETE="complete_fish",
        _TYPER_COMPLETE_ARGS="kohesi score --lang ",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert "lo\tLao" in fish.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_its_script(shell):
    assert "_KOHESI_COMPLETE=complete_" in _run(_KOHESI_COMPLETE=f"source_{shell}").stdout
