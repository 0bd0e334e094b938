"""What holds where neither file nor command line says anything: asked of the options themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .bindings import BINDINGS
from .group import command_at
from .kinds import Many, Pairs, Plain
from .schema import Setting, settings


def plain(value: object) -> Plain | None:
    """Return the value of an option as a setting has it: paths and names as text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return tuple(map(str, value))
    return str(value)


def default_of(setting: Setting, root: Any) -> Plain:
    """Return the default of a setting: that of the first option that takes its value from it.

    Args:
        setting: a setting of `schema`.
        root: the root command.
    """
    for parameter in _parameters(setting.key, root):
        value = _set(plain(parameter.default))
        if value == "":  # an option without default, or a text that the file has as a list
            return () if isinstance(setting.kind, Many | Pairs) else ""
        return value
    return _set(plain(setting.default))


def _set(value: Plain | None) -> Plain:
    return "" if value is None else value


def _parameters(key: str, root: Any) -> Iterator[Any]:
    for words, binding in BINDINGS.items():
        command = command_at(root, words)
        for parameter in command.params if command is not None else ():
            if binding.options.get(parameter.name) == key:
                yield parameter


def all_defaults(root: Any) -> dict[str, Plain]:
    """Return the default of every setting."""
    return {key: default_of(setting, root) for key, setting in settings().items()}
