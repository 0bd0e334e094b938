"""Matches of a segment in a memory: exact ones, ranked by context, then fuzzy ones."""

from __future__ import annotations

from ..languages.normal import normal_text
from . import keys, scores
from .database import Database
from .fuzzy import FuzzySearch
from .unit import Exactness, Match, MemoryUnit


class Lookup:
    """Finds matches in a memory file, and keeps what makes that quick.

    Args:
        store: the memory.
    """

    def __init__(self, store: Database) -> None:
        self._store = store
        self._fuzzy: dict[tuple[str, str], FuzzySearch] = {}

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
        """Find the units that answer a segment, best first; see `Memory.matches`."""
        plain = normal_text(text, source_lang)
        if not plain.strip() or limit < 1:
            return ()
        key = keys.source_key(plain, source_lang, target_lang)
        found = _exact(self._store.of_keys([key]).get(key, []), text, before, after)
        if threshold > scores.SAME_BUT_CAPITALS:
            return tuple(match for match in found if match.score >= threshold)[:limit]
        if len(found) < limit:
            search = self.fuzzy(source_lang, target_lang)
            alike = search.find(plain, threshold=threshold, limit=limit - len(found))
            units = self._store.of_keys([key for key, _ in alike]) if alike else {}
            found += [
                Match(unit, score, Exactness.FUZZY)
                for key, score in alike
                for unit in units.get(key, ())
            ]
        return tuple(found[:limit])

    def fuzzy(self, source_lang: str, target_lang: str) -> FuzzySearch:
        """Return the search in the units of two languages."""
        pair = source_lang, target_lang
        if pair not in self._fuzzy:
            self._fuzzy[pair] = FuzzySearch(self._store, *pair)
        return self._fuzzy[pair]


def _exact(units: list[MemoryUnit], text: str, before: str, after: str) -> list[Match]:
    """Turn the units of one source into matches, those between the same neighbours first."""
    if not units:
        return []
    lang = units[0].source_lang
    cased = normal_text(text, lang, casefold=False)
    neighbours = normal_text(before, lang), normal_text(after, lang)
    ranked = []
    for unit in units:
        same = [
            bool(theirs) and ours == normal_text(theirs, lang)
            for ours, theirs in zip(neighbours, (unit.before, unit.after), strict=True)
        ]
        # at the edge of a document the neighbour on that side is nothing, for both of them
        whole = any(same) and all(
            fits or (not ours and not theirs)
            for fits, ours, theirs in zip(same, neighbours, (unit.before, unit.after), strict=True)
        )
        if normal_text(unit.source, lang, casefold=False) != cased:
            match = Match(unit, scores.SAME_BUT_CAPITALS, Exactness.FUZZY)
        elif whole:
            match = Match(unit, scores.CONTEXT, Exactness.CONTEXT)
        else:
            match = Match(unit, scores.EXACT, Exactness.EXACT)
        ranked.append((match, sum(same)))
    ranked.sort(key=lambda item: (-item[0].score, -item[1]))
    return [match for match, _ in ranked]
