"""Which units of a memory may go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from ..errors import KohesiError
from .database import Database
from .keys import identity
from .unit import MemoryUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is pruned: units for which everything that is given holds.

    Attributes:
        older_than: days since the unit was last changed.
        origin: a pattern for the origin, such as `old-*.tmx`.
        unused: no translation was ever taken from it.
        duplicates: another unit has the same source and target, in a context that is not less.
        source_lang: the language of the source.
        target_lang: the language of the target.
    """

    older_than: int | None = None
    origin: str | None = None
    unused: bool = False
    duplicates: bool = False
    source_lang: str | None = None
    target_lang: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked but languages: that would prune everything."""
        return (
            self.older_than is None and not self.origin and not self.unused and not self.duplicates
        )


def find_prunable(store: Database, rule: Rule) -> list[MemoryUnit]:
    """Return the units that a rule prunes; `Database.remove` removes exactly these.

    Raises:
        KohesiError: the rule is empty.
    """
    if rule.empty:
        raise KohesiError(
            "nothing says which units to prune",
            hint="give --older-than, --origin, --unused or --duplicates",
        )
    limit = ""
    if rule.older_than is not None:
        date = datetime.now(UTC) - timedelta(days=rule.older_than)
        limit = date.isoformat(timespec="seconds")
    spare = _spare(store, rule) if rule.duplicates else frozenset()
    return [
        unit
        for unit in store.units(source_lang=rule.source_lang, target_lang=rule.target_lang)
        if (not limit or unit.changed < limit)
        and (rule.origin is None or fnmatchcase(unit.origin, rule.origin))
        and (not rule.unused or not unit.used)
        and (not rule.duplicates or unit.id in spare)
    ]


def _spare(store: Database, rule: Rule) -> frozenset[int]:
    """Return the ids of the units whose source and target a better unit has too.

    The better one is that with more context, then that which was changed last.
    """
    best: dict[bytes, tuple[tuple[int, str, int, int], int]] = {}
    spare: set[int] = set()
    for unit in store.units(source_lang=rule.source_lang, target_lang=rule.target_lang):
        key = identity(replace(unit, before="", after=""))
        context = bool(unit.before) + bool(unit.after)
        rank = (context, unit.changed, unit.confirmed, -unit.id)
        known = best.get(key)
        if known is not None and known[0] > rank:
            spare.add(unit.id)
            continue
        if known is not None:
            spare.add(known[1])
        best[key] = (rank, unit.id)
    return frozenset(spare)
