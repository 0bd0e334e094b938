"""What each language writes with a full stop that ends no sentence, and how sentences open.

One TOML file per language stands beside this module; a person who reads the language can review
it without reading code. Keys:

`never_final`
    a name, a title or a number follows, so the stop never ends a sentence (`Prof.`, `TP.`)
`before_number`
    an abbreviation only where a digit follows (`No. 57`), otherwise a plain word
`may_end`
    stands at the end of a list (`dll.`): ends the sentence where a capital letter follows
`words`
    single letters that are words of the language, not initials
`openers`
    words that open a sentence and are no name: they decide after initials (`vitamin C. Ini ...`)
    and, in Lao, where a space stands for a full stop
`continuers`
    words that never open a sentence: after them, or before them, a sentence goes on
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class StopRules:
    """The lists of one language, casefolded and in NFC, without their final full stop."""

    never_final: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    words: frozenset[str]
    openers: frozenset[str]
    continuers: frozenset[str]


def fold(word: str) -> str:
    """Return the form in which words of the lists are compared."""
    return unicodedata.normalize("NFC", word).casefold()


@cache
def load_rules(lang: str) -> StopRules:
    """Read the lists of `lang`, one of the tags of `corpus.languages.LANGUAGES`."""
    data = tomllib.loads(
        resources.files(__name__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    )

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(word).removesuffix(".") for word in data.get(key, ()))

    return StopRules(
        never_final=words("never_final"),
        before_number=words("before_number"),
        may_end=words("may_end"),
        words=words("words"),
        openers=words("openers"),
        continuers=words("continuers"),
    )
