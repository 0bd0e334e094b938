"""Matches of a segment in a memory: exact ones, ranked by context, then fuzzy ones."""

from __future__ import annotations

from collections.abc import Iterator

from ..languages.normal import normal_text
from . import scores
from .database import Database
from .unit import Exactness, Match, MemoryUnit


class Lookup:
    """Finds matches in a memory file, and keeps what makes that quick.

    Args:
        store: the memory.
    """

    def __init__(self, store: Database) -> None:
        self._store = store

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
        units = self._store.of_source(plain, source_lang=source_lang, target_lang=target_lang)
        found = _exact(units, text, before, after)
        if threshold > scores.SAME_BUT_CAPITALS:
            return tuple(match for match in found if match.score >= threshold)[:limit]
        if len(found) < limit:
            found += self._fuzzy(plain, source_lang, target_lang, threshold, limit - len(found))
        return tuple(found[:limit])

    def _fuzzy(
        self, plain: str, source_lang: str, target_lang: str, threshold: float, limit: int
    ) -> Iterator[Match]:
        rows = self._store.sources(source_lang=source_lang, target_lang=target_lang)
        by_key = {key: normal_text(source, source_lang) for _, key, source in rows}
        known = [key for key, other in by_key.items() if other != plain]
        found = scores.best(plain, [by_key[key] for key in known], threshold=threshold, limit=limit)
        for index, score in found:
            for unit in self._store.of_key(known[index]):
                yield Match(unit, score, Exactness.FUZZY)


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
