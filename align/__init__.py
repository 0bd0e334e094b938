"""Alignment of sentences and words, and projection of spans."""

from .beads import Bead
from .sentences import SentenceAlignment, align_sentences

__all__ = ["Bead", "SentenceAlignment", "align_sentences"]
