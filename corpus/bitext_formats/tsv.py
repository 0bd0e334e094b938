"""Tab-separated units: source, target, and maybe score and state.

A unit is one line: runs of white space are written as one space. A first line that begins with
`source<TAB>target` names the columns.
"""

from __future__ import annotations

from pathlib import Path

from ..atomic import write_text
from ..bitext import Bitext, Unit
from ..errors import FormatError
from ..formats.reading import decode_text, read_file

_HEADER = ("source", "target", "score", "state")


def read(path: Path, *, source_lang: str, target_lang: str) -> Bitext:
    """Read a file with two columns or more."""
    text, _ = decode_text(read_file(path), name=str(path))
    units: list[Unit] = []
    for number, line in enumerate(text.split("\n"), start=1):
        fields = line.rstrip("\r").split("\t")
        if fields == [""] or (number == 1 and tuple(fields[:2]) == _HEADER[:2]):
            continue
        if len(fields) < 2:
            raise FormatError(
                "a line has a source and a target with a tab between them", path=path, line=number
            )
        units.append(
            Unit(fields[0], fields[1], fields[3] if len(fields) > 3 else "", _score(fields[2:3]))
        )
    if not units:
        raise FormatError("there are no units in this file", path=path)
    return Bitext(source_lang, target_lang, tuple(units))


def _score(field: list[str]) -> float | None:
    try:
        return float(field[0]) if field else None
    except ValueError:
        return None


def write(bitext: Bitext, path: Path) -> None:
    """Write all units with a header."""
    lines = ["\t".join(_HEADER)]
    for unit in bitext.units:
        score = "" if unit.score is None else f"{unit.score:.4f}"
        fields = (unit.source, unit.target, score, unit.state)
        lines.append("\t".join(" ".join(field.split()) for field in fields))
    write_text(path, "\n".join(lines) + "\n")
