"""Bitexts: units of a source and the target that translates it, and the files that hold them.

One module of `bitext_formats` per file format, found through the table below and imported when it
is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from .errors import FormatError
from .languages import check_language

# name -> (module, file name endings)
BITEXT_FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "tmx": ("tmx", (".tmx",)),
    "tsv": ("tsv", (".tsv",)),
    "moses": ("moses", ()),
    "xliff": ("xliff", (".xlf", ".xliff")),
    "po": ("po", (".po", ".pot")),
}

NEEDS_REVIEW = "needs-review"
"""State of a unit whose two sides may not belong together."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text with its translation.

    Attributes:
        source: text in the source language.
        target: text in the target language; empty where there is none.
        state: what is known of the translation, empty or `needs-review`.
        score: confidence from 0 to 1 that the two belong together; None where nobody said.
    """

    source: str
    target: str
    state: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Bitext:
    """Units in the order of their texts.

    Attributes:
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the targets.
        units: the units.
    """

    source_lang: str
    target_lang: str
    units: tuple[Unit, ...]


class BitextFormat(Protocol):
    """What a module of `bitext_formats` offers."""

    def read(self, path: Path, *, source_lang: str, target_lang: str) -> Bitext:
        """Read a file.

        Raises:
            FormatError: the file is missing or broken, or has no unit of the two languages.
        """
        ...

    def write(self, bitext: Bitext, path: Path) -> None:
        """Write a file in one step.

        Raises:
            OutputError: the file cannot be written.
        """
        ...


def bitext_format(path: str | Path, source_lang: str = "") -> str:
    """Return the name of the format of `path` by the ending of its name.

    An ending that is the source language (`news.id`) is that of a Moses pair (`news.id`,
    `news.lo`).

    Raises:
        FormatError: the ending is none that is known.
    """
    ending = Path(path).suffix.lower()
    for name, (_, endings) in BITEXT_FORMATS.items():
        if ending in endings:
            return name
    if source_lang and ending == f".{source_lang}":
        return "moses"
    raise FormatError(
        f"unknown bitext format {ending or 'without an ending'}",
        path=path,
        hint=f"use one of {', '.join(BITEXT_FORMATS)}",
    )


def read_bitext(
    path: str | Path, *, source_lang: str, target_lang: str, format: str | None = None
) -> Bitext:
    """Read the units of a file.

    Args:
        path: the file; of a Moses pair the one in the source language.
        source_lang: language of the sources.
        target_lang: language of the targets.
        format: a name of `BITEXT_FORMATS`; None looks at the ending of the file's name.

    Raises:
        FormatError: the file is missing, broken, or has no unit of the two languages.
        LanguageError: a language is unknown.
    """
    source, target = check_language(source_lang), check_language(target_lang)
    module = _module(format or bitext_format(path, source))
    return module.read(Path(path), source_lang=source, target_lang=target)


def write_bitext(bitext: Bitext, path: str | Path, *, format: str | None = None) -> None:
    """Write units to a file, in one step; otherwise as `read_bitext`.

    Raises:
        FormatError: the format is unknown.
        OutputError: the file cannot be written.
    """
    _module(format or bitext_format(path, bitext.source_lang)).write(bitext, Path(path))


def _module(name: str) -> BitextFormat:
    if name not in BITEXT_FORMATS:
        raise FormatError(
            f"unknown bitext format {name!r}", hint=f"use one of {', '.join(BITEXT_FORMATS)}"
        )
    module: BitextFormat = import_module(f".bitext_formats.{BITEXT_FORMATS[name][0]}", __package__)
    return module
