"""The top floor: engines, enforcement, the pipeline, and the command `kohesi`."""

from .enforce import Obtained, TermOutcome
from .engines import create_engine
from .pipeline import SegmentResult, SegmentStatus, Translation, Translator
from .run import Options, Run, translate_files

__all__ = [
    "Obtained",
    "Options",
    "Run",
    "SegmentResult",
    "SegmentStatus",
    "TermOutcome",
    "Translation",
    "Translator",
    "create_engine",
    "translate_files",
]
