"""`kohesi term extract`: candidates for a glossary."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import BundledOption, GlossaryOption

if TYPE_CHECKING:
    from .extract import Candidate


class ExtractFormat(StrEnum):
    """How the candidates are printed."""

    CSV = "csv"
    TEXT = "text"
    JSON = "json"


def extract_command(
    files: Annotated[list[Path], typer.Argument(help="Indonesian texts.")],
    limit: Annotated[int, typer.Option(min=1, help="How many candidates at most.")] = 400,
    minimum: Annotated[int, typer.Option(min=1, help="How often a phrase must occur.")] = 2,
    known: Annotated[
        bool, typer.Option("--known/--new", help="Propose what the glossary has too.")
    ] = False,
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    output: Annotated[
        ExtractFormat, typer.Option("--format", "-f", help="CSV is a glossary, ready to fill in.")
    ] = ExtractFormat.CSV,
) -> None:
    """Propose terms that the glossary does not have yet.

    The likeliest come first; the CSV is a glossary whose renderings are to be filled in.
    """
    from corpus.formats import read_document

    from .extract import extract_terms
    from .glossary import Glossary

    texts = [
        (str(file), segment.line, segment.text)
        for file in files
        for segment in read_document(file, source_lang="id").segments
        if segment.role.translatable
    ]
    hidden = None if known else Glossary.layered(glossary or [], bundled=bundled)
    candidates = extract_terms(texts, known=hidden, limit=limit, minimum=minimum)
    if output is ExtractFormat.JSON:
        for candidate in candidates:
            typer.echo(json.dumps(asdict(candidate), ensure_ascii=False))
    elif output is ExtractFormat.TEXT:
        for candidate in candidates:
            typer.echo(
                f"{candidate.score:>8.2f}{candidate.count:>5}  {candidate.kind.value:<8}"
                f"{candidate.text}  ({Path(candidate.file).name}:{candidate.line})"
            )
    else:
        typer.echo(_table(candidates), nl=False)


def _table(candidates: tuple[Candidate, ...]) -> str:
    """Return a glossary in the wide form, with empty columns for the renderings."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["id", "vi", "lo", "en", "subject", "note"])
    for candidate in candidates:
        note = (
            f"{candidate.count} times; score {candidate.score}; "
            f"{Path(candidate.file).name}:{candidate.line}; {candidate.context}"
        )
        if candidate.expansion:
            note = f"{candidate.expansion}; {note}"
        text = candidate.text.replace("|", "/")
        writer.writerow([text, "", "", "", candidate.kind.value, note])
    return stream.getvalue()
