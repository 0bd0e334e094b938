"""What `--help` says: whole sentences, for people who translate."""

from __future__ import annotations

import pytest
import typer

from translate.cli import app

GROUPS = ["", *typer.main.get_command(app).commands]


@pytest.mark.parametrize("group", GROUPS)
def test_first_sentence_of_every_command_stands_whole_in_the_list(group, kohesi, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out = kohesi(*group.split(), "--help").out
    for line in out.partition("Commands:")[2].splitlines():
        assert not line.endswith("..."), line
