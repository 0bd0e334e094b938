"""The formats of glossaries with their variants, for import and export.

A module that reads has `decode(data, path, options, left_out)`, which gives the concepts, puts
what the glossary has no place for into `left_out`, and raises one
`GlossaryMistakes` that lists
every mistake of the file. One that writes what it can read again has `encode(concepts, options)`,
which gives the bytes of a file. The forms that translation services take are written only; their
module has `encode_for(concepts, options)`, which gives the bytes and what was left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from corpus.errors import GlossaryError

from ..concept import Concept
from . import FORMATS as FORMATS_BY_EXTENSION
from . import module_name
from .losses import Loss
from .source import Options, read_bytes


@dataclass(frozen=True, slots=True)
class Format:
    """One line of the table of formats.

    Attributes:
        name: what `--format` calls it.
        title: what it is, for people.
        module: the module of this package that knows it.
        extensions: file name endings, with the dot; the first is the usual one.
        variant: which of the forms of its module.
        reads: it can be imported.
        writes: it can be exported.
        pairs: a file holds one source and one target language.
        service: what a translation service takes; it is written only, and reports what the
            service has no place for.
        by_path: its module reads and writes a path, not the bytes of a file.
        carries: what it holds, for people.
    """

    name: str
    title: str
    module: str
    extensions: tuple[str, ...]
    variant: str = ""
    reads: bool = True
    writes: bool = True
    pairs: bool = False
    service: bool = False
    by_path: bool = False
    carries: str = "everything"


_PAIR = "source form, target form"
_WIDE = "ids, terms with their status, subject, policy, definition, note"
FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("tsv", "native table, one row per term", "tables", (".tsv",), "tabs"),
        Format("csv", "native table with commas", "tables", (".csv",), "commas"),
        Format(
            "wide-tsv",
            "one row per concept, a column per language",
            "tables",
            (".tsv",),
            "wide-tabs",
            carries=_WIDE,
        ),
        Format(
            "wide-csv",
            "one row per concept, with commas",
            "tables",
            (".csv",),
            "wide-commas",
            carries=_WIDE,
        ),
        Format("xlsx", "spreadsheet, one row per term", "xlsx", (".xlsx",), "long"),
        Format(
            "wide-xlsx",
            "spreadsheet, one row per concept",
            "xlsx",
            (".xlsx",),
            "wide",
            carries=_WIDE,
        ),
        Format("tbx", "TBX-Basic 3 (ISO 30042:2019), style DCA", "tbx", (".tbx", ".xml"), "dca"),
        Format("tbx-dct", "TBX-Basic 3 (ISO 30042:2019), style DCT", "tbx", (".tbx",), "dct"),
        Format("tbx-2008", "TBX-Basic 2 (ISO 30042:2008, MARTIF)", "tbx", (".tbx",), "martif"),
        Format("sqlite", "termbase in SQLite", "sqlite", (".sqlite", ".db"), by_path=True),
        Format("jsonl", "one JSON object per concept", "jsonl", (".jsonl", ".ndjson")),
        Format(
            "po",
            "gettext glossary of Weblate and Pootle",
            "po",
            (".po", ".pot"),
            pairs=True,
            carries="ids, pairs of terms with their status, subject, policy, definition, notes",
        ),
        Format(
            "deepl",
            "DeepL glossary, TSV",
            "services",
            (".tsv",),
            "deepl",
            reads=False,
            pairs=True,
            service=True,
            carries=_PAIR,
        ),
        Format(
            "deepl-csv",
            "DeepL glossary, CSV",
            "services",
            (".csv",),
            "deepl-csv",
            reads=False,
            pairs=True,
            service=True,
            carries=_PAIR,
        ),
        Format(
            "google",
            "Google Cloud Translation, unidirectional glossary",
            "services",
            (".csv",),
            "google",
            reads=False,
            pairs=True,
            service=True,
            carries=_PAIR,
        ),
        Format(
            "google-set",
            "Google Cloud Translation, equivalent term sets",
            "services",
            (".csv",),
            "google-set",
            reads=False,
            service=True,
            carries="one term per language",
        ),
        Format(
            "amazon",
            "Amazon Translate custom terminology, uni-directional",
            "services",
            (".csv",),
            "amazon",
            reads=False,
            service=True,
            carries="source forms, one target form per language",
        ),
        Format(
            "amazon-multi",
            "Amazon Translate custom terminology, multi-directional",
            "services",
            (".csv",),
            "amazon-multi",
            reads=False,
            service=True,
            carries="one term per language",
        ),
        Format(
            "microsoft",
            "Azure Document Translation glossary, TSV",
            "services",
            (".tsv",),
            "microsoft",
            reads=False,
            pairs=True,
            service=True,
            carries=_PAIR,
        ),
        Format(
            "microsoft-xlsx",
            "Azure Custom Translator phrase dictionary",
            "services",
            (".xlsx",),
            "microsoft-xlsx",
            reads=False,
            pairs=True,
            service=True,
            carries=_PAIR,
        ),
    )
}


def find_format(path: str | Path, name: str | None = None, *, writing: bool = False) -> Format:
    """Return the format that is named, or else the first that has the extension of `path`.

    Raises:
        GlossaryError: there is no such format, or it is not read (or not written).
    """
    if name is not None:
        entry = FORMATS.get(name.lower())
        if entry is None:
            known = ", ".join(FORMATS)
            raise GlossaryError(f"unknown glossary format {name!r}", hint=f"use one of {known}")
        if not (entry.writes if writing else entry.reads):
            raise GlossaryError(
                f"the format {entry.name} cannot be {'written' if writing else 'read'}",
                path=path,
                hint=f"kohesi term formats shows what can be {'written' if writing else 'read'}",
            )
        return entry
    suffix = Path(path).suffix.lower()
    module = FORMATS_BY_EXTENSION.get(suffix) if writing else module_name(path)
    for entry in FORMATS.values():
        fits = suffix in entry.extensions if writing else entry.reads
        if entry.module == module and fits:
            return entry
    known = ", ".join(FORMATS_BY_EXTENSION)
    raise GlossaryError(
        f"unknown glossary format {suffix or 'without extension'!r}",
        path=path,
        hint=f"use one of {known}, or name the format",
    )


def module_of(entry: Format) -> ModuleType:
    """Import the module of a format."""
    return import_module(f".{entry.module}", __package__)


def read_concepts(
    path: str | Path,
    *,
    format: str | None = None,
    source_lang: str = "id",
    target_lang: str = "",
    left_out: list[Loss] | None = None,
) -> tuple[Concept, ...]:
    """Read the concepts of a file of any format that can be read.

    Args:
        path: the file.
        format: a name of `FORMATS`; by default the extension of `path` tells.
        source_lang: source language of a format of pairs that does not name it.
        target_lang: target language of a format of pairs that does not name it.
        left_out: what the file holds and a glossary has no place for is added here.

    Raises:
        GlossaryError: the file is missing, of an unknown format, or has mistakes; all of them
            are in the one error, and nothing is loaded.
        MissingExtra: the format needs a package that is not installed.
    """
    entry = find_format(path, format)
    options = Options(entry.variant, source_lang, target_lang)
    module = module_of(entry)
    concepts: tuple[Concept, ...] = (
        module.read(path)
        if entry.by_path
        else module.decode(read_bytes(path), path, options, [] if left_out is None else left_out)
    )
    return concepts
