"""Reading `kohesi.toml`: strictly, and with the line of every mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.errors import KohesiError, plain_reason

from .kinds import Pairs, Plain, WrongValue, described, nearest_hint
from .lines import Place, line_numbers
from .said import Config, Said, find_config
from .schema import TABLES, names_in, settings
from .secrets import is_secret, where_it_belongs

MAX_BYTES = 64 * 1024
"""What a file of settings may hold; none comes near it."""

_WRITING = "texts stand in quotes, lists in [brackets], a table begins with a line like [languages]"
# `tomllib` takes a minute for a key of some ten thousand parts; no setting has more than three
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16}"""
)
_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\Z")


def load_config(path: Path | None = None, *, start: Path | None = None) -> Config:
    """Read a file of settings.

    Args:
        path: the file; None looks for the one that holds for `start`.
        start: see `find_config`.

    Returns:
        The settings; empty ones where there is no file to be found.

    Raises:
        KohesiError: the file cannot be read, is no TOML, or says something that is no setting;
            with the line of the first such thing.
    """
    found = path if path is not None else find_config(start)
    if found is None:
        return Config()
    text = _text(found)
    if deep := _LONG_KEY.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise KohesiError("this is nested too deeply", path=found, line=line, hint=_WRITING)
    try:
        values = tomllib.loads(text)
        lines = line_numbers(text)
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        raise _not_toml(error, found, text) from error
    except RecursionError:
        raise KohesiError("this is nested too deeply", path=found, hint=_WRITING) from None
    return _Reader(found, lines).config(values)


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            what = "this is no file" if path.exists() else "there is no such file"
            raise KohesiError(what, path=path, hint="kohesi init writes a file of settings")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise KohesiError(f"cannot read: {plain_reason(error)}", path=path) from error
    if len(data) > MAX_BYTES:
        raise KohesiError(
            f"this is larger than {MAX_BYTES // 1024} KiB, too large for settings", path=path
        )
    try:
        # editors of Windows put a byte order mark before the text
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KohesiError("this is no UTF-8", path=path, line=line, hint="save it as UTF-8") from (
            error
        )


def _not_toml(error: ValueError, path: Path, text: str) -> KohesiError:
    message = str(error)
    match = _LINE.search(message)
    line = None
    if match:
        message = message[: match.start()]
        line = int(match[1]) if match[1] else text.count("\n") + 1
    return KohesiError(f"this is no TOML: {message}", path=path, line=line, hint=_WRITING)


class _Reader:
    """Holds a file's values against the table of settings."""

    def __init__(self, path: Path, lines: Mapping[Place, int]) -> None:
        self._path = path
        self._lines = lines
        self._engine = ""

    def config(self, values: dict[str, Any]) -> Config:
        """Take every value, or raise what is wrong with the first that cannot be taken."""
        engine = values.get("engine")
        name = engine.get("name") if isinstance(engine, dict) else None
        self._engine = name if isinstance(name, str) else ""
        said: dict[str, Said] = {}
        mistakes: list[KohesiError] = []
        for place, value in _leaves(values):
            try:
                said[".".join(place)] = Said(self._read(place, value), self._line(place))
            except KohesiError as error:
                mistakes.append(error)
        if mistakes:
            raise min(mistakes, key=lambda error: error.line or 0)
        return Config(self._path, MappingProxyType(said))

    def _line(self, place: Place) -> int:
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def _read(self, place: tuple[str, ...], value: object) -> Plain:
        key = ".".join(place)
        # a key with a dot between quotes is one name, not two
        setting = settings().get(key) if not any("." in name for name in place) else None
        if setting is None:
            raise self._unknown(place, value)
        if isinstance(setting.kind, Pairs) and isinstance(value, dict):
            for name in value:
                self._refuse_secret((*place, name))
        try:
            taken = setting.kind.read(value, self._path.parent)
            if key == "engine.options" and isinstance(value, dict):
                self._check_engine_options(list(value))
        except WrongValue as error:
            name = next((repr(part) for part in error.place if isinstance(part, str)), setting.name)
            raise KohesiError(
                f"{name} {error.message}",
                path=self._path,
                line=self._line((*place, *error.place)),
                hint=error.hint or None,
            ) from error
        return taken

    def _check_engine_options(self, names: list[str]) -> None:
        """Refuse what the named engine has no option for."""
        from translate.engines import ENGINES, option_names

        if self._engine not in ENGINES:
            return
        known = option_names(self._engine)
        for name in names:
            if name not in known:
                hint = nearest_hint(name, known) if known else "it has none"
                raise WrongValue(f"is no option of the engine {self._engine!r}", hint, (name,))

    def _refuse_secret(self, place: tuple[str, ...]) -> None:
        if is_secret(place[-1]):
            raise KohesiError(
                f"{place[-1]!r} is the name of a secret, and this file is there to be shared",
                path=self._path,
                line=self._line(place),
                hint=where_it_belongs(self._engine),
            )

    def _unknown(self, place: tuple[str, ...], value: object) -> KohesiError:
        """Say that there is no such setting, and which one may be meant."""
        self._refuse_secret(place)
        line = self._line(place)
        table, name = ".".join(place[:-1]), place[-1]
        if ".".join(place) in TABLES and not isinstance(value, dict):
            return KohesiError(
                f"{name} is {described(value)}, not a table",
                path=self._path,
                line=line,
                hint=f"write [{'.'.join(place)}] in a line of its own",
            )
        what = "table" if isinstance(value, dict) else "setting"
        where = f" in [{table}]" if table else ""
        spelling = name.lower().replace("_", "-")
        elsewhere = [s for s in settings().values() if s.name == spelling and s.table != table]
        if elsewhere:
            hint = f"{elsewhere[0].name} belongs to [{elsewhere[0].table}]"
        else:
            hint = nearest_hint(name, names_in(table))
        return KohesiError(
            f"there is no {what} {name!r}{where}", path=self._path, line=line, hint=hint
        )


def _leaves(
    values: dict[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield what is to be a setting: all but the tables that hold settings."""
    for name, value in values.items():
        place = (*above, name)
        key = ".".join(place)
        if key in TABLES and key not in settings() and isinstance(value, dict):
            yield from _leaves(value, place)
        else:
            yield place, value
