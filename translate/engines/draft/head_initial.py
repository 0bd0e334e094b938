"""Transfer into Vietnamese and Lao, which put the head first as Indonesian does.

Word order stays; what changes is said by rules, each a line of `transfer`: degree words, passives,
plurals, possessors, relative clauses, prepositions by what follows, ordinals and dates.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.languages.numbers import format_date, format_number, format_quantity

from .pieces import Piece
from .units import Kind, Unit


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a head-initial target language says where Indonesian has an affix or a function word.

    Attributes:
        lang: BCP-47 tag.
        passive: before a verb with di-.
        plural: before a reduplicated noun.
        possessive: after a noun with -nya.
        object_clitic: after a verb with -nya.
        of: between a noun and a pronoun that owns it.
        more, most, very: after an adjective; empty where the word stands before it.
        ordinal: before the number of ke-N.
        occasion: before the number of ke-N after an event.
        for_verb, for_noun: `untuk` before a verb and before a noun.
        from_verb, from_noun: `dari` after a verb and after a noun.
        relative: `yang` before a noun or pronoun.
        relative_verb: `yang` before a verb or an adjective.
        on_date: `pada` before a date.
        manner: `secara` before an adjective.
    """

    lang: str
    passive: str
    plural: str
    possessive: str
    object_clitic: str
    of: str
    more: str
    most: str
    very: str
    ordinal: str
    occasion: str
    for_verb: str
    for_noun: str
    from_verb: str
    from_noun: str
    relative: str
    relative_verb: str
    on_date: str
    manner: str


_NOMINAL = frozenset({"n", "propn", "pron"})
_VERBAL = frozenset({"v", "vpass"})
_EVENTS = frozenset(
    "pertemuan sidang sesi konferensi forum edisi kongres peringatan perayaan ulang kali putaran "
    "konferensi tingkat".split()
)
_CENTURIES = frozenset({"abad"})


def transfer(units: list[Unit], grammar: Grammar) -> list[Piece]:
    """Render units in order as pieces of the target language."""
    pieces: list[Piece] = []
    degree: Unit | None = None
    for place, unit in enumerate(units):
        before = units[place - 1] if place else None
        after = units[place + 1] if place + 1 < len(units) else None
        if (
            unit.kind is Kind.WORD
            and unit.word in ("lebih", "paling", "sangat", "amat")
            and (after is not None and after.pos == "adj" and _degree(unit, grammar))
        ):
            degree = unit
            continue
        pieces += _unit(unit, before, after, grammar)
        if degree is not None:
            pieces.append(Piece(_degree(degree, grammar), degree))
            degree = None
    return pieces


def _degree(unit: Unit, grammar: Grammar) -> str:
    if unit.word == "lebih":
        return grammar.more
    return grammar.most if unit.word == "paling" else grammar.very


def _unit(unit: Unit, before: Unit | None, after: Unit | None, grammar: Grammar) -> list[Piece]:
    if unit.kind is Kind.MARK:
        glued = after is not None and not after.space
        return [Piece(unit.surface, unit, left=not unit.space, right=glued)]
    if unit.kind is Kind.NUMBER and unit.quantity is not None:
        return [Piece(format_quantity(unit.quantity, grammar.lang), unit)]
    if unit.kind is Kind.DATE and unit.date is not None:
        return [Piece(format_date(unit.date, grammar.lang), unit)]
    if unit.kind is Kind.ORDINAL:
        return [Piece(_ordinal(unit, before, grammar), unit)]
    if unit.kind in (Kind.NAME, Kind.UNKNOWN):
        return [Piece(unit.surface, unit, unknown=unit.kind is Kind.UNKNOWN)]
    special = _function_word(unit, before, after, grammar)
    if special is not None:
        return [Piece(special, unit)]
    return _content(unit, before, grammar)


def _ordinal(unit: Unit, before: Unit | None, grammar: Grammar) -> str:
    number = format_number(str(unit.ordinal), grammar.lang)
    if before is not None and before.word.split(" ")[0] in _CENTURIES:
        return number if grammar.lang == "vi" else f"{grammar.ordinal} {number}"
    event = before is not None and before.word.split(" ")[0] in _EVENTS
    return f"{grammar.occasion if event else grammar.ordinal} {number}"


def _function_word(
    unit: Unit, before: Unit | None, after: Unit | None, grammar: Grammar
) -> str | None:
    """Return what a function word is here, or None when the lexicon's rendering will do."""
    if unit.kind is not Kind.WORD:
        return None
    following = after.pos if after is not None else ""
    verbal_after = following in _VERBAL or (after is not None and after.word in _AUXILIARIES)
    if unit.word == "yang":
        if after is None or after.kind is Kind.MARK:
            return grammar.relative
        return grammar.relative_verb if verbal_after or following == "adj" else grammar.relative
    if unit.word == "untuk":
        return grammar.for_verb if verbal_after else grammar.for_noun
    if unit.word == "dari":
        nominal = before is not None and (before.pos in _NOMINAL or before.kind is Kind.TERM)
        return grammar.from_noun if nominal else grammar.from_verb
    if unit.word == "pada" and after is not None and after.kind is Kind.DATE:
        return grammar.on_date
    if unit.word == "secara" and following == "adj":
        return grammar.manner
    return None


_AUXILIARIES = frozenset(
    "akan telah sudah sedang tengah tidak belum dapat bisa harus perlu masih lebih juga".split()
)


def _content(unit: Unit, before: Unit | None, grammar: Grammar) -> list[Piece]:
    text = unit.rendering(grammar.lang)
    if not text:
        empty = unit.entry is not None and unit.entry.pos == "det"
        return [] if empty else [Piece(unit.surface, unit, unknown=True)]
    pieces = [Piece(text, unit)]
    if unit.passive:
        pieces.insert(0, Piece(grammar.passive))
    if unit.plural and unit.pos == "n":
        pieces.insert(0, Piece(grammar.plural))
    if unit.superlative:
        pieces.append(Piece(grammar.most))
    if unit.clitic == "nya":
        nominal = unit.pos == "n" or unit.kind is Kind.TERM
        extra = grammar.possessive if nominal else ""
        if unit.pos == "v" and not unit.passive:
            extra = grammar.object_clitic
        pieces.append(Piece(extra))
    if (
        unit.pos == "pron"
        and unit.word in _OWNERS
        and before is not None
        and (before.pos == "n" and before.kind in (Kind.WORD, Kind.TERM) and not before.clitic)
    ):
        pieces.insert(0, Piece(grammar.of))
    return pieces


_OWNERS = frozenset("saya aku kami kita anda kamu ia dia beliau mereka kalian".split())
