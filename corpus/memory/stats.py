"""What is in a memory, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .database import Database


@dataclass(frozen=True, slots=True)
class PairStats:
    """The units of two languages.

    Attributes:
        source_lang: the language of the sources.
        target_lang: the language of the targets.
        units: how many there are.
        sources: how many different sources they have.
        with_context: units with a neighbour.
        used: units from which a translation was taken.
        oldest: when the unit was changed whose last change is longest ago.
        newest: when the last change was.
        origins: units by origin, the largest first.
    """

    source_lang: str
    target_lang: str
    units: int
    sources: int
    with_context: int
    used: int
    oldest: str
    newest: str
    origins: tuple[tuple[str, int], ...]


def count_memory(store: Database) -> tuple[PairStats, ...]:
    """Count the units of a memory by languages.

    Raises:
        FormatError: the file is damaged.
    """
    rows = store.query(
        "SELECT source_lang, target_lang, count(*), count(DISTINCT key), "
        "sum(before <> '' OR after <> ''), sum(used > 0), min(changed), max(changed) "
        "FROM unit GROUP BY source_lang, target_lang ORDER BY count(*) DESC, 1, 2"
    )
    origins: dict[tuple[str, str], Counter[str]] = {}
    for source_lang, target_lang, origin, count in store.query(
        "SELECT source_lang, target_lang, origin, count(*) FROM unit GROUP BY 1, 2, 3"
    ):
        origins.setdefault((source_lang, target_lang), Counter())[origin] = count
    return tuple(
        PairStats(
            source_lang=row[0],
            target_lang=row[1],
            units=row[2],
            sources=row[3],
            with_context=row[4],
            used=row[5],
            oldest=row[6],
            newest=row[7],
            origins=tuple(origins[row[0], row[1]].most_common()),
        )
        for row in rows
    )
