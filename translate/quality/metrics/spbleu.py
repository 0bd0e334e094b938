"""spBLEU: BLEU of the SentencePiece tokens of FLORES-200 (NLLB Team, 2022).

The tokeniser's model is a file of 5 MB that is never fetched unasked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

LOWER_IS_BETTER = False
_URL = "https://tinyurl.com/flores200sacrebleuspm"


def model_path() -> Path:
    """Return where sacreBLEU looks for the tokeniser's model."""
    from sacrebleu.utils import SACREBLEU_DIR

    return Path(SACREBLEU_DIR) / "models" / Path(_URL).name


def missing(lang: str) -> str:
    """Say how to get the model where it is not there."""
    del lang
    path = model_path()
    if path.is_file():
        return ""
    return (
        f"the flores200 tokeniser's model is not at {path}: "
        f"curl -L --create-dirs -o '{path}' {_URL}"
    )


def create(lang: str, *, segments: bool = False) -> Any:
    """Make the metric; the model must be there."""
    del lang
    from sacrebleu.metrics import BLEU

    return BLEU(tokenize="flores200", effective_order=segments, force=True)
