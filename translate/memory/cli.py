"""`kohesi memory`: fill a translation memory, search it, look after it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.completion import complete_language

if TYPE_CHECKING:
    from corpus.memory import MemoryStore

EXIT_REVIEW = 3

app = typer.Typer(
    name="memory",
    help="Keep translations, find them again.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class OutputFormat(StrEnum):
    """How a command prints its result."""

    TEXT = "text"
    JSON = "json"


MemoryOption = Annotated[
    Path | None, typer.Option("--memory", "-m", help="The memory; your own when left out.")
]
SourceOption = Annotated[
    str, typer.Option("--from", help="Language of the sources.", autocompletion=complete_language)
]
TargetOption = Annotated[
    str,
    typer.Option("--to", help="Language of the translations.", autocompletion=complete_language),
]
AnySource = Annotated[
    str | None,
    typer.Option("--from", help="Units from this language only.", autocompletion=complete_language),
]
AnyTarget = Annotated[
    str | None,
    typer.Option("--to", help="Units into this language only.", autocompletion=complete_language),
]
FormatOption = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to print.")]


@app.callback()
def memory_callback() -> None:
    """Keep translations, find them again."""


@app.command("import")
def import_command(
    files: Annotated[
        list[Path], typer.Argument(help="TMX, XLIFF, PO, TSV or Moses files.", show_default=False)
    ],
    to: Annotated[
        list[str],
        typer.Option(
            "--to",
            help="Language of the translations; of a TMX also several: vi,lo,en.",
            autocompletion=complete_language,
        ),
    ],
    source: SourceOption = "id",
    memory: MemoryOption = None,
    origin: Annotated[
        str | None,
        typer.Option("--origin", help="Where the units are from; the file's name otherwise."),
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option("--input-format", help="tmx, xliff, po, tsv or moses, if the name is silent."),
    ] = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Take units too that want a review.")
    ] = False,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Take the units of FILES into the memory.

    All of them, or none if a file is broken.
    """
    from corpus.languages import check_language
    from corpus.memory.exchange import import_files
    from corpus.memory.fuzzy import IN_A_FILE

    from .show import show_import

    languages = [tag for value in to for tag in value.split(",") if tag]
    with _memory(memory, create=True) as store, _progress("units") as advance:
        result = import_files(
            store,
            files,
            source_lang=source,
            target_langs=languages,
            origin=origin or "",
            format=input_format,
            unconfirmed=unconfirmed,
            progress=advance,
        )
        if result.new >= IN_A_FILE:
            for lang in languages:
                store.prepare(check_language(source), check_language(lang))
        show_import(result, store.name, as_json=output is OutputFormat.JSON)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="The file to write: .tmx, .tsv, .xlf or .po.")],
    source: AnySource = None,
    target: AnyTarget = None,
    memory: MemoryOption = None,
    starter: Annotated[
        bool, typer.Option("--starter", help="The starter corpus instead of a memory.")
    ] = False,
    output_format: Annotated[
        str | None, typer.Option("--output-format", help="tmx, tsv, xliff, po or moses.")
    ] = None,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Write the units of the memory to FILE.

    TMX keeps all that is known of them.
    """
    from corpus import KohesiError
    from corpus.languages import check_language
    from corpus.memory.exchange import export_file

    from .show import show_export

    source_lang = None if source is None else check_language(source)
    target_lang = None if target is None else check_language(target)
    with _progress("units") as advance:
        if starter:
            from corpus.memory import StarterMemory

            if source_lang is None or target_lang is None:
                raise KohesiError(
                    "the starter corpus has four languages", hint="give --from and --to"
                )
            units = iter(StarterMemory().units(source_lang=source_lang, target_lang=target_lang))
            count = export_file(
                units,
                file,
                source_lang=source_lang,
                target_lang=target_lang,
                format=output_format,
                progress=advance,
            )
        else:
            with _memory(memory) as store:
                count = export_file(
                    store.units(source_lang=source_lang, target_lang=target_lang),
                    file,
                    source_lang=source_lang,
                    target_lang=target_lang,
                    format=output_format,
                    progress=advance,
                )
    show_export(count, file, as_json=output is OutputFormat.JSON)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="A segment.", show_default=False)],
    target: TargetOption,
    source: SourceOption = "id",
    least: Annotated[
        float, typer.Option("--min", min=30, max=100, help="How alike, in percent.")
    ] = 70.0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="The most matches.")] = 5,
    memory: MemoryOption = None,
    starter: Annotated[
        bool, typer.Option("--starter/--no-starter", help="Search the starter corpus too.")
    ] = True,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Show the units that are most like TEXT, and what differs.

    In text output [-words-] stand in the unit only and {+words+} in TEXT only.
    """
    from corpus.languages import check_language
    from corpus.memory import Match, Memory, StarterMemory

    from .show import show_matches

    source_lang, target_lang = check_language(source), check_language(target)
    own = _existing(memory, needed=not starter)
    found: list[tuple[Match, str]] = []
    memories: list[Memory] = [own] if own else []
    if starter:
        memories.append(StarterMemory())
    for searched in memories:
        found += [
            (match, searched.name)
            for match in searched.matches(
                text,
                source_lang=source_lang,
                target_lang=target_lang,
                threshold=least,
                limit=limit,
            )
        ]
    if own:
        own.close()
    found.sort(key=lambda item: -item[0].score)
    show_matches(text, found[:limit], as_json=output is OutputFormat.JSON)


