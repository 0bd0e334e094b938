"""Translation memory: units that people have made or confirmed, and the matches in them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .database import Added
    from .place import default_path
    from .starter import StarterMemory
    from .store import MemoryStore
    from .unit import Exactness, Match, Memory, MemoryUnit

__all__ = [
    "Added",
    "Exactness",
    "Match",
    "Memory",
    "MemoryStore",
    "MemoryUnit",
    "StarterMemory",
    "default_path",
]

# A name is looked for in its module when it is first used: SQLite costs a start something.
_MODULES = {
    "Added": ".database",
    "Exactness": ".unit",
    "Match": ".unit",
    "Memory": ".unit",
    "MemoryStore": ".store",
    "MemoryUnit": ".unit",
    "StarterMemory": ".starter",
    "default_path": ".place",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name], __name__), name)
