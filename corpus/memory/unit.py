"""What a translation memory holds, what it answers, and what may be one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryUnit:
    """A source segment with a translation, and what is known of the two.

    Attributes:
        source: text in the source language.
        target: its translation.
        source_lang: BCP-47 tag of the source.
        target_lang: BCP-47 tag of the target.
        before: the source segment that stood before it; empty where there was none or nobody
            knows.
        after: the source segment that stood after it.
        origin: where it came from: the name of a file, `learned`, `starter`.
        creator: who made it; empty where nobody said.
        created: when, ISO 8601 in UTC; empty where nobody said.
        changed: when it was last changed or confirmed, in the same form.
        confirmed: how many times it was given: in a file, and by those who learned it again.
        used: how many times a translation was taken from it.
        note: what somebody wrote about it.
        id: its place in the file that it is kept in, 0 for a unit that is in none.
    """

    source: str
    target: str
    source_lang: str
    target_lang: str
    before: str = ""
    after: str = ""
    origin: str = ""
    creator: str = ""
    created: str = ""
    changed: str = ""
    confirmed: int = 1
    used: int = 0
    note: str = ""
    id: int = 0


class Exactness(StrEnum):
    """How a unit answers a segment."""

    CONTEXT = "context"
    """the same text between the same neighbours (what tools call 101% or ICE)"""
    EXACT = "exact"
    """the same text"""
    FUZZY = "fuzzy"
    """a text like it"""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that answers a segment.

    Attributes:
        unit: the unit.
        score: 101 with context, 100 exact, below that see `scores`.
        exactness: the same in a word.
    """

    unit: MemoryUnit
    score: float
    exactness: Exactness


class Memory(Protocol):
    """A translation memory that can be searched."""

    @property
    def name(self) -> str:
        """What people call it: its file, or `starter`."""
        ...

    @property
    def digest(self) -> str:
        """What identifies its content: the same digest gives the same answers."""
        ...

    def matches(
        self,
        text: str,
        *,
        source_lang: str,
        target_lang: str,
        before: str = "",
        after: str = "",
        threshold: float = 100.0,
        limit: int = 10,
    ) -> tuple[Match, ...]:
        """Find the units that answer a segment, best first.

        Args:
            text: the segment.
            source_lang: its language.
            target_lang: the language of the translations.
            before: the segment before it, empty where there is none.
            after: the segment after it.
            threshold: the least score; 100 finds the same text only.
            limit: the most matches.

        Raises:
            FormatError: the file of the memory is damaged.
        """
        ...

    def note_use(self, unit: MemoryUnit) -> None:
        """Remember that a translation was taken from a unit of this memory."""
        ...
