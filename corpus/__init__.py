"""The ground floor: documents, segments, languages, the lexicon, and the errors of kohesi."""

from .document import Document, Skeleton, Targets
from .errors import (
    EngineError,
    FormatError,
    GlossaryError,
    KohesiError,
    LanguageError,
    MissingExtra,
    ModelUnavailable,
    OutputError,
)
from .segment import Role, Segment

__all__ = [
    "Document",
    "EngineError",
    "FormatError",
    "GlossaryError",
    "KohesiError",
    "LanguageError",
    "MissingExtra",
    "ModelUnavailable",
    "OutputError",
    "Role",
    "Segment",
    "Skeleton",
    "Targets",
]
