"""The table of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from .finding import Pair, Severity, Spot

PairCheck = Callable[[Pair], Iterator[Spot]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        module: the module whose `check` finds it; empty for what needs the glossary or the whole
            document, which `run` does.
        severity: how bad a finding is unless configured otherwise.
        about: what it finds, in a few words.
    """

    module: str
    severity: Severity
    about: str

    def load(self) -> PairCheck:
        """Return the check of a rule that has a module."""
        found: PairCheck = import_module(f".{self.module}", __package__).check
        return found


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# id -> rule, in the order in which findings of one segment are listed
RULES: dict[str, Rule] = {
    "untranslated": Rule("untranslated", _ERROR, "nothing is left out or left as it was"),
    "script": Rule("script", _ERROR, "letters and words are those of the language"),
    "length": Rule("length", _WARNING, "neither much too short nor much too long"),
    "numbers": Rule("numbers", _ERROR, "the numbers of the source, and no others"),
    "units": Rule("units", _WARNING, "percent, currencies and measures are there"),
    "dates": Rule("dates", _ERROR, "the same dates"),
    "names": Rule("names", _INFO, "Latin names are spelt as in the source"),
    "addresses": Rule("addresses", _ERROR, "web and mail addresses, handles and tags"),
    "placeholders": Rule("placeholders", _ERROR, "variables and markup"),
    "marks": Rule("marks", _WARNING, "quotation marks and brackets come in pairs"),
    "spaces": Rule("spaces", _WARNING, "no double or stray spaces"),
    "repeated": Rule("repeated", _WARNING, "no word or run of words twice in a row"),
    "negation": Rule("negation", _WARNING, "what the source denies is denied"),
    "term-missing": Rule("", _ERROR, "official renderings are there"),
    "term-unwanted": Rule("", _ERROR, "no deprecated or forbidden names"),
    "term-inconsistent": Rule("", _WARNING, "one name for one thing in a document"),
    "source-inconsistent": Rule("", _INFO, "the source has one name for one thing"),
    "translation-inconsistent": Rule("", _WARNING, "the same source, the same translation"),
}
