"""SentencePiece pieces with code point offsets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import EngineError

SPACE = "▁"
"""SentencePiece's mark for a space before a piece."""

_OPENING = "("


@dataclass(frozen=True, slots=True)
class Pieces:
    """A tokenized text: `spans[i]` is the code point span of `tokens[i]` in the text."""

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


class Tokenizer:
    """Splits text into the pieces of a SentencePiece model and puts pieces together again.

    Raises:
        EngineError: the file is not a SentencePiece model.
    """

    def __init__(self, path: Path) -> None:
        import sentencepiece

        try:
            self._model: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise EngineError("cannot read the SentencePiece model", path=path) from error

    def encode(self, text: str) -> Pieces:
        """Return the pieces of a text with their spans in it; a space before a piece is outside."""
        encoded = self._model.encode(text, return_type="offset_mapping")
        return Pieces(
            tokens=tuple(encoded["pieces"]),
            spans=tuple(
                (start + 1 if text[start:end][:1].isspace() else start, end)
                for start, end in encoded["offsets"]
            ),
        )

    def inside(self, text: str) -> tuple[str, ...]:
        """Return the pieces of a text that follows something else without a space.

        Where the model's pieces do not allow that, they are those with the space.
        """
        tokens = self.encode(f"{_OPENING}{text}").tokens
        if tokens[:2] == (SPACE, _OPENING):
            return tokens[2:]
        return tokens[1:] if tokens[:1] == (f"{SPACE}{_OPENING}",) else self.encode(text).tokens

    @staticmethod
    def decode(tokens: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Put pieces together.

        Returns:
            The text without surrounding spaces, and the span of each piece in it; a piece's
            leading space is outside its span.
        """
        text = ""
        spans = []
        for token in tokens:
            surface = token.replace(SPACE, " ")
            if not text:
                surface = surface.lstrip(" ")
            start = len(text) + len(surface) - len(surface.lstrip(" "))
            text += surface
            spans.append((start, max(start, len(text))))
        stripped = text.rstrip(" ")
        limit = len(stripped)
        return stripped, tuple((min(start, limit), min(end, limit)) for start, end in spans)
