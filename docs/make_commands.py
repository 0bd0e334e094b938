"""Write `docs/commands.md` from the command line itself: python docs/make_commands.py

A test compares the file with what this would write, so that no command or option is undocumented.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from translate.cli import app

TARGET = Path(__file__).with_name("commands.md")
HEADER = """# Every command and option

This page is written from the program by `python docs/make_commands.py`; a test holds it current.

Exit status of every command: 0 done, 1 error (one line on standard error), 2 wrong usage, 3 done
but something needs review, 130 interrupted.
"""


def commands(group: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk a group of commands; yields the words that are typed and the command."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def describe(path: tuple[str, ...], command: Any) -> str:
    """Return the section of one command."""
    lines = [f"## {' '.join(path)}", "", inspect.cleandoc(command.help or "").strip(), ""]
    rows = [row for parameter in command.params if (row := _row(parameter))]
    if rows:
        lines += ["| argument or option | what it is | default |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def _row(parameter: Any) -> str:
    if parameter.name == "help":
        return ""
    if parameter.param_type_name == "argument":
        name = f"`{parameter.name.upper()}`"
    else:
        name = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
    default = parameter.default
    shown = "" if default in (None, False, ()) or callable(default) else f"`{default}`"
    if parameter.required:
        shown = "must be given"
    help_text = (getattr(parameter, "help", "") or "").replace("|", "\\|")
    return f"| {name} | {help_text} | {shown} |"


def page() -> str:
    """Return the whole page."""
    root = typer.main.get_command(app)
    sections = [describe(path, command) for path, command in commands(root, ("kohesi",))]
    return HEADER + "\n" + "\n".join(sections)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
