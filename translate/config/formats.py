"""Which file is read in which format: `GLOB=FORMAT`, or one format for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A format for some files.

    Attributes:
        format: a format of `corpus.formats`, with a choice of fields if it has one.
        pattern: a glob. Without a slash it is one for the file's name, in any folder; with a
            slash it is one for the whole path, `**` standing for any number of folders. Empty
            for all files.
    """

    format: str
    pattern: str = ""

    def fits(self, path: Path) -> bool:
        """Whether it is a rule for a file."""
        if not self.pattern:
            return True
        if "/" not in self.pattern:
            return fnmatchcase(path.name, self.pattern)
        return _follows(path.absolute().parts, Path(self.pattern).absolute().parts)


def read_rules(texts: Iterable[str]) -> tuple[Rule, ...]:
    """Read rules as they stand on a command line: `FORMAT`, or `GLOB=FORMAT`.

    Raises:
        FormatError: one names no format.
    """
    return tuple(_read_rule(text) for text in texts)


def format_for(path: Path, rules: Iterable[Rule]) -> str | None:
    """Return the format that the first fitting rule names for a file; None where none fits."""
    return next((rule.format for rule in rules if rule.fits(path)), None)


def is_of_a_format(path: Path, rules: Iterable[Rule]) -> bool:
    """Whether a file that nobody named is one to read.

    It is if a rule is for files such as it, or its name ends as those of a format do; of the one
    format that a rule names for all files, where there is such a rule.
    """
    from corpus.formats import FORMATS

    for rule in rules:
        if not rule.pattern:
            return path.suffix.lower() in FORMATS[rule.format.partition(":")[0]][1]
        if rule.fits(path):
            return True
    return any(path.suffix.lower() in endings for _, endings in FORMATS.values())


def _read_rule(text: str) -> Rule:
    from corpus.formats import FORMATS

    if text.partition(":")[0] in FORMATS:
        return Rule(text)
    pattern, _, kind = text.rpartition("=")
    return Rule(check_format(kind), pattern)


def anchored(pattern: str, folder: Path) -> str:
    """Return a glob of a settings file as one for paths of the working folder."""
    return str(Path(escape(str(folder))) / pattern) if "/" in pattern else pattern


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
