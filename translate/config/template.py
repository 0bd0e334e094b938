"""`kohesi init`: a file of settings in which every default stands behind a `#`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.atomic import write_text
from corpus.errors import OutputError

from .defaults import all_defaults
from .kinds import Choice, Pairs, Plain, spelled
from .said import FILE_NAME
from .schema import TABLES, Setting, settings

_HEAD = """\
# Settings of kohesi for the files of this folder and of those below it.
#
# Every setting stands here behind a #, with the value that holds without it. To change one, take
# its # away and write your value. What the command line says goes before what this file says.
# `kohesi config show` tells which value holds, and who says so.
#
# Paths start from the folder of this file. Keys and passwords do not belong here but in environment
# variables: KOHESI_LLM_KEY, KOHESI_LIBRETRANSLATE_KEY.
"""


def template(root: Any) -> str:
    """Return the text of the file.

    Args:
        root: the root command, which knows the defaults.
    """
    return "\n".join([_HEAD, *_tables(all_defaults(root))])


def write_template(folder: Path, root: Any, *, overwrite: bool = False) -> Path:
    """Write the file into a folder, which is made where it is missing.

    Args:
        folder: where.
        root: see `template`.
        overwrite: take the place of a file that is there.

    Returns:
        The file.

    Raises:
        OutputError: there is a file already, or it cannot be written.
    """
    path = folder / FILE_NAME
    if path.exists() and not overwrite:
        raise OutputError(
            "there are settings already; nothing was written",
            path=path,
            hint="--force writes over them",
        )
    write_text(path, template(root))
    return path


def _tables(defaults: dict[str, Plain]) -> Iterator[str]:
    for table, about in TABLES.items():
        yield f"# {about}.\n[{table}]"
        for setting in settings().values():
            if setting.table == table:
                yield from _lines(setting, defaults[setting.key])
        yield ""


def _lines(setting: Setting, default: Plain) -> Iterator[str]:
    if setting.table == "checks":  # so many that each has one line
        yield f"#{setting.name} = {spelled(default)}  # {setting.about}"
        return
    names = f": {', '.join(setting.kind.names())}" if isinstance(setting.kind, Choice) else ""
    yield f"# {setting.about}{names}."
    if setting.example:
        yield f"# Example: {setting.example}"
    if not isinstance(setting.kind, Pairs):
        yield f"#{setting.name} = {spelled(default)}"
