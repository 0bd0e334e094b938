"""The tokens of a packed folder: text to ids and back, with SentencePiece alone.

Training runs where nothing but torch, transformers, sentencepiece and sacrebleu is installed, so
this is no part of `translate.engines.seq2seq`; a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SPACE = "▁"
"""SentencePiece's mark for a space before a piece."""


class Vocabulary:
    """Ids and pieces.

    Args:
        folder: the packed folder, with `vocabulary.json` and `tokenizer`.
        unknown: id of what the model has no piece for.
    """

    def __init__(self, folder: Path, unknown: int) -> None:
        self.tokens: list[str] = json.loads(
            (folder / "vocabulary.json").read_text(encoding="utf-8")
        )
        self.ids = {token: index for index, token in enumerate(self.tokens)}
        self._unknown = unknown
        self._file = folder / "tokenizer" / "sentencepiece.bpe.model"
        self._model: Any = None

    def __len__(self) -> int:
        """Number of ids."""
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text."""
        if self._model is None:
            import sentencepiece

            self._model = sentencepiece.SentencePieceProcessor(model_file=str(self._file))
        pieces = self._model.encode(text, out_type=str)
        return [self.ids.get(piece, self._unknown) for piece in pieces]

    def decode(self, ids: Sequence[int]) -> str:
        """Return the text of ids, without surrounding spaces."""
        return "".join(self.tokens[index] for index in ids).replace(SPACE, " ").strip(" ")
