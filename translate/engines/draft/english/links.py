"""What links English phrases and clauses: marks, `yang`, prepositions, conjunctions, dates."""

from __future__ import annotations

from corpus.languages.numbers import english_ordinal, format_date

from ..pieces import Piece
from ..units import Kind, Unit
from .chunks import COORDINATORS, Chunk, Part
from .classes import is_exactly
from .forms import PURPOSE, describes
from .nouns import DEMONSTRATIVES, NounPhrase, number_piece
from .predicates import MANNER, is_manner
from .prepositions import preposition
from .sentence import Clause, Sentence

_VERBAL_PREPOSITIONS = frozenset("for to on with of in from by at into about".split())
_ASKING = frozenset("apakah bagaimana mengapa kenapa kapan".split())


def write_other(sentence: Sentence, place: int, chunk: Chunk) -> None:
    """Write a chunk that is neither a noun phrase nor a verb group."""
    unit = chunk.unit
    if chunk.part is Part.MARK:
        _mark(sentence, place, unit)
    elif chunk.part is Part.RELATIVE:
        _relative(sentence, place, unit)
    elif chunk.part is Part.PREPOSITION:
        _preposition(sentence, place, unit)
    elif chunk.part is Part.AMOUNT:
        _amount(sentence, place, unit)
    elif chunk.quoted and chunk.part is Part.ADVERB:
        sentence.pieces.append(Piece(chunk.quoted, unit))
    elif chunk.quoted:
        sentence.pieces.append(Piece("he"))
        sentence.pieces.append(Piece(chunk.quoted, unit))
    elif unit.kind is Kind.ORDINAL:
        sentence.pieces.append(Piece(english_ordinal(unit.ordinal), unit))
    elif chunk.part is Part.CONJUNCTION:
        _conjunction(sentence, unit)
    elif (
        unit.word in _ASKING
        and sentence.asks
        and sentence.clause.subject is None
        and (not sentence.clause.finite)
    ):
        text = "" if unit.word == "apakah" else unit.rendering("en")
        sentence.pieces.append(Piece(text, unit))
        sentence.question = len(sentence.pieces)
    elif unit.word in DEMONSTRATIVES and _is_subject_of_noun(sentence, place):
        this = "this" if unit.word == "ini" else "that"
        sentence.pieces += [Piece(this, unit), Piece("was" if sentence.past else "is")]
        sentence.clause.finite = True
    elif unit.word == "lalu" and _follows_time(sentence, place):
        sentence.pieces.append(Piece("", unit))
    else:
        text = unit.rendering("en")
        unknown = not text and unit.pos != "det"
        sentence.pieces.append(Piece(unit.surface if unknown else text, unit, unknown=unknown))


def _mark(sentence: Sentence, place: int, unit: Unit) -> None:
    after = sentence.at(place + 1)
    glued = after is not None and not after.unit.space
    sentence.pieces.append(Piece(unit.surface, unit, left=not unit.space, right=glued))
    if unit.surface in ".;:?!":
        sentence.clause = Clause()
    elif unit.surface == "," and sentence.clause.comma and sentence.clause.outer is not None:
        sentence.clause = sentence.clause.outer


def _relative(sentence: Sentence, place: int, unit: Unit) -> None:
    """Write `yang`: nothing before a participle, `who` after persons, `what` without a noun."""
    before, after = sentence.at(place - 1), sentence.at(place + 1)
    comma = before is not None and before.unit.surface == ","
    last = sentence.before(place - 1) if comma else before
    antecedent = last.phrase if last is not None else None
    subject = antecedent or NounPhrase(unit)
    sentence.clause = Clause(subject=subject, relative=True, comma=comma, outer=sentence.clause)
    group = after.group if after is not None else None
    if antecedent is None:
        bare = before is None or before.part in (Part.MARK, Part.CONJUNCTION, Part.VERB,
                                                 Part.PREPOSITION)  # fmt: skip
        text = "what" if bare and not comma else "which" if comma else "that"
    elif (group is not None and describes(group)) or (
        after is not None and after.part is Part.PREPOSITION
    ):
        text = ""
    elif antecedent.is_person or antecedent.is_named:
        text = "who"
    else:
        text = "which" if comma else "that"
    sentence.pieces.append(Piece(text, unit))


