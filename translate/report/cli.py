"""`kohesi report`: the JSON report of a run as a page to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report_command(
    context: typer.Context,
    report: Annotated[
        Path, typer.Argument(help="What `kohesi translate --report` wrote.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The page; else the name of the report with .html."),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(
            "--names", help="What `kohesi term check FILES --format json` printed, to show too."
        ),
    ] = None,
    align: Annotated[
        bool,
        typer.Option(
            "--align", help="Work out which words translate each other, to show under the pointer."
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Check numbers, dates, markup and more, as `kohesi check`."),
    ] = False,
) -> None:
    """Make one page to read of the report of a run.

    Figures, charts, findings, and every segment. The page needs no network and no other file; open
    it in any browser, print it, send it.
    """
    from corpus.errors import OutputError
    from translate.config.group import config_of
    from translate.quality.checks import Settings

    from .html import write_html_report

    page = output or report.with_suffix(".html")
    if page.resolve() in {path.resolve() for path in (report, names) if path is not None}:
        raise OutputError("the page would overwrite its input", path=page, hint="choose another -o")
    checks = Settings.of(config_of(context)) if check else None
    write_html_report(report, page, names=names, align=align, checks=checks)
    typer.echo(page)
