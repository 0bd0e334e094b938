"""Translation memories on a cluster: what a worker opens for itself, and what it must find."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import FormatError, KohesiError
from corpus.memory import Match, Memory, MemoryStore, MemoryUnit, StarterMemory
from translate.results import Translation


@dataclass(frozen=True, slots=True)
class MemoryPlace:
    """Where a worker finds a memory.

    Attributes:
        path: its file; None for the starter corpus, which comes with kohesi.
        name: what people call it.
        digest: what its content must be.
    """

    path: Path | None
    name: str
    digest: str

    def opened(self) -> Memory:
        """Open the memory on this machine.

        Raises:
            FormatError: it is not there, or has another content.
        """
        hint = "copy it to every machine, under the same path, or run with --no-memory"
        machine = f"the machine {platform.node()!r} of the cluster"
        if self.path is None:
            memory: Memory = StarterMemory()
        elif not self.path.exists():
            raise FormatError(f"{machine} does not see this memory", path=self.path, hint=hint)
        else:
            memory = MemoryStore(self.path, name=self.name)
        if memory.digest != self.digest:
            raise FormatError(
                f"{machine} has another content of this memory",
                path=self.path or self.name,
                hint=hint,
            )
        return Lent(memory)


class Lent:
    """A memory that a worker only asks; the run counts what was taken from its own one.

    Args:
        memory: the memory.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    @property
    def name(self) -> str:
        """What people call it."""
        return self._memory.name

    @property
    def digest(self) -> str:
        """What identifies its content."""
        return self._memory.digest

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
        """Find the units that answer a segment; see `Memory.matches`."""
        return self._memory.matches(
            text,
            source_lang=source_lang,
            target_lang=target_lang,
            before=before,
            after=after,
            threshold=threshold,
            limit=limit,
        )

    def note_use(self, unit: MemoryUnit) -> None:
        """Do nothing."""


def note_uses(memories: Sequence[Memory], translations: Sequence[Translation]) -> None:
    """Count in the memories of a run what its workers took from theirs."""
    by_name = {memory.name: memory for memory in reversed(memories)}
    for translation in translations:
        for result in translation.results:
            if result.memory is not None:
                by_name[result.memory.memory].note_use(result.memory.unit)


def memory_places(memories: Sequence[Memory]) -> tuple[MemoryPlace, ...]:
    """Return where workers find the memories of a run.

    Raises:
        KohesiError: one of them is in the memory of this process only.
    """
    return tuple(map(_place, memories))


def _place(memory: Memory) -> MemoryPlace:
    if isinstance(memory, MemoryStore) and not memory.in_memory:
        return MemoryPlace(memory.path.absolute(), memory.name, memory.digest)
    if isinstance(memory, StarterMemory) and memory.digest == StarterMemory().digest:
        return MemoryPlace(None, memory.name, memory.digest)
    raise KohesiError(
        f"the memory {memory.name!r} is no file, so other machines cannot ask it",
        hint="write it into a file first",
    )
