"""English verb groups: tense, aspect, modals, negation, adverbs and the passive."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.languages.english import adverb, gerund, participle, past, third_person

from ..pieces import Piece
from ..units import Kind, Unit
from .attributes import DEGREES, adjective_text, at, is_verbal

_MODALS = {"akan": "will", "dapat": "can", "bisa": "can", "harus": "must", "wajib": "must",
           "boleh": "may", "mungkin": "may", "tidak dapat": "cannot", "tidak bisa": "cannot",
           "tidak boleh": "must not", "akan segera": "will soon", "tidak akan": "will not",
           "akan terus": "will continue to", "tidak akan pernah": "will never",
           "tidak perlu": "need not"}  # fmt: skip
_PAST_MODALS = {"will": "would", "can": "could", "may": "might", "cannot": "could not"}
_SEMI = {"perlu": "need", "ingin": "want", "mau": "want", "hendak": "intend",
         "terus": "continue"}  # fmt: skip
_PERFECT = frozenset({"telah", "sudah", "belum", "pernah"})
_PROGRESSIVE = frozenset({"sedang", "tengah"})
_NEGATIVE = frozenset({"tidak", "tak", "belum", "bukan", "jangan"})
_HELPERS = frozenset({*_MODALS, *_SEMI, *_PERFECT, *_PROGRESSIVE, *_NEGATIVE})
# Adverbs that open a sentence part of their own and do not join the verb after them.
_APART = frozenset(
    "namun sementara itu selain itu karena itu saat ini kini sekarang kemudian lalu misalnya "
    "bahkan mengapa bagaimana kapan".split()
) | {"sementara itu", "selain itu", "karena itu", "saat ini", "oleh karena itu"}


_PLACING = frozenset("di ke dari pada dalam sejak hingga".split())


class Form(StrEnum):
    """The form that the place of a verb asks for."""

    FINITE = "finite"
    BASE = "base"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    DESCRIBING = "describing"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a verb must agree with.

    Attributes:
        form: see `Form`; DESCRIBING is a participle after a noun.
        past: the sentence tells the past.
        plural: the subject is plural, or `you`.
        first_person: the subject is `I`.
        question: the first word goes before the subject, so that it must be an auxiliary.
    """

    form: Form = Form.FINITE
    past: bool = False
    plural: bool = False
    first_person: bool = False
    question: bool = False


@dataclass(slots=True)
class VerbGroup:
    """Helpers and adverbs, a degree word, and the verb or adjective that they belong to."""

    main: Unit
    helpers: list[Unit] = field(default_factory=list)
    adverbs: list[Unit] = field(default_factory=list)
    degree: Unit | None = None
    instead: str = ""

    @property
    def text(self) -> str:
        """The main word in English: a base form, a participle of vpass, an adjective."""
        return self.instead or self.main.rendering("en") or self.main.surface

    @property
    def is_adjective(self) -> bool:
        """Whether it is an adjective that wants `be`."""
        return self.main.pos == "adj" and not self.main.passive

    @property
    def is_passive(self) -> bool:
        """Whether it is a passive."""
        return self.main.pos == "vpass" or (self.main.passive and not self.is_adjective)

    def has(self, *words: str) -> bool:
        """Whether one of the words is a helper."""
        return any(helper.word in words for helper in self.helpers)


def verb_group(units: list[Unit], place: int) -> tuple[VerbGroup, int] | None:
    """Read the group that begins at `place`; None when none does.

    Returns:
        The group and the place after it.
    """
    helpers: list[Unit] = []
    adverbs: list[Unit] = []
    index = place
    while (unit := at(units, index)) is not None and unit.kind is Kind.WORD:
        if unit.word in _HELPERS and _goes_on(units, index + 1):
            helpers.append(unit)
        elif helpers and unit.pos == "adj" and is_verbal(at(units, index + 1)):
            adverbs.append(unit)  # `dapat langsung digunakan`
        elif unit.word in DEGREES and is_verbal(at(units, index + 1)):
            adverbs.append(unit)  # `sangat membutuhkan`
        elif (
            unit.pos == "adv"
            and unit.word not in _APART
            and unit.word.partition(" ")[0] not in _PLACING
            and unit.word not in DEGREES
            and (_goes_on(units, index + 1) and not unit.clitic)
        ):
            adverbs.append(unit)
        else:
            break
        index += 1
    unit = at(units, index)
    if unit is None:
        return None
    degree = None
    following = at(units, index + 1)
    if unit.word in DEGREES and following is not None and following.pos == "adj":
        degree, unit = unit, following
        index += 1
    if unit.kind is Kind.WORD and (is_verbal(unit) or unit.pos == "adj"):
        return VerbGroup(unit, helpers, adverbs, degree), index + 1
    return None


def _goes_on(units: list[Unit], place: int) -> bool:
    """Whether helpers and adverbs from here lead to a verb or an adjective."""
    for index in range(place, min(place + 4, len(units))):
        unit = units[index]
        if unit.kind is not Kind.WORD:
            return False
        if is_verbal(unit) or unit.pos == "adj":
            return True
        if unit.pos != "adv":
            return False
    return False


