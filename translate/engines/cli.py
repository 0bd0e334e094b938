"""`kohesi engine`: which engines and models there are, and how to get a better one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from corpus.completion import complete

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def complete_engine(incomplete: str) -> list[tuple[str, str]]:
    """Offer the engines; `auto` takes the best that is ready."""
    from . import ENGINES

    return complete(incomplete, (("auto", "the best that is ready"), *((n, "") for n in ENGINES)))


def complete_model(incomplete: str) -> list[tuple[str, str]]:
    """Offer the models that can be pulled."""
    from .seq2seq.models import MODELS

    return complete(incomplete, ((model.name, model.quality) for model in MODELS.values()))


@app.command("list")
def list_engines(
    output_format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """List the engines and models, and what is missing for them.

    Each with what to expect of it, its licence and its size.
    """
    from . import availability
    from .seq2seq.models import MODELS, installed_models

    entries = availability()
    installed = set(installed_models())
    if output_format == "json":
        typer.echo(
            json.dumps(
                {
                    "engines": [
                        {
                            "name": entry.info.name,
                            "ready": entry.ready,
                            "missing": entry.missing,
                            "summary": entry.info.summary,
                            "quality": entry.info.quality,
                            "licence": entry.info.licence,
                            "size": entry.info.size,
                            "target_langs": entry.info.target_langs,
                        }
                        for entry in entries
                    ],
                    "models": [
                        {
                            "name": model.name,
                            "installed": model.name in installed,
                            "repository": model.repository,
                            "revision": model.revision,
                            "licence": model.licence,
                            "download": model.download,
                            "disk": model.disk,
                            "quality": model.quality,
                        }
                        for model in MODELS.values()
                    ],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    for entry in entries:
        typer.echo(f"{entry.info.name:<16}{'ready' if entry.ready else 'not ready'}")
        typer.echo(f"    {entry.info.summary}")
        typer.echo(f"    quality  {entry.info.quality}")
        typer.echo(f"    licence  {entry.info.licence}; size {entry.info.size}")
        if entry.missing:
            typer.echo(f"    missing  {entry.missing}")
    typer.echo("\nmodels for the engine nllb (spBLEU/chrF++ from Indonesian, as published)")
    for model in MODELS.values():
        state = "installed" if model.name in installed else f"kohesi engine pull {model.name}"
        typer.echo(f"    {model.name:<12}{model.quality}")
        typer.echo(f"    {'':<12}{model.download} to fetch, {model.disk} kept; {model.licence}")
        typer.echo(f"    {'':<12}{state}")


@app.command()
def pull(
    name: Annotated[
        str,
        typer.Argument(help="A model of `kohesi engine list`.", autocompletion=complete_model),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Fetch a model and make it ready for use.

    It comes from the hub, at the revision that is pinned here, and is converted to int8.
    """
    from corpus.errors import EngineError

    from .seq2seq.convert import pull as fetch
    from .seq2seq.models import MODELS

    if name not in MODELS:
        raise EngineError(f"unknown model {name!r}", hint=f"use one of {', '.join(MODELS)}")
    model = MODELS[name]
    typer.echo(
        f"{model.repository} at {model.revision[:12] or 'its newest revision'}: "
        f"{model.download} to fetch, "
        f"{model.disk} kept; licence {model.licence}",
        err=True,
    )
    if not yes:
        typer.confirm("Fetch it?", abort=True, err=True)
    typer.echo(f"{name} is in {fetch(name)}")


@app.command()
def convert(
    directory: Annotated[Path, typer.Argument(help="A transformers checkpoint.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to make.")],
    quantization: Annotated[
        str, typer.Option(help="Weights on disk: int8, int8_float16, float16 or float32.")
    ] = "int8",
) -> None:
    """Make a checkpoint of your own ready for use.

    Takes the folder of a transformers model: NLLB, M2M-100, SMaLL-100, MADLAD-400 or OPUS-MT.
    """
    from corpus.errors import EngineError

    from .seq2seq.convert import convert as make
    from .seq2seq.models import is_checkpoint

    if not is_checkpoint(directory):
        raise EngineError(
            "this directory holds no checkpoint",
            path=directory,
            hint="it needs config.json, weights, and its SentencePiece model",
        )
    typer.echo(f"converted to {make(directory, output, quantization=quantization)}")
