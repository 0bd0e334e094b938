"""The command `kohesi`: parses, calls one library function, renders."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from align.cli import app as align_app
from corpus.cli import app as corpus_app
from corpus.completion import complete_format, complete_language
from corpus.errors import KohesiError
from termbase.cli import app as term_app
from termbase.options import BundledOption, GlossaryOption

from .config.cli import app as config_app
from .config.cli import init_command
from .config.group import ConfiguredGroup
from .engines.cli import app as engine_app
from .engines.options import EngineOption, EngineSetting, ModelOption, UrlOption
from .memory.cli import app as memory_app
from .quality.cli import app as quality_app
from .report.cli import report_command
from .strategy import Strategy

EXIT_ERROR = 1
EXIT_REVIEW = 3
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="kohesi",
    help="Translate Indonesian articles to Vietnamese, Lao and English with the glossary enforced.",
    no_args_is_help=True,
    cls=ConfiguredGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(term_app, name="term", help="Look up, match and check terms.")
app.add_typer(align_app, name="align", help="Align sentences and words of two languages.")
app.add_typer(corpus_app, name="corpus", help="See how files are read.")
app.add_typer(engine_app, name="engine", help="See and fetch translation engines.")
app.add_typer(memory_app, name="memory", help="Keep translations, find them again.")
app.add_typer(config_app, name="config", help="See which settings hold, and who says so.")
app.add_typer(quality_app)  # without a name: its commands stand beside ours


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kohesi {version('kohesi')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log what is done to standard error.")
    ] = False,
) -> None:
    """Official names and fixed slogans come out right, every time, in every language."""
    del version
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )


@app.command()
def translate(
    files: Annotated[
        list[Path], typer.Argument(help="Files and folders to translate.", show_default=False)
    ],
    to: Annotated[
        list[str],
        typer.Option(
            "--to",
            help="Target language: vi, lo or en. May be repeated, or a,b,c.",
            autocompletion=complete_language,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for NAME.LANG.EXT.")
    ] = Path(),
    source: Annotated[
        str,
        typer.Option("--from", help="Language of the files.", autocompletion=complete_language),
    ] = "id",
    input_format: Annotated[
        list[str] | None,
        typer.Option(
            "--input-format",
            help="Format of the files, where their names do not tell; json:a.b,c or csv:2,isi "
            "chooses what is translated. '*.dat=json' is for some files; may be repeated.",
            autocompletion=complete_format,
        ),
    ] = None,
    engine: EngineOption = "auto",
    model: ModelOption = None,
    url: UrlOption = None,
    engine_option: EngineSetting = None,
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    memory: Annotated[
        list[Path] | None,
        typer.Option(
            "--memory",
            help="Translation memory to ask before the engine; the first one wins. "
            "Without this your own, if there is one. The starter corpus comes last.",
        ),
    ] = None,
    use_memory: Annotated[
        bool, typer.Option("--use-memory/--no-memory", help="Ask translation memories at all.")
    ] = True,
    memory_threshold: Annotated[
        float,
        typer.Option(
            "--memory-threshold",
            min=50,
            max=101,
            help="How alike, in percent; below 100 the segment is marked for review.",
        ),
    ] = 100.0,
    article: Annotated[
        bool,
        typer.Option(
            "--article", help="Of saved web pages translate the article, not menus and comments."
        ),
    ] = False,
    enforce: Annotated[bool, typer.Option(help="Mend the output where a term is missing.")] = True,
    strategy: Annotated[
        Strategy, typer.Option("--strategy", help="How a term is obtained where it is missing.")
    ] = Strategy.HYBRID,
    mentions: Annotated[
        bool,
        typer.Option("--mentions", help="First mention in full with its acronym, then short."),
    ] = False,
    report: Annotated[Path | None, typer.Option("--report", help="Write a JSON report.")] = None,
    journal: Annotated[
        bool,
        typer.Option(help="Keep what is done in OUTPUT/.kohesi, so that a run can be resumed."),
    ] = True,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--fresh", help="Go on where an earlier run stopped, or do all of it anew."
        ),
    ] = True,
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray",
            help="Share the work over a Ray cluster: auto, local, local:4 (workers) or HOST:PORT.",
        ),
    ] = None,
    ray_workers: Annotated[
        int,
        typer.Option("--ray-workers", min=0, help="How many; 0 for as many as there is room for."),
    ] = 0,
    ray_cpus: Annotated[
        float, typer.Option("--ray-cpus", min=0.01, help="Processor cores of each worker.")
    ] = 1.0,
    ray_gpus: Annotated[
        float, typer.Option("--ray-gpus", min=0, help="Graphics processors of each worker.")
    ] = 0.0,
    drop_boilerplate: Annotated[
        bool, typer.Option("--drop-boilerplate", help="Leave out menus and counters of the site.")
    ] = False,
    mark_unknown: Annotated[
        bool, typer.Option("--mark-unknown", help="Put untranslated words between ⟦ and ⟧.")
    ] = False,
    output_format: Annotated[
        str, typer.Option("--format", help="Summary as text or json.")
    ] = "text",
) -> None:
    """Translate files, with every official name in place.

    Where one is not, the run says so, with file and line. A folder is walked, and its tree is found
    again in the output. A run that was stopped goes on where it was, and files whose translations
    are up to date are left alone.

    Exit status: 0 done, 1 error, also where some files failed and others were written, 2 wrong
    usage, 3 done, but a segment needs review.
    """
    from termbase import Glossary

    from .cluster import Cluster
    from .runs.options import Options
    from .runs.run import translate_files
    from .show import chosen_engine, chosen_memories, progress_bar, show_summary

    _check_format(output_format)
    cluster = None
    if ray:
        cluster = Cluster(address=ray, workers=ray_workers or None, cpus=ray_cpus, gpus=ray_gpus)
    languages = _languages(to, source)
    translator = chosen_engine(engine, model, languages, url=url, options=engine_option or [])
    with chosen_memories(memory, wanted=use_memory) as memories, progress_bar() as progress:
        run = translate_files(
            files,
            target_langs=languages,
            engine=translator,
            glossary=Glossary.layered(glossary or [], bundled=bundled),
            output=output,
            options=Options(
                source_lang=source,
                enforce_terms=enforce,
                strategy=strategy,
                mentions=mentions,
                memory_threshold=memory_threshold,
                drop_boilerplate=drop_boilerplate,
                mark_unknown=mark_unknown,
                input_formats=tuple(input_format or ()),
                article=article,
            ),
            memories=memories,
            report=report,
            journal=journal,
            resume=resume,
            cluster=cluster,
            progress=progress,
        )
    show_summary(run, report=report, output_format=output_format)
    if run.failures:
        raise typer.Exit(EXIT_ERROR)
    if run.needs_review:
        raise typer.Exit(EXIT_REVIEW)


@app.command()
def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the article and its translations.")
    ] = Path("kohesi-demo"),
    engine: EngineOption = "auto",
    model: ModelOption = None,
    url: UrlOption = None,
    engine_option: EngineSetting = None,
) -> None:
    """Translate the article that comes with kohesi.

    Into Vietnamese, Lao and English, with a report.
    """
    from .demo import run_demo
    from .show import chosen_engine, progress_bar, show_demo

    languages = ["vi", "lo", "en"]
    translator = chosen_engine(engine, model, languages, url=url, options=engine_option or [])
    with progress_bar() as progress:
        demonstration = run_demo(output, engine=translator, progress=progress)
    show_demo(demonstration)


@app.command()
def doctor(
    output_format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Look whether this installation is whole.

    Versions, extras, engines, models, folders, and packages whose names collide.
    """
    from .doctor import examine, render

    _check_format(output_format)
    findings = examine()
    typer.echo(render(findings, output_format=output_format))
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(EXIT_ERROR)