def conjugate(group: VerbGroup, agreement: Agreement) -> list[Piece]:
    """Write a verb group; every unit has one piece, which may be empty."""
    first, rest = _words(group, agreement)
    if agreement.question and not first:
        first, rest = _asking(rest, agreement)
    negative = next((unit for unit in group.helpers if unit.word in _NEGATIVE), None)
    pieces: list[Piece] = []
    written: set[int] = set()

    def put(text: str, unit: Unit | None) -> None:
        if unit is not None and id(unit) in written:
            unit = None
        if unit is not None:
            written.add(id(unit))
        pieces.append(Piece(text, unit))

    for text, unit in first:
        put(text, unit)
    if negative is not None:
        never = next((unit for unit in group.helpers if unit.word == "pernah"), None)
        put("never" if never is not None else "not", negative)
    for unit in group.adverbs:
        put(adverb_text(unit), unit)
    for text, unit in rest[:-1]:
        put(text, unit)
    for unit in (*group.helpers, group.degree):
        if unit is not None and id(unit) not in written:
            put("yet" if unit.word == "belum" else "", unit)
    pieces.append(Piece(rest[-1][0], group.main, unknown=not group.main.rendering("en")))
    if group.is_adjective and group.degree is not None:
        pieces[-1].text = adjective_text(group.main, group.degree)
    return pieces


def adverb_text(unit: Unit) -> str:
    """Return the English of an adverb before a verb; an adjective becomes one."""
    if unit.word in ("sangat", "amat"):
        return "greatly"
    text = unit.rendering("en") or unit.surface
    return adverb(text) if unit.pos == "adj" else text


_Words = list[tuple[str, Unit | None]]


def _words(group: VerbGroup, agreement: Agreement) -> tuple[_Words, _Words]:
    """Return the words before `not` and the adverbs, and the words after them."""
    text = group.text
    if group.is_passive and group.main.pos != "vpass":
        text = participle(text)
    wants_be = group.is_passive or group.is_adjective
    modal = next((unit for unit in group.helpers if unit.word in _MODALS), None)
    semi = next((unit for unit in group.helpers if unit.word in _SEMI), None)
    perfect = next((unit for unit in group.helpers if unit.word in _PERFECT), None)
    progressive = next((unit for unit in group.helpers if unit.word in _PROGRESSIVE), None)
    core: _Words = [("be", None), (text, group.main)] if wants_be else [(text, group.main)]
    if progressive is not None and not wants_be and not text.startswith("be "):
        core = [("be", progressive), (gerund(text), group.main)]
    if progressive is not None and group.is_passive:
        core = [("be", None), ("being", progressive), (text, group.main)]
    if semi is not None:
        core = [(_SEMI[semi.word], semi), ("to", None), *core]
    form = agreement.form
    if (
        form is Form.DESCRIBING
        and wants_be
        and modal is None
        and semi is None
        and (not group.has(*_NEGATIVE))
    ):
        return [], [(text, group.main)]
    if form in (Form.GERUND, Form.DESCRIBING) and modal is None:
        return [], [(gerund(core[0][0]), core[0][1]), *core[1:]]
    if form in (Form.BASE, Form.INFINITIVE):
        to: _Words = [("to", None)] if form is Form.INFINITIVE else []
        return [], [*to, *core]
    if modal is not None:
        word, space, rest = _MODALS[modal.word].partition(" ")
        if agreement.past:
            word = _PAST_MODALS.get(word, word)
        return [(f"{word}{space}{rest}", modal)], core
    if perfect is not None:
        many = agreement.plural or agreement.first_person
        have = "had" if agreement.past else "have" if many else "has"
        return [(have, perfect)], [(participle(core[0][0]), core[0][1]), *core[1:]]
    if group.adverbs and core[0][0] == "be" and len(core) == 1:
        return [(_be(agreement), None)], [("", group.main)]
    return _simple(core, agreement, negative=group.has(*_NEGATIVE))


def _simple(core: _Words, agreement: Agreement, *, negative: bool) -> tuple[_Words, _Words]:
    """Conjugate in the simple present or past: `be` before the adverbs, other verbs after them."""
    (text, unit), rest = core[0], core[1:]
    many = agreement.plural or agreement.first_person
    if text.startswith("not "):
        # the lexicon has `not have` for tidak memiliki, `not yet be known` for belum diketahui
        words, joint, last = text[4:].partition("be ")
        if joint:
            return [(_be(agreement), None)], [(f"not {words}{last}", unit), *rest]
        return _simple([(text[4:], unit), *rest], agreement, negative=True)
    if text == "be" and rest:
        return [(_be(agreement), unit)], rest
    if text == "be":
        return (
            ([(_be(agreement), None)], [("", unit)]) if negative else ([], [(_be(agreement), unit)])
        )
    if text in ("must", "can", "may", "cannot"):
        modal: _Words = [(_PAST_MODALS.get(text, text) if agreement.past else text, unit)]
        return (modal, rest) if rest else ([], modal)
    if text.startswith("there be"):
        return [], [(f"there {_be(agreement)}{text[8:]}", unit)]
    if text.startswith("be "):
        return [(_be(agreement), None)], [(text[3:], unit), *rest]
    if negative:
        do = "did" if agreement.past else "do" if many else "does"
        return [(do, None)], core
    if agreement.past and not agreement.question:
        return [], [(past(text), unit), *rest]
    if agreement.question:
        return [], [(text, unit), *rest]
    return [], [(text if many else third_person(text), unit), *rest]


def _asking(rest: _Words, agreement: Agreement) -> tuple[_Words, _Words]:
    """Split the auxiliary from a finite verb that has none: `is`, or `do` with the base form."""
    text, unit = rest[0]
    if text in ("is", "are", "was", "were", "am"):
        return [(text, None)], [("", unit), *rest[1:]]
    do = (
        "did"
        if agreement.past
        else ("do" if agreement.plural or agreement.first_person else "does")
    )
    return [(do, None)], rest


def _be(agreement: Agreement) -> str:
    if agreement.past:
        return "were" if agreement.plural else "was"
    if agreement.first_person:
        return "am"
    return "are" if agreement.plural else "is"
