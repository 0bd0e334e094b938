"""Reading ahead: each file in parts, with what is to be done for it in every language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Document, FormatError, KohesiError
from corpus.formats import read_parts
from translate.pipeline import Prepared, Translator

from .sources import Source


@dataclass(frozen=True, slots=True)
class Opened:
    """A file is read now.

    Attributes:
        source: the file.
        digest: digest of its bytes; empty where they cannot be read.
        languages: the target languages that it is read for; in the others it has been
            translated before.
    """

    source: Source
    digest: bytes
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file, prepared for each language; most files are one part."""

    source: Source
    prepared: tuple[Prepared, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A file is at its end, or could not be read to it."""

    source: Source
    error: KohesiError | None = None


Message = Opened | Part | Closed
Wanted = Callable[[Source, bytes], tuple[str, ...]]
"""Tells, by the digest of a file, in which languages it has to be translated."""


def read_sources(
    sources: Iterable[Source],
    translator: Translator,
    *,
    wanted: Wanted,
    article: bool = False,
) -> Iterator[Message]:
    """Read files one after another; what is wrong with one is told in its `Closed`.

    Args:
        sources: the files.
        translator: prepares their parts.
        wanted: see `Wanted`.
        article: of saved web pages translate the article only.

    Yields:
        For each file `Opened`, its parts, `Closed`.
    """
    for source in sources:
        digest = file_digest(source.path)
        languages = wanted(source, digest)
        yield Opened(source, digest, languages)
        try:
            if languages:
                yield from _parts(source, translator, languages, article)
        except KohesiError as error:
            yield Closed(source, error)
        else:
            yield Closed(source)


def _parts(
    source: Source, translator: Translator, languages: Sequence[str], article: bool
) -> Iterator[Part]:
    mentions = {lang: translator.follow_mentions(lang) for lang in languages}
    for document in read_documents(
        source.path,
        languages,
        source_lang=translator.source_lang,
        input_format=source.format,
        article=article,
    ):
        yield Part(
            source,
            tuple(
                translator.prepare(document, target_lang=lang, mentions=mentions[lang])
                for lang in languages
            ),
        )


def read_documents(
    path: Path,
    languages: Sequence[str],
    *,
    source_lang: str,
    input_format: str | None = None,
    article: bool = False,
) -> Iterator[Document]:
    """Read a file in parts, and see that it can be translated and stays as it is.

    Args:
        path: the file.
        languages: what it is to be translated into.
        source_lang: BCP-47 tag of its language.
        input_format: a format of `corpus.formats`.
        article: of a saved web page read the article only.

    Raises:
        FormatError: it cannot be read, changed meanwhile, or holds translations into another
            language.
    """
    before = _state(path)
    for document in read_parts(path, source_lang=source_lang, format=input_format, article=article):
        _check_languages(document, languages, path)
        yield document
    if _state(path) != before:
        raise file_changed(path)


def file_changed(path: Path) -> FormatError:
    """Return the error for a file that is no longer what it was."""
    return FormatError("the file changed while it was read", path=path, hint="run again")


def _check_languages(document: Document, languages: Sequence[str], path: Path) -> None:
    """Refuse to write one language over the translations that a file has in another."""
    for lang in languages:
        if document.target_lang not in (None, lang):
            raise FormatError(
                f"this file holds translations into {document.target_lang!r}, not {lang!r}",
                path=path,
                hint="translate the template without translations",
            )


def file_digest(path: Path) -> bytes:
    """Return the digest of a file's bytes; nothing where they cannot be read, or only once."""
    if not path.is_file():  # a pipe is read once
        return b""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "blake2b").digest()[:16]
    except OSError:
        return b""  # reading it tells what is wrong


def _state(path: Path) -> tuple[int, ...]:
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
