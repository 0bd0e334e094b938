"""Moses pairs: two files with the same number of lines, `NAME.id` and `NAME.lo`."""

from __future__ import annotations

from pathlib import Path

from ..atomic import write_text
from ..bitext import Bitext, Unit
from ..errors import FormatError
from ..formats.reading import decode_text, read_file


def read(path: Path, *, source_lang: str, target_lang: str) -> Bitext:
    """Read a pair; `path` is the file in the source language, or the name without its ending."""
    ours, theirs = _pair(path, source_lang, target_lang)
    source, target = _lines(ours), _lines(theirs)
    if len(source) != len(target):
        raise FormatError(
            f"{len(source)} lines here, {len(target)} in {theirs.name}",
            path=ours,
            hint="the files of a pair have the same number of lines",
        )
    return Bitext(
        source_lang,
        target_lang,
        tuple(Unit(left, right) for left, right in zip(source, target, strict=True)),
    )


def write(bitext: Bitext, path: Path) -> None:
    """Write all units that have a source and a target; scores and states are not kept."""
    ours, theirs = _pair(path, bitext.source_lang, bitext.target_lang)
    units = [unit for unit in bitext.units if unit.source and unit.target]
    write_text(ours, "".join(f"{' '.join(unit.source.split())}\n" for unit in units))
    write_text(theirs, "".join(f"{' '.join(unit.target.split())}\n" for unit in units))


def _pair(path: Path, source: str, target: str) -> tuple[Path, Path]:
    stem = path.with_suffix("") if path.suffix == f".{source}" else path
    return stem.with_name(f"{stem.name}.{source}"), stem.with_name(f"{stem.name}.{target}")


def _lines(path: Path) -> list[str]:
    text, _ = decode_text(read_file(path), name=str(path))
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return [line.rstrip("\r") for line in lines]
