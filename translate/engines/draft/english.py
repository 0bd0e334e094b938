"""English: modifiers before their noun, articles where certain, tense and agreement."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.languages.numbers import english_ordinal, format_date, format_quantity

from .english_nouns import NounPhrase, noun_phrase, starts_noun_phrase
from .english_verbs import AUXILIARIES, Clause, verb_group
from .pieces import Piece
from .units import Kind, Unit

_PAST_CUES = frozenset(
    "kemarin lalu dulu dahulu mengatakan menyatakan menegaskan menyampaikan menambahkan "
    "menjelaskan mengungkapkan menekankan melaporkan mengumumkan ujar kata tewas meninggal tadi "
    "menewaskan setelah ketika sempat awalnya semula sebelumnya".split()
)
_GERUND_AFTER = frozenset(
    "dengan dalam tanpa selain dari sebelum setelah sambil oleh tentang".split()
)
_INFINITIVE_AFTER = frozenset("untuk guna demi ingin mau perlu hendak mulai mencoba".split())
_COORDINATING = frozenset({"dan", "serta", "atau", "yang"})


@dataclass(slots=True)
class _State:
    """What has been written of the clause so far."""

    past: bool
    subject: NounPhrase | None = None
    finite: bool = False
    last_form: str = "finite"
    pieces: list[Piece] = field(default_factory=list)


def render(units: list[Unit]) -> list[Piece]:
    """Render units in English."""
    state = _State(past=_is_past(units))
    place = 0
    while place < len(units):
        unit = units[place]
        if _opens_verb_group(units, place):
            place = _verbs(units, place, state)
        elif starts_noun_phrase(units, place):
            phrase, place = noun_phrase(units, place)
            state.pieces += phrase.pieces()
            state.subject = phrase
        else:
            state.pieces += _other(units, place, state)
            stop = unit.kind is Kind.MARK and unit.surface in ".;:?!"
            if stop or (unit.pos == "conj" and unit.word not in _COORDINATING):
                state.finite, state.subject = False, None
            place += 1
    return state.pieces


def _is_past(units: list[Unit]) -> bool:
    for unit in units:
        if unit.word in _PAST_CUES:
            return True
        if unit.date is not None and unit.date.year is not None:
            return True
        digits = unit.quantity.digits if unit.quantity else ""
        if len(digits) == 4 and digits.isdigit() and 1000 < int(digits) < 2026:
            return True
    return False


def _opens_verb_group(units: list[Unit], place: int) -> bool:
    unit = units[place]
    if unit.kind is not Kind.WORD:
        return False
    if unit.pos in ("v", "vpass") or unit.passive:
        return True
    if unit.word in AUXILIARIES:
        following = place + 1
        while following < len(units) and units[following].word in AUXILIARIES:
            following += 1
        return following < len(units) and (
            units[following].pos in ("v", "vpass", "adj") or units[following].passive
        )
    return False


def _verbs(units: list[Unit], place: int, state: _State) -> int:
    before = units[place - 1] if place else None
    word = before.word if before is not None else ""
    form = "finite"
    if word in _INFINITIVE_AFTER:
        form = "base" if word in ("untuk", "guna", "demi") else "infinitive"
    elif word in _GERUND_AFTER:
        form = "gerund"
    elif word == "yang":
        form = "relative"
    elif word in ("dan", "serta", "atau", ","):
        form = state.last_form if state.finite else "finite"
        if word == "," and state.finite:
            form = "gerund"
    elif before is not None and before.pos == "v" and before.word not in AUXILIARIES:
        form = "infinitive"
    elif state.finite and before is not None and before.pos in ("n", "adj"):
        form = "relative" if units[place].passive or units[place].pos == "vpass" else "gerund"
    elif state.subject is None and not state.finite and word in ("", '"'):
        form = "gerund" if before is None else "base"
    subject = state.subject
    clause = Clause(
        form=form,
        past=state.past,
        plural=subject.is_plural if subject is not None else False,
        first_person=subject is not None and subject.head.word in ("saya", "aku"),
    )
    pieces, place = verb_group(units, place, clause)
    state.pieces += pieces
    state.last_form = form
    if form == "finite":
        state.finite = True
    return place


def _other(units: list[Unit], place: int, state: _State) -> list[Piece]:
    unit = units[place]
    after = units[place + 1] if place + 1 < len(units) else None
    if unit.kind is Kind.MARK:
        glued = after is not None and not after.space
        return [Piece(unit.surface, unit, left=not unit.space, right=glued)]
    if unit.kind is Kind.NUMBER and unit.quantity is not None:
        return [Piece(format_quantity(unit.quantity, "en"), unit)]
    if unit.kind is Kind.DATE and unit.date is not None:
        return [Piece(format_date(unit.date, "en"), unit)]
    if unit.kind is Kind.ORDINAL:
        return [Piece(english_ordinal(unit.ordinal), unit)]
    if unit.word == "yang":
        return _relative(units, place)
    if unit.word == "di" and after is not None:
        return [Piece("in", unit)]
    if unit.word == "pada" and after is not None:
        return [Piece("on" if after.date is not None and after.date.day else "in", unit)]
    if unit.word in ("untuk", "guna") and after is not None:
        verbal = after.pos in ("v", "vpass") or after.passive or after.word in AUXILIARIES
        return [Piece("to" if verbal else "for", unit)]
    if unit.word == "dari":
        before = units[place - 1] if place else None
        nominal = before is not None and before.pos in ("n", "det", "num")
        return [Piece("of" if nominal else "from", unit)]
    if unit.word == "dengan" and after is not None and after.pos == "v":
        return [Piece("by", unit)]
    if unit.word == "secara" and after is not None and after.pos == "adj":
        return []
    if unit.pos == "adj" and place and units[place - 1].word == "secara":
        return [Piece(_adverb(unit.rendering("en")), unit)]
    if unit.pos == "adj":
        return _predicate(units, place, state)
    text = unit.rendering("en")
    if not text:
        return [] if unit.pos == "det" else [Piece(unit.surface, unit, unknown=True)]
    return [Piece(text, unit)]


def _relative(units: list[Unit], place: int) -> list[Piece]:
    after = units[place + 1] if place + 1 < len(units) else None
    if after is None or after.passive or after.pos == "vpass":
        return []
    return [Piece("that", units[place])]


def _predicate(units: list[Unit], place: int, state: _State) -> list[Piece]:
    """Render an adjective that is no modifier; after a subject it gets a form of `be`."""
    unit = units[place]
    text = unit.rendering("en") or unit.surface
    if unit.superlative:
        text = f"most {text}"
    before = units[place - 1] if place else None
    pieces = [Piece(text, unit)]
    subject = state.subject
    if (
        subject is not None
        and not state.finite
        and before is not None
        and (before.pos in ("n", "pron", "propn", "det", "adv") or before.kind is Kind.TERM)
    ):
        state.finite = True
        if state.past:
            be = "were" if subject.is_plural else "was"
        else:
            be = "are" if subject.is_plural else "is"
        pieces.insert(0, Piece(be))
    return pieces


def _adverb(adjective: str) -> str:
    """Return the adverb of an adjective: `effective` gives `effectively`."""
    if adjective.endswith("ly") or " " in adjective:
        return adjective
    if adjective.endswith("le"):
        return f"{adjective[:-1]}y"
    if adjective.endswith("y"):
        return f"{adjective[:-1]}ily"
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    return f"{adjective}ly"
