"""What the commands of `kohesi memory` print."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from corpus.memory import Added, Match, MemoryStore, MemoryUnit
from corpus.memory.difference import differences
from corpus.memory.exchange import Imported
from corpus.memory.stats import PairStats

from .learn import Lesson
from .numbers import same_numbers

_LISTED = 20  # units and origins that text output lists; JSON has all


def show_import(result: Imported, name: str, *, as_json: bool) -> None:
    """Tell what became of the units of imported files."""
    if as_json:
        _json({"memory": name, **asdict(result)})
        return
    typer.echo(f"{name}: {_units(result.new)} new, {result.known} known already")
    for reason, count in result.left_out.items():
        typer.echo(f"  {count} left out: {reason}")


def show_export(count: int, file: Path, *, as_json: bool) -> None:
    """Tell how many units were written."""
    if as_json:
        _json({"file": str(file), "units": count})
    else:
        typer.echo(f"{file}: {_units(count)}")


def show_matches(text: str, found: Sequence[tuple[Match, str]], *, as_json: bool) -> None:
    """Show matches with the names of their memories, the best first."""
    if as_json:
        _json(
            [
                {
                    "score": round(match.score, 1),
                    "exactness": match.exactness.value,
                    "memory": name,
                    "numbers_differ": _other_numbers(text, match),
                    "differences": [
                        [change.old, change.new]
                        for change in differences(match.unit.source, text)
                        if not change.same
                    ],
                    **_fields(match.unit),
                }
                for match, name in found
            ]
        )
        return
    if not found:
        typer.echo("nothing like it in memory", err=True)
        return
    colour = sys.stdout.isatty()
    for match, name in found:
        unit = match.unit
        where = ", ".join(part for part in (unit.origin, unit.changed[:10], unit.creator) if part)
        told = f"{name}: {where}" if unit.origin != name else name
        warning = ", other numbers" if _other_numbers(text, match) else ""
        typer.echo(f"{match.score:5.1f}%  {match.exactness.value}{warning}  ({told})")
        typer.echo(f"        {_marked(unit.source, text, colour=colour)}")
        typer.echo(f"        {unit.target}")


def _other_numbers(text: str, match: Match) -> bool:
    return not same_numbers(text, match.unit.source, match.unit.source_lang)


def _marked(old: str, new: str, *, colour: bool) -> str:
    parts = []
    for change in differences(old, new):
        if change.same:
            parts.append(change.old)
            continue
        if change.old:
            mark = f"[-{change.old}-]"
            parts.append(typer.style(mark, fg=typer.colors.RED) if colour else mark)
        if change.new:
            mark = f"{{+{change.new}+}}"
            parts.append(typer.style(mark, fg=typer.colors.GREEN) if colour else mark)
    return "".join(parts)


def show_stats(store: MemoryStore, pairs: Sequence[PairStats], *, as_json: bool) -> None:
    """Show what a memory holds."""
    if as_json:
        _json({"memory": store.name, "digest": store.digest, "pairs": [asdict(p) for p in pairs]})
        return
    total = sum(pair.units for pair in pairs)
    typer.echo(f"{store.name}: {_units(total)}, digest {store.digest[:16]}")
    for pair in pairs:
        typer.echo(
            f"{pair.source_lang}-{pair.target_lang}: {_units(pair.units)}, "
            f"{pair.sources} different sources, "
            f"{pair.with_context} with context, {pair.used} used, "
            f"changed {pair.oldest[:10]} to {pair.newest[:10]}"
        )
        for origin, count in pair.origins[:_LISTED]:
            typer.echo(f"  {count:>8}  {origin or 'of unknown origin'}")
        if len(pair.origins) > _LISTED:
            typer.echo(f"  and {len(pair.origins) - _LISTED} more origins")


def show_pruned(units: Sequence[MemoryUnit], removed: int, *, dry_run: bool, as_json: bool) -> None:
    """List what was pruned, or would be."""
    if as_json:
        _json({"dry_run": dry_run, "removed": removed, "units": [_fields(unit) for unit in units]})
        return
    for unit in units[:_LISTED]:
        typer.echo(f"{unit.source_lang}-{unit.target_lang}  {unit.source}  =  {unit.target}")
    if len(units) > _LISTED:
        typer.echo(f"and {len(units) - _LISTED} more (--format json lists all)")
    if dry_run:
        typer.echo(f"{_units(len(units))} would go; nothing was removed")
    else:
        typer.echo(f"{_units(removed)} removed")


def show_lesson(lesson: Lesson, added: Added | None, *, as_json: bool) -> None:
    """Tell what was learned, and list what was not."""
    if as_json:
        _json(
            {
                "learned": added is not None,
                "units": [_fields(unit) for unit in lesson.units],
                "new": added.new if added else 0,
                "known": added.known if added else 0,
                "doubts": [asdict(doubt) for doubt in lesson.doubts],
            }
        )
        return
    if added is None:
        typer.echo(f"{_units(len(lesson.units))} would be learned; nothing was")
    else:
        learned = _units(len(lesson.units))
        typer.echo(f"{learned} learned: {added.new} new, {added.known} confirmed")
    if lesson.doubts:
        typer.echo(f"{len(lesson.doubts)} not learned:")
    for doubt in lesson.doubts:
        typer.echo(f"  {doubt.reason} ({doubt.score:.2f})")
        typer.echo(f"      {doubt.source or '-'}")
        typer.echo(f"      {doubt.target or '-'}")


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count} units"


def _fields(unit: MemoryUnit) -> dict[str, object]:
    fields = asdict(unit)
    del fields["id"]
    return fields


def _json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
