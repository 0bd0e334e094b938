"""The engine `draft`: offline, from the glossary and the lexicon, by small rules."""

from .engine import INFO, DraftEngine, create

__all__ = ["INFO", "DraftEngine", "create"]
