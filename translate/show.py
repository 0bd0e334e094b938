"""What the translating commands share: choosing an engine, a progress bar, the summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import typer

from corpus import EngineError
from corpus.languages import LANGUAGES, check_language
from corpus.memory import Memory

from .demo import Demonstration
from .engines import Engine, availability, choose_engines, create_engine
from .engines.by_language import ByLanguage
from .report.run import Json, signature_text, sum_totals
from .results import SegmentStatus, Translation
from .runs.outcome import FileStatus, Outcome, Run
from .runs.run import Progress, Step


def chosen_engine(
    name: str,
    model: str | None,
    target_langs: Sequence[str],
    *,
    url: str | None = None,
    options: Sequence[str] = (),
) -> Engine:
    """Make the engine that was asked for; `auto` says on stderr what it took and why.

    Args:
        name: `auto`, or a key of `ENGINES`.
        model: the name or directory of its model.
        target_langs: what it must write.
        url: address of its server.
        options: further settings of the engine, each `NAME=VALUE`.

    Raises:
        EngineError: no such engine, or none that writes these languages, or a setting that it
            does not have.
    """
    if name != "auto":
        return create_engine(name, model=model, url=url, options=_settings(options))
    if url is not None or options:
        raise EngineError(
            "--url and --engine-option are for one engine", hint="name it with --engine"
        )
    if model is not None:
        return create_engine("nllb", model=model)
    chosen = choose_engines(tuple(check_language(tag) for tag in target_langs))
    infos = {entry.info.name: entry.info for entry in chosen.values()}
    for info in infos.values():
        langs = [lang for lang, entry in chosen.items() if entry.info.name == info.name]
        into = f" (into {', '.join(langs)})" if len(infos) > 1 else ""
        typer.echo(f"engine {info.name}{into}: {info.summary}", err=True)
        typer.echo(f"  expect: {info.quality}", err=True)
    for better in availability():
        possible = not better.ready and set(better.auto_langs) & set(chosen)
        if possible and better.info.rank > min(info.rank for info in infos.values()):
            typer.echo(f"  better: {better.info.name} - {better.missing}", err=True)
    engines = {name: create_engine(name) for name in infos}
    if len(engines) == 1:
        return next(iter(engines.values()))
    return ByLanguage({lang: engines[entry.info.name] for lang, entry in chosen.items()})


@contextmanager
def chosen_memories(paths: Sequence[Path] | None, *, wanted: bool) -> Iterator[list[Memory]]:
    """Open the translation memories of a run: those named, or the user's own; starter last.

    At the end of the block they are closed, and remember what was taken from them.

    Raises:
        FormatError: a memory that was named is missing, or is none.
    """
    from corpus.memory import MemoryStore, StarterMemory, default_path

    if not wanted:
        yield []
        return
    own = default_path()
    named = list(paths) if paths else [own] if own.exists() else []
    with ExitStack() as stack:
        yield [*(stack.enter_context(MemoryStore(path)) for path in named), StarterMemory()]


def _settings(options: Sequence[str]) -> dict[str, str]:
    settings = {}
    for option in options:
        name, equals, value = option.partition("=")
        if not (name.strip() and equals):
            raise EngineError(f"{option!r} is no engine option", hint="write NAME=VALUE")
        settings[name.strip()] = value.strip()
    return settings


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Show how far a run is on stderr, when that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} files"),
        BarColumn(),
        TextColumn("{task.fields[segments]} segments {task.fields[last]}"),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, segments=0, last="")
        segments = 0

        def advance(step: Step) -> None:
            nonlocal segments
            segments += step.segments
            bar.update(task, segments=segments)
            if step.outcome is not None:
                bar.update(task, advance=1, last=step.outcome.source.name)

        yield advance


def show_summary(run: Run, *, report: Path | None, output_format: str) -> None:
    """Print what a run did: a line per file on stdout, what needs a person on stderr."""
    if output_format == "json":
        typer.echo(json.dumps(run.summary(), ensure_ascii=False, indent=1))
    else:
        for outcome in run.having(FileStatus.WRITTEN):
            language = LANGUAGES[outcome.target_lang]
            typer.echo(f"{outcome.target}  {language}: {_counts(outcome.totals)}")
        if len({outcome.source for outcome in run.having(FileStatus.WRITTEN)}) > 1:
            written = run.having(FileStatus.WRITTEN)
            counts = _counts(sum_totals(outcome.totals for outcome in written))
            typer.echo(f"{_number(len(written), 'translation')}: {counts}")
        for outcome in run.outcomes:
            _show_reviews(outcome)
        for outcome in run.having(FileStatus.EDITED):
            typer.echo(
                f"  kept {outcome.target}: it was edited after it was written "
                "(kohesi memory learn takes the changes in, --fresh overwrites them)",
                err=True,
            )
        unchanged = run.having(FileStatus.UNCHANGED)
        if unchanged:
            typer.echo(
                f"{_number(len(unchanged), 'translation')} up to date (--fresh makes them anew)",
                err=not run.having(FileStatus.WRITTEN),
            )
        if report is not None:
            typer.echo(f"{report}  {signature_text(run.signature)}")
    for outcome in run.failures:
        typer.echo(f"  failed {_failure(outcome)}", err=True)


def show_demo(demonstration: Demonstration) -> None:
    """Print a summary of the demonstration, with one sentence in all its languages."""
    typer.echo(f"{demonstration.article}  the article")
    show_summary(demonstration.run, report=demonstration.report, output_format="text")
    index = _showpiece(demonstration.translations)
    typer.echo("\none sentence in all languages:")
    first = demonstration.translations[0]
    typer.echo(f"  id  {first.results[index].segment.text}")
    for translation in demonstration.translations:
        typer.echo(f"  {translation.target_lang}  {translation.results[index].target}")


def _showpiece(translations: Sequence[Translation]) -> int:
    """Return the index of the segment to show: many terms, all met, not too long."""

    def worth(index: int) -> tuple[int, int]:
        results = [translation.results[index] for translation in translations]
        clean = not any(result.status is SegmentStatus.NEEDS_REVIEW for result in results)
        length = len(results[0].segment.text)
        terms = len(results[0].outcomes) if clean and length <= 220 else 0
        return terms, -length

    return max(range(len(translations[0].results)), key=worth)


def _counts(totals: Json) -> str:
    segments, terms = totals["segments"], totals["terms"]
    stand = terms["total"] - terms["missing"] - terms["no-rendering"]
    text = (
        f"{_number(segments['total'], 'segment')}, {stand:,} of {terms['total']:,} terms in place"
    )
    if terms["unverified"]:
        text += f" ({terms['unverified']} by unverified renderings)"
    if segments["from-memory"]:
        text += f", {_number(segments['from-memory'], 'segment')} from memory"
    if segments["needs-review"]:
        text += f", {_number(segments['needs-review'], 'segment')} to review"
    if totals["unknown_words"]:
        text += f", {_number(totals['unknown_words'], 'word')} left untranslated"
    return text


def _show_reviews(outcome: Outcome) -> None:
    if outcome.status is FileStatus.FAILED:
        return
    for line in outcome.reviews:
        typer.echo(f"  review {outcome.target_lang} {outcome.source}:{line}", err=True)
    more = outcome.review_lines - len(outcome.reviews)
    if more:
        typer.echo(
            f"  review {outcome.target_lang} {outcome.target}: {more} more, all in the report",
            err=True,
        )


def _failure(outcome: Outcome) -> str:
    if outcome.target is None:
        return str(outcome.error)
    message = outcome.error.message if outcome.error else ""
    return f"{outcome.target} is not written: {message}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"
