"""The journal on a cluster: one process beside the output asks and writes it for all workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import KohesiError
from translate.enforce import Enforced
from translate.pipeline import Task
from translate.runs.journal import Journal


class Keeper:
    """Runs once, on the machine of the run, since SQLite files do not bear a network.

    An error is returned, not raised, so that it comes to the workers as it is.

    Args:
        journal: the journal's file, None to keep nothing.
    """

    def __init__(self, journal: Path | None) -> None:
        self._journal = None if journal is None else Journal(journal)
        self._tries: Counter[bytes] = Counter()
        self._starts = 0

    def found(
        self, tasks: Sequence[Task], asked: bytes, target_lang: str
    ) -> dict[Task, Enforced] | KohesiError:
        """Return what the journal knows; see `Journal.found`."""
        if self._journal is None:
            return {}
        try:
            return self._journal.found(tasks, asked=asked, target_lang=target_lang)
        except KohesiError as error:
            return error

    def keep(
        self, done: Mapping[Task, Enforced], asked: bytes, target_lang: str
    ) -> KohesiError | None:
        """Keep what was translated; see `Journal.keep`."""
        if self._journal is None:
            return None
        try:
            self._journal.keep(done, asked=asked, target_lang=target_lang)
        except KohesiError as error:
            return error
        return None

    def close(self) -> None:
        """Close the journal's file."""
        if self._journal is not None:
            self._journal.close()

    def starts(self) -> int:
        """Count a start of a worker; return how many there were since one finished anything."""
        self._starts += 1
        return self._starts

    def tries(self, work: bytes) -> int:
        """Count a try at a piece of work; return how many there were."""
        self._tries[work] += 1
        return self._tries[work]

    def finished(self, work: bytes) -> None:
        """Forget the tries at a piece of work."""
        self._tries.pop(work, None)
        self._starts = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """The keeper as a worker sees it; also the journal of its `Solver`.

    Attributes:
        keeper: the handle of the `Keeper`.
    """

    keeper: Any

    def found(
        self, tasks: Sequence[Task], *, asked: bytes, target_lang: str
    ) -> dict[Task, Enforced]:
        """Return the tasks that were done before; see `Journal.found`."""
        found: dict[Task, Enforced] = self._ask("found", tasks, asked, target_lang)
        return found

    def keep(self, done: Mapping[Task, Enforced], *, asked: bytes, target_lang: str) -> None:
        """Keep the results of tasks; see `Journal.keep`."""
        self._ask("keep", done, asked, target_lang)

    def starts(self) -> int:
        """Count a start; see `Keeper.starts`."""
        return int(self._ask("starts"))

    def tries(self, work: bytes) -> int:
        """Count a try; see `Keeper.tries`."""
        return int(self._ask("tries", work))

    def finished(self, work: bytes) -> None:
        """Forget the tries; see `Keeper.finished`."""
        self._ask("finished", work)

    def _ask(self, name: str, *arguments: object) -> Any:
        import ray

        answer = ray.get(getattr(self.keeper, name).remote(*arguments))
        if isinstance(answer, KohesiError):
            raise answer
        return answer
