"""What a run has done, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus import KohesiError
from translate.report.run import Json, no_totals, report_head, sum_totals


class FileStatus(StrEnum):
    """What became of a file in one target language."""

    WRITTEN = "written"
    """translated, and its translation stands in the output folder"""
    UNCHANGED = "unchanged"
    """the translation that stands there is that of this very file, by these very means"""
    EDITED = "edited"
    """somebody has changed the translation since it was written; it was left as it is"""
    FAILED = "failed"
    """not read to its end, or the engine translated nothing of it; nothing was written"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file in one target language.

    Attributes:
        source: the file.
        target_lang: BCP-47 tag of the translation; empty where the file could not be read.
        target: where the translation stands, or would stand.
        status: see `FileStatus`.
        totals: the counts of the report.
        reviews: the first segments to look at, `LINE: REASON` each.
        review_lines: how many reasons there are in all.
        error: why it failed.
    """

    source: Path
    target_lang: str
    target: Path | None
    status: FileStatus
    totals: Json = field(default_factory=no_totals)
    reviews: tuple[str, ...] = ()
    review_lines: int = 0
    error: KohesiError | None = None

    @property
    def needs_review(self) -> int:
        """Number of segments that a person must look at."""
        count: int = self.totals["segments"]["needs-review"]
        return count


@dataclass(slots=True)
class Run:
    """What a run has done: its signature, and the outcome of each file and language, in order."""

    signature: dict[str, str]
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def needs_review(self) -> int:
        """Number of segments that a person must look at."""
        return sum(outcome.needs_review for outcome in self.outcomes)

    @property
    def failures(self) -> Sequence[Outcome]:
        """The outcomes that failed."""
        return self.having(FileStatus.FAILED)

    def having(self, status: FileStatus) -> list[Outcome]:
        """Return the outcomes with a status."""
        return [outcome for outcome in self.outcomes if outcome.status is status]

    def summary(self) -> dict[str, Any]:
        """Return the JSON summary: the report (see `docs/report.md`) without its segments."""
        return {
            **report_head(self.signature),
            "documents": [
                {
                    "source": str(outcome.source),
                    "target": ""
                    if outcome.status is FileStatus.FAILED or outcome.target is None
                    else str(outcome.target),
                    "target_lang": outcome.target_lang,
                    "status": outcome.status.value,
                    **({"error": str(outcome.error)} if outcome.error else {}),
                    "totals": outcome.totals,
                }
                for outcome in self.outcomes
            ],
            "totals": sum_totals(outcome.totals for outcome in self.outcomes),
        }
