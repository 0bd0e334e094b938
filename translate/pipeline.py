"""From a document to its translation: match, translate, enforce, in the order of the segments.

`Translator.translate` does it for one document. A run over many files takes the same three steps
apart, so that their segments share batches: `prepare` finds out what is asked, `solve` has it
translated, `Prepared.finish` puts the answers in their places.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from corpus import Document, Segment
from corpus.languages import check_language
from corpus.memory import Memory
from corpus.placeables import Placeable
from corpus.segment import Role
from termbase import Glossary, Matcher

from .enforce import Enforced, Enforcer, Requirement, Strategy, requirements
from .enforce.mentions import Mentions
from .enforce.placeables import with_placeables
from .engines import Engine
from .engines.by_language import engine_for, members
from .memory.recall import Recalled, recall
from .results import (
    SegmentResult,
    SegmentStatus,
    Translation,
    passed_through,
    settle,
    settle_recalled,
)

__all__ = [
    "BATCH",
    "Prepared",
    "Progress",
    "SegmentResult",
    "SegmentStatus",
    "Task",
    "Translation",
    "Translator",
]

Progress = Callable[[int], None]
"""Called with the number of segments that were finished since the last call."""

BATCH = 64
"""Segments handed to an engine at once; engines make their own batches inside."""


class Task:
    """A source text and what is asked of its translation; two with the same key are one.

    Args:
        text: the source segment.
        needs: its requirements, in source order.
    """

    __slots__ = ("key", "needs", "text")

    def __init__(self, text: str, needs: tuple[Requirement, ...]) -> None:
        self.text = text
        self.needs = needs
        asked = [
            (
                *(need.concept_id, need.start, need.end, need.surface, need.status),
                *(need.policy, need.forms, need.verified, need.unwanted),
            )
            for need in needs
        ]
        content = json.dumps((text, asked), ensure_ascii=False) if asked else text
        # a lone surrogate is no UTF-8, and may come out of a broken JSON file
        self.key = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Task) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with what is to be done for it in one target language.

    Attributes:
        document: the document.
        target_lang: BCP-47 tag of the translation.
        wanted: the task of each segment that the engine translates, by the segment's index.
            Segments with the same text, of which the same is asked, have the same task.
        recalled: the translations that a memory has, by the segment's index.
    """

    document: Document
    target_lang: str
    wanted: Mapping[int, Task]
    recalled: Mapping[int, Recalled] = field(default_factory=dict)

    @property
    def tasks(self) -> list[Task]:
        """The tasks, each once, in the order of the segments."""
        return list(dict.fromkeys(self.wanted.values()))

    def finish(self, done: Mapping[Task, Enforced]) -> Translation:
        """Put the results of the tasks in the places of their segments."""

        def result(segment: Segment) -> SegmentResult:
            if segment.index in self.recalled:
                return settle_recalled(segment, self.recalled[segment.index], self.target_lang)
            if segment.index in self.wanted:
                return settle(segment, done[self.wanted[segment.index]], self.target_lang)
            return passed_through(segment)

        return Translation(
            self.document, self.target_lang, tuple(map(result, self.document.segments))
        )


