"""A translation out of memory, if it still holds what the glossary asks today.

A memory keeps what was right when it was made. Before a target is used again, the one verifier of
enforcement judges it against the glossary of this run, and its numbers against those of the
segment; what fails gives way to the next best match, and in the end to the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.languages.spelling import preferred_spelling
from corpus.memory import Exactness, Match, Memory, MemoryUnit
from corpus.memory.difference import Change, differences
from translate.enforce import Requirement, TermOutcome
from translate.enforce.outcome import Attempt
from translate.engines import Hypothesis

from .numbers import same_numbers

CONSIDERED = 8
"""Matches of each memory that are tried, best first, until one satisfies the glossary."""
SHOWN = 3
"""Differences that the reason of a review names."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A translation out of memory.

    Attributes:
        target: the translation, in the preferred spelling of its language.
        score: 101 for the same text between the same neighbours, 100 for the same text, below
            that how alike the texts are (`corpus.memory.scores`).
        exactness: the same in a word.
        unit: the unit it comes from: its source, origin, dates and creator.
        memory: the name of the memory.
        outcomes: what the glossary asks of the segment, and where it stands in the target.
        reasons: why a person must look, one line each; empty for a score of 100 and more.
    """

    target: str
    score: float
    exactness: Exactness
    unit: MemoryUnit
    memory: str
    outcomes: tuple[TermOutcome, ...]
    reasons: tuple[str, ...] = ()

    @property
    def needs_review(self) -> bool:
        """Whether the segment differs from the one that was translated."""
        return bool(self.reasons)


def recall(
    memories: Sequence[Memory],
    text: str,
    needs: Sequence[Requirement],
    *,
    source_lang: str,
    target_lang: str,
    before: str = "",
    after: str = "",
    threshold: float = 100.0,
) -> Recalled | None:
    """Find the best translation of a segment in memories that may be used today.

    A match may be used when its target holds every term that the glossary requires and none that
    it forbids, and when the numbers of its source are those of the segment.

    Args:
        memories: where to look; of matches with the same score the earlier memory wins.
        text: the segment.
        needs: what the glossary asks of its translation.
        source_lang: BCP-47 tag of the segment.
        target_lang: BCP-47 tag of the translation.
        before: the segment before it, empty where there is none.
        after: the segment after it.
        threshold: the least score; 100 takes the same text only.

    Raises:
        FormatError: the file of a memory is damaged.
    """
    found = [
        (match, memory)
        for memory in memories
        for match in memory.matches(
            text,
            source_lang=source_lang,
            target_lang=target_lang,
            before=before,
            after=after,
            threshold=threshold,
            limit=CONSIDERED,
        )
    ]
    found.sort(key=lambda item: -item[0].score)  # a stable sort keeps the order of the memories
    for match, memory in found:
        recalled = _usable(match, memory.name, text, needs)
        if recalled is not None:
            memory.note_use(match.unit)
            return recalled
    return None


def _usable(match: Match, memory: str, text: str, needs: Sequence[Requirement]) -> Recalled | None:
    unit = match.unit
    if not same_numbers(text, unit.source, unit.source_lang):
        return None
    target, _ = preferred_spelling(unit.target, unit.target_lang)
    attempt = Attempt(Hypothesis(target), needs, unit.target_lang)
    if not attempt.satisfied:
        return None
    reasons: tuple[str, ...] = ()
    if match.exactness is Exactness.FUZZY:
        reasons = (_reason(match, text),)
    return Recalled(
        target, match.score, match.exactness, unit, memory, attempt.result().outcomes, reasons
    )


def _reason(match: Match, text: str) -> str:
    """Say what a reviewer must carry over into the target."""
    changes = [change for change in differences(match.unit.source, text) if not change.same]
    shown = [_change(change) for change in changes[:SHOWN]]
    if len(changes) > SHOWN:
        shown.append(f"and {len(changes) - SHOWN} more")
    return f"from memory, {match.score:.0f}% alike: {', '.join(shown)}"


def _change(change: Change) -> str:
    old, new = change.old.strip(), change.new.strip()
    if old and new:
        return f"{old!r} became {new!r}"
    return f"{new!r} is new" if new else f"{old!r} is gone"
