"""A date of the source is the same date in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.languages.numbers import MONTHS, Date, format_date

from .amounts import LAO_DIGITS
from .finding import Pair, Spot

_DAY = r"(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>[12]\d{3})"
_DIGIT = re.compile(r"[0-9\u0ed0-\u0ed9]")


def check(pair: Pair) -> Iterator[Spot]:
    """Give the dates with a day and a month that the translation has otherwise, or not at all."""
    if not _DIGIT.search(pair.source):
        return
    ours = _dates(pair.source, pair.source_lang)
    if not ours:
        return
    theirs = [date for date, _ in _dates(pair.target, pair.target_lang)]
    for date, (start, end) in ours:
        if not any(_same(date, other) or _listed(date, other, pair) for other in theirs):
            shown = pair.source[start:end]
            yield Spot(f"the date {shown} is not in the translation", "source", start, end)


def _listed(ours: Date, theirs: Date, pair: Pair) -> bool:
    """Whether a day is one of several that share a month: March 16 and 17, 2026."""
    text = pair.target.translate(LAO_DIGITS) if pair.target_lang == "lo" else pair.target
    return _same(Date(theirs.day, ours.month, ours.year), theirs) and (
        re.search(rf"(?<![\d.,]){ours.day}(?!\d|[.,]\d)", text) is not None
    )


def _same(ours: Date, theirs: Date) -> bool:
    return (ours.day, ours.month) == (theirs.day, theirs.month) and (
        ours.year is None or theirs.year is None or ours.year == theirs.year
    )


def _dates(text: str, lang: str) -> list[tuple[Date, tuple[int, int]]]:
    if lang == "lo":
        text = text.translate(LAO_DIGITS)
    found = []
    for match in _pattern(lang).finditer(text):
        groups = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
        month = groups["month"].lower().rstrip(".")
        number = int(month) if month.isdigit() else _months(lang).get(month, 0)
        day = int(groups["day"])
        if 1 <= number <= 12 and 1 <= day <= 31:
            year = int(groups["year"]) if "year" in groups else None
            found.append((Date(day, number, year), match.span()))
    return found


@cache
def _months(lang: str) -> dict[str, int]:
    if lang == "id":
        return dict(MONTHS)
    if lang == "vi":
        words = "một hai ba tư năm sáu bảy tám chín mười,mười một,mười hai".split(",")
        names = [*words[0].split(), *words[1:]]
        return {name: place for place, name in enumerate(names, 1)} | {"giêng": 1, "chạp": 12}
    names = [
        format_date(Date(None, month, None), lang).removeprefix("ເດືອນ") for month in range(1, 13)
    ]
    months = {name.lower(): place for place, name in enumerate(names, 1)}
    if lang == "en":
        months |= {name[:3]: place for name, place in months.items()} | {"sept": 9}
    return months


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s")
        for name in sorted(_months(lang), key=len, reverse=True)
    )
    if lang == "en":
        return re.compile(
            rf"(?<![\d.,]){_DAY}(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?\s+(?P<month>{names})\b\.?,?(?:\s+{_YEAR})?"
            rf"|\b(?P<month_>{names})\b\.?\s+{_DAY.replace('day', 'day_')}(?:st|nd|rd|th)?(?![\d%])"
            rf"(?:,?\s+{_YEAR.replace('year', 'year_')})?",
            re.IGNORECASE,
        )
    if lang == "id":
        return re.compile(
            rf"(?<![\d.,]){_DAY}\s+(?P<month>{names})\b(?:,?\s+{_YEAR})?", re.IGNORECASE
        )
    if lang == "vi":
        numeric = (
            rf"|(?<![\d/.]){_DAY.replace('day', 'day_')}[/-](?P<month_>[01]?\d)"
            rf"(?:[/-]{_YEAR.replace('year', 'year_')})?(?![\d/%])"
        )
        return re.compile(
            rf"(?<![\d.,]){_DAY}\s+tháng\s+(?P<month>1[0-2]|0?[1-9]|{names})(?!\d)"
            rf"(?:,?\s*(?:năm)?\s*{_YEAR})?{numeric}",
            re.IGNORECASE,
        )
    return re.compile(
        rf"(?<![\d.,]){_DAY}\s*(?:ເດືອນ\s*)?(?P<month>{names}|(?<=ເດືອນ)1[0-2]|(?<=ເດືອນ )1[0-2]"
        rf"|(?<=ເດືອນ)0?[1-9]|(?<=ເດືອນ )0?[1-9])(?:\s*,?\s*(?:ປີ|ຄ\.ສ\.?)?\s*{_YEAR})?"
    )
