"""English noun phrases: determiner, number, adjectives and nouns before the head."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus.languages.english import UNCOUNTABLE, article, plural
from corpus.languages.numbers import english_ordinal, format_quantity

from .pieces import Piece
from .units import Kind, Unit

_POSSESSIVE = {"saya": "my", "aku": "my", "kami": "our", "kita": "our", "anda": "your",
               "kamu": "your", "dia": "his", "ia": "his", "beliau": "his", "mereka": "their",
               "kalian": "your", "nya": "its", "ku": "my", "mu": "your"}  # fmt: skip
_DEMONSTRATIVES = {"ini": ("this", "these"), "itu": ("that", "those"), "tersebut": ("the", "the")}
_PLURAL_DETERMINERS = frozenset(
    "para beberapa banyak semua sejumlah berbagai kedua ketiga keempat kelima puluhan ratusan "
    "ribuan jutaan sebagian seluruh kaum segala".split()
)
_SINGULAR_DETERMINERS = frozenset({"sebuah", "seorang", "suatu", "seekor"})
_PLURAL_PRONOUNS = frozenset("kami kita mereka kalian anda".split())
_TITLES = frozenset(
    "presiden menteri direktur ketua gubernur raja ratu profesor dokter bapak ibu jenderal "
    "kolonel kapten sekretaris pangeran putri paus senator hakim jaksa pelatih komisaris rektor "
    "pak bu tuan nyonya sultan kaisar bupati wali juru perdana wakil duta mantan".split()
)
_PLACES = frozenset(
    "sungai gunung pulau danau kota provinsi teluk laut samudra universitas bandara jalan "
    "stadion hotel museum kabupaten distrik pegunungan selat kepulauan".split()
)
_COMPARATIVES = {"good": "better", "bad": "worse", "big": "bigger", "large": "larger",
                 "small": "smaller", "high": "higher", "low": "lower", "many": "more",
                 "new": "newer", "old": "older", "young": "younger", "long": "longer",
                 "short": "shorter", "fast": "faster", "strong": "stronger", "great": "greater",
                 "deep": "deeper", "far": "farther", "wide": "wider", "close": "closer",
                 "early": "earlier", "late": "later", "easy": "easier", "cheap": "cheaper",
                 "few": "fewer", "little": "less", "hot": "hotter", "warm": "warmer",
                 "clear": "clearer", "broad": "broader", "light": "lighter"}  # fmt: skip
_SUPERLATIVES = {"good": "best", "bad": "worst", "many": "most"}


@cache
def _attributive() -> dict[str, str]:
    source = files("translate").joinpath("engines", "draft", "attributive.tsv")
    rows = (
        line.split("\t")
        for line in source.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    return {form.lower(): rendering for form, rendering in rows}


@dataclass(slots=True)
class NounPhrase:
    """The parts of a noun phrase, each in source order."""

    head: Unit
    determiners: list[Unit] = field(default_factory=list)
    numbers: list[Unit] = field(default_factory=list)
    adjectives: list[tuple[str, Unit]] = field(default_factory=list)
    nouns: list[tuple[str, Unit]] = field(default_factory=list)
    owner: Unit | None = None
    demonstrative: Unit | None = None
    tail: list[Piece] = field(default_factory=list)
    of: NounPhrase | None = None

    @property
    def is_plural(self) -> bool:
        """Whether a verb agrees with the phrase in the plural."""
        if self.head.pos == "pron":
            return self.head.word in _PLURAL_PRONOUNS
        if self.head.plural or any(unit.word in _PLURAL_DETERMINERS for unit in self.determiners):
            return True
        return any(_counts_many(unit) for unit in self.numbers)

    def pieces(self) -> list[Piece]:
        """Return the phrase in English order."""
        head = self.head.rendering("en") or self.head.surface
        common = self.head.pos == "n" and self.head.kind is Kind.WORD
        if self.is_plural and common:
            head = plural(head)
        pieces = [*self._before(), *(Piece(text, unit) for text, unit in reversed(self.adjectives))]
        pieces += [Piece(text, unit) for text, unit in reversed(self.nouns)]
        unknown = self.head.kind is Kind.UNKNOWN or (
            self.head.kind is Kind.WORD and not self.head.rendering("en")
        )
        pieces.append(Piece(head, self.head, unknown=unknown))
        pieces += self.tail
        if self.of is not None:
            pieces += [Piece("of"), *self.of.pieces()]
        article_piece = self._article(pieces, common=common)
        return [*article_piece, *pieces]

    def _before(self) -> list[Piece]:
        pieces = []
        if self.demonstrative is not None:
            one, many = _DEMONSTRATIVES[self.demonstrative.word]
            pieces.append(Piece(many if self.is_plural else one, self.demonstrative))
        elif self.owner is not None:
            pieces.append(Piece(_POSSESSIVE[self.owner.word], self.owner))
        elif self.head.clitic:
            pieces.append(Piece(_POSSESSIVE[self.head.clitic]))
        for unit in self.determiners:
            if unit.word not in _SINGULAR_DETERMINERS and unit.word != "para":
                text = unit.rendering("en")
                if pieces and text == "both":
                    text = "two"
                pieces.append(Piece(text, unit))
        pieces += [_number(unit) for unit in self.numbers]
        return pieces

    def _article(self, pieces: list[Piece], *, common: bool) -> list[Piece]:
        single = [unit for unit in self.determiners if unit.word in _SINGULAR_DETERMINERS]
        if single and not self.demonstrative and not self.owner and not self.head.clitic:
            return [Piece(article(pieces[0].text), single[0])]
        fixed = self.demonstrative or self.owner or self.head.clitic or self.numbers
        if fixed or (self.determiners and self.determiners[0].word != "para"):
            return []
        if self.head.pos == "pron" or not common:
            return []
        if self.of is not None:
            return [Piece("the")]
        if self.is_plural or self.head.rendering("en").rsplit(" ", 1)[-1] in UNCOUNTABLE:
            return []
        return [Piece("the")]


def starts_noun_phrase(units: list[Unit], place: int) -> bool:
    """Whether a noun phrase begins here."""
    unit = units[place]
    if unit.kind in (Kind.TERM, Kind.NAME, Kind.UNKNOWN):
        return unit.pos in ("", "n", "propn")
    if unit.kind is Kind.WORD and unit.pos in ("n", "propn"):
        return True
    if unit.kind is Kind.WORD and unit.pos == "pron" and unit.word in _POSSESSIVE:
        return True
    if unit.pos in ("det", "num") or unit.kind is Kind.NUMBER:
        following = place + 1
        while following < len(units) and (
            units[following].pos in ("det", "num") or units[following].kind is Kind.NUMBER
        ):
            following += 1
        return (
            following < len(units)
            and units[following].pos == "n"
            and (unit.word not in _DEMONSTRATIVES)
        )
    return False


def noun_phrase(units: list[Unit], place: int, *, depth: int = 0) -> tuple[NounPhrase, int]:
    """Read a noun phrase.

    Returns:
        The phrase and the place after it.
    """
    determiners: list[Unit] = []
    numbers: list[Unit] = []
    while units[place].pos in ("det", "num") or units[place].kind is Kind.NUMBER:
        (determiners if units[place].pos == "det" else numbers).append(units[place])
        place += 1
    phrase = NounPhrase(units[place], determiners, numbers)
    place += 1
    if phrase.head.pos == "pron":
        return phrase, place
    while place < len(units):
        taken = _modifier(units, place, phrase, depth)
        if not taken:
            break
        place += taken
        if phrase.demonstrative is not None or phrase.of is not None:
            break
    return phrase, place


def _modifier(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    """Take what modifies the head at `place`; return how many units it was, 0 for none."""
    unit = units[place]
    head = phrase.head
    proper = head.kind in (Kind.TERM, Kind.NAME) or head.pos == "propn"
    if unit.word in _DEMONSTRATIVES and unit.kind is Kind.WORD:
        phrase.demonstrative = unit
        return 1
    if unit.kind is Kind.ORDINAL:
        phrase.adjectives.append((english_ordinal(unit.ordinal), unit))
        return 1
    if unit.kind is Kind.NUMBER and unit.quantity is not None:
        if head.word == "tahun" and unit.quantity.digits.isdigit():
            head.forms = (format_quantity(unit.quantity, "en"),)
            head.kind = Kind.TERM
            return 1
        if not unit.quantity.scale and not unit.quantity.percent and not unit.quantity.currency:
            phrase.tail.append(Piece(unit.quantity.digits, unit))
            return 1
        return 0
    if head.clitic and unit.word != "yang":
        return 0
    if unit.kind is Kind.WORD and unit.pos == "pron" and unit.word in _POSSESSIVE and not proper:
        after = units[place + 1] if place + 1 < len(units) else None
        if after is not None and (after.pos in ("v", "vpass") or after.passive):
            return 0
        phrase.owner = unit
        return 1
    if unit.word == "yang" and not proper:
        return _relative_adjective(units, place, phrase)
    if unit.kind is Kind.WORD and unit.pos == "adj" and not proper:
        phrase.adjectives.append((_adjective(unit), unit))
        return 1
    if unit.kind is Kind.WORD and unit.pos == "n" and not proper and not unit.capital:
        return _noun(units, place, phrase, depth)
    if unit.kind in (Kind.TERM, Kind.NAME) or unit.pos == "propn":
        return _proper(units, place, phrase, depth)
    return 0


def _relative_adjective(units: list[Unit], place: int, phrase: NounPhrase) -> int:
    """Take `yang [lebih|paling|sangat] ADJ`, unless the adjective goes on with something."""
    index = place + 1
    degree = ""
    if index < len(units) and units[index].word in ("lebih", "paling", "sangat", "terlalu"):
        degree = units[index].word
        index += 1
    if index >= len(units) or units[index].pos != "adj" or units[index].kind is not Kind.WORD:
        return 0
    after = units[index + 1] if index + 1 < len(units) else None
    if after is not None and (after.pos in ("prep", "n", "v") or after.word == "dan"):
        return 0
    phrase.adjectives.append((_adjective(units[index], degree), units[index]))
    return index + 1 - place


def _adjective(unit: Unit, degree: str = "") -> str:
    text = unit.rendering("en") or unit.surface
    if degree == "lebih":
        return _COMPARATIVES.get(text, f"more {text}")
    if degree == "paling" or unit.superlative:
        if text in _SUPERLATIVES:
            return _SUPERLATIVES[text]
        if text in _COMPARATIVES:
            return f"{_COMPARATIVES[text][:-1]}st"
        return f"most {text}"
    if degree:
        return f"{'very' if degree == 'sangat' else 'too'} {text}"
    return text


def _noun(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    unit = units[place]
    if phrase.head.word.split(" ")[0] in _TITLES:
        inner, end = noun_phrase(units, place, depth=depth + 1)
        phrase.of = inner
        return end - place
    action = phrase.head.word.startswith(("pe", "pem", "pen")) and phrase.head.word.endswith("an")
    if (action or phrase.nouns or phrase.adjectives or unit.plural or unit.clitic) and depth < 3:
        inner, end = noun_phrase(units, place, depth=depth + 1)
        phrase.of = inner
        return end - place
    text = _attributive().get(unit.word) or unit.rendering("en") or unit.surface
    phrase.nouns.append((text, unit))
    return 1


def _proper(units: list[Unit], place: int, phrase: NounPhrase, depth: int) -> int:
    unit = units[place]
    head = phrase.head
    if head.kind in (Kind.TERM, Kind.NAME):
        if not unit.space:
            return 0
        phrase.tail.append(Piece(unit.rendering("en") or unit.surface, unit))
        return 1
    first = head.word.split(" ")[0]
    if first in _TITLES:
        phrase.tail.append(Piece(unit.rendering("en") or unit.surface, unit))
        return 1
    attributive = _attributive().get(unit.surface.lower())
    if attributive is not None and unit.kind is not Kind.TERM:
        phrase.adjectives.append((attributive, unit))
        return 1
    if first in _PLACES or unit.kind is Kind.NAME:
        phrase.nouns.append((unit.rendering("en") or unit.surface, unit))
        return 1
    if depth >= 3:
        return 0
    inner, end = noun_phrase(units, place, depth=depth + 1)
    phrase.of = inner
    return end - place


def _number(unit: Unit) -> Piece:
    if unit.quantity is not None:
        return Piece(format_quantity(unit.quantity, "en"), unit)
    return Piece(unit.rendering("en"), unit)


def _counts_many(unit: Unit) -> bool:
    if unit.quantity is not None:
        return unit.quantity.digits != "1" or unit.quantity.scale > 0
    return unit.word not in ("satu", "setengah", "nol")
