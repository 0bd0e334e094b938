"""`kohesi corpus`: look at documents the way the translator sees them."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .completion import complete_format, complete_language

app = typer.Typer(
    name="corpus",
    help="Look into documents: segments, roles, sentences.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class OutputFormat(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


@app.callback()
def corpus() -> None:
    """Look into documents: segments, roles, sentences."""


@app.command()
def segments(
    file: Annotated[Path, typer.Argument(help="The document.", show_default=False)],
    lang: Annotated[
        str, typer.Option(help="Language of the document.", autocompletion=complete_language)
    ] = "id",
    input_format: Annotated[
        str | None,
        typer.Option(
            "--input-format",
            help="Its format, where the name does not tell; also json:a.b,c.",
            autocompletion=complete_format,
        ),
    ] = None,
    output: Annotated[
        OutputFormat, typer.Option("--format", help="How to print.")
    ] = OutputFormat.TEXT,
) -> None:
    """Show how FILE is read: its segments, with line and role.

    In text output `>` marks what is translated; the rest passes through unchanged.
    """
    from .formats import read_document

    document = read_document(file, source_lang=lang, format=input_format)
    if output is OutputFormat.JSON:
        rows = [
            {
                "index": segment.index,
                "line": segment.line,
                "role": segment.role.value,
                "translated": segment.role.translatable,
                "start": segment.start,
                "end": segment.end,
                "text": segment.text,
            }
            for segment in document.segments
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for segment in document.segments:
        mark = ">" if segment.role.translatable else " "
        text = " ".join(segment.text.split())
        typer.echo(f"{segment.line:>5} {mark} {segment.role:<11} {text}")


@app.command()
def stats(
    output: Annotated[
        OutputFormat, typer.Option("--format", help="How to print.")
    ] = OutputFormat.TEXT,
) -> None:
    """Count the sentences and terms of the starter corpus."""
    from .starter import LANGS, count_starter_corpus

    counts = count_starter_corpus()
    if output is OutputFormat.JSON:
        typer.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    total = counts["total"]
    typer.echo(
        f"{total['sentences']} sentences in {', '.join(LANGS)}; {total['annotated']} with terms, "
        f"{total['terms']} terms of {total['concepts']} concepts"
    )
    typer.echo(", ".join(f"{name} {count}" for name, count in counts["splits"].items()))
    for domain, row in counts["domains"].items():
        typer.echo(f"  {domain:<13}{row['sentences']:>5} sentences{row['annotated']:>5} with terms")


@app.command()
def export(
    file: Annotated[
        Path, typer.Argument(help="The file to write: .tmx, .tsv, .xlf or .po.", show_default=False)
    ],
    source: Annotated[
        str, typer.Option("--from", help="Source language.", autocompletion=complete_language)
    ] = "id",
    target: Annotated[
        str,
        typer.Option(
            "--to", help="Target language: vi, lo or en.", autocompletion=complete_language
        ),
    ] = "vi",
    split: Annotated[
        str | None, typer.Option(help="train, dev or test only; all when left out.")
    ] = None,
) -> None:
    """Write the starter corpus as a translation memory."""
    from .bitext import write_bitext
    from .starter import starter_bitext

    bitext = starter_bitext(source, target, split=split)
    write_bitext(bitext, file)
    typer.echo(f"{file}  {len(bitext.units)} units {source}-{target}")
