"""Phrases of a sentence pair that translate each other, for sources that carry renderings.

Phrase pairs are those of Koehn, Och and Marcu (2003): spans of words of which no link leads out,
over the links of `training.links`.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.words.protocol import WordAlignment
from align.words.tokens import Sentence, tokenise

from .links import Links

MOST = 4
"""Phrases that are kept of a sentence pair."""

_LONGEST = 6  # words of a phrase, on either side
_FREQUENT = 60  # words so frequent that no term begins or ends with them
_SURE = 0.3
_WORDS = 80  # longer sentences are not aligned


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """Code point spans of a source and of a target that translate each other."""

    start: int
    end: int
    target_start: int
    target_end: int


def frequent_words(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return the keys of the most frequent words; of a small vocabulary, one in fifty."""
    counts = Counter(token.key for sentence in sentences for token in sentence.tokens)
    return frozenset(key for key, _ in counts.most_common(min(_FREQUENT, len(counts) // 50)))


def consistent_phrases(
    alignment: WordAlignment, frequent: frozenset[str] = frozenset()
) -> Iterator[Phrase]:
    """Give the phrases of an aligned pair, in source order.

    A phrase begins and ends with linked words, holds words only, is at most six words long on
    either side, and neither begins nor ends with a frequent word.
    """
    source, target = alignment.source.tokens, alignment.target.tokens
    forward: dict[int, list[int]] = {}
    backward: dict[int, list[int]] = {}
    sure: dict[int, float] = {}
    for link in alignment.links:
        forward.setdefault(link.source, []).append(link.target)
        backward.setdefault(link.target, []).append(link.source)
        sure[link.source] = max(sure.get(link.source, 0.0), link.confidence)
    for first in sorted(forward):
        if source[first].key in frequent:
            continue
        for last in range(first, min(first + _LONGEST, len(source))):
            if not source[last].is_word:
                break
            if last not in forward:
                continue
            places = [at for word in range(first, last + 1) for at in forward.get(word, ())]
            low, high = min(places), max(places)
            words = range(first, last + 1)
            if high - low >= _LONGEST or not all(one.is_word for one in target[low : high + 1]):
                continue
            if any(
                not first <= back <= last
                for at in range(low, high + 1)
                for back in backward.get(at, ())
            ):
                continue
            if source[last].key in frequent:
                continue
            if sum(sure.get(word, 0.0) for word in words) < _SURE * len(words):
                continue
            yield Phrase(source[first].start, source[last].end, target[low].start, target[high].end)


def chosen_phrases(alignment: WordAlignment, frequent: frozenset[str]) -> list[Phrase]:
    """Return up to `MOST` phrases of a pair; the choice depends on the text alone."""
    seed = zlib.crc32(alignment.source.text.encode())

    def order(phrase: Phrase) -> tuple[bool, int]:
        mixed = zlib.crc32(f"{seed} {phrase.start} {phrase.end}".encode())
        # every other choice goes to a phrase of several words, as official names are
        single = " " not in alignment.source.text[phrase.start : phrase.end]
        return single and mixed % 2 == 0, mixed

    return sorted(sorted(consistent_phrases(alignment, frequent), key=order)[:MOST])


def align_phrases(
    pairs: Sequence[tuple[str, str]], source_lang: str, target_lang: str
) -> list[list[Phrase]]:
    """Align sentence pairs by their own statistics and choose phrases of each.

    Args:
        pairs: source and target texts.
        source_lang: language of the sources.
        target_lang: language of the targets.
    """
    sentences = [
        (tokenise(source, source_lang), tokenise(target, target_lang)) for source, target in pairs
    ]
    short = [
        index
        for index, (source, target) in enumerate(sentences)
        if max(len(source.tokens), len(target.tokens)) <= _WORDS
    ]
    links = Links([sentences[index] for index in short])
    frequent = frequent_words(source for source, _ in sentences)
    found: list[list[Phrase]] = [[] for _ in pairs]
    for index in short:
        source, target = sentences[index]
        if len(source.tokens) > 3:
            found[index] = chosen_phrases(links.align(source, target), frequent)
    return found
