"""`kohesi align words`: which words of a bitext translate each other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import SourceLang, TargetLang

if TYPE_CHECKING:
    from .words.protocol import WordAligner, WordAlignment
    from .words.statistical import StatisticalModel
    from .words.tokens import Sentence

EXIT_REVIEW = 3


class LinkFormat(StrEnum):
    """How links are written."""

    PHARAOH = "pharaoh"
    JSON = "json"
    HTML = "html"


class AlignerName(StrEnum):
    """What links are found by."""

    COMBINED = "combined"
    LEXICON = "lexicon"
    STATISTICAL = "statistical"


def words_command(
    bitext: Annotated[
        Path,
        typer.Argument(
            help="TSV, TMX, XLIFF or PO; of a Moses pair the source.", show_default=False
        ),
    ],
    target_lang: TargetLang,
    source_lang: SourceLang = "id",
    link_format: Annotated[
        LinkFormat, typer.Option("--format", "-f", help="How to write the links.")
    ] = LinkFormat.PHARAOH,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output without it.")
    ] = None,
    presegmented: Annotated[
        bool, typer.Option("--presegmented", help="Words are cut already, by spaces.")
    ] = False,
    aligner: Annotated[
        AlignerName,
        typer.Option("--aligner", help="Lexicon, statistics of the texts, or both together."),
    ] = AlignerName.COMBINED,
    model: Annotated[
        Path | None,
        typer.Option("--model", help="Folder of a model made before; nothing is trained."),
    ] = None,
    save_model: Annotated[
        Path | None, typer.Option("--save-model", help="Folder to keep the trained model in.")
    ] = None,
) -> None:
    """Find which words of each unit of BITEXT translate each other.

    Statistics are learnt from the starter corpus and BITEXT. Pharaoh output has one line a unit,
    `0-0 1-2 ...`, token indices from 0; JSON gives the tokens and a confidence for each link.
    Exit status 3: units are too long, or do not look like translations.
    """
    from corpus.bitext import read_bitext

    from .words.tokens import presegmented as of_words
    from .words.tokens import tokenise

    def cut(text: str, lang: str) -> Sentence:
        return of_words(tuple(text.split()), lang) if presegmented else tokenise(text, lang)

    units = read_bitext(bitext, source_lang=source_lang, target_lang=target_lang)
    languages = (units.source_lang, units.target_lang)
    pairs = [
        (cut(unit.source, languages[0]), cut(unit.target, languages[1])) for unit in units.units
    ]
    trained = _model(aligner, languages, pairs, model)
    if save_model is not None and trained is not None:
        trained.save(save_model)
    chosen = _aligner(aligner, languages, trained)
    alignments = _aligned(chosen, pairs)
    text = _rendered(alignments, languages, link_format, aligner, trained, bitext.name)
    if output is None:
        typer.echo(text, nl=False)
    else:
        from corpus.atomic import write_text

        write_text(output, text)
    problems = list(_problems(alignments))
    for problem in problems:
        typer.echo(f"kohesi: {bitext}: {problem}", err=True)
    if problems:
        raise typer.Exit(EXIT_REVIEW)


def _problems(alignments: Sequence[WordAlignment]) -> Iterator[str]:
    """Say which units are too long, and which do not look like translations."""
    from .words.protocol import LONGEST, UNRELATED

    long: list[int] = []
    doubtful: list[int] = []
    for number, found in enumerate(alignments, start=1):
        sizes = (len(found.source.tokens), len(found.target.tokens))
        if max(sizes) > LONGEST:
            long.append(number)
        elif min(sizes) > 0 and found.confidence < UNRELATED:
            doubtful.append(number)
    if long:
        yield f"units of more than {LONGEST} words have no links: {_some(long)}"
    if 2 * len(doubtful) > len(alignments):
        yield "these texts do not look like translations of each other"
    elif doubtful:
        yield f"units that do not look like translations: {_some(doubtful)}"


def _some(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (" ..." if len(numbers) > 10 else "")


def _model(
    aligner: AlignerName,
    languages: tuple[str, str],
    pairs: Sequence[tuple[Sentence, Sentence]],
    folder: Path | None,
) -> StatisticalModel | None:
    """Load or train what the aligner needs; the lexicon goes on alone where Thot is missing."""
    from corpus.errors import MissingExtra

    from .words.choose import train
    from .words.statistical import StatisticalModel

    if aligner is AlignerName.LEXICON:
        return None
    try:
        if folder is not None:
            return StatisticalModel.load(folder)
        return train(*languages, pairs=pairs)
    except MissingExtra as error:
        if aligner is AlignerName.STATISTICAL:
            raise
        typer.echo(f"kohesi: {error}; going on with the lexicon alone", err=True)
        return None


def _aligned(
    aligner: WordAligner, pairs: Sequence[tuple[Sentence, Sentence]]
) -> list[WordAlignment]:
    """Align all pairs, with a bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        return [aligner.align(source, target) for source, target in pairs]
    from rich.console import Console
    from rich.progress import track

    bar = track(pairs, description="units", console=Console(stderr=True), transient=True)
    return [aligner.align(source, target) for source, target in bar]


def _aligner(
    name: AlignerName, languages: tuple[str, str], model: StatisticalModel | None
) -> WordAligner:
    from .words.choose import create_aligner

    return create_aligner(name.value, *languages, model=model)


def _rendered(
    alignments: Sequence[WordAlignment],
    languages: tuple[str, str],
    link_format: LinkFormat,
    aligner: AlignerName,
    model: StatisticalModel | None,
    name: str,
) -> str:
    if link_format is LinkFormat.PHARAOH:
        return "".join(f"{alignment.pharaoh()}\n" for alignment in alignments)
    signature = {"aligner": aligner.value, **(model.meta if model is not None else {})}
    if link_format is LinkFormat.HTML:
        from .words_page import render_words

        return render_words(
            alignments,
            source_lang=languages[0],
            target_lang=languages[1],
            title=f"Word alignment: {name}",
            signature=" ".join(f"{key}={value}" for key, value in signature.items()),
        )
    rows = [
        {
            "source": list(alignment.source.words),
            "target": list(alignment.target.words),
            "links": [
                {
                    "source": link.source,
                    "target": link.target,
                    "confidence": round(link.confidence, 3),
                }
                for link in alignment.links
            ],
            "confidence": round(alignment.confidence, 3),
        }
        for alignment in alignments
    ]
    document = {
        "source_lang": languages[0],
        "target_lang": languages[1],
        "signature": signature,
        "pairs": rows,
    }
    return f"{json.dumps(document, ensure_ascii=False)}\n"
