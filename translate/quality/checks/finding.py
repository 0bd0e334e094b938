"""What a check finds, and what it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from corpus.languages.normal import normal_text


class Severity(StrEnum):
    """How bad a finding is; OFF switches a rule off."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for an error, more for less."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2, Severity.OFF: 3}


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that a rule found in one segment.

    Attributes:
        message: one sentence without a full stop.
        side: `source` or `target`: the text that the span is in.
        start: offset of its first code point.
        end: offset after its last one; the same as `start` where something is not there.
    """

    message: str
    side: str = "target"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A spot with its rule, its severity and its place.

    Attributes:
        rule: the rule's id.
        severity: as configured.
        spot: what was found.
        segment: 0-based index of the segment.
        document: the document it belongs to.
        line: 1-based line or number of the segment.
    """

    rule: str
    severity: Severity
    spot: Spot
    segment: int
    document: str = ""
    line: int = 0


class Pair:
    """A source segment and its translation, with what several rules want to know of them.

    Args:
        source: the source text.
        target: its translation.
        source_lang: `id`, `vi`, `lo` or `en`.
        target_lang: the same for the translation.
    """

    def __init__(self, source: str, target: str, source_lang: str, target_lang: str) -> None:
        self.source = source
        self.target = target
        self.source_lang = source_lang
        self.target_lang = target_lang

    @cached_property
    def source_normal(self) -> str:
        """The source in normal form."""
        return normal_text(self.source, self.source_lang)

    @cached_property
    def target_normal(self) -> str:
        """The translation in normal form."""
        return normal_text(self.target, self.target_lang)
