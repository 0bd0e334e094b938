"""Noun phrases in their clause: subjects, objects, predicates, lists."""

from __future__ import annotations

from ..pieces import Piece
from .chunks import COORDINATORS, Part
from .classes import is_exactly
from .forms import LINKING, SAYING, THERE
from .nouns import DEMONSTRATIVES, NounPhrase, Role
from .sentence import Clause, Sentence
from .verbs import VerbGroup

_INTRODUCING = frozenset("seperti antar tanpa termasuk per meliputi mencakup".split())
_NAMING = frozenset(
    "call name appoint consider elect declare make give designate judge award grant deem "
    "become offer send teach label rate know crown".split()
)


def write_nouns(sentence: Sentence, place: int, phrase: NounPhrase) -> None:
    """Write a noun phrase, as a subject, an object, a predicate or part of a list."""
    clause, before = sentence.clause, sentence.before(place)
    part = before.part if before is not None else None
    last = clause.last
    phrase.possessor = sentence.possessor()
    relative = sentence.at(place + 1)
    phrase.those = phrase.head.word == "mereka" and (
        relative is not None and relative.part is Part.RELATIVE
    )
    phrase.listed = _is_listed(sentence, place)
    if is_exactly(phrase.head, "weekday") and part is not Part.PREPOSITION:
        _weekday(sentence, place, phrase)
        return
    if before is not None and part is Part.PREPOSITION:
        phrase.role = Role.PREDICATE if before.unit.word == "sebagai" else Role.AFTER_PREPOSITION
        phrase.many = before.unit.word in ("antar", "antara") and not _and_follows(sentence, place)
    elif part is Part.VERB and last is not None:
        _after_verb(sentence, place, phrase, last)
    elif (
        before is not None
        and part is Part.CONJUNCTION
        and (before.unit.word in COORDINATORS and not _opens_after_joint(sentence, place))
    ):
        _joined(sentence, place, phrase)
    elif clause.subject is None and not clause.finite:
        _subject(sentence, phrase)
    elif part is Part.RELATIVE:
        clause.subject = phrase
    elif clause.finite and sentence.leads_to_verb(place):
        sentence.clause = Clause(subject=phrase, outer=clause if clause.relative else None)
        sentence.topic = phrase
    elif clause.finite:
        linked = before is not None and before.unit.word in DEMONSTRATIVES
        phrase.role = Role.PREDICATE if linked else Role.OBJECT
    sentence.pieces += phrase.pieces()


def _is_listed(sentence: Sentence, place: int) -> bool:
    """Whether a phrase stands in a list: after `dan`, between commas, after `seperti`."""
    before, after = sentence.at(place - 1), sentence.at(place + 1)
    if before is None:
        return False
    if before.unit.word in ("dan", "serta", "atau") or before.unit.word in _INTRODUCING:
        return True
    return (
        before.unit.surface == ","
        and after is not None
        and (after.unit.surface == "," or after.unit.word in ("dan", "serta", "atau"))
    )


def _weekday(sentence: Sentence, place: int, phrase: NounPhrase) -> None:
    """Write the day of the week that something happens on."""
    after = sentence.at(place + 1)
    last = after is not None and after.unit.word == "lalu"
    sentence.pieces.append(Piece("last" if last else "on"))
    phrase.role = Role.AFTER_PREPOSITION
    sentence.pieces += phrase.pieces()


def _subject(sentence: Sentence, phrase: NounPhrase) -> None:
    sentence.clause.subject = phrase
    sentence.topic = phrase


def _after_verb(sentence: Sentence, place: int, phrase: NounPhrase, last: VerbGroup) -> None:
    clause = sentence.clause
    first = last.text.split(" ")[0]
    if " the " in last.text:
        sentence.pieces.append(Piece("of"))  # `menyaksikan upacara X`: witness the ceremony of X
    following = sentence.at(place + 1)
    if last.main.word in THERE:
        phrase.role = Role.PREDICATE
    elif last.is_passive and not last.is_adjective:
        if first not in _NAMING and clause.subject is not None and not last.main.clitic:
            sentence.pieces.append(Piece("by"))
        phrase.role = Role.OBJECT
    elif first in SAYING and following is not None and sentence.leads_to_verb(place):
        sentence.clause = Clause(subject=phrase, outer=clause)
        sentence.topic = phrase
    elif first in LINKING or last.text.startswith("be "):
        phrase.role = Role.PREDICATE
    else:
        phrase.role = Role.OBJECT


def _opens_after_joint(sentence: Sentence, place: int) -> bool:
    return sentence.clause.finite and sentence.leads_to_verb(place)


def _and_follows(sentence: Sentence, place: int) -> bool:
    after = sentence.at(place + 1)
    return after is not None and (after.unit.word in COORDINATORS or after.part is Part.PREPOSITION)


def _joined(sentence: Sentence, place: int, phrase: NounPhrase) -> None:
    clause = sentence.clause
    first = sentence.before(place - 1)
    if first is not None and first.unit.surface == ",":
        first = sentence.before(place - 2)
    if first is not None and first.phrase is not None:
        phrase.role = first.phrase.role
        if not clause.finite and first.phrase.role is Role.SUBJECT:
            clause.plural = True
    elif clause.subject is None:
        _subject(sentence, phrase)
