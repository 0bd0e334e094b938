"""What describes an Indonesian noun: adjectives, degrees, ordinals, fields like `ekonomi`."""

from __future__ import annotations

from corpus.languages.english import comparative, superlative
from corpus.languages.numbers import english_ordinal

from ..pieces import Piece
from ..units import Kind, Unit
from .classes import attributive
from .nouns import Modifier, NounPhrase, Rank

DEGREES = {"lebih": "more", "paling": "most", "sangat": "very", "amat": "very",
           "terlalu": "too", "cukup": "quite", "semakin": "increasingly",
           "makin": "increasingly", "kurang": "less", "agak": "rather",
           "begitu": "so", "sedemikian": "so"}  # fmt: skip
ORDINALS = {"kedua": "second", "ketiga": "third", "keempat": "fourth", "kelima": "fifth"}
ORDINAL_ADJECTIVES = frozenset(
    "first following last second third final main next previous only same sole initial".split()
)
_AND = frozenset({"dan", "serta", "atau", "maupun"})
# Prepositions that go on with an adjective, so that it stays behind its noun: rich in, better than.
_COMPLEMENTS = frozenset("akan terhadap dengan kepada bagi dari daripada dalam oleh".split())


def at(units: list[Unit], place: int) -> Unit | None:
    """Return the unit at a place, None after the end."""
    return units[place] if 0 <= place < len(units) else None


def is_verbal(unit: Unit | None) -> bool:
    """Whether a unit is a verb form."""
    return unit is not None and (unit.pos in ("v", "vpass") or unit.passive)


def is_number(unit: Unit | None) -> bool:
    """Whether a unit counts: a numeral or a number without currency."""
    if unit is None:
        return False
    if unit.kind is Kind.NUMBER and unit.quantity is not None:
        return not unit.quantity.currency
    return unit.kind is Kind.WORD and unit.pos == "num"


def is_head(unit: Unit | None) -> bool:
    """Whether a unit can be the head of a noun phrase."""
    if unit is None:
        return False
    if unit.kind in (Kind.TERM, Kind.NAME):
        return unit.pos in ("", "n", "propn")
    if unit.kind is Kind.UNKNOWN:
        return True
    return unit.kind is Kind.WORD and unit.pos in ("n", "propn") and not unit.passive


def ordinal(text: str, unit: Unit, *silent: Unit) -> Modifier:
    """Make a modifier of an ordinal; `yang` before it is silent."""
    return Modifier(
        Rank.ORDINAL, [*(Piece("", one) for one in silent), Piece(text, unit)], definite=True
    )


def relative_adjective(units: list[Unit], place: int, phrase: NounPhrase) -> int:
    """Take `yang [lebih|paling|sangat] ADJ`, unless the adjective goes on with something."""
    if not phrase.is_common:
        return 0
    silent, index = units[place], place + 1
    after = at(units, index)
    if after is not None and after.kind is Kind.ORDINAL:
        phrase.modifiers.append(ordinal(english_ordinal(after.ordinal), after, silent))
        return 2
    if after is not None and after.word in ORDINALS:
        phrase.modifiers.append(ordinal(ORDINALS[after.word], after, silent))
        return 2
    degree = None
    adverb = None
    if after is not None and after.word in DEGREES:
        degree = after
        index += 1
    elif after is not None and after.pos == "adv" and after.word not in ("tidak", "bukan", "akan"):
        adverb = after
        index += 1
    adjectives = _run(units, index)
    if not adjectives:
        return 0
    end = index + len(adjectives)
    goes_on = at(units, end)
    if (
        goes_on is not None
        and goes_on.kind is not Kind.MARK
        and (goes_on.word in _COMPLEMENTS or goes_on.pos == "n" or goes_on.word in _AND)
    ):
        return 0
    modifier = describing(adjectives, degree)
    if adverb is not None:
        modifier.pieces.insert(0, Piece(adverb.rendering("en"), adverb))
    modifier.pieces.insert(0, Piece("", silent))
    phrase.modifiers.append(modifier)
    return end - place


def _run(units: list[Unit], place: int) -> list[Unit]:
    """Return the units of `ADJ [dan ADJ]`, empty when there is no adjective."""
    first = at(units, place)
    if first is None or first.pos != "adj" or first.kind is not Kind.WORD or first.passive:
        return []
    joint, second = at(units, place + 1), at(units, place + 2)
    third = at(units, place + 3)
    if (
        joint is not None
        and joint.word in ("dan", "serta")
        and second is not None
        and (
            second.pos == "adj"
            and second.kind is Kind.WORD
            and second.word not in DEGREES
            and (third is None or third.pos not in ("n", "adj", "prep"))
        )
    ):
        return [first, joint, second]
    return [first]


def adjective_run(units: list[Unit], place: int, phrase: NounPhrase) -> int:
    """Take `ADJ [dan ADJ]` directly after the head; return how many units it was."""
    run = _run(units, place)
    text = run[0].rendering("en")
    if (
        text == "other"
        and not phrase.is_plural
        and not phrase.determiners
        and (run[0].word == "lain" and len(run) == 1)
    ):
        phrase.modifiers.append(Modifier(Rank.ORDINAL, [Piece("another", run[0])]))
        return 1
    phrase.modifiers.append(describing(run, None))
    return len(run)


def describing(run: list[Unit], degree: Unit | None) -> Modifier:
    """Make a modifier of adjectives and their degree word, which stands before the first."""
    pieces = []
    text = run[0].rendering("en")
    rank, definite = Rank.QUALITY, False
    if text in ORDINAL_ADJECTIVES or text == "other":
        rank, definite = Rank.ORDINAL, text != "other"
    if degree is not None:
        pieces.append(Piece("", degree))
        definite = degree.word == "paling"
    for unit in run:
        if unit.pos == "adj":
            pieces.append(Piece(adjective_text(unit, degree), unit))
        else:
            pieces.append(Piece(unit.rendering("en") or "and", unit))
    definite = definite or any(unit.superlative for unit in run)
    return Modifier(rank, pieces, definite=definite)


def adjective_text(unit: Unit, degree: Unit | None) -> str:
    """Return an adjective in the degree that the word before it says."""
    text = unit.rendering("en") or unit.surface
    word = degree.word if degree is not None else ""
    if word == "lebih":
        return comparative(text)
    if word == "paling" or unit.superlative:
        return superlative(text)
    return f"{DEGREES[word]} {text}" if word else text


def fields(units: list[Unit], place: int, phrase: NounPhrase) -> int:
    """Take `ekonomi`, `ekonomi dan politik`, `ekonomi, politik, dan budaya` as attributes."""
    pieces = [Piece(attributive(units[place]), units[place])]
    end = place + 1
    following = at(units, end + 1)
    while (
        units[end : end + 1]
        and (units[end].word in ("dan", "serta") or units[end].surface == ",")
        and following is not None
        and following.pos == "n"
        and attributive(following)
        and not following.capital
        and not is_head(at(units, end + 2))
    ):
        joint = units[end]
        comma = joint.surface == ","
        if comma and getattr(at(units, end + 2), "word", "") not in ("dan", "serta"):
            break
        pieces.append(Piece(",", joint, left=True) if comma else Piece("and", joint))
        pieces.append(Piece(attributive(following), following))
        end += 2
        following = at(units, end + 1)
    phrase.modifiers.append(Modifier(Rank.FIELD, pieces))
    return end - place
