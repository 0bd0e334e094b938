"""Files of other programs into a memory, and out of it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..bitext import BITEXT_FORMATS, Bitext, Unit, bitext_format, read_bitext, write_bitext
from ..errors import FormatError
from ..languages import check_language
from . import tmx
from .database import Database
from .unit import MemoryUnit

LONGEST = 20_000
"""Code points of a side that is taken: more is no segment."""


@dataclass(slots=True)
class Imported:
    """What became of the units of files.

    Attributes:
        new: units that the memory did not have.
        known: units that it had already.
        left_out: how many units were not taken, by reason.
    """

    new: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def import_files(
    store: Database,
    paths: Sequence[Path],
    *,
    source_lang: str,
    target_langs: Sequence[str],
    origin: str = "",
    format: str | None = None,
    unconfirmed: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Take the units of files into a memory, all of them in one step.

    The neighbours of a unit are its context where the format keeps the order of a document
    (XLIFF) or says them (TMX).

    Args:
        store: the memory.
        paths: TMX, XLIFF, PO, TSV or the first file of a Moses pair.
        source_lang: the language of the sources.
        target_langs: the languages of the translations; a format that holds two languages takes
            one.
        origin: where the units are from; the name of each file when empty.
        format: a name of `corpus.bitext.BITEXT_FORMATS`; None looks at the names of the files.
        unconfirmed: whether units that want a review are taken too.
        progress: told how many units were done since its last call.

    Raises:
        FormatError: a file cannot be read, or has nothing for the memory; nothing is taken then.
        LanguageError: a language is unknown.
        OutputError: the memory cannot be written.
    """
    languages = list(dict.fromkeys(check_language(tag) for tag in target_langs))
    source = check_language(source_lang)
    if source in languages:
        raise FormatError(
            f"source and target language are both {source!r}", hint="choose another --to"
        )
    result = Imported()

    def units() -> Iterator[MemoryUnit]:
        for path in paths:
            found = False
            for unit, state in _read(path, source, languages, format):
                found = True
                reason = _unfit(unit, state, unconfirmed=unconfirmed)
                if reason:
                    result.left_out[reason] += 1
                else:
                    yield replace(unit, origin=origin or unit.origin or path.name)
            if not found:
                raise FormatError(
                    f"no unit from {source} to {' or '.join(languages)}",
                    path=path,
                    hint="check the languages of the file",
                )

    added = store.add(units(), progress=progress)
    result.new, result.known = added.new, added.known
    return result


def _unfit(unit: MemoryUnit, state: str, *, unconfirmed: bool) -> str:
    if not unit.source.strip() or not unit.target.strip():
        return "a side is empty"
    if state and not unconfirmed:
        return "wants a review"
    if max(len(unit.source), len(unit.target)) > LONGEST:
        return f"longer than {LONGEST:,} characters"
    return ""


def _read(
    path: Path, source: str, targets: Sequence[str], format: str | None
) -> Iterator[tuple[MemoryUnit, str]]:
    kind = format or bitext_format(path, source)
    if kind == "tmx":
        yield from tmx.read(path, source_lang=source, target_langs=targets)
        return
    if len(targets) > 1:
        raise FormatError(
            "a file of this format holds one target language", path=path, hint="give one --to"
        )
    bitext = read_bitext(path, source_lang=source, target_lang=targets[0], format=kind)
    outside = Unit("", "")
    units = (outside, *bitext.units, outside)
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        ordered = kind == "xliff"
        yield (
            MemoryUnit(
                source=unit.source,
                target=unit.target,
                source_lang=source,
                target_lang=targets[0],
                before=before.source if ordered else "",
                after=after.source if ordered else "",
            ),
            unit.state,
        )


def export_file(
    units: Iterator[MemoryUnit],
    path: Path,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    format: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write units to a file, in one step; returns how many.

    TMX keeps everything and takes units of several languages; the other formats keep source and
    target.

    Args:
        units: what is written.
        path: the file.
        source_lang: the language of the sources, for formats that hold two languages.
        target_lang: the language of the targets.
        format: as for `import_files`.
        progress: told how many units were written since its last call.

    Raises:
        FormatError: the format is unknown or wants two languages, or there are no units.
        OutputError: the file cannot be written; what was there stays.
    """
    kind = format or bitext_format(path, source_lang or "")
    if kind not in BITEXT_FORMATS:
        raise FormatError(
            f"unknown bitext format {kind!r}", hint=f"use one of {', '.join(BITEXT_FORMATS)}"
        )
    if kind != "tmx" and (source_lang is None or target_lang is None):
        raise FormatError(
            "a file of this format holds two languages", path=path, hint="give --from and --to"
        )
    first = next(units, None)
    if first is None:
        raise FormatError("the memory has no such units", hint="nothing was written")
    units = itertools.chain([first], units)
    if kind == "tmx":
        return tmx.write(units, path, progress=progress)
    bitext = Bitext(
        first.source_lang,
        first.target_lang,
        tuple(Unit(unit.source, unit.target) for unit in units),
    )
    write_bitext(bitext, path, format=kind)
    return len(bitext.units)
