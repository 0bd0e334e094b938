"""The units of numbers (percent, currencies, measures) stand in the translation too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from .finding import Pair, Spot

_COLUMNS = ("id", "en", "vi", "lo")
_MAY_HOLD = re.compile(r"[0-9\u0ed0-\u0ed9]")


def check(pair: Pair) -> Iterator[Spot]:
    """Give the units that are beside a number of the source and nowhere in the translation."""
    text = pair.source
    if not _MAY_HOLD.search(text):
        return
    before, after = _beside(pair.source_lang)
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        for match in (before.search(text, max(0, start - 10), start), after.match(text, end)):
            if match is None:
                continue
            name = match.lastgroup or ""
            if not _anywhere(pair.target_lang)[name].search(pair.target):
                first, last = min(start, match.start()), max(end, match.end())
                shown = text[first:last].strip()
                yield Spot(f"the unit of {shown} is not in the translation", "source", first, last)


@cache
def _table() -> dict[str, dict[str, str]]:
    """Read the forms of every unit by language."""
    text = (
        files(__package__ or "").joinpath("data").joinpath("units.tsv").read_text(encoding="utf-8")
    )
    return {
        name: dict(zip(_COLUMNS, forms, strict=True))
        for name, *forms in (line.split("\t") for line in text.splitlines())
    }


def _body(forms: str, lang: str) -> str:
    """Bound words by letters, signs and Lao by nothing."""
    if lang == "lo":
        return f"(?:{forms})"
    return "|".join(
        form if not form[-1].isalpha() else rf"(?<![^\W\d_]){form}(?![^\W\d_])"
        for form in forms.split("|")
    )


@cache
def _beside(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make the patterns of a unit before a number, which ends there, and of one after it."""
    bodies = {name: _body(forms[lang], lang) for name, forms in _table().items()}
    before = "|".join(rf"(?P<{name}>{body})" for name, body in bodies.items() if name not in _AFTER)
    after = "|".join(rf"(?P<{name}>{body})" for name, body in bodies.items())
    return (
        re.compile(rf"(?:{before})[\s\xa0]?$", re.IGNORECASE),
        re.compile(rf"(?:[\s\xa0]?(?:{_SCALES}))?[\s\xa0]?(?:{after})", re.IGNORECASE),
    )


_AFTER = ("percent", "kilometre", "kilogram", "hectare")
_SCALES = (
    "ribu|juta|miliar|triliun|thousand|million|billion|trillion|nghìn|ngàn|triệu|tỷ|tỉ|ພັນ|ລ້ານ|ຕື້"
)
_NUMBER = re.compile(r"[0-9\u0ed0-\u0ed9](?:[0-9\u0ed0-\u0ed9.,]*[0-9\u0ed0-\u0ed9])?")


@cache
def _anywhere(lang: str) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(_body(forms[lang], lang), re.IGNORECASE)
        for name, forms in _table().items()
    }
