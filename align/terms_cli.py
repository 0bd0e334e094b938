"""`kohesi align terms`: candidates for a glossary, with the renderings of a bitext."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import TargetLang

if TYPE_CHECKING:
    from .terms import BilingualCandidate


class TermFormat(StrEnum):
    """How the candidates are printed."""

    CSV = "csv"
    JSON = "json"


def terms_command(
    bitext: Annotated[
        Path,
        typer.Argument(
            help="TSV, TMX, XLIFF or PO; of a Moses pair the source.", show_default=False
        ),
    ],
    target_lang: TargetLang,
    limit: Annotated[int, typer.Option(min=1, help="How many candidates at most.")] = 400,
    minimum: Annotated[int, typer.Option(min=1, help="How often a phrase must occur.")] = 2,
    known: Annotated[
        bool, typer.Option("--known/--new", help="Propose what the bundled glossary has too.")
    ] = False,
    output: Annotated[
        TermFormat, typer.Option("--format", "-f", help="CSV is a glossary to look through.")
    ] = TermFormat.CSV,
) -> None:
    """Propose terms of a bitext, with the renderings it gives them.

    Its source language is Indonesian. The likeliest candidate comes first. The rendering seen most
    often stands in the column of its language, the others in the note: look at each before you
    import it.
    """
    from corpus.bitext import read_bitext
    from corpus.errors import MissingExtra
    from termbase import Glossary

    from .terms import extract_bilingual_terms
    from .words.choose import create_aligner, starter_model
    from .words.tokens import tokenise

    units = read_bitext(bitext, source_lang="id", target_lang=target_lang)
    try:
        model = starter_model(units.source_lang, units.target_lang)
    except MissingExtra:
        model = None  # the lexicon and the glossary alone align well enough for candidates
    aligner = create_aligner("combined", units.source_lang, units.target_lang, model=model)
    found = extract_bilingual_terms(
        [
            aligner.align(
                tokenise(unit.source, units.source_lang), tokenise(unit.target, units.target_lang)
            )
            for unit in units.units
        ],
        file=str(bitext),
        known=None if known else Glossary.bundled(),
        limit=limit,
        minimum=minimum,
    )
    if output is TermFormat.JSON:
        for one in found:
            typer.echo(json.dumps(asdict(one), ensure_ascii=False))
    else:
        typer.echo(_table(found, units.target_lang), nl=False)


def _table(found: Sequence[BilingualCandidate], target_lang: str) -> str:
    """Return a glossary in the wide form."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["id", target_lang, "subject", "note"])
    for one in found:
        best = one.renderings[0].text if one.renderings else ""
        note = f"{one.candidate.count} times; line {one.candidate.line}"
        if one.renderings:
            seen = ", ".join(f"{other.text} ({other.count})" for other in one.renderings)
            note = f"{note}; rendered by {seen}"
        row = [one.candidate.text, best, one.candidate.kind.value, note]
        writer.writerow([field.replace("|", "/") for field in row])
    return stream.getvalue()
