"""Cleaning a bitext: which units do not look like translations, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.bitext import Bitext, Unit
from corpus.languages.normal import normal_text

from .features import LENGTH_RATIOS
from .texts import guess_language

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_SHORT = 12  # code points; lengths of shorter texts say little


class Reason(StrEnum):
    """Why a unit is rejected."""

    EMPTY = "empty"
    COPY = "copy"
    LENGTH_RATIO = "length-ratio"
    WRONG_LANGUAGE = "wrong-language"
    NUMBERS_DIFFER = "numbers-differ"
    DUPLICATE = "duplicate"
    LOW_CONFIDENCE = "low-confidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningOptions:
    """What is rejected.

    Attributes:
        ratio: how many times longer one side may be than the other, after the usual ratio of the
            two languages is taken out.
        score: least confidence of a unit that has one.
        ignore: reasons that do not count.
    """

    ratio: float = 2.5
    score: float = 0.5
    ignore: frozenset[Reason] = frozenset()


@dataclass(frozen=True, slots=True)
class Reject:
    """A unit that was taken out.

    Attributes:
        index: 0-based index of the unit in the bitext.
        unit: the unit.
        reasons: all that speaks against it.
    """

    index: int
    unit: Unit
    reasons: tuple[Reason, ...]


def clean(
    bitext: Bitext, options: CleaningOptions | None = None
) -> tuple[Bitext, tuple[Reject, ...]]:
    """Divide a bitext into what is kept and what is rejected, both in their old order.

    Of units that are the same in normal form, the first that is kept stays.
    """
    rules = options or CleaningOptions()
    kept: list[Unit] = []
    rejects: list[Reject] = []
    seen: set[tuple[str, str]] = set()
    for index, unit in enumerate(bitext.units):
        found = [
            reason
            for reason in _reasons(unit, bitext.source_lang, bitext.target_lang, rules)
            if reason not in rules.ignore
        ]
        key = (
            normal_text(unit.source, bitext.source_lang).strip(),
            normal_text(unit.target, bitext.target_lang).strip(),
        )
        if key in seen and Reason.DUPLICATE not in rules.ignore:
            found.append(Reason.DUPLICATE)
        if found:
            rejects.append(Reject(index, unit, tuple(found)))
        else:
            seen.add(key)
            kept.append(unit)
    return Bitext(bitext.source_lang, bitext.target_lang, tuple(kept)), tuple(rejects)


def _reasons(unit: Unit, source: str, target: str, rules: CleaningOptions) -> Iterable[Reason]:
    if not unit.source.strip() or not unit.target.strip():
        yield Reason.EMPTY
        return
    if source != target and _is_copy(unit, source):
        yield Reason.COPY
    elif _mistaken(unit.source, source) or _mistaken(unit.target, target):
        yield Reason.WRONG_LANGUAGE
    left = len(unit.source) / LENGTH_RATIOS[source]
    right = len(unit.target) / LENGTH_RATIOS[target]
    if max(left, right) > _SHORT and max(left, right) > rules.ratio * min(left, right):
        yield Reason.LENGTH_RATIO
    if _numbers(unit.source) != _numbers(unit.target):
        yield Reason.NUMBERS_DIFFER
    if unit.score is not None and unit.score < rules.score:
        yield Reason.LOW_CONFIDENCE


def _is_copy(unit: Unit, lang: str) -> bool:
    """Whether the target is the source again; names and numbers alone may be."""
    left = normal_text(unit.source, lang).strip()
    return left == normal_text(unit.target, lang).strip() and len(left.split()) > 3


def _mistaken(text: str, lang: str) -> bool:
    guess = guess_language([text])
    return bool(guess) and guess != lang


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of two digits and more; small ones are often written as words."""
    found = (
        number.replace(".", "").replace(",", "")
        for number in _NUMBER.findall(text.translate(_DIGITS))
    )
    return frozenset(number for number in found if len(number) > 1 and int(number[:18]) > 12)
