"""`kohesi align`: sentences of two files, files of two folders, cleaning of a bitext."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import SourceLang, TargetLang
from .terms_cli import terms_command
from .words_cli import words_command

if TYPE_CHECKING:
    from corpus.bitext import Bitext
    from termbase import Glossary

    from .clean import Reject
    from .sentences import SentenceAlignment

EXIT_REVIEW = 3

app = typer.Typer(
    name="align",
    help="Align sentences and words of two texts.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class BeadFormat(StrEnum):
    """How beads are written."""

    JSON = "json"
    TSV = "tsv"
    TMX = "tmx"
    XLIFF = "xliff"
    PO = "po"
    HTML = "html"


class OutputFormat(StrEnum):
    """How a summary is printed."""

    TEXT = "text"
    JSON = "json"


Presegmented = Annotated[
    bool, typer.Option("--presegmented", help="Every line is one sentence already.")
]
WithVectors = Annotated[
    bool, typer.Option("--vectors", help="Use sentence vectors too (extra 'embed'; slower).")
]
OwnGlossary = Annotated[
    Path | None, typer.Option("--glossary", "-g", help="A glossary of your own.")
]
SummaryFormat = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to print.")]


@app.callback()
def align() -> None:
    """Align sentences and words of two texts."""


app.command("words")(words_command)
app.command("terms")(terms_command)


@app.command()
def sentences(
    source: Annotated[Path, typer.Argument(help="The source text.", show_default=False)],
    target: Annotated[Path, typer.Argument(help="Its translation.", show_default=False)],
    target_lang: TargetLang,
    source_lang: SourceLang = "id",
    bead_format: Annotated[
        BeadFormat, typer.Option("--format", "-f", help="How to write the beads.")
    ] = BeadFormat.JSON,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output without it.")
    ] = None,
    presegmented: Presegmented = False,
    vectors: WithVectors = False,
    glossary: OwnGlossary = None,
) -> None:
    """Find which sentences of SOURCE and TARGET translate each other.

    JSON gives 0-based sentence indices; with --presegmented they are those of the lines. Exit
    status 3: the texts do not look like translations of each other, or not like their language.
    """
    alignment, review = _align_files(
        source,
        target,
        source_lang=source_lang,
        target_lang=target_lang,
        presegmented=presegmented,
        vectors=vectors,
        glossary=_glossary(glossary),
    )
    text = _rendered(alignment, bead_format, f"{source.name} — {target.name}", glossary)
    if output is None:
        typer.echo(text, nl=False)
    else:
        from corpus.atomic import write_text

        write_text(output, text)
    if review:
        raise typer.Exit(EXIT_REVIEW)


@app.command()
def documents(
    source: Annotated[Path, typer.Argument(help="Folder of source texts.", show_default=False)],
    target: Annotated[Path, typer.Argument(help="Folder of translations.", show_default=False)],
    target_lang: TargetLang,
    tmx: Annotated[Path, typer.Option("--tmx", help="The translation memory to write.")],
    source_lang: SourceLang = "id",
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Where rejected units go, with reasons (TSV).")
    ] = None,
    clean_units: Annotated[
        bool, typer.Option("--clean/--no-clean", help="Leave out units that look wrong.")
    ] = True,
    presegmented: Presegmented = False,
    vectors: WithVectors = False,
    glossary: OwnGlossary = None,
    output_format: SummaryFormat = OutputFormat.TEXT,
) -> None:
    """Pair and align the files of two folders into one memory.

    Files are paired by name or by content. Exit status 3: a file has no counterpart, or a pair does
    not look like translations.
    """
    from corpus.bitext import Bitext, Unit, write_bitext
    from corpus.languages import check_language

    from .documents import pair_documents
    from .units import to_bitext

    languages = (check_language(source_lang), check_language(target_lang))
    terms = _glossary(glossary)
    pairing = pair_documents(
        source,
        target,
        source_lang=languages[0],
        target_lang=languages[1],
        presegmented=presegmented,
    )
    for path in (*pairing.source_only, *pairing.target_only):
        typer.echo(f"kohesi: {path}: no counterpart was found", err=True)
    review = bool(pairing.source_only or pairing.target_only)
    units: list[Unit] = []
    rows: list[dict[str, object]] = []
    with _progress("files", len(pairing.pairs)) as advance:
        for left, right, found_by in pairing.pairs:
            alignment, doubtful = _align_files(
                left,
                right,
                source_lang=languages[0],
                target_lang=languages[1],
                presegmented=presegmented,
                vectors=vectors,
                glossary=terms,
            )
            fresh = to_bitext(alignment).units if alignment.related else ()
            units.extend(fresh)
            review = review or doubtful
            rows.append(
                {
                    "source": str(left),
                    "target": str(right),
                    "found_by": found_by,
                    "units": len(fresh),
                    "likeness": round(alignment.likeness, 3),
                }
            )
            advance(1)
    memory = Bitext(*languages, tuple(units))
    removed: tuple[Reject, ...] = ()
    if clean_units:
        from .clean import clean

        memory, removed = clean(memory)
    write_bitext(memory, tmx, format="tmx")
    if rejects is not None:
        _write_rejects(removed, rejects)
    if output_format is OutputFormat.JSON:
        typer.echo(
            json.dumps(
                {"pairs": rows, "units": len(memory.units), "rejected": _counted(removed)},
                ensure_ascii=False,
            )
        )
    else:
        for row in rows:
            typer.echo(
                f"{row['units']:>6} units  {row['source']}  {row['target']}  (by {row['found_by']})"
            )
        typer.echo(f"{len(memory.units)} units written to {tmx}, {len(removed)} rejected")
    if review:
        raise typer.Exit(EXIT_REVIEW)


@app.command("clean")
def clean_command(
    bitext: Annotated[Path, typer.Argument(help="TMX, TSV, XLIFF, PO or a Moses pair.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where kept units go.")],
    target_lang: TargetLang,
    source_lang: SourceLang = "id",
    rejects: Annotated[
        Path | None, typer.Option("--rejects", help="Where rejected units go, with reasons (TSV).")
    ] = None,
    ratio: Annotated[
        float, typer.Option("--max-ratio", min=1.0, help="How many times longer a side may be.")
    ] = 2.5,
    score: Annotated[
        float, typer.Option("--min-score", min=0.0, max=1.0, help="Least confidence.")
    ] = 0.5,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="A reason that does not count.")
    ] = None,
    output_format: SummaryFormat = OutputFormat.TEXT,
) -> None:
    """Take out units that do not look like translations, and say why."""
    from corpus.bitext import read_bitext, write_bitext

    from .clean import CleaningOptions, Reason, clean

    names = {reason.value for reason in Reason}
    wrong = [name for name in ignore or [] if name not in names]
    if wrong:
        raise typer.BadParameter(f"{wrong[0]!r} is none of {', '.join(sorted(names))}")
    options = CleaningOptions(
        ratio=ratio, score=score, ignore=frozenset(Reason(name) for name in ignore or [])
    )
    whole = read_bitext(bitext, source_lang=source_lang, target_lang=target_lang)
    kept, removed = clean(whole, options)
    write_bitext(kept, output)
    if rejects is not None:
        _write_rejects(removed, rejects)
    counts = _counted(removed)
    if output_format is OutputFormat.JSON:
        typer.echo(json.dumps({"kept": len(kept.units), "rejected": counts}))
        return
    typer.echo(f"{len(kept.units)} of {len(whole.units)} units kept")
    for name, count in counts.items():
        typer.echo(f"{count:>6} {name}")


def _align_files(
    source: Path,
    target: Path,
    *,
    source_lang: str,
    target_lang: str,
    presegmented: bool,
    vectors: bool,
    glossary: Glossary | None,
) -> tuple[SentenceAlignment, bool]:
    """Align two files; say on standard error what is doubtful, and whether anything is."""
    from corpus.languages import check_language

    from .sentences import align_sentences
    from .texts import read_sentences, wrong_language

    languages = (check_language(source_lang), check_language(target_lang))
    texts = [
        read_sentences(path, lang, presegmented=presegmented)
        for path, lang in zip((source, target), languages, strict=True)
    ]
    doubts = [
        f"{path}: this {doubt}"
        for path, text, lang in zip((source, target), texts, languages, strict=True)
        if (doubt := wrong_language(text, lang))
    ]
    with _progress("sentences", sum(map(len, texts)), shown=vectors) as advance:
        alignment = align_sentences(
            texts[0],
            texts[1],
            source_lang=languages[0],
            target_lang=languages[1],
            vectors=vectors,
            glossary=glossary,
            progress=advance,
        )
    if not alignment.related:
        doubts.append(
            f"{source}, {target}: these texts do not look like translations of each other"
        )
    for doubt in doubts:
        typer.echo(f"kohesi: {doubt}", err=True)
    return alignment, bool(doubts)


def _rendered(
    alignment: SentenceAlignment, bead_format: BeadFormat, title: str, glossary: Path | None
) -> str:
    if bead_format is BeadFormat.JSON:
        return _json(alignment)
    if bead_format is BeadFormat.HTML:
        from .html import render_html

        return render_html(alignment, glossary=_glossary(glossary), title=title)
    from .units import to_bitext

    one_sided = bead_format in (BeadFormat.TSV, BeadFormat.XLIFF)
    return _written(to_bitext(alignment, one_sided=one_sided), bead_format)


def _json(alignment: SentenceAlignment) -> str:
    from .sentences import LOW_CONFIDENCE

    beads: list[dict[str, object]] = []
    for bead in alignment.beads:
        row: dict[str, object] = {
            "source": list(bead.source),
            "target": list(bead.target),
            "score": round(bead.score, 4),
        }
        if bead.score < LOW_CONFIDENCE:
            row["review"] = True
        beads.append(row)
    whole = {
        "source_lang": alignment.source_lang,
        "target_lang": alignment.target_lang,
        "likeness": round(alignment.likeness, 4),
        "related": alignment.related,
        "signature": alignment.signature,
        "beads": beads,
        "source": alignment.source,
        "target": alignment.target,
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _written(bitext: Bitext, bead_format: BeadFormat) -> str:
    """Return what the writer of a file format writes."""
    from corpus.bitext import write_bitext

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "alignment"
        write_bitext(bitext, path, format=bead_format.value)
        return path.read_text(encoding="utf-8")


def _write_rejects(rejects: tuple[Reject, ...], path: Path) -> None:
    from corpus.atomic import write_text

    lines = ["unit\treasons\tsource\ttarget"]
    for reject in rejects:
        sides = (" ".join(text.split()) for text in (reject.unit.source, reject.unit.target))
        lines.append("\t".join((str(reject.index + 1), ",".join(reject.reasons), *sides)))
    write_text(path, "\n".join(lines) + "\n")


def _counted(rejects: tuple[Reject, ...]) -> dict[str, int]:
    return dict(Counter(reason.value for reject in rejects for reason in reject.reasons))


def _glossary(path: Path | None) -> Glossary | None:
    if path is None:
        return None
    from termbase import Glossary

    return Glossary.merged(Glossary.load(path), Glossary.bundled())


@contextmanager
def _progress(noun: str, total: int, *, shown: bool = True) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error when that is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(noun, total=total)
        yield lambda count: bar.advance(task, count)
