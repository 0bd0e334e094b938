"""Solving: segments of many files share batches, and the journal is asked before the engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from translate.enforce import Enforced
from translate.pipeline import BATCH, Prepared, Task, Translator
from translate.results import Translation

from .reading import Closed, Message, Opened, Part
from .sources import Source

REMOTE_BATCH = 16
"""Segments of one batch for an engine behind a network: each may take seconds, and what is not
committed is lost when the run is killed."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A part of a file in each of its languages."""

    source: Source
    translations: tuple[Translation, ...]


Event = Opened | Translated | Closed


class Known(Protocol):
    """Where the results of tasks are kept: `Journal`, or one on another machine."""

    def found(
        self, tasks: Sequence[Task], *, asked: bytes, target_lang: str
    ) -> dict[Task, Enforced]:
        """Return the tasks that were done before, with their results."""
        ...

    def keep(self, done: Mapping[Task, Enforced], *, asked: bytes, target_lang: str) -> None:
        """Keep the results of tasks."""
        ...


@dataclass(slots=True)
class _Waiting:
    """A prepared document, of which some tasks are not done."""

    prepared: Prepared
    open: int = 0
    done: dict[Task, Enforced] = field(default_factory=dict)


class Solver:
    """Has tasks solved in full batches, whichever documents they come from.

    Args:
        translator: solves them.
        asked: digest of what a translation depends on beside its task, for the journal.
        journal: what was done before, and where what is done now is kept; None keeps nothing.
        resume: False asks the journal for nothing.
        progress: told how many segments' tasks were finished.
    """

    def __init__(
        self,
        translator: Translator,
        *,
        asked: bytes = b"",
        journal: Known | None = None,
        resume: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self._translator = translator
        self._asked = asked
        self._journal = journal
        self._resume = resume
        self._progress = progress or (lambda _count: None)
        self._batch = REMOTE_BATCH if translator.engine.info.takes_url else BATCH
        self._open: dict[str, dict[Task, list[_Waiting]]] = {}

    def translations(self, messages: Iterable[Message]) -> Iterator[Event]:
        """Turn prepared parts into translated ones, in the order in which they come.

        Raises:
            EngineError: the engine failed.
            OutputError: the journal cannot be written.
        """
        line: deque[tuple[Message, tuple[_Waiting, ...]]] = deque()
        for message in messages:
            parts = message.prepared if isinstance(message, Part) else ()
            line.append((message, tuple(self._taken(prepared) for prepared in parts)))
            self._solve(self._batch)
            yield from _finished(line)
        self._solve(1)
        yield from _finished(line)

    def _taken(self, prepared: Prepared) -> _Waiting:
        """Put the tasks of a document in line, without those that the journal knows."""
        waiting = _Waiting(prepared)
        self._progress(len(prepared.recalled))
        tasks = prepared.tasks
        if self._journal is not None and self._resume:
            waiting.done = self._journal.found(
                tasks, asked=self._asked, target_lang=prepared.target_lang
            )
            self._progress(len(waiting.done))
        open_ = self._open.setdefault(prepared.target_lang, {})
        for task in tasks:
            if task not in waiting.done:
                open_.setdefault(task, []).append(waiting)
                waiting.open += 1
        return waiting

    def _solve(self, least: int) -> None:
        """Solve batches while a language has `least` open tasks."""
        for lang, open_ in self._open.items():
            while len(open_) >= least:
                batch = [task for task, _ in zip(open_, range(self._batch), strict=False)]
                solved = dict(
                    zip(batch, self._translator.solve(batch, target_lang=lang), strict=True)
                )
                if self._journal is not None:
                    self._journal.keep(solved, asked=self._asked, target_lang=lang)
                for task, enforced in solved.items():
                    for waiting in open_.pop(task):
                        waiting.done[task] = enforced
                        waiting.open -= 1
                self._progress(len(batch))


def _finished(line: deque[tuple[Message, tuple[_Waiting, ...]]]) -> Iterator[Event]:
    """Take from the head of the line what is finished."""
    while line and not any(waiting.open for waiting in line[0][1]):
        message, waits = line.popleft()
        if isinstance(message, Part):
            yield Translated(
                message.source, tuple(waiting.prepared.finish(waiting.done) for waiting in waits)
            )
        else:
            yield message
