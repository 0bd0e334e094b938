"""The engine `nllb`: a real translation model by name or directory."""

from .engine import INFO, Seq2SeqEngine, create, missing

__all__ = ["INFO", "Seq2SeqEngine", "create", "missing"]
