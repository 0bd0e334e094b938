"""From rendered pieces to text: spaces, sentence case, links and unknown spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.languages.case import capitalise_first
from translate.engines.protocol import Hypothesis, Link

from .unit import Kind, Unit


@dataclass(slots=True)
class Piece:
    """A stretch of target text.

    Attributes:
        text: what is written; empty pieces disappear.
        unit: the source unit that it renders, None for what the target language adds.
        left: no space before it.
        right: no space after it.
        unknown: it is source text that could not be translated.
        upper: its first letter is a capital, where the language has capitals.
        gap: where Lao puts a space: `before`, `after`, `both`, or `soft`, which is a space before
            it when a long run of text without one stands there.
    """

    text: str
    unit: Unit | None = None
    left: bool = False
    right: bool = False
    unknown: bool = False
    upper: bool = False
    gap: str = ""


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
    gap = ""
    starts = capitalise
    for piece in pieces:
        if not piece.text:
            continue
        if text and not tight and not piece.left and _spaced(text, gap, piece, lang):
            text += " "
        start = len(text)
        raised = lang != "lo" and (piece.upper or (starts and _begins_upper(piece)))
        text += capitalise_first(piece.text) if raised else piece.text
        tight, gap = piece.right, piece.gap
        if piece.unit is not None:
            links.append(Link((piece.unit.start, piece.unit.end), (start, len(text))))
            mark = piece.unit.kind is Kind.MARK
            starts = (piece.text in _ENDS and not piece.right) or (mark and starts)
        elif raised:
            starts = False
        if piece.unknown:
            unknown.append((start, len(text)))
    return Hypothesis(text, tuple(links), tuple(unknown))


_ENDS = frozenset(".!?…")
_RUN = 16


def _begins_upper(piece: Piece) -> bool:
    """Whether a piece that begins a sentence may be raised: not an address or a product name."""
    return piece.unit is None or piece.unit.kind is not Kind.NAME


def _spaced(before: str, gap: str, piece: Piece, lang: str) -> bool:
    """Whether a space stands between two pieces that are not tight."""
    if lang != "lo" or gap in ("after", "both") or piece.gap in ("before", "both"):
        return True
    if piece.gap == "soft" and " " not in before[-_RUN:] and len(before) > _RUN:
        return True
    return not (_is_lao(before[-1]) and _is_lao(piece.text[0]))


def _is_lao(character: str) -> bool:
    return "\u0e80" <= character <= "\u0eff"
