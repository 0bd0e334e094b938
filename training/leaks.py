"""The lines that no training text may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from corpus.starter import starter_corpus

from .corpora import evaluation_files
from .text import key

_BYTES = 8


class Held:
    """Lines of evaluation texts, found again whatever their case, spaces and punctuation.

    Args:
        lines: texts, each with its language.
    """

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._digests = {_digest(text, lang) for text, lang in lines}
        self._digests.discard(_digest("", "id"))

    @classmethod
    def of(cls, data: Path) -> Held:
        """Hold every evaluation file of the data folder, and the starter corpus but its training
        part.
        """
        files = (
            (line, lang)
            for path, lang in evaluation_files(data)
            for line in path.read_text(encoding="utf-8").splitlines()
        )
        starter = (
            (text.text, lang)
            for sentence in starter_corpus()
            if sentence.split != "train"
            for lang, text in sentence.texts.items()
        )
        return cls((*files, *starter))

    def __len__(self) -> int:
        """Number of different lines."""
        return len(self._digests)

    def holds(self, text: str, lang: str) -> bool:
        """Whether a text is one of the lines."""
        return _digest(text, lang) in self._digests


def _digest(text: str, lang: str) -> bytes:
    return hashlib.blake2b(key(text, lang).encode(), digest_size=_BYTES).digest()
