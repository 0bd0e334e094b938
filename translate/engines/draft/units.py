"""From text to units: tokens, longest matches, analysed forms, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.languages.numbers import CURRENCIES, MONTHS, SCALES, Date, Quantity
from corpus.lexicon import Lexicon
from corpus.lexicon.morphology import CLITICS, PARTICLES, Analysis, analyse
from translate.engines.protocol import Constraint

from .names import begins_sentence, join_names
from .senses import choose_senses
from .unit import Kind, Unit

__all__ = ["Analyser", "Kind", "Unit"]

_TOKEN = re.compile(
    r"""
    (?P<url>https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+)
  | (?P<ordinal>[Kk]e-\d+\b)
  | (?P<currency>US\$|AS\$|\$|Rp(?=\.?\s?\d)|€|£|¥|USD\b|VND\b|EUR\b)
  | (?P<number>\d+(?:[.,]\d+)*(?:-an\b)?)
  | (?P<code>(?=[^\W_]*\d)[^\W_]+(?:[-/][^\W_]+)*)
  | (?P<word>[^\W\d_]+(?:[’'-][^\W\d_]+)*)
  | (?P<ellipsis>\.\.\.|…)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Token:
    kind: str
    start: int
    end: int
    text: str
    lower: str


class Analyser:
    """Splits text into units with a lexicon; analyses are remembered from text to text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._analyses: dict[str, Analysis | None] = {}

    def units(self, text: str, constraints: Sequence[Constraint]) -> list[Unit]:
        """Return the units of a text in order; constraints become units of their own."""
        units: list[Unit] = []
        place = 0
        for constraint in sorted(constraints, key=lambda item: item.start):
            if constraint.start < place:
                continue
            units += self._free(text, place, constraint.start)
            units.append(self._term(text, constraint))
            place = constraint.end
        units += self._free(text, place, len(text))
        _attach_to_terms(units)
        choose_senses(units, self._lexicon)
        join_names(units)
        return units

    def _term(self, text: str, constraint: Constraint) -> Unit:
        """Return the unit of a constraint.

        It is a noun unless the lexicon knows better. A function word that somebody made a term
        (`oleh`) is a noun too, without its word, so that no rule takes it for what it was.
        """
        surface = text[constraint.start : constraint.end]
        word = surface.lower()
        senses = self._lexicon.senses(word)
        pos = senses[0].pos if senses else "n"
        if pos in _FUNCTION:
            word, pos = "", "n"
        return Unit(
            Kind.TERM,
            constraint.start,
            constraint.end,
            surface,
            word=word,
            pos=pos,
            forms=constraint.forms,
            space=constraint.start > 0 and text[constraint.start - 1].isspace(),
        )

    def _free(self, text: str, start: int, end: int) -> list[Unit]:
        tokens = [
            _Token(
                match.lastgroup or "mark", match.start(), match.end(), match[0], match[0].lower()
            )
            for match in _TOKEN.finditer(text, start, end)
        ]
        tokens = [part for token in tokens for part in self._parts(token)]
        words = [token.lower if token.kind == "word" else "\0" for token in tokens]
        units: list[Unit] = []
        index = 0
        while index < len(tokens):
            unit, taken = self._next(text, tokens, words, index)
            if unit is not None:
                unit.space = unit.start > 0 and text[unit.start - 1].isspace()
                units.append(unit)
            index += taken
        return units

    def _parts(self, token: _Token) -> Iterator[_Token]:
        """Split a compound that the lexicon has only the parts of: `budaya-pendidikan`."""
        parts = token.text.split("-")
        if (
            len(parts) == 1
            or token.kind != "word"
            or not token.text.islower()
            or token.lower in self._lexicon
            or not all(part in self._lexicon for part in parts)
            or self._analysis(token.lower) is not None
        ):
            yield token
            return
        start = token.start
        for place, part in enumerate(parts):
            if place:
                yield _Token("mark", start - 1, start, "-", "-")
            yield _Token("word", start, start + len(part), part, part)
            start += len(part) + 1

    def _next(
        self, text: str, tokens: list[_Token], words: list[str], index: int
    ) -> tuple[Unit | None, int]:
        token = tokens[index]
        if token.kind == "word":
            return self._word(text, tokens, words, index)
        if token.kind in ("number", "currency"):
            return _number(text, tokens, index)
        if token.kind == "ordinal":
            number = int(token.lower[3:])
            return Unit(Kind.ORDINAL, token.start, token.end, token.text, ordinal=number), 1
        if token.kind in ("url", "code"):
            return Unit(Kind.NAME, token.start, token.end, token.text, word=token.lower), 1
        return Unit(Kind.MARK, token.start, token.end, token.text, word=token.text), 1

    def _word(
        self, text: str, tokens: list[_Token], words: list[str], index: int
    ) -> tuple[Unit | None, int]:
        token = tokens[index]
        dated = _date(text, tokens, index)
        if dated is not None:
            return dated
        length = self._lexicon.longest(words, index)
        if length == 2 and index and _counted(tokens, index):
            length = 0
        last = tokens[index + length - 1] if length else token
        surface = text[token.start : last.end]
        capital = token.text[0].isupper() and not begins_sentence(text, token.start)
        unit = Unit(Kind.WORD, token.start, last.end, surface, capital=capital)
        if length:
            unit.word = " ".join(words[index : index + length])
            return unit, length
        if token.lower in self._lexicon:
            unit.word = token.lower
            return unit, 1
        if token.text.isupper() and len(token.text) > 1:
            unit.kind, unit.word = Kind.NAME, token.lower
            return unit, 1
        analysis = self._analysis(token.lower)
        if analysis is not None and not (capital and analysis.derived):
            unit.word = analysis.base
            unit.clitic = analysis.clitic
            unit.plural = analysis.plural
            unit.passive = analysis.passive
            pos = self._lexicon.senses(analysis.base)[0].pos
            unit.superlative = analysis.superlative and pos == "adj"
            unit.passive = unit.passive or (analysis.superlative and pos == "v")
            return unit, 1
        unit.word = token.lower
        unit.kind = Kind.NAME if token.text[0].isupper() else Kind.UNKNOWN
        return unit, 1

    def _analysis(self, word: str) -> Analysis | None:
        if word not in self._analyses:
            self._analyses[word] = analyse(word, self._lexicon.__contains__)
        return self._analyses[word]


def _number(text: str, tokens: list[_Token], index: int) -> tuple[Unit, int]:
    """Read an amount with its currency, scale and percent sign, or a date that begins here."""
    start = index
    currency = ""
    if tokens[index].kind == "currency":
        currency = CURRENCIES[tokens[index].text]
        index += 1
        if index < len(tokens) and tokens[index].text == "." and tokens[start].text == "Rp":
            index += 1
        if index >= len(tokens) or tokens[index].kind != "number":
            mark = tokens[start]
            return Unit(Kind.MARK, mark.start, mark.end, mark.text, word=mark.text), 1
    number = tokens[index]
    if not currency:
        dated = _date(text, tokens, index)
        if dated is not None:
            return dated
    scale, percent = 0, False
    end = number.end
    index += 1
    if index < len(tokens) and tokens[index].lower in SCALES:
        scale, end = SCALES[tokens[index].lower], tokens[index].end
        index += 1
    if index < len(tokens) and tokens[index].lower in ("%", "persen"):
        percent, end = True, tokens[index].end
        index += 1
    following = [token.lower for token in tokens[index : index + 2]]
    if not currency and following == ["dolar", "as"]:
        currency, end = "USD", tokens[index + 1].end
        index += 2
    elif not currency and following[:1] and tokens[index].kind == "currency":
        currency, end = CURRENCIES[tokens[index].text], tokens[index].end
        index += 1
    first = tokens[start]
    return (
        Unit(
            Kind.NUMBER,
            first.start,
            end,
            text[first.start : end],
            pos="num",
            quantity=Quantity(number.text, scale, currency, percent),
        ),
        index - start,
    )


def _date(text: str, tokens: list[_Token], index: int) -> tuple[Unit, int] | None:
    """Read `[tanggal] 4 Agustus [2025]`, `[bulan] April [2025]`; None when no date begins here."""
    start = index
    if tokens[index].lower in ("tanggal", "bulan") and index + 1 < len(tokens):
        index += 1
    day: int | None = None
    if tokens[index].kind == "number" and tokens[index].text.isdigit():
        day = int(tokens[index].text)
        index += 1
    if not (index < len(tokens) and tokens[index].lower in MONTHS) or (day or 1) > 31:
        return None
    month = tokens[index]
    if day is None and not month.text[0].isupper():
        return None
    end = month.end
    index += 1
    if index < len(tokens) and tokens[index].lower == "tahun":
        index += 1
    year: int | None = None
    if index < len(tokens) and re.fullmatch(r"1[5-9]\d\d|2[01]\d\d", tokens[index].text):
        year, end = int(tokens[index].text), tokens[index].end
        index += 1
    elif tokens[index - 1].lower == "tahun":
        index -= 1
    first = tokens[start]
    date = Date(day, MONTHS[month.lower], year)
    return Unit(Kind.DATE, first.start, end, text[first.start : end], date=date), index - start


def _attach_to_terms(units: list[Unit]) -> None:
    """Give a term what stands directly after it: a clitic, or its own second half.

    `inovasi|nya` is the term with an owner; `inovasi|-inovasi` is its plural, and one word.
    """
    place = 0
    while place < len(units) - 1:
        term, after = units[place], units[place + 1]
        place += 1
        if term.kind is not Kind.TERM or after.space or after.start != term.end:
            continue
        word = after.surface.lower()
        copy = units[place + 1] if place + 1 < len(units) else None
        if word == "-" and copy is not None and copy.surface.lower() == term.word:
            term.plural, term.end = True, copy.end
            del units[place : place + 2]
        elif word in CLITICS:
            term.clitic, term.end = word, after.end
            del units[place]
        elif word in PARTICLES:
            term.end = after.end
            del units[place]


def _counted(tokens: list[_Token], index: int) -> bool:
    """Whether `hari ini` and its like are counted days here: `dua hari ini`, these two days."""
    before = tokens[index - 1]
    return (
        tokens[index + 1].lower in ("ini", "itu")
        and (before.kind == "number" or before.lower in _COUNTS)
        and tokens[index].lower in _TIMES
    )


_FUNCTION = frozenset({"prep", "conj", "det", "pron", "part", "adv"})
_COUNTS = frozenset(
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh puluh belas beberapa".split()
)
_TIMES = frozenset("hari minggu pekan bulan tahun kali malam pagi jam".split())
