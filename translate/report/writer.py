"""Writing the JSON report while the run goes on: a line per segment, nothing kept in memory."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

from corpus.atomic import Abandoned, replacing
from translate.results import SegmentResult

from .run import Json, no_totals, report_head, segment_entry, sum_totals

_IN_MEMORY = 1 << 20
"""Bytes of the segments of a document that wait in memory; more wait in a temporary file."""


class Segments:
    """The segments of one document on their way into the report, part by part.

    Args:
        folder: where they wait when they are many.
    """

    def __init__(self, folder: Path) -> None:
        self._text = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed by `drop`
            max_size=_IN_MEMORY, dir=str(folder)
        )
        self._count = 0

    def add(self, results: Iterable[SegmentResult]) -> None:
        """Add the results of a part; they are numbered through."""
        for result in results:
            entry = {**segment_entry(result), "index": self._count}
            line = json.dumps(entry, ensure_ascii=False)
            comma = ",\n" if self._count else "\n"
            self._text.write(f"{comma}    {line}".encode("utf-8", "backslashreplace"))
            self._count += 1

    def pour(self, stream: IO[bytes]) -> None:
        """Copy them into a stream, and be done."""
        self._text.seek(0)
        while data := self._text.read(_IN_MEMORY):
            stream.write(data)
        self.drop()

    def drop(self) -> None:
        """Be done without a trace."""
        self._text.close()


class ReportWriter:
    """The report of a run, written document by document; its file appears when it is closed.

    Args:
        path: where it goes.
        signature: what identifies the run.
    """

    def __init__(self, path: Path, signature: Mapping[str, str]) -> None:
        self._path = path
        self._signature = signature
        self._file = replacing(path)
        self._stream: IO[bytes] | None = None
        self._totals = no_totals()
        self._documents = 0

    def segments(self) -> Segments:
        """Return the place for the segments of a document."""
        return Segments(self._path.parent)

    def document(
        self,
        *,
        source: str,
        target: str,
        source_lang: str,
        target_lang: str,
        segments: Segments,
        totals: Json,
    ) -> None:
        """Write a document; `target` is empty when its file was not written."""
        self._write(",\n  {" if self._documents else "\n  {")
        head = {
            "source": source,
            "target": target,
            "source_lang": source_lang,
            "target_lang": target_lang,
        }
        for name, value in head.items():
            self._write(f'\n   "{name}": {json.dumps(value, ensure_ascii=False)},')
        self._write('\n   "segments": [')
        segments.pour(self._opened())
        self._write(f'\n   ],\n   "totals": {json.dumps(totals)}\n  }}')
        self._documents += 1
        self._totals = sum_totals([self._totals, totals])

    def close(self) -> None:
        """Write what comes last, and let the file appear.

        Raises:
            OutputError: it cannot be written.
        """
        self._write(f'\n ],\n "totals": {json.dumps(self._totals)}\n}}\n')
        self._file.__exit__(None, None, None)
        self._stream = None

    def abandon(self) -> None:
        """Leave what was there before; after `close` this does nothing."""
        if self._stream is not None:
            self._file.__exit__(Abandoned, Abandoned(), None)
            self._stream = None

    def _opened(self) -> IO[bytes]:
        if self._stream is None:
            self._stream = self._file.__enter__()
            self._write("{")
            for name, value in report_head(self._signature).items():
                self._write(f'\n "{name}": {json.dumps(value, ensure_ascii=False)},')
            self._write('\n "documents": [')
        return self._stream

    def _write(self, text: str) -> None:
        self._opened().write(text.encode("utf-8", "backslashreplace"))
