"""Paths in a file of settings: relative ones start from its folder."""

from __future__ import annotations

from pathlib import Path


def path_in(folder: Path, text: str) -> str:
    """Return a path as the program uses it.

    Args:
        folder: where relative paths start.
        text: as written; `~` at its beginning is the home folder.
    """
    path = Path(text)
    if text.startswith("~"):
        try:
            path = path.expanduser()
        except RuntimeError:  # an account without a home: the name is what it is
            return str(folder / path)
    return str(folder / path)


def name_or_path(folder: Path, text: str) -> str:
    """Return the path of something that is there, else the name as it is.

    A model is a name, or a folder: `models/laos` stands for the folder beside the settings where
    there is one, for a name on a server or a hub where there is none.
    """
    path = path_in(folder, text)
    return path if text.startswith((".", "~")) or Path(path).exists() else text
