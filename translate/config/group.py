"""The command line with `kohesi.toml` behind it: options that nobody gave take its values.

`ConfiguredGroup`, the class of the root command, gives every command of `BINDINGS` the options
`--config` and `--no-config`. What the file says becomes the command's `default_map`: click and
Typer convert it like the words of a command line, and know that it came from there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from .bindings import BINDINGS, Binding
from .said import Config, find_config

if TYPE_CHECKING:
    from .kinds import Plain

_CHOSEN = "kohesi.config"
SHOWN = "kohesi.shown"
"""Set in the `meta` of a context when a call is only shown."""


class Values:
    """The defaults that a file of settings gives one call of a command.

    It is read when the first default is asked for: by then the parameters that were given are
    known, and with them the place to look for the file.

    Args:
        context: the call.
        binding: what the settings are to its command.
        path: the file; None looks for it.
        off: whether there is to be none.
    """

    def __init__(
        self, context: typer.Context, binding: Binding, path: Path | None, *, off: bool
    ) -> None:
        self._context = context
        self._binding = binding
        self._path = path
        self._off = off
        self._config: Config | None = None

    @property
    def config(self) -> Config:
        """The settings that hold for the call.

        Raises:
            KohesiError: the file has a mistake.
        """
        if self._config is None:
            self._config = Config()
            path = None if self._off else self._path or find_config(self._start())
            if path is not None:
                from .file import load_config

                self._config = load_config(path)
        return self._config

    def get(self, name: str, default: object = None) -> object:
        """Return the default of a parameter, `default` when the file says nothing of it."""
        key = self._binding.options.get(name)
        if key is None:
            return default
        value = self.config.get(key)
        if value is None or self._is_of_another_engine(key):
            self._demand(name, key)
            return default
        if key == "formats":
            return self._format(name)
        if key == "engine.url" and not self._context.meta.get(SHOWN):
            self._announce(str(value))
        # a memory or a glossary is a path, and one path is the first of several
        first = key.endswith(".files")
        return adapted(value, multiple=self._multiple(name), first=first)

    def _announce(self, url: str) -> None:
        """Say that a file sends texts, and maybe a key, to a server of another machine."""
        from translate.engines.remote import is_loopback

        if not is_loopback(url):
            origin = self.config.origin("engine.url")
            typer.echo(f"texts go to {url}, as {origin} says", err=True)

    def _demand(self, name: str, key: str) -> None:
        """Say where an option can be given that must be and is not."""
        for parameter in self._context.command.params:
            if parameter.name == name and parameter.required:
                from .schema import settings

                self._context.fail(
                    f"Missing option '{parameter.opts[0]}'. Give it, or write "
                    f"{settings()[key].example} under [{settings()[key].table}] in kohesi.toml."
                )

    def _start(self) -> Path | None:
        given = self._context.params.get(self._binding.place)
        first = given[0] if isinstance(given, list | tuple) and given else given
        return None if not first or str(first) == "-" else Path(first)

    def _multiple(self, name: str) -> bool:
        return any(
            parameter.name == name and getattr(parameter, "multiple", False)
            for parameter in self._context.command.params
        )

    def _is_of_another_engine(self, key: str) -> bool:
        """Whether a setting is one of the file's engine, and the call names another engine."""
        if not key.startswith("engine.") or key == "engine.name":
            return False
        asked = next((p for p, k in self._binding.options.items() if k == "engine.name"), "")
        given = self._context.params.get(asked)
        return given is not None and given != (self.config.get("engine.name") or "auto")

    def _format(self, name: str) -> object:
        """Return the rules for formats; for one file the format that they give it."""
        from .formats import anchored, format_for, read_rules

        rules = [
            f"{anchored(pattern, self.config.folder)}={kind}"
            for pattern, kind in self.config.pairs("formats")
        ]
        if self._multiple(name):
            return rules
        start = self._start()
        return format_for(start, read_rules(rules)) if start else None


def adapted(value: Plain, *, multiple: bool, first: bool = False) -> object:
    """Return a setting as an option takes it.

    Args:
        value: what the file says.
        multiple: whether the option may be repeated: it takes a list. Others take the pieces of a
            list with commas between them. A table becomes `NAME=VALUE` pairs.
        first: whether an option that cannot be repeated takes the first piece alone.
    """
    if not isinstance(value, tuple):
        return value
    if first and not multiple:
        return value[0]
    texts = ["=".join(one) if isinstance(one, tuple) else one for one in value]
    return texts if multiple else ",".join(texts)


def config_of(context: typer.Context) -> Config:
    """Return the settings that hold for a call; empty ones for a command without binding.

    Raises:
        KohesiError: the file has a mistake.
    """
    values: object = context.default_map
    return values.config if isinstance(values, Values) else Config()


class ConfiguredGroup(TyperGroup):
    """The root command; its commands of `BINDINGS` obey `kohesi.toml`."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        options = _options()
        for words in BINDINGS:
            command = command_at(self, words)
            if command is not None:
                command.params.extend(options)


def command_at(group: Any, words: str) -> Any:
    """Return the command that some words call; None where there is none."""
    for word in words.split():
        group = getattr(group, "commands", {}).get(word)
    return group


def words_of(context: Any) -> str:
    """Return the words that call the command of a context, without the program's name."""
    words: list[str] = []
    while context.parent is not None:
        words.insert(0, context.info_name or "")
        context = context.parent
    return " ".join(words)


def _choose(context: typer.Context, path: Path | None) -> None:
    context.meta[_CHOSEN] = path


def _install(context: typer.Context, off: bool) -> None:
    if not context.resilient_parsing:  # else a shell completes the line: nothing is to be read
        binding = BINDINGS[words_of(context)]
        values = Values(context, binding, context.meta.get(_CHOSEN), off=off)
        context.default_map = values  # type: ignore[assignment]


def _options() -> list[Any]:
    """Make `--config` and `--no-config`.

    They are eager, so that they act before the parameters that were not given. `--no-config` acts
    after `--help`, which thus shows what the program says and needs no file without mistakes.
    """
    maker = typer.Typer(add_completion=False)

    # Typer itself makes the options, in whichever way its version does
    @maker.command()
    def options(
        config: Annotated[
            Path | None,
            typer.Option(
                "--config",
                help="A file of settings; else the nearest kohesi.toml, upward.",
                is_eager=True,
                expose_value=False,
                callback=_choose,
            ),
        ] = None,
        no_config: Annotated[
            bool,
            typer.Option(
                "--no-config",
                help="Read no kohesi.toml.",
                is_eager=True,
                expose_value=False,
                callback=_install,
            ),
        ] = False,
    ) -> None: ...

    made: Any = typer.main.get_command(maker)
    return [parameter for parameter in made.params if parameter.name != "help"]
