"""`kohesi config show`: which value holds, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from corpus.errors import KohesiError

from .bindings import BINDINGS
from .defaults import all_defaults, plain
from .file import load_config
from .group import SHOWN, command_at, config_of
from .kinds import Plain
from .said import Config
from .schema import settings


@dataclass(frozen=True, slots=True)
class Effective:
    """A setting with the value that holds.

    Attributes:
        key: the setting.
        value: its value; an empty text or tuple where it is not set.
        origin: `default`, `file` or `option`.
        where: the place in the file, or the option.
    """

    key: str
    value: Plain
    origin: str = "default"
    where: str = ""


def effective(config: Config, root: Any) -> list[Effective]:
    """Return every setting as a file and the defaults have it.

    Args:
        config: the settings of the file.
        root: the root command.
    """
    return [_without_option(key, value, config) for key, value in all_defaults(root).items()]


def effective_call(
    call: Sequence[str], context: typer.Context
) -> tuple[str, Config, list[Effective]]:
    """Return the settings of a command line as they would hold, without running it.

    Args:
        call: what would be typed after `kohesi`; what it leaves out may be left out.
        context: the context of the command that asks.

    Returns:
        The words of the command, the settings of the file, and those that the command takes.

    Raises:
        KohesiError: it is a command that takes no settings, or the file has a mistake.
    """
    root = context.find_root()
    words = command_words(call, root.command)
    binding = BINDINGS.get(words)
    if binding is None:
        raise KohesiError(f"kohesi {words} takes no settings from a file")
    parent: Any = root
    command: Any = root.command
    *groups, name = words.split()
    for group in groups:
        command = command.commands[group]
        parent = typer.Context(command, info_name=group, parent=parent)
    command = command.commands[name]
    for parameter in command.params:
        parameter.required = False  # the tree of commands is of this process alone
    root.meta[SHOWN] = True
    parsed = command.make_context(name, list(call[len(words.split()) :]), parent=parent)
    config = config_of(parsed)
    defaults = all_defaults(root.command)
    rows = {row.key: row for row in _of_call(parsed, binding.options, config, defaults)}
    for key in settings():
        if key.split(".")[0] in binding.tables and key not in rows:
            rows[key] = _without_option(key, defaults[key], config)
    return words, config, [rows[key] for key in settings() if key in rows]


def command_words(call: Sequence[str], root: Any) -> str:
    """Return the words at the beginning of a call that name a command; empty when none do."""
    for count in range(1, len(call) + 1):
        command = command_at(root, " ".join(call[:count]))
        if command is None:
            return ""
        if not hasattr(command, "commands"):
            return " ".join(call[:count])
    return ""


def settings_for(call: Sequence[str]) -> Config:
    """Return the settings that hold for a file or folder, or for the working folder.

    Args:
        call: at most one path.

    Raises:
        KohesiError: more than one word that is no command, no such path, or a mistake in the file.
    """
    if len(call) > 1 or (call and not Path(call[0]).exists()):
        raise KohesiError(
            f"{call[0]!r} is no command of kohesi, no file and no folder",
            hint="give a command with its options, or a file, or nothing",
        )
    return load_config(start=Path(call[0]) if call else None)


def shown_value(value: Plain) -> str:
    """Write a value for a reader."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        pieces = (" = ".join(one) if isinstance(one, tuple) else one for one in value)
        return ", ".join(pieces) or "-"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if value != "" else "-"


def _without_option(key: str, default: Plain, config: Config) -> Effective:
    value = config.get(key)
    if value is None:
        return Effective(key, default)
    return Effective(key, value, "file", config.origin(key))


def _of_call(
    parsed: Any, options: Mapping[str, str], config: Config, defaults: Mapping[str, Plain]
) -> Iterator[Effective]:
    """Give the settings that options of the call take, in the order of the options."""
    for parameter in parsed.command.params:
        key = options.get(parameter.name)
        if key is None:
            continue
        source = parsed.get_parameter_source(parameter.name)
        origin = source.name if source is not None else "DEFAULT"
        if origin == "COMMANDLINE":
            value = plain(parsed.params[parameter.name])
            yield Effective(key, "" if value is None else value, "option", parameter.opts[0])
        elif origin == "DEFAULT_MAP":
            yield _without_option(key, defaults[key], config)
        else:
            value = plain(parsed.params[parameter.name])
            yield Effective(key, defaults[key] if value is None else value)
