"""How well a translation keeps to a glossary, by the measures of the WMT terminology tasks.

Every measure has a module with its formula; `docs/quality.md` has them side by side. All compare in
the normal form and by the word boundaries of the matcher, which Lao needs.
"""

from __future__ import annotations

from .evaluate import TermScores, evaluate_terms
from .occurrences import Ratio, SegmentTerms, find_occurrences

__all__ = ["Ratio", "SegmentTerms", "TermScores", "evaluate_terms", "find_occurrences"]
