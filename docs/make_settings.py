"""Write the table of settings of `docs/configuration.md`: python docs/make_settings.py

A test compares the page with what this would write, so that no setting is undocumented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from translate.cli import app
from translate.config.defaults import all_defaults
from translate.config.kinds import Choice, Pairs, spelled
from translate.config.schema import settings

TARGET = Path(__file__).with_name("configuration.md")
_TABLE = re.compile(r"(?<=\| setting \| default \| what it is \|\n\|---\|---\|---\|\n)(?:\|.*\n)*")


def rows() -> Iterator[str]:
    """Yield a row for every setting; the rules of the checks have a page of their own."""
    defaults = all_defaults(typer.main.get_command(app))
    for key, setting in settings().items():
        if setting.table == "checks" and setting.name != "fail-on":
            continue
        default = "" if isinstance(setting.kind, Pairs) else f"`{spelled(defaults[key])}`"
        names = ""
        if isinstance(setting.kind, Choice):
            names = f": {', '.join(f'`{name}`' for name in setting.kind.names())}"
        yield f"| `{key}` | {default} | {setting.about}{names} |\n"


def page(text: str) -> str:
    """Return the text of the page with its table renewed."""
    return _TABLE.sub(lambda _: "".join(rows()), text)


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
