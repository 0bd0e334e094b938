"""A unit: a stretch of the source that is rendered as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.languages.numbers import Date, Quantity
from corpus.lexicon import Entry


class Kind(StrEnum):
    """What a unit is."""

    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    ORDINAL = "ordinal"
    MARK = "mark"
    TERM = "term"
    NAME = "name"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Unit:
    """A stretch of the source that is rendered as a whole.

    Attributes:
        kind: what it is.
        start: offset of its first code point in the source.
        end: offset after its last code point.
        surface: the source text.
        word: its key in the lexicon, lower case; the lower-case surface otherwise.
        pos: part of speech of the chosen sense.
        entry: the chosen sense, for words.
        forms: renderings, for constraints.
        quantity, date, ordinal: the value, for numbers.
        clitic: `nya`, `ku`, `mu`, or empty.
        plural, passive, superlative: what the form says.
        capital: the source form begins with a capital and is not the first of its sentence.
        space: white space stood before it in the source.
        lead: what the target language adds before it.
        silent: the target language does not say it here.
    """

    kind: Kind
    start: int
    end: int
    surface: str
    word: str = ""
    pos: str = ""
    entry: Entry | None = None
    forms: tuple[str, ...] = ()
    quantity: Quantity | None = None
    date: Date | None = None
    ordinal: int = 0
    clitic: str = ""
    plural: bool = False
    passive: bool = False
    superlative: bool = False
    capital: bool = False
    space: bool = True
    lead: str = ""
    silent: bool = False

    def rendering(self, lang: str) -> str:
        """Return the first rendering of the chosen sense, or the empty string."""
        if self.forms:
            return self.forms[0]
        if self.entry is None:
            return ""
        renderings = self.entry.renderings(lang)
        return renderings[0] if renderings else ""
