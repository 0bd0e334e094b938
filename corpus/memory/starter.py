"""The starter corpus as a translation memory, made in memory when it is first asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

from ..starter import LANGS, SPLITS, starter_corpus
from .store import MemoryStore
from .unit import Match, MemoryUnit

ORIGIN = "starter"


class StarterMemory:
    """The starter corpus, in every direction of its four languages.

    It is never written into the user's file. It stands last among the memories of a run.

    Args:
        splits: the parts of the corpus to take (see `corpus.starter`); leave `test` out of what
            is measured on the test sentences.
    """

    def __init__(self, splits: Sequence[str] = SPLITS) -> None:
        self.name = ORIGIN
        self._splits = frozenset(splits)
        self._stores: dict[tuple[str, str], MemoryStore] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process make its own."""
        return StarterMemory, (tuple(sorted(self._splits)),)

    @cached_property
    def digest(self) -> str:
        """What identifies the sentences."""
        texts = (
            f"{sentence.key}\t{lang}\t{sentence.texts[lang].text}\n"
            for sentence in starter_corpus()
            if sentence.split in self._splits
            for lang in LANGS
        )
        return sha256("".join(texts).encode()).hexdigest()

    def units(self, *, source_lang: str, target_lang: str) -> list[MemoryUnit]:
        """Return the units of two languages; none where the corpus does not have one of them."""
        if source_lang == target_lang or not {source_lang, target_lang} <= set(LANGS):
            return []
        return [
            MemoryUnit(
                source=sentence.texts[source_lang].text,
                target=sentence.texts[target_lang].text,
                source_lang=source_lang,
                target_lang=target_lang,
                origin=ORIGIN,
                note=sentence.key,
                changed="2026",
            )
            for sentence in starter_corpus()
            if sentence.split in self._splits
        ]

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
        pair = (source_lang, target_lang)
        if pair not in self._stores:
            store = MemoryStore(":memory:", name=ORIGIN)
            store.add(self.units(source_lang=source_lang, target_lang=target_lang))
            self._stores[pair] = store
        return self._stores[pair].matches(
            text,
            source_lang=source_lang,
            target_lang=target_lang,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
        )

    def note_use(self, unit: MemoryUnit) -> None:
        """Do nothing: the starter corpus keeps no counts."""
