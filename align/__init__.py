"""Alignment of sentences and words, and projection of spans."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .beads import Bead
    from .sentences import SentenceAlignment, align_sentences

__all__ = [
    "Bead",
    "SentenceAlignment",
    "align_sentences",
]

# A name is looked for in its module when it is first used: the commands that answer at once pass
# through this package, and most of them need none of it.
_MODULES = {
    "Bead": ".beads",
    "SentenceAlignment": ".sentences",
    "align_sentences": ".sentences",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name], __name__), name)