@app.command()
def stats(memory: MemoryOption = None, output: FormatOption = OutputFormat.TEXT) -> None:
    """Count the units of the memory by languages and origin."""
    from corpus.memory.stats import count_memory

    from .show import show_stats

    with _memory(memory) as store:
        show_stats(store, count_memory(store), as_json=output is OutputFormat.JSON)


@app.command()
def prune(
    memory: MemoryOption = None,
    older_than: Annotated[
        int | None, typer.Option("--older-than", min=0, help="Days since the last change.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option("--origin", help="Units of this origin: old.tmx, 2019-*.tmx.")
    ] = None,
    unused: Annotated[
        bool, typer.Option("--unused", help="Units that no translation was taken from.")
    ] = False,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Units whose source and target another has too.")
    ] = False,
    source: AnySource = None,
    target: AnyTarget = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List them, remove nothing.")] = False,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Remove units, and list them.

    Those go for which everything holds that is asked.
    """
    from corpus.languages import check_language
    from corpus.memory.prune import Rule, find_prunable

    from .show import show_pruned

    rule = Rule(
        older_than=older_than,
        origin=origin,
        unused=unused,
        duplicates=duplicates,
        source_lang=None if source is None else check_language(source),
        target_lang=None if target is None else check_language(target),
    )
    with _memory(memory) as store:
        units = find_prunable(store, rule)
        removed = 0 if dry_run else store.remove(units)
        show_pruned(units, removed, dry_run=dry_run, as_json=output is OutputFormat.JSON)


@app.command()
def learn(
    source: Annotated[Path, typer.Argument(help="The file that was translated.")],
    edited: Annotated[Path, typer.Argument(help="Its translation, edited, in any format.")],
    target: TargetOption,
    source_lang: SourceOption = "id",
    memory: MemoryOption = None,
    confidence: Annotated[
        float,
        typer.Option("--min-confidence", min=0, max=1, help="Learn no pair that is less sure."),
    ] = 0.8,
    creator: Annotated[str | None, typer.Option("--creator", help="Who edited it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, learn nothing.")] = False,
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Learn an edited translation, sentence by sentence.

    Its sentences are aligned with those of SOURCE. Exit status 3: some sentences were not sure
    enough to be learned; they are listed.
    """
    from .learn import learn as learned
    from .learn import read_lesson
    from .show import show_lesson

    lesson = read_lesson(
        source,
        edited,
        source_lang=source_lang,
        target_lang=target,
        confidence=confidence,
        creator=creator or "",
    )
    added = None
    if not dry_run:
        with _memory(memory, create=True) as store:
            added = learned(store, lesson)
    show_lesson(lesson, added, as_json=output is OutputFormat.JSON)
    if lesson.doubts:
        raise typer.Exit(EXIT_REVIEW)


def _memory(path: Path | None, *, create: bool = False) -> MemoryStore:
    from corpus.memory import MemoryStore, default_path

    return MemoryStore(path or default_path(), create=create)


def _existing(path: Path | None, *, needed: bool) -> MemoryStore | None:
    """Open a memory that was named, or the user's own if there is one."""
    from corpus.memory import default_path

    if path is None and not needed and not default_path().exists():
        return None
    return _memory(path)


@contextmanager
def _progress(noun: str) -> Iterator[Callable[[int], None] | None]:
    """Count on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(noun), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(noun, total=None)
        yield lambda count: bar.advance(task, count)
