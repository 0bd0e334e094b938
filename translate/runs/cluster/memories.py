"""Translation memories on a cluster: what a worker opens for itself, and what it must find."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import FormatError, KohesiError
from corpus.memory import Memory, MemoryStore, StarterMemory


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
        hint = "put it on storage that all machines share, or run with --no-memory"
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
        return memory


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
