"""From rendered pieces to text: spaces, sentence case, links and unknown spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.languages.case import capitalise_first
from translate.engines.protocol import Hypothesis, Link

from .units import Unit


@dataclass(slots=True)
class Piece:
    """A stretch of target text.

    Attributes:
        text: what is written; empty pieces disappear.
        unit: the source unit that it renders, None for what the target language adds.
        left: no space before it.
        right: no space after it.
        unknown: it is source text that could not be translated.
    """

    text: str
    unit: Unit | None = None
    left: bool = False
    right: bool = False
    unknown: bool = False


def assemble(pieces: Iterable[Piece], lang: str, *, capitalise: bool) -> Hypothesis:
    """Join pieces into a hypothesis.

    Args:
        pieces: the pieces in target order.
        lang: `lo` writes no spaces between words; the others one.
        capitalise: write the first letter as a capital.
    """
    text = ""
    links = []
    unknown = []
    tight = True
    for piece in pieces:
        if not piece.text:
            continue
        if text and not tight and not piece.left and _spaced(text, piece.text, lang):
            text += " "
        start = len(text)
        text += piece.text
        tight = piece.right
        if piece.unit is not None:
            links.append(Link((piece.unit.start, piece.unit.end), (start, len(text))))
        if piece.unknown:
            unknown.append((start, len(text)))
    if capitalise and lang != "lo":
        text = capitalise_first(text)
    return Hypothesis(text, tuple(links), tuple(unknown))


def _spaced(before: str, after: str, lang: str) -> bool:
    """Whether a space stands between two pieces that are not tight."""
    if lang != "lo":
        return True
    return not (_is_lao(before[-1]) and _is_lao(after[0]))


def _is_lao(character: str) -> bool:
    return "\u0e80" <= character <= "\u0eff"
