"""Word links from a translation engine that told which piece it made of which.

Engines link pieces of words, by code points; here the pieces become words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from corpus.languages import check_language

from .protocol import WordAlignment, check_languages, make_links
from .tokens import Sentence

Span = tuple[int, int]
_SHARE = 0.35  # share of a target word's letters that a source word must account for


class SpanLink(Protocol):
    """A link of an engine: code points of the source text and of the target text."""

    @property
    def source(self) -> Span:
        """Span of the source text."""
        ...

    @property
    def target(self) -> Span:
        """Span of the target text."""
        ...


def from_links(source: Sentence, target: Sentence, links: Iterable[SpanLink]) -> WordAlignment:
    """Turn links between pieces into links between words.

    A target word is linked with every source word that at least a third of its linked letters
    came from; the share of the letters is the confidence.
    """
    letters: dict[tuple[int, int], int] = {}
    totals: dict[int, int] = {}
    for link in links:
        for j, there in _overlaps(target, link.target):
            for i, _ in _overlaps(source, link.source):
                letters[i, j] = letters.get((i, j), 0) + there
                totals[j] = totals.get(j, 0) + there
    shares = {(i, j): count / totals[j] for (i, j), count in letters.items()}
    kept = {pair: share for pair, share in shares.items() if share >= _SHARE}
    return WordAlignment(source, target, make_links(kept, kept))


class AttentionAligner:
    """Aligns with the links that an engine gives for a sentence and its translation.

    Args:
        source_lang: BCP-47 tag of the source language.
        target_lang: BCP-47 tag of the target language.
        links: gives the engine's links for a source text and a target text.

    Raises:
        LanguageError: a language is unknown.
    """

    def __init__(
        self, source_lang: str, target_lang: str, links: Callable[[str, str], Iterable[SpanLink]]
    ) -> None:
        self.source_lang = check_language(source_lang)
        self.target_lang = check_language(target_lang)
        self._links = links

    def align(self, source: Sentence, target: Sentence) -> WordAlignment:
        """Align two sentences.

        Raises:
            LanguageError: a sentence is not in the aligner's language.
        """
        check_languages(self, source, target)
        return from_links(source, target, self._links(source.text, target.text))


def _overlaps(sentence: Sentence, span: Span) -> list[tuple[int, int]]:
    """Return the tokens that a span touches, with how many code points of each."""
    return [
        (at, min(token.end, span[1]) - max(token.start, span[0]))
        for at, token in enumerate(sentence.tokens)
        if token.start < span[1] and span[0] < token.end
    ]
