"""English noun phrases: what stands in them, in which order, with which article and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from corpus.languages.english import MASS, article, plural
from corpus.languages.numbers import format_quantity

from ..pieces import Piece
from ..units import Kind, Unit
from .classes import belongs, is_common, is_exactly

POSSESSIVE = {"saya": "my", "aku": "my", "kami": "our", "kita": "our", "anda": "your",
              "kamu": "your", "dia": "his", "ia": "his", "beliau": "his", "mereka": "their",
              "kalian": "your", "ku": "my", "mu": "your"}  # fmt: skip
_OWN = {"my": "mine", "our": "ours", "your": "yours", "his": "his", "their": "theirs"}
OBJECT = {"I": "me", "we": "us", "he": "him", "she": "her", "they": "them", "who": "whom"}
DEMONSTRATIVES = {"ini": ("this", "these"), "itu": ("the", "the"), "tersebut": ("the", "the")}
COUNTED = {"kedua": "two", "ketiga": "three", "keempat": "four", "kelima": "five"}
"""Collective numerals: before a noun all of that many, after it an ordinal."""
_PLURAL_DETERMINERS = frozenset(
    "para beberapa banyak semua sejumlah berbagai kedua ketiga keempat kelima puluhan ratusan "
    "ribuan jutaan sebagian seluruh kaum segala sedikit".split()
)
SINGULAR_DETERMINERS = frozenset({"sebuah", "seorang", "suatu", "seekor"})
_DROPPED_DETERMINERS = SINGULAR_DETERMINERS | {"para", "kaum", "sang", "si"}
_PLURAL_PRONOUNS = frozenset("kami kita mereka kalian anda kamu".split())
_ARTICLE_NAMES = frozenset(
    "Union States Nations Philippines Netherlands Sea Ocean Strait Peninsula Organization "
    "Organisation Bank Community Republic Kingdom Fund East Delta River Gulf Strip Games Olympics "
    "Mediterranean Pacific Atlantic Arctic Himalayas Moon Earth Sun Ministry Department Institute "
    "Committee Assembly Politburo Party Government Memorandum Association Council Chamber "
    "Conference Summit Forum Agreement Declaration Law Programme Plan Front Army Commission "
    "Agency Group Statement Resolution Seminar Meeting Newspaper Week "
    "Secretariat Office Treaty Charter Partnership Corridor Mekong".split()
)


_SINGULAR_S = frozenset("series species means headquarters laos news gas process".split())


class Rank(IntEnum):
    """Order of what stands before an English noun, from the outside to the noun."""

    ORDINAL = 0
    QUALITY = 1
    ORIGIN = 2
    FIELD = 3
    NOUN = 4


class Role(StrEnum):
    """What a noun phrase is in its clause; articles depend on it."""

    SUBJECT = "subject"
    OBJECT = "object"
    PREDICATE = "predicate"
    AFTER_PREPOSITION = "after preposition"
    OF = "of"


@dataclass(slots=True)
class Modifier:
    """Something before the noun, with the pieces that write it."""

    rank: Rank
    pieces: list[Piece]
    definite: bool = False


@dataclass(slots=True)
class NounPhrase:
    """The parts of a noun phrase.

    Attributes:
        head: the noun, name or pronoun.
        determiners, numbers: what stands before the head, in source order.
        modifiers: what goes before the head in English, in source order.
        owner: a possessive pronoun; `possessor` is what -nya means in this place.
        demonstrative: `ini`, `itu`, `tersebut`.
        silent: units without an English word.
        tail: pieces directly after the head: names after titles, numbers.
        of: the phrase that belongs to the head.
        joined: phrases that are coordinated with this one inside a larger phrase.
        role: what the phrase is in its clause.
        many: it means many without saying so: `antar negara`.
        listed: it stands in a list or after `such as`, where nouns go without an article.
        those: it is `mereka` before a relative clause.
        year: the head is `tahun` before a year.
        subjective: a pronoun has its subject form.
    """

    head: Unit
    determiners: list[Unit] = field(default_factory=list)
    numbers: list[Unit] = field(default_factory=list)
    modifiers: list[Modifier] = field(default_factory=list)
    owner: Unit | None = None
    clitic: str = ""
    possessor: str = "its"
    demonstrative: Unit | None = None
    silent: list[Unit] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    of: NounPhrase | None = None
    joined: list[tuple[Unit, NounPhrase]] = field(default_factory=list)
    role: Role = Role.SUBJECT
    many: bool = False
    listed: bool = False
    those: bool = False
    year: bool = False

    @property
    def is_common(self) -> bool:
        """Whether the head is a common noun."""
        return is_common(self.head)

    @property
    def is_plural(self) -> bool:
        """Whether a verb agrees with the phrase in the plural."""
        if self.head.pos == "pron":
            return self.head.word in _PLURAL_PRONOUNS
        if looks_plural(self.head.rendering("en")):
            return True
        if self.head.plural or any(unit.word in _PLURAL_DETERMINERS for unit in self.determiners):
            return not self._is_mass
        if self.many and self.is_common:
            return not self._is_mass
        if self.numbers:
            return any(_counts_many(unit) for unit in self.numbers) and not self._is_mass
        if self._one_of:
            return False
        return self._is_collective

    @property
    def is_person(self) -> bool:
        """Whether the phrase names a person or persons."""
        return belongs(self.head, "person") or belongs(self.head, "title")

    @property
    def is_named(self) -> bool:
        """Whether the head is a name that nothing marks as a place or an institution."""
        return self.head.kind is Kind.NAME and not (
            is_institution(self.head.surface) or self.head.surface.isupper()
        )

    @property
    def _is_collective(self) -> bool:
        return (
            is_exactly(self.head, "collective")
            and not self.determiners
            and not self.tail
            and self.demonstrative is None
        )

    @property
    def _one_of(self) -> bool:
        return any(unit.rendering("en") == "one of" for unit in self.determiners)

    @property
    def _is_mass(self) -> bool:
        return (
            self.is_common
            and _last_word(self.head.rendering("en")) in MASS
            and (not self.head.plural)
        )

    def pieces(self) -> list[Piece]:
        """Return the phrase in English order; every unit has one piece."""
        before = self._before()
        middle = [
            piece
            for rank in Rank
            for modifier in reversed(self.modifiers)
            if modifier.rank is rank
            for piece in modifier.pieces
        ]
        after = [self._head(), *self.tail]
        if self.demonstrative is not None and self.owner is not None:
            # English has one determiner: the owner goes behind, "these friends of ours"
            after.append(Piece(f"of {_OWN[POSSESSIVE[self.owner.word]]}", self.owner))
        if self.of is not None:
            after += [Piece("of"), *self.of.pieces()]
        for joint, phrase in self.joined:
            after += [Piece(joint.rendering("en") or "and", joint), *phrase.pieces()]
        silent = [Piece("", unit) for unit in self.silent]
        return [
            *silent,
            *before,
            *self._article([*before, *middle, *after], before),
            *middle,
            *after,
        ]

    def _head(self) -> Piece:
        text = self.head.rendering("en")
        unknown = self.head.kind is Kind.UNKNOWN or (self.head.kind is Kind.WORD and not text)
        text = text or self.head.surface
        if self.year:
            return Piece("", self.head)
        if self.those:
            return Piece("those", self.head)
        if self.head.pos == "pron" and self.role is not Role.SUBJECT:
            return Piece(OBJECT.get(text, text), self.head)
        many = self.is_plural or self._one_of
        if self.head.kind is Kind.WORD and self.is_common and many and not self._is_mass:
            text = plural(text)
        if self.head.kind is Kind.WORD and self.tail and belongs(self.head, "title"):
            text = " ".join(word if word == "of" else word[:1].upper() + word[1:]
                            for word in text.split(" "))  # fmt: skip
        return Piece(text, self.head, unknown=unknown)

    def _before(self) -> list[Piece]:
        pieces = []
        if self.demonstrative is not None:
            one, many = DEMONSTRATIVES[self.demonstrative.word]
            text = many if self.is_plural else one
            alone = self.head.pos != "n" and self.head.kind is not Kind.UNKNOWN
            pieces.append(Piece("" if text == "the" and alone else text, self.demonstrative))
        elif self.owner is not None:
            pieces.append(Piece(POSSESSIVE[self.owner.word], self.owner))
        elif self.clitic:
            pieces.append(Piece(POSSESSIVE.get(self.clitic, self.possessor)))
        definite = bool(pieces)
        for unit in self.determiners:
            text = unit.rendering("en")
            if unit.word in _DROPPED_DETERMINERS:
                text = ""
            elif unit.word in COUNTED:
                text = COUNTED[unit.word] if definite else f"the {COUNTED[unit.word]}"
            elif text == "one of" and not definite:
                text = "one of the"
            elif text == "many" and self._is_mass:
                text = "much"
            elif text == "each" and self.numbers:
                text = "every"
            elif unit.word.partition(" ")[0] in ("apa", "mana"):
                text = "what" if unit.word.startswith("apa") else "which"
            if text in ("all", "one of") and definite:
                pieces.insert(0, Piece(text, unit))
            else:
                pieces.append(Piece(text, unit))
        for unit in self.numbers:
            pieces.append(number_piece(unit))
            if unit.quantity is not None and unit.quantity.percent and not definite:
                pieces.append(Piece("of"))
        return pieces

    def _article(self, pieces: list[Piece], before: list[Piece]) -> list[Piece]:
        """Return the article, where the phrase wants one.

        Indonesian has no articles. A phrase with `of`, an ordinal or a superlative, and a subject
        are taken as known, a predicate and `sebuah` as new; mass nouns and plurals stand bare.
        """
        if any(piece.text for piece in before) or self.year or self.head.pos == "pron":
            return []
        if self.head.kind is Kind.TERM and self.head.start and not self.head.space:
            return []  # a quotation mark stands before it: what is quoted is the term itself
        first = next((piece.text for piece in pieces if piece.text), "")
        if any(unit.word in SINGULAR_DETERMINERS for unit in self.determiners):
            return [Piece(article(first))]
        text = self.head.rendering("en") or self.head.surface
        if text.startswith(("both ", "the ", "one ")):
            return []
        if not self.is_common:
            named = text.partition(" of ")[0].split(" ")[-1] in _ARTICLE_NAMES and text != "Earth"
            return [Piece("the")] if named and not text.lower().startswith("the ") else []
        if self.tail and (belongs(self.head, "title") or belongs(self.head, "person")):
            return []
        if any(modifier.definite for modifier in self.modifiers):
            return [Piece("the")]
        if self.of is not None:
            return [Piece("the")]
        if text.startswith("two "):
            return [Piece("the")]
        if self.is_plural or self._is_mass or is_exactly(self.head, "weekday"):
            return []
        if first == "another" or self.tail or self.listed:
            return []
        described = any(modifier.rank is Rank.QUALITY for modifier in self.modifiers)
        if self.head.kind is Kind.WORD and (self.head.capital or text[:1].isupper()):
            return [Piece("the")]
        if self.role is Role.PREDICATE or (self.role is Role.OBJECT and described):
            return [Piece(article(first))]
        return [Piece("the")]


def looks_plural(text: str) -> bool:
    """Whether an English noun is given in the plural: `authorities`, `both sides`, `people`."""
    if text.startswith(("two ", "both ", "Both")) or text == "both":
        return True
    word = text.partition(" of ")[0].rsplit(" ", 1)[-1]
    if word[:1].isupper():
        return False  # names agree in the singular: the United States, the Ministry of Finance
    if word in ("people", "police", "both", "children", "women", "men"):
        return True
    if word in MASS or word in _SINGULAR_S:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ics"))


def is_institution(text: str) -> bool:
    """Whether an English name is that of an institution or another thing that takes `the`."""
    return any(word in _ARTICLE_NAMES for word in text.split(" "))


def _last_word(text: str) -> str:
    return text.rsplit(" ", 1)[-1]


def number_piece(unit: Unit) -> Piece:
    """Write a number, in figures or words as the source has it."""
    if unit.quantity is not None:
        return Piece(format_quantity(unit.quantity, "en"), unit)
    return Piece(unit.rendering("en") or unit.surface, unit)


def _counts_many(unit: Unit) -> bool:
    if unit.quantity is not None:
        return unit.quantity.digits != "1" or unit.quantity.scale > 0
    return unit.word not in ("satu", "setengah", "nol")