app.command("report")(report_command)
app.command("init")(init_command)


def _languages(values: list[str], source: str) -> list[str]:
    """Return the target languages, which may stand in lists with commas."""
    from corpus.languages import check_language

    languages = [check_language(tag) for value in values for tag in value.split(",") if tag.strip()]
    if not languages:
        raise typer.BadParameter("name a language: vi, lo or en", param_hint="--to")
    if check_language(source) in languages:
        raise KohesiError(
            f"the files are in {source!r} already", hint="choose another --to, or another --from"
        )
    return languages


def _check_format(output_format: str) -> None:
    if output_format not in ("text", "json"):
        raise typer.BadParameter(f"{output_format!r} is neither text nor json")


def main() -> None:
    """Run the command line: an error is one line on standard error, never a traceback."""
    try:
        app()
    except KohesiError as error:
        typer.echo(f"kohesi: {error}", err=True)
        sys.exit(EXIT_ERROR)
    except SystemExit as stopped:
        if stopped.code == EXIT_INTERRUPTED:  # what Typer makes of Ctrl-C, without a word
            typer.echo(
                "kohesi: interrupted; finished files are kept, nothing is half written; "
                "the same command goes on from here",
                err=True,
            )
        raise
    except BrokenPipeError:
        # the reader of our output went away (`kohesi ... | head`): nothing is wrong with the run
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
