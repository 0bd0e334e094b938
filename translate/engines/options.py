"""The options that choose an engine, the same on every command that translates."""

from __future__ import annotations

from typing import Annotated

import typer

from .cli import complete_engine, complete_model

EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        help="auto, or a name from `kohesi engine list`.",
        autocompletion=complete_engine,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Model name or directory, for engines with one.",
        autocompletion=complete_model,
    ),
]
UrlOption = Annotated[
    str | None, typer.Option("--url", help="Address of the server, for engines that ask one.")
]
EngineSetting = Annotated[
    list[str] | None,
    typer.Option("--engine-option", help="NAME=VALUE for the engine. May be repeated."),
]
