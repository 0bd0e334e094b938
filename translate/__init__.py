"""The top floor: engines, enforcement, the pipeline, and the command `kohesi`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .enforce.outcome import Obtained, TermOutcome
    from .engines import create_engine
    from .pipeline import Translator
    from .results import SegmentResult, SegmentStatus, Translation
    from .runs.options import Options
    from .runs.outcome import FileStatus, Outcome, Run
    from .runs.run import translate_files

__all__ = [
    "FileStatus",
    "Obtained",
    "Options",
    "Outcome",
    "Run",
    "SegmentResult",
    "SegmentStatus",
    "TermOutcome",
    "Translation",
    "Translator",
    "create_engine",
    "translate_files",
]

# A name is looked for in its module when it is first used: the commands that answer at once pass
# through this package, and most of them need none of it.
_MODULES = {
    "FileStatus": ".runs.outcome",
    "Obtained": ".enforce.outcome",
    "Options": ".runs.options",
    "Outcome": ".runs.outcome",
    "Run": ".runs.outcome",
    "SegmentResult": ".results",
    "SegmentStatus": ".results",
    "TermOutcome": ".enforce.outcome",
    "Translation": ".results",
    "Translator": ".pipeline",
    "create_engine": ".engines",
    "translate_files": ".runs.run",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name], __name__), name)
