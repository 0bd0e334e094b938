"""What the value of a setting may be: each kind reads a TOML value, or says what it wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from corpus.errors import KohesiError

from .lines import Place

Plain = str | bool | int | float | tuple[str, ...] | tuple[tuple[str, str], ...]
"""A value as the program uses it: lists are tuples, tables are tuples of pairs of text."""


class WrongValue(ValueError):  # noqa: N818 - what is wrong is the value, not the program
    """A value is not of its kind.

    Args:
        message: what it is instead; follows the name of the setting.
        hint: what to write.
        place: which part of the value, for the line; the value itself when empty.
    """

    def __init__(self, message: str, hint: str = "", place: Place = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place


class Kind(Protocol):
    """A kind of value."""

    @property
    def wants(self) -> str:
        """What it wants, in words."""
        ...

    def read(self, value: object, folder: Path) -> Plain:
        """Return the value as the program uses it.

        Args:
            value: what `tomllib` gave.
            folder: the folder that relative paths start from.

        Raises:
            WrongValue: it is of another type, or unknown.
        """
        ...


def described(value: object) -> str:
    """Return a TOML value's type in words that say nothing of the value itself."""
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or a time")


def spelled(value: Any) -> str:
    """Write a value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # what JSON escapes, TOML escapes in the same way, and DEL besides
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Sequence):
        return f"[{', '.join(map(spelled, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(value: object, wants: str) -> str:
    if not isinstance(value, str):
        raise WrongValue(f"is {described(value)}, not {wants}", 'write it between quotes: "..."')
    return value


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    wants: str = "true or false"

    def read(self, value: object, folder: Path) -> Plain:
        """Take a Boolean."""
        del folder
        if not isinstance(value, bool):
            raise WrongValue(
                f"is {described(value)}, not {self.wants}", "write true or false without quotes"
            )
        return value


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number in a range; None is no bound."""

    least: int = 0
    most: int | None = None

    @property
    def wants(self) -> str:
        """Say the range."""
        end = "on" if self.most is None else f"to {self.most}"
        return f"a whole number from {self.least} {end}"

    def read(self, value: object, folder: Path) -> Plain:
        """Take an integer."""
        del folder
        if not isinstance(value, int) or isinstance(value, bool):
            shown = value if isinstance(value, float) else described(value)
            raise WrongValue(f"is {shown}, not {self.wants}", "write it without quotes")
        if value < self.least or (self.most is not None and value > self.most):
            raise WrongValue(f"is {value}, not {self.wants}")
        return value


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a range."""

    least: float
    most: float

    @property
    def wants(self) -> str:
        """Say the range."""
        return f"a number from {self.least:g} to {self.most:g}"

    def read(self, value: object, folder: Path) -> Plain:
        """Take an integer or a fraction."""
        del folder
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise WrongValue(f"is {described(value)}, not {self.wants}", "write it without quotes")
        if not self.least <= value <= self.most:  # what is no number (nan) is in no range
            raise WrongValue(f"is {value}, not {self.wants}")
        return float(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few names; they are asked for when they are needed."""

    names: Callable[[], Sequence[str]]

    @property
    def wants(self) -> str:
        """List the names."""
        return f"one of {', '.join(self.names())}"

    def read(self, value: object, folder: Path) -> Plain:
        """Take a name."""
        del folder
        text = _text(value, self.wants)
        if text not in self.names():
            raise WrongValue(f"is {text!r}", nearest_hint(text, self.names()))
        return text


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that a function of the library judges.

    Attributes:
        wants: what it wants, in words.
        check: returns the text to use; raises a `KohesiError` or a `WrongValue`. It is given the
            folder of the settings too.
        empty: whether an empty text is taken, and says: not set.
    """

    wants: str
    check: Callable[[str, Path], str]
    empty: bool = False

    def read(self, value: object, folder: Path) -> Plain:
        """Take what the function takes."""
        text = _text(value, self.wants)
        if not text.strip():
            if self.empty:
                return ""
            raise WrongValue(f"is empty, not {self.wants}")
        try:
            return self.check(text, folder)
        except KohesiError as error:
            raise WrongValue(f"is wrong: {error.message}", error.hint or "") from error


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind."""

    kind: Kind

    wants: str = "a list"

    def read(self, value: object, folder: Path) -> Plain:
        """Take a list."""
        if not isinstance(value, list):
            hint = f"write [{spelled(value)}]" if isinstance(value, str) else "write [...]"
            raise WrongValue(f"is {described(value)}, not {self.wants}", hint)
        taken = []
        for index, one in enumerate(value):
            try:
                taken.append(str(self.kind.read(one, folder)))
            except WrongValue as error:
                raise WrongValue(error.message, error.hint, (index, *error.place)) from error
        return tuple(taken)


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table whose keys are not the program's.

    Attributes:
        wants: what it wants, in words.
        check: returns a pair's value as text; raises a `WrongValue` or a `KohesiError`.
    """

    wants: str
    check: Callable[[str, object], str]

    def read(self, value: object, folder: Path) -> Plain:
        """Take a table, in the order of the file."""
        del folder
        if not isinstance(value, Mapping):
            raise WrongValue(f"is {described(value)}, not {self.wants}")
        taken = []
        for key, one in value.items():
            try:
                taken.append((key, self.check(key, one)))
            except KohesiError as error:
                raise WrongValue(f"is wrong: {error.message}", error.hint or "", (key,)) from error
            except WrongValue as error:
                raise WrongValue(error.message, error.hint, (key, *error.place)) from error
        return tuple(taken)


def nearest_hint(name: str, names: Sequence[str]) -> str:
    """Return what to write in place of a name that is none."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower().replace("_", "-"), names, n=1)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(names)}"
