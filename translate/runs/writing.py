"""Writing behind: each translation rendered, written whole, noted in the journal and the report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from corpus import EngineError, KohesiError
from corpus.atomic import Abandoned, replacing
from translate.report.run import Json, no_totals, sum_totals, totals
from translate.report.writer import ReportWriter, Segments
from translate.results import SegmentStatus, Translation

from .journal import Journal, Written
from .outcome import FileStatus, Outcome
from .place import Scratch
from .reading import Closed, Opened
from .solving import Event, Translated
from .sources import Source

REVIEWS_KEPT = 5
"""Reasons per file that a summary shows; the report has all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How translations are rendered; see `Translation.render`."""

    drop_boilerplate: bool = False
    mark_unknown: bool = False


@dataclass(slots=True)
class _Output:
    """A translation on its way to its file, part by part."""

    target: Path
    lang: str
    file: AbstractContextManager[IO[bytes]]
    segments: Segments | None
    stream: IO[bytes] | None = None
    digest: hashlib.blake2b = field(default_factory=lambda: hashlib.blake2b(digest_size=16))
    totals: Json = field(default_factory=no_totals)
    reviews: list[str] = field(default_factory=list)
    review_lines: int = 0
    asked: int = 0
    errors: int = 0
    first_error: str = ""
    source_lang: str = ""

    def add(self, translation: Translation, rendering: Rendering) -> None:
        """Write a part."""
        if self.stream is None:
            self.stream = self.file.__enter__()
            self.source_lang = translation.document.source_lang
        data = translation.render(
            drop_boilerplate=rendering.drop_boilerplate, mark_unknown=rendering.mark_unknown
        )
        self.stream.write(data)
        self.digest.update(data)
        self._count(translation)
        if self.segments is not None:
            self.segments.add(translation.results)

    def _count(self, translation: Translation) -> None:
        for result in translation.results:
            if result.status is not SegmentStatus.PASSED_THROUGH:
                self.asked += 1
            if result.error:
                self.errors += 1
                self.first_error = self.first_error or result.error
            for reason in result.reasons:
                self.review_lines += 1
                if len(self.reviews) < REVIEWS_KEPT:
                    self.reviews.append(f"{result.segment.line}: {reason}")
        self.totals = sum_totals([self.totals, totals(translation.results)])

    def commit(self) -> None:
        """Let the file appear."""
        self.file.__exit__(None, None, None)

    def discard(self) -> None:
        """Leave what was there before."""
        if self.stream is not None:
            self.file.__exit__(Abandoned, Abandoned(), None)
        if self.segments is not None:
            self.segments.drop()


class Writer:
    """Takes the events of a run in order and leaves files behind.

    Args:
        output: the folder of the translations.
        rendering: how they are rendered.
        asked: digest of the run for a file and a target language.
        scratch: place for unfinished files; None puts them beside their targets.
        journal: where finished files are noted.
        report: where every segment is told.
        told: called with each outcome.
    """

    def __init__(
        self,
        *,
        output: Path,
        rendering: Rendering,
        asked: Callable[[Source, str], bytes],
        scratch: Scratch | None = None,
        journal: Journal | None = None,
        report: ReportWriter | None = None,
        told: Callable[[Outcome], None],
    ) -> None:
        self._output = output
        self._rendering = rendering
        self._asked = asked
        self._scratch = scratch
        self._journal = journal
        self._report = report
        self._told = told
        self._opened: Opened | None = None
        self._outputs: dict[str, _Output] = {}

    def take(self, event: Event) -> None:
        """Take the next event.

        Raises:
            OutputError: a file cannot be written.
        """
        if isinstance(event, Opened):
            self._opened = event
        elif isinstance(event, Translated):
            for translation in event.translations:
                self._at(event.source, translation.target_lang).add(translation, self._rendering)
        else:
            self._close(event)

    def abandon(self) -> None:
        """Leave no part of a file that is not finished."""
        for output in self._outputs.values():
            output.discard()
        self._outputs.clear()

    def _at(self, source: Source, lang: str) -> _Output:
        if lang not in self._outputs:
            target = self._output / source.target(lang)
            self._outputs[lang] = _Output(
                target,
                lang,
                replacing(target, scratch=None if self._scratch is None else self._scratch.folder),
                None if self._report is None else self._report.segments(),
            )
        return self._outputs[lang]

    def _close(self, event: Closed) -> None:
        opened, outputs = self._opened, list(self._outputs.values())
        if event.error is not None:
            self.abandon()
            self._told(Outcome(event.source.path, "", None, FileStatus.FAILED, error=event.error))
            return
        while outputs:
            output = outputs[0]
            self._told(self._finished(event.source, output, opened))
            del self._outputs[output.lang], outputs[0]

    def _finished(self, source: Source, output: _Output, opened: Opened | None) -> Outcome:
        error: KohesiError | None = None
        if output.errors and output.errors == output.asked:
            # the source text under the name of a translation would only mislead
            error = EngineError(output.first_error, path=source.path)
        if self._report is not None and output.segments is not None:
            self._report.document(
                source=str(source.path),
                target="" if error else str(output.target),
                source_lang=output.source_lang,
                target_lang=output.lang,
                segments=output.segments,
                totals=output.totals,
            )
        if error is None:
            output.commit()
        else:
            output.discard()
        outcome = Outcome(
            source.path,
            output.lang,
            output.target,
            FileStatus.FAILED if error else FileStatus.WRITTEN,
            output.totals,
            tuple(output.reviews),
            output.review_lines,
            error,
        )
        # a file in which the engine failed on a segment is tried again by the next run
        if self._journal is not None and not output.errors and opened is not None:
            self._journal.keep_output(
                source.target(output.lang).as_posix(),
                Written(
                    asked=self._asked(source, output.lang),
                    source=opened.digest,
                    written=output.digest.digest(),
                    summary=[output.totals, output.reviews, output.review_lines],
                ),
            )
        return outcome


def standing_outcome(
    source: Source, lang: str, digest: bytes, *, output: Path, asked: bytes, journal: Journal
) -> Outcome | None:
    """Return the outcome of a file whose translation stands already; None where it is to be made.

    It stands if it was made of this very file by these very means, and also if somebody has
    changed it since it was written: what a person did is not overwritten.

    Args:
        source: the file.
        lang: the target language.
        digest: digest of its bytes.
        output: the output folder.
        asked: digest of the run for this language.
        journal: what was written before.
    """
    written = journal.output(source.target(lang).as_posix())
    if written is None:
        return None
    target = output / source.target(lang)
    try:
        with target.open("rb") as stream:
            found = hashlib.file_digest(stream, _digester).digest()
    except OSError:
        return None
    if found != written.written:
        return Outcome(source.path, lang, target, FileStatus.EDITED)
    if (written.asked, written.source) != (asked, digest):
        return None
    counts, reviews, review_lines = written.summary
    return Outcome(
        source.path, lang, target, FileStatus.UNCHANGED, counts, tuple(reviews), review_lines
    )


def _digester() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)