class Translator:
    """Translates documents with one engine and one glossary.

    Args:
        engine: a loaded engine.
        glossary: the terms to enforce.
        source_lang: BCP-47 tag of the documents.
        enforce_terms: False gives the engine's own output, judged but not mended.
        strategy: how a term is obtained where the engine did not write it.
        mentions: the first mention of a name in a document is its full form with the acronym,
            later ones are short.
        memories: translation memories that are asked before the engine, the first one first;
            only one thread at a time may then `prepare`.
        memory_threshold: how alike a segment and that of a memory must be, see `recall`.

    Raises:
        EngineError: the engine cannot do what the strategy asks for.
    """

    def __init__(
        self,
        engine: Engine,
        glossary: Glossary,
        *,
        source_lang: str = "id",
        enforce_terms: bool = True,
        strategy: Strategy = Strategy.HYBRID,
        mentions: bool = False,
        memories: Sequence[Memory] = (),
        memory_threshold: float = 100.0,
    ) -> None:
        self.engine = engine
        self.glossary = glossary
        self.source_lang = check_language(source_lang)
        self.strategy = strategy if enforce_terms else Strategy.NONE
        self.mentions = mentions
        self.memories = tuple(memories)
        self.memory_threshold = memory_threshold
        self._enforcers = {
            id(one): Enforcer(one, strategy=self.strategy) for one in members(engine)
        }
        self._matcher = Matcher(glossary, self.source_lang)

    def translate(
        self, document: Document, *, target_lang: str, progress: Progress | None = None
    ) -> Translation:
        """Translate a document.

        Segments with the same text, of which the same is asked, get the same translation, so a
        repeated title reads the same.

        Args:
            document: what to translate; its language is the translator's source language.
            target_lang: BCP-47 tag of the translation.
            progress: told how many segments were finished.

        Raises:
            LanguageError: a language is unknown or the engine does not write it.
            EngineError: the engine failed.
        """
        prepared = self.prepare(document, target_lang=target_lang)
        done: dict[Task, Enforced] = {}
        for batch in _batches(prepared.tasks):
            done.update(zip(batch, self.solve(batch, target_lang=target_lang), strict=True))
            if progress:
                progress(len(batch))
        return prepared.finish(done)

    def follow_mentions(self, target_lang: str, *, seen: Collection[str] = ()) -> Mentions | None:
        """Return what follows the mentions of one text; None where nobody asked for it.

        Args:
            target_lang: BCP-47 tag of the translation.
            seen: concepts that were mentioned before, where the text goes on from another one.
        """
        return Mentions(self.glossary, target_lang, seen=seen) if self.mentions else None

    def prepare(
        self, document: Document, *, target_lang: str, mentions: Mentions | None = None
    ) -> Prepared:
        """Find out what is to be done for a document.

        Args:
            document: the document, or a part of one.
            target_lang: BCP-47 tag of the translation.
            mentions: what followed the mentions in the parts before this one, see
                `follow_mentions`; None where the document is whole.

        Raises:
            LanguageError: the language is unknown.
            FormatError: the file of a memory is damaged.
        """
        target_lang = check_language(target_lang)
        mentions = mentions or self.follow_mentions(target_lang)
        known: dict[tuple[str, tuple[Placeable, ...]], Task] = {}
        asked: dict[str, tuple[Requirement, ...]] = {}
        wanted = {}
        recalled = {}
        for segment in document.segments:
            if not segment.role.translatable:
                continue
            text = segment.text
            if text not in asked:
                asked[text] = requirements(self._matcher.find(text), self.glossary, target_lang)
            if mentions is not None:
                needs = mentions.adjust(text, asked[text], body=segment.role is Role.BODY)
                task = Task(text, with_placeables(needs, segment))
            else:
                same = (text, segment.placeables)
                if same not in known:
                    known[same] = Task(text, with_placeables(asked[text], segment))
                task = known[same]
            if self.memories and (found := self._recall(document, segment, task, target_lang)):
                recalled[segment.index] = found
            else:
                wanted[segment.index] = task
        return Prepared(document, target_lang, wanted, recalled)

    def _recall(
        self, document: Document, segment: Segment, task: Task, target_lang: str
    ) -> Recalled | None:
        place, segments = segment.index, document.segments
        return recall(
            self.memories,
            task.text,
            task.needs,
            source_lang=self.source_lang,
            target_lang=target_lang,
            before=segments[place - 1].text if place else "",
            after=segments[place + 1].text if place + 1 < len(segments) else "",
            threshold=self.memory_threshold,
        )

    def task(self, text: str, target_lang: str) -> Task:
        """Return what is to be done for a text that stands in no document."""
        return Task(text, requirements(self._matcher.find(text), self.glossary, target_lang))

    def solve(self, tasks: Sequence[Task], *, target_lang: str) -> list[Enforced]:
        """Have tasks translated and their terms enforced; one result per task, in order.

        Raises:
            LanguageError: the engine does not write the language.
            EngineError: the engine failed.
        """
        enforcer = self._enforcers[id(engine_for(self.engine, target_lang))]
        return enforcer.run(
            [task.text for task in tasks],
            [task.needs for task in tasks],
            source_lang=self.source_lang,
            target_lang=target_lang,
        )


def _batches(tasks: list[Task]) -> Iterator[list[Task]]:
    for start in range(0, len(tasks), BATCH):
        yield tasks[start : start + BATCH]