def _preposition(sentence: Sentence, place: int, unit: Unit) -> None:
    before, after = sentence.at(place - 1), sentence.at(place + 1)
    group = after.group if after is not None else None
    if unit.word in PURPOSE and after is not None:
        text = "to" if group is not None else "for"
        negative = group is not None and group.has("tidak", "tak")
        sentence.pieces.append(Piece(f"not {text}" if negative else text, unit))
        return
    if group is not None and unit.word in MANNER:
        manner = is_manner(sentence, place + 1, group, sentence.chunks[place])
        sentence.pieces.append(Piece("" if manner and group.is_adjective else "by", unit))
        return
    if (
        unit.word == "dari"
        and before is not None
        and (before.unit.rendering("en") == "one of" or before.unit.pos == "num")
    ):
        sentence.pieces.append(Piece("" if before.unit.pos == "det" else "of", unit))
        return
    if unit.word in ("hingga", "sampai", "dengan") and _ranges(sentence, place):
        sentence.pieces.append(Piece("and", unit))
        return
    verb = before.group.text.rpartition(" ")[2] if before is not None and before.group else ""
    if verb in _VERBAL_PREPOSITIONS:
        sentence.pieces.append(Piece("", unit))  # `menyerukan kepada X`: call for X
        return
    text = preposition(
        unit,
        before.phrase if before is not None else None,
        after.phrase if after is not None else None,
        after.unit if after is not None else None,
    )
    sentence.pieces.append(Piece(text or unit.surface, unit, unknown=not text))
    if unit.clitic == "nya":
        person = sentence.possessor() == "his" or unit.word == "menurut"
        sentence.pieces.append(Piece("him" if person else "it"))


def _ranges(sentence: Sentence, place: int) -> bool:
    """Whether `hingga` closes a range that `antara` opened."""
    opened = sentence.at(place - 2)
    return opened is not None and opened.unit.word == "antara"


def _conjunction(sentence: Sentence, unit: Unit) -> None:
    text = unit.rendering("en")
    sentence.pieces.append(Piece(text or unit.surface, unit, unknown=not text))
    if unit.word in COORDINATORS:
        return
    clause = sentence.clause
    waiting = clause.subject is not None and not clause.finite
    sentence.clause = Clause(outer=clause if waiting or clause.relative else None)


def _amount(sentence: Sentence, place: int, unit: Unit) -> None:
    """Write a number or a date; a date without a preposition gets one, `lalu` makes it last."""
    before, after = sentence.at(place - 1), sentence.at(place + 1)
    if unit.date is None:
        sentence.pieces.append(_day_of_range(sentence, place, unit))
        return
    text = format_date(unit.date, "en")
    if _closes_range(sentence, place):
        text = text.split(" ", 1)[-1]
        sentence.pieces.append(Piece(text, unit))
        return
    if after is not None and after.unit.word == "lalu":
        text = f"last {text}"
    elif before is not None and before.part in (Part.NOUNS, Part.VERB, Part.ADVERB):
        sentence.pieces.append(Piece("on" if unit.date.day else "in"))
    sentence.pieces.append(Piece(text, unit))


def _day_of_range(sentence: Sentence, place: int, unit: Unit) -> Piece:
    """Write the first day of `16 dan 17 Maret`, which has its month from the second."""
    last = sentence.at(place + 2)
    if last is not None and last.unit.date is not None and _closes_range(sentence, place + 2):
        month = format_date(last.unit.date, "en").split(" ")[0]
        return Piece(f"{month} {unit.surface}", unit)
    return number_piece(unit)


def _closes_range(sentence: Sentence, place: int) -> bool:
    first, joint, last = sentence.at(place - 2), sentence.at(place - 1), sentence.at(place)
    return (
        first is not None
        and joint is not None
        and last is not None
        and last.unit.date is not None
        and bool(last.unit.date.day)
        and (joint.unit.word in ("dan", "hingga", "sampai") or joint.unit.surface in "-–")
        and first.unit.quantity is not None
        and first.unit.surface.isdigit()
        and int(first.unit.surface) < 32
    )


def _is_subject_of_noun(sentence: Sentence, place: int) -> bool:
    """Whether `ini` or `itu` is a subject whose predicate is the noun phrase after it."""
    after = sentence.at(place + 1)
    clause = sentence.clause
    return (
        after is not None
        and after.phrase is not None
        and clause.subject is None
        and not clause.finite
        and not sentence.leads_to_verb(place + 1)
    )


def _follows_time(sentence: Sentence, place: int) -> bool:
    before = sentence.at(place - 1)
    return before is not None and (
        before.unit.date is not None or is_exactly(before.unit, "weekday")
    )
