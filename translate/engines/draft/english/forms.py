"""The form of an English verb: what stands before it decides."""

from __future__ import annotations

from .chunks import COORDINATORS, Chunk, Part
from .sentence import Clause, Sentence
from .verbs import Form, VerbGroup

_CONTROL = frozenset(
    "ask order urge encourage help allow enable invite force persuade expect require cause advise "
    "teach want permit instruct warn lead call request push direct oblige prompt remind tell "
    "give provide inspire".split()
)
_BARE = frozenset("make let".split())
SAYING = frozenset(
    "say state report believe think know hope show explain reveal add claim predict estimate "
    "admit deny announce assert stress emphasise argue consider feel confirm assess mean see "
    "emphasize declare understand realise realize find suspect agree promise ensure prove "
    "acknowledge convey note conclude affirm reaffirm guess suggest hear remember".split()
)
_GERUND_AFTER = frozenset("avoid stop finish enjoy suggest consider deny admit risk keep".split())
LINKING = frozenset("be become remain seem look appear feel sound".split())
PURPOSE = frozenset({"untuk", "guna", "demi"})
THERE = frozenset({"ada", "terdapat", "tidak ada", "belum ada"})
_BEING = frozenset({"adalah", "ialah", "merupakan", "adalah sebagai"})
# Conjunctions whose clause repeats its subject in English when Indonesian leaves it out.
NEEDS_SUBJECT = frozenset(
    "karena sebab lantaran jika kalau apabila bila sehingga agar supaya bahwa maka asalkan".split()
)


def form_of(sentence: Sentence, place: int, group: VerbGroup, before: Chunk | None) -> Form:
    """Return the form that a verb group has at `place`; `before` is the chunk before it."""
    clause = sentence.clause
    word = before.unit.word if before is not None else ""
    part = before.part if before is not None else None
    if part is Part.PREPOSITION and word in PURPOSE:
        return Form.BASE
    if part is Part.RELATIVE:
        return Form.DESCRIBING if describes(group) else Form.FINITE
    if (part is Part.PREPOSITION or word in ("sebelum", "setelah", "sesudah", "sambil",
                                             "usai", "seraya")):  # fmt: skip
        return Form.GERUND
    direct = sentence.at(place - 1)
    if direct is not None and direct.group is not None and not _ends_relative(sentence, place):
        if group.is_adjective and direct.group.text.split(" ")[0] in _BARE:
            return Form.DESCRIBING
        return _after_another(direct.group)
    if part is Part.CONJUNCTION and word in COORDINATORS:
        if group.is_adjective and not (clause.last is not None and clause.last.is_adjective):
            return Form.DESCRIBING
        return clause.form if clause.last is not None else Form.FINITE
    if (
        part is Part.CONJUNCTION
        and clause.subject is None
        and not (word.partition(" ")[0] in NEEDS_SUBJECT and sentence.topic is not None)
    ):
        return Form.DESCRIBING if describes(group) else Form.GERUND
    if group.main.word in _BEING:
        return Form.FINITE
    if clause.finite:
        return _second(sentence, group, before)
    if clause.subject is None and place == 0:
        return _opening(group)
    return Form.FINITE


def _ends_relative(sentence: Sentence, place: int) -> bool:
    """Whether a verb directly after that of a relative clause belongs to the noun outside.

    It does when the noun waits for its verb and no other verb comes.
    """
    clause = sentence.clause
    outer = clause.outer
    if not clause.relative or outer is None or outer.subject is None or outer.finite:
        return False
    return all(chunk.group is None for chunk in sentence.chunks[place + 1 :])


def describes(group: VerbGroup) -> bool:
    """Whether a passive or adjective can stand after a noun without `that is`."""
    return (group.is_passive or group.is_adjective) and not group.helpers


def _after_another(last: VerbGroup) -> Form:
    first = last.text.split(" ")[0]
    if last.text.endswith(" to") or first in _BARE:
        return Form.BASE
    if first in _GERUND_AFTER:
        return Form.GERUND
    if last.text.endswith((" in", " from", " of", " for", " by", " on", " with")):
        return Form.GERUND
    return Form.INFINITIVE


def _second(sentence: Sentence, group: VerbGroup, before: Chunk | None) -> Form:
    """Return the form of a verb after the finite one, when nothing joins the two.

    It is the verb of the clause outside when that still waits for one; what it is otherwise
    the verb before it says: `asked them to go`, `said they went`, `found them going`.
    """
    clause = sentence.clause
    outer = clause.outer
    while outer is not None:
        if outer.subject is not None and not outer.finite:
            sentence.clause = outer
            return Form.FINITE
        outer = outer.outer
    first = clause.last.text.split(" ")[0] if clause.last is not None else ""
    nouns = before is not None and before.phrase is not None
    if nouns and first in _CONTROL:
        return Form.INFINITIVE
    if nouns and first in _BARE:
        return Form.BASE
    if describes(group) and nouns:
        return Form.DESCRIBING
    if group.helpers:
        return Form.FINITE
    if before is not None and before.unit.surface in ('"', "”"):
        return Form.FINITE
    if before is not None and before.part is Part.MARK and group.text.split(" ")[0] in SAYING:
        sentence.clause = Clause()
        return Form.FINITE
    return Form.GERUND


def _opening(group: VerbGroup) -> Form:
    if group.main.word in THERE or group.helpers or group.is_passive or group.is_adjective:
        return Form.FINITE
    imperative = not group.main.word.startswith(("me", "ber"))
    return Form.BASE if imperative else Form.GERUND
