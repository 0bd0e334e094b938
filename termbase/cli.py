"""`kohesi term`: look up, match, list; the other commands are in modules of their own."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.completion import complete_language

from . import cli_check, cli_edit, cli_extract, transfer_cli
from .options import BundledOption, GlossaryOption

if TYPE_CHECKING:
    from collections.abc import Iterator


app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(transfer_cli.app)  # import, export, formats


class OutputFormat(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to print.")]


def _language(tag: str | None) -> str | None:
    if tag is None:
        return None
    from corpus.languages import check_language

    return check_language(tag)


def _echo_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


@app.command("lookup")
def lookup_command(
    query: Annotated[str, typer.Argument(help="A term, a part of one, or a concept id.")],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Compare terms of this language only.",
            autocompletion=complete_language,
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="Show the renderings in this language only.",
            autocompletion=complete_language,
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many concepts at most.")] = 5,
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Find a term in any language, with or without diacritics.

    Shows the concept with its names in all languages. Exit status 1: nothing was found.
    """
    from .card import concept_card, hit_record
    from .lookup import Kind
    from .sources import look_up_files

    source_lang, target_lang = _language(source), _language(target)
    hits = look_up_files(glossary or [], query, bundled=bundled, lang=source_lang, limit=limit)
    if output is OutputFormat.JSON:
        records = [hit_record(hit) for hit in hits]
        if target_lang is not None:
            for record in records:
                record["terms"] = {
                    lang: terms
                    for lang, terms in record["terms"].items()
                    if lang in (target_lang, record["lang"])
                }
        _echo_json(records)
    elif not hits:
        typer.echo(f"nothing found for {query!r}", err=True)
    else:
        for index, hit in enumerate(hits):
            shown = {"languages": (hit.term.lang, target_lang)} if target_lang else {}
            if index:
                typer.echo()
            if hit.kind is not Kind.EXACT:
                typer.echo(f"{hit.kind.value}: {hit.term.text}")
            typer.echo(concept_card(hit.concept, **shown))
    if not hits:
        raise typer.Exit(1)


@app.command("match")
def match_command(
    file: Annotated[Path, typer.Argument(help="A text file, or .jsonl with a field `text`.")],
    source: Annotated[
        str,
        typer.Option("--from", help="The language of the file.", autocompletion=complete_language),
    ] = "id",
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Find the terms of a file, line by line.

    Shows what the glossary would do, before any translation. Offsets are code points of the line.
    """
    from corpus.languages import LANGUAGES, check_language

    from .card import match_record
    from .glossary import Glossary
    from .matcher import Matcher

    lang = check_language(source)
    loaded = Glossary.layered(glossary or [], bundled=bundled)
    matcher = Matcher(loaded, lang)
    targets = tuple(tag for tag in LANGUAGES if tag != lang)
    concepts = {concept.id: concept for concept in loaded}
    for number, text in _lines(file):
        records = [match_record(match, concepts, targets) for match in matcher.find(text)]
        if output is OutputFormat.JSON:
            _echo_json({"text": text, "matches": records})
            continue
        for record in records:
            shown = "  ".join(
                f"{tag}: {rendering or '-'}" for tag, rendering in record["targets"].items()
            )
            typer.echo(
                f"{file}:{number}:{record['start']}-{record['end']}  {record['surface']}"
                f"  ->  {record['concept_id']}  {shown}"
            )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Give the number and the text of each line, of each record of a `.jsonl` file."""
    from corpus.errors import FormatError, plain_reason

    data = sys.stdin.buffer if str(path) == "-" else None
    try:
        content = data.read() if data is not None else path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        reason = plain_reason(error)
        raise FormatError(f"cannot read: {reason}", path=path, hint="check the name") from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FormatError(
            "the file is not UTF-8 text", path=path, line=line, hint="save it as UTF-8"
        ) from error
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    for number, line in enumerate(lines, 1):
        if path.suffix.lower() != ".jsonl":
            yield number, line.removesuffix("\r")
        elif line.strip():
            try:
                record = json.loads(line)
                yield number, str(record["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise FormatError(
                    "the line is no JSON object with a field 'text'", path=path, line=number
                ) from error


@app.command("list")
def list_command(
    subject: Annotated[
        str | None, typer.Option(help="Only this subject field, such as `slogan`.")
    ] = None,
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """List the concepts with their preferred terms."""
    from corpus.languages import LANGUAGES

    from .card import concept_record
    from .glossary import Glossary

    for concept in Glossary.layered(glossary or [], bundled=bundled):
        if subject is not None and concept.subject != subject:
            continue
        if output is OutputFormat.JSON:
            _echo_json(concept_record(concept))
        else:
            terms = (concept.preferred(lang) for lang in LANGUAGES)
            typer.echo("\t".join([concept.id, *(term.text if term else "-" for term in terms)]))


@app.command("stats")
def stats_command(
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Count concepts, terms and missing renderings, by language."""
    from .glossary import Glossary
    from .stats import glossary_stats, render_stats

    stats = glossary_stats(Glossary.layered(glossary or [], bundled=bundled))
    if output is OutputFormat.JSON:
        _echo_json(stats)
    else:
        typer.echo(render_stats(stats))


app.command("check")(cli_check.check_command)
app.command("extract")(cli_extract.extract_command)
app.command("add")(cli_edit.add_command)
app.command("edit")(cli_edit.edit_command)
app.command("deprecate")(cli_edit.deprecate_command)
app.command("remove")(cli_edit.remove_command)
app.command("history")(cli_edit.history_command)
