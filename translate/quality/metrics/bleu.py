"""BLEU (Papineni et al., 2002), with the tokeniser that is right for the language.

Lao has no spaces between words: its BLEU is one of characters.
"""

from __future__ import annotations

from typing import Any

LOWER_IS_BETTER = False
TOKENISERS = {"lo": "char"}
"""sacreBLEU's tokeniser by language; the others use `13a`, that of WMT."""


def missing(lang: str) -> str:
    """It can be had for every language."""
    del lang
    return ""


def create(lang: str, *, segments: bool = False) -> Any:
    """Make the metric; for single segments with the effective n-gram order."""
    from sacrebleu.metrics import BLEU

    return BLEU(tokenize=TOKENISERS.get(lang, "13a"), effective_order=segments, force=True)
