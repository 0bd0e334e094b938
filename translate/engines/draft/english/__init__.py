"""English: a sentence is cut into chunks, and its clauses are written one after another."""

from __future__ import annotations

from ..pieces import Piece
from ..units import Kind, Unit
from .chunks import chunks
from .links import write_other
from .predicates import write_verb
from .sentence import Sentence
from .subjects import write_nouns

_PAST_CUES = frozenset(
    "kemarin lalu dulu dahulu mengatakan menyatakan menegaskan menyampaikan menambahkan "
    "menjelaskan mengungkapkan menekankan melaporkan mengumumkan ujar kata tewas meninggal tadi "
    "menewaskan senin selasa rabu kamis jumat sabtu setelah ketika sempat awalnya semula "
    "sebelumnya".split()
)


def render(units: list[Unit]) -> list[Piece]:
    """Render units in English; every unit has exactly one piece, which may be empty."""
    sentence = Sentence(chunks(units), past=_is_past(units))
    for place, chunk in enumerate(sentence.chunks):
        if chunk.phrase is not None:
            write_nouns(sentence, place, chunk.phrase)
        elif chunk.group is not None:
            write_verb(sentence, place, chunk.group)
        else:
            write_other(sentence, place, chunk)
    pieces = _said_once(sentence.pieces)
    return _in_capitals(pieces) if _is_capitals(units) else _capitals(pieces)


def _is_past(units: list[Unit]) -> bool:
    """Whether something in the sentence says that it tells the past."""
    for unit in units:
        if unit.word.partition(" ")[0] in _PAST_CUES or unit.word.endswith(" lalu"):
            return True
        if unit.date is not None and unit.date.year is not None:
            return True
        digits = unit.quantity.digits if unit.quantity else ""
        if len(digits) == 4 and digits.isdigit() and 1000 < int(digits) < 2026:
            return True
    return False


_PREPOSITIONS = frozenset(
    "about among at between by for from in into of on to towards with within".split()
)


def _said_once(pieces: list[Piece]) -> list[Piece]:
    """Say a preposition once where a verb and what follows it both bring it: `be among`."""
    last = ""
    for piece in pieces:
        if not piece.text:
            continue
        first, _, rest = piece.text.partition(" ")
        own = piece.unit is None or piece.unit.kind is Kind.WORD
        if own and first in _PREPOSITIONS and first == last:
            piece.text = rest
        last = piece.text.rpartition(" ")[2] or last
    return pieces


def _is_capitals(units: list[Unit]) -> bool:
    """Whether the text is written in capitals throughout, as some headlines are."""
    words = [unit.surface for unit in units if unit.surface[:1].isalpha()]
    return len(words) > 2 and all(word.isupper() for word in words)


def _in_capitals(pieces: list[Piece]) -> list[Piece]:
    """Write a headline in capitals; terms stay as they are given."""
    for piece in pieces:
        if piece.unit is None or piece.unit.kind is not Kind.TERM:
            piece.text = piece.text.upper()
    return pieces


def _capitals(pieces: list[Piece]) -> list[Piece]:
    """Give a noun or adjective that is capitalised inside a sentence its capitals back."""
    for piece in pieces:
        unit = piece.unit
        if (
            unit is not None
            and unit.capital
            and unit.kind is Kind.WORD
            and unit.pos in ("n", "adj")
            and not piece.unknown
        ):
            piece.text = " ".join(
                word if word in ("of", "and", "the") else word[:1].upper() + word[1:]
                for word in piece.text.split(" ")
            )
    return pieces
