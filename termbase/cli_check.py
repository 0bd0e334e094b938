"""`kohesi term check`: a glossary against itself, and how texts use it."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpus.completion import complete_language

from .options import BundledOption, GlossaryOption

EXIT_REVIEW = 3


class CheckFormat(StrEnum):
    """How the result is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def check_command(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Texts: how do they name the concepts?")
    ] = None,
    source: Annotated[
        str,
        typer.Option("--from", help="The language of the texts.", autocompletion=complete_language),
    ] = "id",
    everything: Annotated[
        bool, typer.Option("--all", help="Information too; with texts, consistent concepts too.")
    ] = False,
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    output: Annotated[
        CheckFormat, typer.Option("--format", "-f", help="How to print.")
    ] = CheckFormat.TEXT,
) -> None:
    """Check a glossary, or how texts use its names.

    With texts, shows which things they call by several names. Exit status 3 says that something
    needs review.
    """
    from corpus.languages import check_language

    from .glossary import Glossary

    lang = check_language(source)
    loaded = Glossary.layered(glossary or [], bundled=bundled)
    if files:
        from .consistency import concept_uses, uses_html, uses_record, uses_text

        uses = concept_uses(loaded, files, lang=lang)
        shown = uses if everything else tuple(use for use in uses if use.inconsistent)
        if output is CheckFormat.JSON:
            typer.echo(json.dumps(uses_record(shown), ensure_ascii=False))
        elif output is CheckFormat.HTML:
            typer.echo(uses_html(shown), nl=False)
        elif shown:
            typer.echo(uses_text(shown))
        if any(use.inconsistent for use in uses):
            raise typer.Exit(EXIT_REVIEW)
        return

    from .check import Severity, check_glossary

    findings = check_glossary(loaded, source_lang=lang)
    listed = [
        finding for finding in findings if everything or finding.severity is not Severity.INFO
    ]
    if output is CheckFormat.JSON:
        records = [
            {
                "severity": finding.severity.value,
                "kind": finding.kind,
                "concept_ids": finding.concept_ids,
                "lang": finding.lang,
                "message": finding.message,
            }
            for finding in listed
        ]
        typer.echo(json.dumps(records, ensure_ascii=False))
    else:
        for finding in listed:
            typer.echo(
                f"{finding.severity.value:<8}{finding.kind:<20}{finding.lang:<4}"
                f"{', '.join(finding.concept_ids)}: {finding.message}"
            )
        counts = {
            severity: sum(finding.severity is severity for finding in findings)
            for severity in Severity
        }
        summary = (
            f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, "
            f"{counts[Severity.INFO]} missing or unverified"
        )
        typer.echo(summary, err=True)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(EXIT_REVIEW)
