"""The texts that are scored, compared and checked, from files of any kind.

Plain text has one segment a line. Of bitexts (TSV, TMX, PO, XLIFF) and of the report of a run the
side that is asked for is taken; a translation that comes with its source needs no other file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import KohesiError
from corpus.formats.reading import decode_text, read_file

_BITEXTS = (".tsv", ".tmx", ".po", ".pot", ".xlf", ".xliff")


@dataclass(frozen=True, slots=True)
class Texts:
    """The segments of a file.

    Attributes:
        name: the file.
        sources: source texts; empty where the file has none.
        targets: translations, or the lines of a plain text.
        documents: the document of each segment.
        lines: the line of the file on which each segment starts, or its number.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    documents: tuple[str, ...]
    lines: tuple[int, ...]

    def __len__(self) -> int:
        """The number of segments."""
        return len(self.targets)


def read_texts(path: str | Path, *, source_lang: str, target_lang: str) -> Texts:
    """Read the segments of a file.

    Args:
        path: plain text, TSV, TMX, PO, XLIFF, or a report of `kohesi translate`.
        source_lang: language of the sources.
        target_lang: language of the translations; of a report only these documents are taken,
            without what was passed through untranslated.

    Raises:
        FormatError: the file is missing or broken, or has nothing in these languages.
    """
    file = Path(path)
    ending = file.suffix.lower()
    if ending == ".json":
        return _report(file, target_lang)
    if ending in _BITEXTS and not _one_column(file, ending):
        from corpus.bitext import read_bitext

        bitext = read_bitext(file, source_lang=source_lang, target_lang=target_lang)
        sources = tuple(unit.source for unit in bitext.units)
        targets = tuple(unit.target for unit in bitext.units)
        return _texts(file, targets, sources)
    return _texts(file, _lines(file))


def sources_of(path: str | Path, *, source_lang: str, target_lang: str) -> tuple[str, ...]:
    """Return the source texts of a file: of a plain text its lines.

    Raises:
        FormatError: see `read_texts`.
    """
    texts = read_texts(path, source_lang=source_lang, target_lang=target_lang)
    return texts.sources or texts.targets


def with_sources(texts: Texts, source: Path | None, *, source_lang: str, target_lang: str) -> Texts:
    """Give texts the sources of another file, where one is named.

    Raises:
        FormatError: see `read_texts`.
        KohesiError: the two do not have the same number of segments.
    """
    if source is None:
        return texts
    from .score import check_counts

    sources = sources_of(source, source_lang=source_lang, target_lang=target_lang)
    check_counts([(str(source), len(sources)), (texts.name, len(texts))])
    return Texts(texts.name, sources, texts.targets, texts.documents, texts.lines)


def _texts(file: Path, targets: Sequence[str], sources: Sequence[str] = ()) -> Texts:
    return Texts(
        str(file),
        tuple(sources),
        tuple(targets),
        (str(file),) * len(targets),
        tuple(range(1, len(targets) + 1)),
    )


def _lines(file: Path) -> tuple[str, ...]:
    text, _ = decode_text(read_file(file), name=str(file))
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return tuple(line.rstrip("\r") for line in lines)


def _one_column(file: Path, ending: str) -> bool:
    """Whether a TSV file has no tab at all: then it is a plain text."""
    return ending == ".tsv" and b"\t" not in read_file(file)


def _report(file: Path, target_lang: str) -> Texts:
    from translate.report_file import read_report

    kept = [
        (document["source"], segment["line"], segment["source"], segment["target"])
        for document in read_report(file)["documents"]
        if document["target_lang"] == target_lang
        for segment in document["segments"]
        if segment["status"] != "passed-through"
    ]
    if not kept:
        raise KohesiError(f"the report has no translation into {target_lang!r}", path=file)
    names, lines, sources, targets = zip(*kept, strict=True)
    return Texts(str(file), sources, targets, names, lines)
