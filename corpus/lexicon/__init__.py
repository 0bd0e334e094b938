"""The bilingual lexicon: Indonesian words and phrases with their renderings."""

from .lexicon import Entry, Lexicon

__all__ = ["Entry", "Lexicon"]
