"""What the translating commands share: choosing an engine, a progress bar, the summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from corpus import Document, EngineError
from corpus.languages import LANGUAGES, check_language

from .demo import Demonstration
from .engines import Engine, availability, choose_engine, create_engine
from .pipeline import SegmentStatus, Translation
from .report.run import signature_text, totals
from .run import Progress, Run

_REASONS_SHOWN = 5


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
    best = choose_engine(tuple(check_language(tag) for tag in target_langs))
    typer.echo(f"engine {best.info.name}: {best.info.summary}", err=True)
    typer.echo(f"  expect: {best.info.quality}", err=True)
    for better in availability():
        if not better.ready and better.info.rank > best.info.rank:
            typer.echo(f"  better: {better.info.name} - {better.missing}", err=True)
    return create_engine(best.info.name)


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
    """Show a bar per document and language on stderr, when that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    tasks: dict[tuple[str, str], TaskID] = {}
    with Bar(console=Console(stderr=True), transient=True) as bar:

        def advance(document: Document, lang: str, count: int) -> None:
            key = (document.name, lang)
            if key not in tasks:
                texts = {s.text for s in document.segments if s.role.translatable}
                tasks[key] = bar.add_task(f"{Path(document.name).name} → {lang}", total=len(texts))
            bar.advance(tasks[key], count)

        yield advance


def show_summary(run: Run, *, report: Path | None, output_format: str) -> None:
    """Print what a run did: a line per file on stdout, what needs review on stderr."""
    if output_format == "json":
        summary = run.report()
        for document in summary["documents"]:
            del document["segments"]
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=1))
        return
    for translation, path in run.translations:
        typer.echo(f"{path}  {_counts(translation)}")
    for translation, path in run.translations:
        _show_reviews(translation, path)
    for translation, path in run.failures:
        typer.echo(f"  failed {path} is not written: {translation.failure}", err=True)
    if report is not None:
        typer.echo(f"{report}  {signature_text(run.signature)}")


def show_demo(demonstration: Demonstration) -> None:
    """Print a summary of the demonstration, with one sentence in all its languages."""
    run = demonstration.run
    typer.echo(f"{demonstration.article}  the article")
    show_summary(run, report=demonstration.report, output_format="text")
    index = _showpiece([translation for translation, _ in run.translations])
    typer.echo("\none sentence in all languages:")
    first = run.translations[0][0]
    typer.echo(f"  id  {first.results[index].segment.text}")
    for translation, _ in run.translations:
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


def _counts(translation: Translation) -> str:
    count = totals(translation.results)
    segments, terms = count["segments"], count["terms"]
    stand = terms["total"] - terms["missing"] - terms["no-rendering"]
    text = (
        f"{LANGUAGES[translation.target_lang]}: {segments['total']} segments, "
        f"{stand} of {terms['total']} terms in place"
    )
    if terms["unverified"]:
        text += f" ({terms['unverified']} by unverified renderings)"
    if segments["needs-review"]:
        text += f", {segments['needs-review']} segments to review"
    if count["unknown_words"]:
        text += f", {count['unknown_words']} words left untranslated"
    return text


def _show_reviews(translation: Translation, path: Path) -> None:
    lines = [
        f"{translation.document.name}:{result.segment.line}: {reason}"
        for result in translation.results
        for reason in result.reasons
    ]
    for line in lines[:_REASONS_SHOWN]:
        typer.echo(f"  review {translation.target_lang} {line}", err=True)
    if len(lines) > _REASONS_SHOWN:
        more = len(lines) - _REASONS_SHOWN
        typer.echo(
            f"  review {translation.target_lang} {path}: {more} more, all in the report", err=True
        )
