"""The options that choose a glossary, the same on every command that uses one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

GlossaryOption = Annotated[
    list[Path] | None,
    typer.Option("--glossary", "-g", help="A glossary of your own; the first one wins."),
]
BundledOption = Annotated[bool, typer.Option(help="Use the bundled glossary below your own.")]
