"""Which file is read in which format: `GLOB=FORMAT`, or one format for all."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path

from corpus.errors import FormatError


def check_format(text: str) -> str:
    """Return the name of a document format, with a choice of fields if it has one.

    Raises:
        FormatError: there is no such format.
    """
    from corpus.formats import FORMATS

    kind = text.partition(":")[0]
    if kind not in FORMATS:
        raise FormatError(f"unknown format {kind!r}", hint=f"use one of {', '.join(FORMATS)}")
    return text


def format_for(path: Path, rules: Iterable[str]) -> str | None:
    """Return the format that the first fitting rule names; None where none fits.

    Args:
        path: the file.
        rules: each a format of `corpus.formats` for every file, or `GLOB=FORMAT` for some. A
            glob without a slash is one for the file's name, in any folder; with a slash it is one
            for the whole path, `**` standing for any number of folders.

    Raises:
        FormatError: a rule names no format.
    """
    from corpus.formats import FORMATS

    for rule in rules:
        if rule.partition(":")[0] in FORMATS:
            return rule
        pattern, equals, name = rule.rpartition("=")
        check_format(name)
        if equals and _fits(path, pattern):
            return name
    return None


def anchored(pattern: str, folder: Path) -> str:
    """Return a glob of a settings file as one for paths of the working folder."""
    return str(Path(escape(str(folder))) / pattern) if "/" in pattern else pattern


def _fits(path: Path, pattern: str) -> bool:
    if "/" not in pattern:
        return fnmatchcase(path.name, pattern)
    return _follows(path.absolute().parts, Path(pattern).absolute().parts)


def _follows(parts: tuple[str, ...], patterns: tuple[str, ...]) -> bool:
    """Whether the parts of a path fit the parts of a glob."""
    reached = _past_stars({0}, patterns)
    for part in parts:
        stay = {at for at in reached if patterns[at : at + 1] == ("**",)}
        go = {
            at + 1
            for at in reached - stay
            if at < len(patterns) and fnmatchcase(part, patterns[at])
        }
        reached = _past_stars(stay | go, patterns)
    return len(patterns) in reached


def _past_stars(reached: set[int], patterns: tuple[str, ...]) -> set[int]:
    """Add the places after each `**`, which stands for no folder too."""
    found = set(reached)
    for at in reached:
        while patterns[at : at + 1] == ("**",):
            at += 1  # noqa: PLW2901 - the walk over a run of stars
            found.add(at)
    return found
