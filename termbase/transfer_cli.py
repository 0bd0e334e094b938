"""`kohesi term import`, `export` and `formats`: glossaries to and from other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.completion import complete, complete_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .formats.losses import Loss

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    from .formats.catalog import FORMATS

    return complete(incomplete, ((name, entry.title) for name, entry in FORMATS.items()))


GlossaryOption = Annotated[
    list[Path] | None,
    typer.Option("--glossary", "-g", help="A glossary of your own; without one, the bundled."),
]
NameOption = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", help="By default the extension tells.", autocompletion=_complete_format
    ),
]
FromOption = Annotated[
    str,
    typer.Option("--from", help="Source language, for pairs.", autocompletion=complete_language),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", help="Target language, for pairs.", autocompletion=complete_language),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
LossesOption = Annotated[
    bool, typer.Option("--losses", help="List what is lost concept by concept, as JSON lines.")
]


@app.command("export")
def export_command(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    glossary: GlossaryOption = None,
    format: NameOption = None,
    source: FromOption = "id",
    target: ToOption = None,
    force: ForceOption = False,
    losses: LossesOption = False,
) -> None:
    """Write a glossary for another program.

    Says what that program has no place for.
    """
    from corpus.languages import check_language

    from .glossary import Glossary
    from .transfer import export_concepts

    loaded = Glossary.merged(*map(Glossary.load, glossary)) if glossary else Glossary.bundled()
    exported = export_concepts(
        loaded,
        out,
        format=format,
        source_lang=check_language(source),
        target_lang=check_language(target) if target else "",
        overwrite=force,
    )
    for file in exported:
        typer.echo(f"{file.path}: {len(loaded)} concepts as {file.format}", err=True)
        _show(file.losses, "not in the file", each=losses)


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(help="Glossary files of any format.")],
    out: Annotated[
        Path | None, typer.Option("--output", "-o", help="The glossary to write.")
    ] = None,
    format: NameOption = None,
    source: FromOption = "id",
    target: ToOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check; write nothing.")] = False,
    force: ForceOption = False,
    losses: LossesOption = False,
) -> None:
    """Read glossary files into one glossary of kohesi.

    A file with a mistake is not imported; every mistake is shown with its line.
    """
    from corpus.languages import check_language

    from .formats import GlossaryMistakes
    from .transfer import export_concepts, import_files

    if out is None and not dry_run:
        raise typer.BadParameter("say where to write (-o FILE), or use --dry-run")
    try:
        concepts, left_out = import_files(
            files,
            format=format,
            source_lang=check_language(source),
            target_lang=check_language(target) if target else "",
        )
    except GlossaryMistakes as error:
        for line, reason in error.mistakes:
            typer.echo(f"{error.path}:{line}: {reason}", err=True)
        count = len(error.mistakes)
        typer.echo(
            f"{count} mistake{'s' if count != 1 else ''} in {error.path}; nothing was imported",
            err=True,
        )
        raise typer.Exit(1) from error
    terms = sum(len(concept.terms) for concept in concepts)
    _show(left_out, "left out", each=losses)
    if out is None or dry_run:
        typer.echo(f"{len(concepts)} concepts, {terms} terms; nothing was written", err=True)
        return
    for file in export_concepts(concepts, out, overwrite=force):
        typer.echo(f"{file.path}: {len(concepts)} concepts, {terms} terms", err=True)
        _show(file.losses, "not in the file", each=losses)


@app.command("formats")
def formats_command(
    output: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
) -> None:
    """List the formats of glossaries, and what each of them carries."""
    from .formats.catalog import FORMATS

    if output not in ("text", "json"):
        raise typer.BadParameter("use text or json", param_hint="--format")
    for entry in FORMATS.values():
        ways = "read, write" if entry.reads and entry.writes else "write"
        if output == "json":
            record = {
                "name": entry.name,
                "title": entry.title,
                "extensions": entry.extensions,
                "reads": entry.reads,
                "writes": entry.writes,
                "carries": entry.carries,
                "one_file_per_language": entry.pairs,
            }
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            typer.echo(f"{entry.name:<15} {entry.extensions[0]:<8} {ways:<12} {entry.title}")
            per = "; one file per target language" if entry.pairs else ""
            typer.echo(f"{'':<15} {'':<8} {'':<12} carries {entry.carries}{per}")


def _show(losses: Iterable[Loss], title: str, *, each: bool) -> None:
    from .formats.losses import summary

    listed = tuple(losses)
    if each:
        for loss in listed:
            record = {
                "concept": loss.concept_id,
                "field": loss.field,
                "count": loss.count,
                "reason": loss.reason,
            }
            typer.echo(json.dumps(record, ensure_ascii=False))
    if listed:
        typer.echo(f"{title}:", err=True)
        for line in summary(listed):
            typer.echo(f"  {line}", err=True)
