"""`kohesi init` and `kohesi config show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def config() -> None:
    """See which settings hold, and where they come from."""


@app.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
def show(
    context: typer.Context,
    call: Annotated[
        list[str] | None,
        typer.Argument(
            help="A command as you would type it after `kohesi`, or a file, or nothing.",
            show_default=False,
        ),
    ] = None,
    output_format: Annotated[
        str, typer.Option("--format", help="text or json; stands before the command.")
    ] = "text",
) -> None:
    """Show which settings hold, and who says so.

    An option, a line of kohesi.toml, or nobody. Nothing is translated:
    `kohesi config show translate a.txt --to vi` only tells what would hold.
    """
    import json

    from .show import command_words, effective, effective_call, settings_for, shown_value

    if output_format not in ("text", "json"):
        raise typer.BadParameter(f"{output_format!r} is neither text nor json")
    words = command_words(call or [], context.find_root().command)
    if words:
        words, found, rows = effective_call(call or [], context)
    else:
        found = settings_for(call or [])
        rows = effective(found, context.find_root().command)
    if output_format == "json":
        document = {
            "file": None if found.path is None else str(found.path),
            "command": words or None,
            "settings": [
                {"key": row.key, "value": row.value, "origin": row.origin, "where": row.where}
                for row in rows
            ],
        }
        typer.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    typer.echo(f"settings of {found.path}" if found.path else "no kohesi.toml")
    values = [shown_value(row.value) for row in rows]
    width = min(40, max(map(len, values), default=0))
    for row, value in zip(rows, values, strict=True):
        typer.echo(f"{row.key:<32}{value:<{width}}  {row.origin} {row.where}".rstrip())


def init_command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where; the files below it obey.")] = Path(),
    force: Annotated[
        bool, typer.Option("--force", help="Write over a kohesi.toml that is there.")
    ] = False,
) -> None:
    """Write a kohesi.toml with every setting, explained.

    Each is at its default, behind a #; the file changes nothing until one is taken away.
    """
    from .template import write_template

    typer.echo(write_template(folder, context.find_root().command, overwrite=force))
