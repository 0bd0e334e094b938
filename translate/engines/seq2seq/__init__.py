"""The engine `nllb`: a real translation model by name or directory."""

from .create import create, missing
from .engine import INFO, Seq2SeqEngine

__all__ = ["INFO", "Seq2SeqEngine", "create", "missing"]
