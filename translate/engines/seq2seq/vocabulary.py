"""The tokens of a checkpoint by number, read from its files.

Not every tokenizer class of transformers gives them all: that of M2M-100 leaves its language codes
out, that of Marian asks for one more package, that of SMaLL-100 is code beside the weights.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .families import M2M100, OPUS, SMALL100, Family

_MADE_UP = 8
"""Tokens that fairseq added at the end of M2M-100's vocabulary, to make its size round."""


def vocabulary_of(folder: Path, family: Family) -> dict[str, int]:
    """Return token to id of a checkpoint.

    Raises:
        OSError: a file is missing.
        ValueError: a file is broken.
    """
    if family is OPUS:
        return _words(folder)
    if family in (M2M100, SMALL100):
        words = _words(folder)
        codes = [f"__{code}__" for code in _m2m_languages()]
        extra = [*codes, *(f"madeupword{number}" for number in range(_MADE_UP))]
        return words | {
            token: len(words) + place for place, token in enumerate(extra) if token not in words
        }
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    return vocabulary


def _words(folder: Path) -> dict[str, int]:
    words: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return words


def _m2m_languages() -> list[str]:
    from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

    codes: list[str] = FAIRSEQ_LANGUAGE_CODES["m2m100"]
    return codes


class Words:
    """What CTranslate2's converter asks of a tokenizer, over `vocabulary_of`."""

    bos_token = "<s>"
    eos_token = "</s>"
    unk_token = "<unk>"
    pad_token = "<pad>"
    special_tokens_map: dict[str, Any] = {}  # noqa: RUF012 - read only
    num_madeup_words = 0

    def __init__(self, words: dict[str, int]) -> None:
        self._words = words

    @property
    def unk_token_id(self) -> int:
        """Return the id of the unknown token."""
        return self._words[self.unk_token]

    def get_vocab(self) -> dict[str, int]:
        """Return token to id."""
        return self._words

    def convert_ids_to_tokens(self, index: int) -> str:
        """Return the token of an id."""
        return next(token for token, known in self._words.items() if known == index)
