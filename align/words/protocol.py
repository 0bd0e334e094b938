"""What a word aligner is: two sentences go in, links between their tokens come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from corpus.errors import LanguageError

from .tokens import Sentence

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class WordLink:
    """A source token and a target token that translate each other.

    Attributes:
        source: 0-based index of the source token.
        target: 0-based index of the target token.
        confidence: from 0 to 1: how probable the aligner holds the link to be.
    """

    source: int
    target: int
    confidence: float = 1.0


LONGEST = 500
"""Tokens of a sentence that is aligned; a longer one gets no links."""

UNRELATED = 0.2
"""Confidence below which a pair does not look like a translation."""


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """Two sentences and the links between their tokens.

    Attributes:
        source: the source sentence.
        target: the target sentence.
        links: in order of the source token, then of the target token; no pair occurs twice.
    """

    source: Sentence
    target: Sentence
    links: tuple[WordLink, ...]

    @property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """The links as pairs of token indices."""
        return frozenset((link.source, link.target) for link in self.links)

    @property
    def confidence(self) -> float:
        """How sure the pair is: the mean, over the words of both sides, of their best link.

        A word without a link counts as 0; a pair without words is sure. Translations have 0.3 and
        more, other sentences seldom more than 0.2.
        """
        ours = {at: 0.0 for at, token in enumerate(self.source.tokens) if token.is_word}
        theirs = {at: 0.0 for at, token in enumerate(self.target.tokens) if token.is_word}
        for link in self.links:
            if link.source in ours:
                ours[link.source] = max(ours[link.source], link.confidence)
            if link.target in theirs:
                theirs[link.target] = max(theirs[link.target], link.confidence)
        values = [*ours.values(), *theirs.values()]
        return sum(values) / len(values) if values else 1.0

    def pharaoh(self) -> str:
        """Return the links as `0-0 1-2 ...`, the format of the Pharaoh decoder and of Moses."""
        return " ".join(f"{link.source}-{link.target}" for link in self.links)

    def spans(self) -> tuple[tuple[Span, Span], ...]:
        """Return the links as code point spans of the two texts."""
        ours, theirs = self.source.tokens, self.target.tokens
        return tuple(
            (
                (ours[link.source].start, ours[link.source].end),
                (theirs[link.target].start, theirs[link.target].end),
            )
            for link in self.links
        )

    def flipped(self) -> WordAlignment:
        """Return the same alignment with source and target exchanged."""
        links = sorted(WordLink(link.target, link.source, link.confidence) for link in self.links)
        return WordAlignment(self.target, self.source, tuple(links))


class WordAligner(Protocol):
    """Something that aligns the words of sentence pairs in one pair of languages."""

    @property
    def source_lang(self) -> str:
        """BCP-47 tag of the source language."""
        ...

    @property
    def target_lang(self) -> str:
        """BCP-47 tag of the target language."""
        ...

    def align(self, source: Sentence, target: Sentence) -> WordAlignment:
        """Align two sentences; either may be empty.

        Raises:
            LanguageError: a sentence is not in the aligner's language.
        """
        ...


def check_languages(aligner: WordAligner, source: Sentence, target: Sentence) -> None:
    """Refuse sentences of other languages than the aligner's.

    Raises:
        LanguageError: a sentence is not in the aligner's language.
    """
    for lang, sentence in ((aligner.source_lang, source), (aligner.target_lang, target)):
        if sentence.lang != lang:
            raise LanguageError(f"the aligner reads {lang!r}, the sentence is {sentence.lang!r}")


def make_links(
    pairs: Iterable[tuple[int, int]], confidence: float | dict[tuple[int, int], float] = 1.0
) -> tuple[WordLink, ...]:
    """Make sorted links of pairs, with one confidence for all or one for each."""
    return tuple(
        WordLink(i, j, confidence if isinstance(confidence, float) else confidence[i, j])
        for i, j in sorted(set(pairs))
    )
