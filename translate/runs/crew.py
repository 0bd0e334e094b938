"""Who does the work of a run: this process, or the workers of a cluster (`runs.cluster`)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from corpus.memory import Memory
from termbase import Glossary
from translate.engines import Engine
from translate.pipeline import Translator

from .journal import Journal
from .options import Options
from .reading import Wanted, read_sources
from .solving import Event, Solver
from .sources import Source
from .threads import ahead

PARTS_AHEAD = 8
"""Files, or parts of files, that wait between reading, engine and writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What is to be done.

    Attributes:
        sources: the files, in the order in which they are to come back.
        wanted: tells what is to be done for each, see `Wanted`.
        glossary: the terms to enforce.
        options: what the run was told.
        memories: translation memories that are asked before the engine.
        asked: what the journal knows a translation by, beside its task.
        journal: where translations are found and kept; None for nowhere.
        resume: whether they are looked for there.
        progress: told how many segments were finished.
    """

    sources: Sequence[Source]
    wanted: Wanted
    glossary: Glossary
    options: Options
    memories: Sequence[Memory] = ()
    asked: bytes = b""
    journal: Journal | None = None
    resume: bool = True
    progress: Callable[[int], None] | None = None


class Crew(Protocol):
    """Those who do it. Used as a context manager, within which they are ready."""

    def __enter__(self) -> Self:
        """Get ready.

        Raises:
            EngineError: the engine cannot be loaded.
        """
        ...

    def __exit__(self, *details: object) -> None:
        """Go home."""
        ...

    @property
    def engine(self) -> Engine:
        """The engine, whose signature is known now."""
        ...

    def events(self, assignment: Assignment) -> Generator[Event, None, None]:
        """Give, file by file in their order, `Opened`, the translated parts, `Closed`.

        Raises:
            EngineError: the engine failed.
            OutputError: the journal cannot be written.
        """
        ...


class OwnProcess:
    """This process does it: one thread reads ahead while another translates.

    Args:
        engine: the engine; it is loaded on entering.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Self:
        self.engine.load()
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def events(self, assignment: Assignment) -> Generator[Event, None, None]:
        """Do it; see `Crew.events`."""
        options = assignment.options
        translator = Translator(
            self.engine,
            assignment.glossary,
            source_lang=options.source_lang,
            enforce_terms=options.enforce_terms,
            strategy=options.strategy,
            mentions=options.mentions,
            memories=assignment.memories,
            memory_threshold=options.memory_threshold,
        )
        solver = Solver(
            translator,
            asked=assignment.asked,
            journal=assignment.journal,
            resume=assignment.resume,
            progress=assignment.progress,
        )
        messages = read_sources(
            assignment.sources,
            translator,
            wanted=assignment.wanted,
            article=options.article,
        )
        with contextlib.closing(ahead(messages, size=PARTS_AHEAD)) as read:
            yield from solver.translations(read)
