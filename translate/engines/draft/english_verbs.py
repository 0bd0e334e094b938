"""English verb groups: tense, aspect, modals, negation and the passive."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.languages.english import gerund, participle, past, third_person

from .pieces import Piece
from .units import Unit

MODALS = {"akan": "will", "dapat": "can", "bisa": "can", "harus": "must", "wajib": "must",
          "boleh": "may"}  # fmt: skip
_SEMI = {"perlu": "need", "ingin": "want", "mau": "want", "hendak": "intend"}
_PERFECT = frozenset({"telah", "sudah", "belum", "pernah"})
_PROGRESSIVE = frozenset({"sedang", "tengah"})
_NEGATIVE = frozenset({"tidak", "tak", "belum", "bukan"})
_ADVERBS = {"juga": "also", "masih": "still", "selalu": "always", "hanya": "only",
            "segera": "immediately", "terus": "continue to", "sering": "often",
            "mulai": "begin to"}  # fmt: skip
AUXILIARIES = frozenset({*MODALS, *_SEMI, *_PERFECT, *_PROGRESSIVE, *_NEGATIVE, "juga", "masih"})
"""Words that stand before a verb and change its form."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What the verb must agree with.

    Attributes:
        form: `finite`; `base` (after `to`); `infinitive` (with `to`); `gerund`; `relative`
            (after a noun that it describes).
        past: the sentence tells the past.
        plural: the subject is plural.
        first_person: the subject is `I`.
    """

    form: str
    past: bool
    plural: bool
    first_person: bool


def verb_group(units: list[Unit], place: int, clause: Clause) -> tuple[list[Piece], int]:
    """Render the auxiliaries and the verb (or adjective) that begin at `place`.

    Returns:
        The pieces and the place after the group.
    """
    helpers: list[Unit] = []
    while (
        place < len(units)
        and units[place].word in AUXILIARIES
        and place + 1 < len(units)
        and (
            units[place + 1].word in AUXILIARIES
            or units[place + 1].pos in ("v", "vpass", "adj")
            or units[place + 1].passive
        )
    ):
        helpers.append(units[place])
        place += 1
    unit = units[place]
    words = {helper.word for helper in helpers}
    chain = _chain(unit, words, clause)
    return _pieces(chain, unit, helpers), place + 1


def _chain(unit: Unit, helpers: set[str], clause: Clause) -> list[str]:
    """Return the words of the group in order."""
    text = unit.rendering("en")
    if not text:
        return [unit.surface]
    passive = unit.passive or unit.pos == "vpass"
    core = text if unit.pos == "vpass" else participle(text) if passive else text
    if unit.pos == "adj":
        core, passive = text, True
    negative = bool(helpers & _NEGATIVE)
    modal = next((MODALS[word] for word in MODALS if word in helpers), "")
    semi = next((_SEMI[word] for word in _SEMI if word in helpers), "")
    adverbs = [_ADVERBS[word] for word in ("juga", "masih") if word in helpers]
    perfect = bool(helpers & _PERFECT) and not modal
    progressive = bool(helpers & _PROGRESSIVE)
    base = ["be", core] if passive else [core]
    if progressive and not passive:
        base = ["be", gerund(core)]
    if clause.form == "gerund" and not modal and not perfect:
        return [*(["not"] if negative else []), *adverbs, gerund(base[0]), *base[1:]]
    if clause.form == "relative" and passive and not helpers:
        return [core]
    if clause.form in ("base", "infinitive"):
        start = ["to"] if clause.form == "infinitive" else []
        return [*(["not"] if negative else []), *start, *adverbs, *base]
    if modal:
        middle = [semi, "to"] if semi else []
        return [modal, *(["not"] if negative else []), *adverbs, *middle, *base]
    if semi:
        return [*_finite([semi], clause, negative=negative, adverbs=adverbs), "to", *base]
    if perfect:
        have = "have" if clause.plural or clause.first_person else "has"
        if clause.past:
            have = "had" if "belum" not in helpers else have
        return [have, *(["not"] if negative else []), *adverbs, participle(base[0]), *base[1:]]
    return _finite(base, clause, negative=negative, adverbs=adverbs)


def _finite(base: list[str], clause: Clause, *, negative: bool, adverbs: list[str]) -> list[str]:
    first, rest = base[0], base[1:]
    if first == "be" or first.startswith("be "):
        be = _be(clause) + first[2:]
        return [be, *(["not"] if negative else []), *adverbs, *rest]
    if negative:
        do = "did" if clause.past else "do" if clause.plural or clause.first_person else "does"
        return [do, "not", *adverbs, first, *rest]
    if clause.past:
        return [*adverbs, past(first), *rest]
    if clause.plural or clause.first_person:
        return [*adverbs, first, *rest]
    return [*adverbs, third_person(first), *rest]


def _be(clause: Clause) -> str:
    if clause.first_person:
        return "was" if clause.past else "am"
    if clause.past:
        return "were" if clause.plural else "was"
    return "are" if clause.plural else "is"


def _pieces(chain: list[str], unit: Unit, helpers: list[Unit]) -> list[Piece]:
    """Give the last word to the verb, the words before it to the auxiliaries."""
    pieces = [
        Piece(word, helpers[min(index, len(helpers) - 1)] if helpers else None)
        for index, word in enumerate(chain[:-1])
    ]
    unknown = not unit.rendering("en")
    pieces.append(Piece(chain[-1], unit, unknown=unknown))
    if unit.clitic == "nya" and not unit.passive and unit.pos == "v":
        pieces.append(Piece("it"))
    return pieces
