"""The commands `kohesi score`, `check` and `compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.completion import complete, complete_language
from termbase.options import BundledOption, GlossaryOption

EXIT_REVIEW = 3

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

SourceLang = Annotated[
    str, typer.Option("--from", help="Language of the source.", autocompletion=complete_language)
]


def _complete_metric(incomplete: str) -> list[tuple[str, str]]:
    from .metrics import METRICS

    return complete(incomplete, ((name, "") for name in METRICS))


def _complete_rule(incomplete: str) -> list[tuple[str, str]]:
    from .checks.rules import RULES

    return complete(incomplete, ((name, rule.about) for name, rule in RULES.items()))


def _complete_limit(incomplete: str) -> list[tuple[str, str]]:
    from .checks.settings import FAIL_ON

    return complete(incomplete, ((name, "") for name in FAIL_ON))


OutputFormat = Annotated[str, typer.Option("--format", help="text or json.")]
Metrics = Annotated[
    str,
    typer.Option(
        help="Metrics to take, with commas: chrF,chrF++,BLEU,spBLEU,TER; all if empty.",
        autocompletion=_complete_metric,
    ),
]
Samples = Annotated[
    int, typer.Option("--bootstrap", min=0, help="Samples for the 95% interval; 0 for none.")
]


def check_format(output_format: str) -> None:
    """Refuse what is neither text nor json."""
    if output_format not in ("text", "json"):
        raise typer.BadParameter(f"{output_format!r} is neither text nor json")


@app.command()
def score(
    hypothesis: Annotated[
        Path,
        typer.Option(help="The translation: text, TSV, TMX, PO, XLIFF, or a report of a run."),
    ],
    lang: Annotated[
        str,
        typer.Option(
            help="Language of the translation: vi, lo, en or id.", autocompletion=complete_language
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Option(help="The source, for terminology; not needed where the translation has it."),
    ] = None,
    reference: Annotated[
        list[Path] | None, typer.Option(help="A reference translation; may be repeated.")
    ] = None,
    source_lang: SourceLang = "id",
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    metrics: Metrics = "",
    samples: Samples = 1000,
    placement: Annotated[
        bool, typer.Option("--placement", help="Align words, and judge where terms stand.")
    ] = False,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Estimate the quality without reference.")
    ] = False,
    vectors: Annotated[
        bool,
        typer.Option("--vectors", help="Estimate with sentence vectors too (extra embed)."),
    ] = False,
    comet_python: Annotated[
        Path | None,
        typer.Option(help="The python of an environment of yours with COMET, to ask it too."),
    ] = None,
    comet_model: Annotated[str, typer.Option(help="COMET's model.")] = "Unbabel/wmt22-comet-da",
    segments: Annotated[bool, typer.Option("--segments", help="Score every segment too.")] = False,
    output_format: OutputFormat = "text",
) -> None:
    """Score a translation against references and the glossary.

    Every figure comes with its signature and its 95% interval.
    """
    import json

    from .scoring import score_files
    from .show import (
        comet_text,
        estimates_json,
        estimates_text,
        rows_text,
        scores_json,
        scores_text,
        segment_rows,
        terms_json,
        terms_text,
    )

    check_format(output_format)
    result = score_files(
        hypothesis,
        lang=lang,
        source_lang=source_lang,
        source=source,
        references=reference or [],
        glossaries=glossary or [],
        bundled=bundled,
        metrics=[name for name in metrics.split(",") if name.strip()],
        samples=samples,
        placement=placement,
        segments=segments,
        estimate=estimate,
        vectors=vectors,
        comet_python=comet_python,
        comet_model=comet_model,
    )
    rows = segment_rows(result) if segments else []
    if output_format == "json":
        values: dict[str, Any] = {"segments": result.count, **scores_json(result.scores)}
        if result.terms is not None:
            values["terminology"] = terms_json(result.terms, samples=samples)
        if result.estimates:
            values["estimate"] = estimates_json(result.estimates)
        if result.comet is not None:
            values["comet"] = {"score": result.comet.value, "signature": result.comet.signature}
        if segments:
            values["rows"] = rows
        typer.echo(json.dumps(values, ensure_ascii=False, indent=1))
        return
    blocks = [scores_text(result.scores)]
    if result.terms is not None:
        blocks.append(terms_text(result.terms))
    if result.estimates:
        blocks.append(estimates_text(result.estimates))
    if result.comet is not None:
        blocks.append(comet_text(result.comet))
    blocks.append(rows_text(rows))
    typer.echo("\n\n".join(block for block in blocks if block))


@app.command()
def check(
    context: typer.Context,
    translation: Annotated[
        Path,
        typer.Argument(help="The translation: text, TSV, TMX, PO, XLIFF, or a report of a run."),
    ],
    lang: Annotated[
        str,
        typer.Option(
            help="Language of the translation: vi, lo, en or id.", autocompletion=complete_language
        ),
    ],
    source: Annotated[
        Path | None, typer.Option(help="The source, where the translation does not hold it.")
    ] = None,
    source_lang: SourceLang = "id",
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    rules: Annotated[
        str,
        typer.Option(help="Check only these rules, with commas.", autocompletion=_complete_rule),
    ] = "",
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            help="error, warning or never; gives exit status 3.",
            autocompletion=_complete_limit,
        ),
    ] = "error",
    output_format: OutputFormat = "text",
) -> None:
    """Check a translation: numbers, names, markup, terms and more.

    One line per finding: file, line, severity, rule, what was found. Exit status 3 where a finding
    is as bad as `--fail-on` says.
    """
    import json

    from translate.config.group import config_of

    from .checking import check_file
    from .checks.settings import FAIL_ON, Settings
    from .show import findings_json, findings_text

    check_format(output_format)
    if fail_on not in FAIL_ON:
        raise typer.BadParameter(f"--fail-on {fail_on!r} is none of {', '.join(FAIL_ON)}")
    result = check_file(
        translation,
        lang=lang,
        source_lang=source_lang,
        source=source,
        glossaries=glossary or [],
        bundled=bundled,
        settings=Settings.of(config_of(context)),
        rules=[name.strip() for name in rules.split(",") if name.strip()],
        fail_on=fail_on,
    )
    if output_format == "json":
        typer.echo(json.dumps(findings_json(result), ensure_ascii=False, indent=1))
    else:
        text, summary = findings_text(result)
        if text:
            typer.echo(text)
        typer.echo(summary, err=True)
    if result.failed:
        raise typer.Exit(EXIT_REVIEW)


@app.command()
def compare(
    translations: Annotated[
        list[Path],
        typer.Argument(help="Two translations or more; the first is what others are held against."),
    ],
    reference: Annotated[
        list[Path], typer.Option(help="A reference translation; may be repeated.")
    ],
    lang: Annotated[
        str,
        typer.Option(
            help="Language of the translations: vi, lo, en or id.", autocompletion=complete_language
        ),
    ],
    source: Annotated[
        Path | None, typer.Option(help="The source, for terminology and for the reader.")
    ] = None,
    source_lang: SourceLang = "id",
    glossary: GlossaryOption = None,
    bundled: BundledOption = True,
    metrics: Metrics = "",
    show: Annotated[
        int, typer.Option(min=0, help="How many of the segments that differ most to show.")
    ] = 5,
    output_format: OutputFormat = "text",
) -> None:
    """Compare translations of one text; say how sure the result is.

    Shows scores, and the segments that differ most. p-values are of the paired bootstrap (1,000
    samples) and of approximate randomisation (10,000 trials), against the first translation.
    """
    import json

    from .compare import compare_files
    from .show_compare import comparison_json, comparison_text

    check_format(output_format)
    if len(translations) < 2:
        raise typer.BadParameter("give two translations or more")
    result = compare_files(
        translations,
        references=reference,
        lang=lang,
        source_lang=source_lang,
        source=source,
        glossaries=glossary or [],
        bundled=bundled,
        metrics=[name for name in metrics.split(",") if name.strip()],
        most=show,
    )
    if output_format == "json":
        typer.echo(json.dumps(comparison_json(result), ensure_ascii=False, indent=1))
    else:
        typer.echo(comparison_text(result))
