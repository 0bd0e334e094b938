"""Where a translation has the words for a span of its source, found without the engine.

The word aligner goes by lexicon and glossary and needs no training; it takes less than a
millisecond. It knows what a name looks like in both languages, which cross-attention knows only
after much training, and it is there for engines that tell no alignment at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.words.protocol import WordAligner

Span = tuple[int, int]

_SURE = 0.4
"""Confidence from which a place is taken; below it, most words of the span have no link."""


def find_places(
    source: str, target: str, spans: Sequence[Span], *, source_lang: str, target_lang: str
) -> tuple[Span | None, ...]:
    """Find the target span of each source span.

    Args:
        source: the source text.
        target: its translation.
        spans: code point spans of the source.
        source_lang: BCP-47 tag.
        target_lang: BCP-47 tag.

    Returns:
        For each span the code point span of the target, or None where the words give no hint.

    Raises:
        LanguageError: a language is unknown.
    """
    from align.project import project
    from align.words.tokens import tokenise

    if not spans:
        return ()
    alignment = _aligner(source_lang, target_lang).align(
        tokenise(source, source_lang), tokenise(target, target_lang)
    )
    places = (project(span, alignment) for span in spans)
    return tuple(
        (place.start, place.end) if place is not None and place.confidence >= _SURE else None
        for place in places
    )


@cache
def _aligner(source_lang: str, target_lang: str) -> WordAligner:
    from align.words.choose import create_aligner

    return create_aligner("lexicon", source_lang, target_lang)
