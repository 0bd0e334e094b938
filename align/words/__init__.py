"""Word alignment: which words of two sentences translate each other."""

from __future__ import annotations

from .protocol import WordAligner, WordAlignment, WordLink
from .tokens import Sentence, Token, tokenise

__all__ = ["Sentence", "Token", "WordAligner", "WordAlignment", "WordLink", "tokenise"]
