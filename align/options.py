"""The options that name the two languages, the same on every command that aligns."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.completion import complete_language

SourceLang = Annotated[
    str,
    typer.Option("--source-lang", help="Language of the source.", autocompletion=complete_language),
]
TargetLang = Annotated[
    str,
    typer.Option(
        "--target-lang",
        help="Language of the target.",
        show_default=False,
        autocompletion=complete_language,
    ),
]
