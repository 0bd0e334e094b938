"""Classes of Indonesian words that the English rules ask for, and attributive forms."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ..units import Kind, Unit


@cache
def _rows(name: str) -> tuple[tuple[str, str], ...]:
    source = files("translate").joinpath("engines", "draft", "english", name)
    pairs = (
        line.split("\t")
        for line in source.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    return tuple((key, value) for key, value in pairs)


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split("|")) for name, words in _rows("classes.tsv")}


@cache
def _attributive() -> dict[str, str]:
    return {form.lower(): rendering for form, rendering in _rows("attributive.tsv")}


def belongs(unit: Unit | None, name: str) -> bool:
    """Whether a unit's word, or for a phrase its first word, is of a class."""
    if unit is None:
        return False
    words = _classes()[name]
    return unit.word in words or unit.word.partition(" ")[0] in words


def is_exactly(unit: Unit | None, name: str) -> bool:
    """Whether a unit's whole word is of a class."""
    return unit is not None and unit.word in _classes()[name]


def attributive(unit: Unit) -> str:
    """Return what a noun or name is before another noun: `economic`, `Japanese`; or nothing.

    A term is rendered as it is given, so that it has no such form.
    """
    if unit.kind is Kind.TERM or unit.clitic:
        return ""
    return _attributive().get(unit.word) or _attributive().get(unit.surface.lower(), "")


def is_common(unit: Unit) -> bool:
    """Whether a unit is a common noun: a noun of the lexicon, or a term without a capital."""
    if unit.kind is Kind.TERM:
        return unit.pos == "n" and unit.rendering("en")[:1].islower()
    return unit.pos == "n" and unit.kind is Kind.WORD


def is_country(unit: Unit) -> bool:
    """Whether a name has an adjective of its own: `Jepang`, `Eropa`, `Islam`."""
    return unit.surface.lower() in _attributive() and unit.surface[:1].isupper()
