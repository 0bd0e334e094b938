"""Errors that are put into good translations, one kind per rule of `kohesi check`.

Each function gets a source, its translation, the language of the translation and a random
generator, and returns a damaged pair, or None where the pair has nothing to damage.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from translate.quality.checks.amounts import LAO_DIGITS, find_amounts
from translate.quality.checks.dates import _dates
from translate.quality.checks.names import _NAME, _dictionary
from translate.quality.checks.negation import plain_negations
from translate.quality.checks.units import _NUMBER, _anywhere, _beside

Pair = tuple[str, str]
Plant = Callable[[str, str, str, random.Random], Pair | None]
FOREIGN = ("привет", "สวัสดี", "こんにちは", "안녕")
NEGATIONS = {
    "vi": r"(?<!\w)(?:không|chưa|chẳng|đừng) ",
    "en": r"(?: not\b|(?<=can)not\b|n['’]t\b|\bnever |\bno )",
    "lo": r"ບໍ່|ຢ່າ",
}


def untranslated(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Leave the segment, or a third of it, in the source language; or leave it out."""
    words, theirs = source.split(), target.split()
    kind = rng.randrange(3)
    if kind == 0:
        return (source, source) if len(words) > 5 else None
    if kind == 1:
        return source, ""
    lower = [word for word in words if word.islower() and word.isalpha()]
    for start in range(len(words) - 6):
        run = words[start : start + 6]
        if all(word in lower for word in run):
            return source, " ".join([*theirs[: len(theirs) // 2], *run])
    return None


def script(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Put a word of another script into the translation."""
    words = target.split()
    words.insert(rng.randrange(len(words) + 1), rng.choice(FOREIGN))
    return source, " ".join(words)


def length(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Break the translation off after a quarter, or write it three times."""
    if len(source) < 60:
        return None
    if rng.random() < 0.5:
        return source, target[: len(target) // 4]
    return source, f"{target} {target} {target}"


def numbers(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Change a digit of a number that both texts have."""
    ours = {value for amount in find_amounts(source, "id") for value in amount.readings}
    digits = target.translate(LAO_DIGITS) if lang == "lo" else target
    both = [amount for amount in find_amounts(target, lang) if amount.readings & ours]
    if not both:
        return None
    amount = rng.choice(both)
    places = [at for at in range(amount.start, amount.end) if digits[at].isdigit()]
    at = rng.choice(places)
    other = rng.choice([digit for digit in "123456789" if digit != digits[at]])
    return source, f"{target[:at]}{other}{target[at + 1 :]}"


def scale(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Write million for billion, and the like."""
    swaps = {
        "vi": [("triệu", "tỷ"), ("tỷ", "triệu"), ("tỉ", "triệu"), ("nghìn", "triệu")],
        "en": [("million", "billion"), ("billion", "million"), ("thousand", "million")],
        "lo": [("ລ້ານ", "ຕື້"), ("ຕື້", "ລ້ານ"), ("ພັນ", "ລ້ານ")],
    }[lang]
    if not re.search(r"\d (?:ribu|juta|miliar|triliun)", source):
        return None
    for word, other in swaps:
        found = re.search(rf"(\d ?){word}", target)
        if found:
            return source, f"{target[: found.start()]}{found[1]}{other}{target[found.end() :]}"
    return None


def units(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Take a unit away."""
    before, after = _beside("id")
    for number in _NUMBER.finditer(source):
        start, end = number.span()
        match = after.match(source, end) or before.search(source, max(0, start - 10), start)
        if match and match.lastgroup and _anywhere(lang)[match.lastgroup].search(target):
            return source, _anywhere(lang)[match.lastgroup].sub("", target)
    return None


def dates(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Change the day of a date."""
    ours = {(date.day, date.month) for date, _ in _dates(source, "id")}
    for date, (start, end) in _dates(target, lang):
        if (date.day, date.month) in ours:
            day = rng.choice([day for day in range(1, 29) if day != date.day])
            changed = re.sub(rf"(?<!\d)0?{date.day}(?!\d)", str(day), target[start:end], count=1)
            return source, target[:start] + changed + target[end:]
    return None


def names(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Misspell a name: exchange two letters, or replace one."""
    known = _dictionary()
    both = [
        match
        for match in _NAME.finditer(source)
        if match.start() > 0
        and source[match.start() - 1] == " "
        and source[match.start() - 2] not in '.!?:"'
        and match.group().isalpha()
        and len(match.group()) > 4
        and match.group().lower() not in known
        and re.search(rf"(?<!\w){match.group()}(?!\w)", target)
    ]
    if not both:
        return None
    name = rng.choice(both).group()
    at = rng.randrange(1, len(name) - 1)
    if rng.random() < 0.5 and name[at] != name[at + 1]:
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    else:
        letter = rng.choice([one for one in "aeiounrstlkm" if one != name[at].lower()])
        wrong = name[:at] + letter + name[at + 1 :]
    return source, target.replace(name, wrong)


def addresses(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Add an address to both texts, and change a letter of one."""
    address = rng.choice(
        ["https://example.org/a/b?c=1", "www.example.com/laos", "press@example.la", "#ASEAN2025"]
    )
    at = rng.randrange(4, len(address))
    wrong = address[:at] + ("q" if address[at] != "q" else "z") + address[at + 1 :]
    return f"{source} {address}", f"{target} {rng.choice([wrong, ''])}".strip()


def placeholders(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Add a variable or a tag to both texts, and damage it in one."""
    mark, wrong = rng.choice(
        [("{name}", "{nama}"), ("%s", ""), ("<b>", ""), ("{0}", "{1}"), ("%(count)d", "%(so)d")]
    )
    return f"{mark} {source}", f"{wrong} {target}".strip()


def marks(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Drop a quotation mark or a bracket."""
    places = [at for at, char in enumerate(target) if char in '()[]"“”']
    balanced = all(text.count("(") == text.count(")") for text in (source, target)) and not any(
        sum(text.count(mark) for mark in '"“”') % 2 for text in (source, target)
    )
    if not places or not balanced:
        return None
    at = rng.choice(places)
    return source, target[:at] + target[at + 1 :]


def spaces(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Double a space, or put one before a comma or full stop."""
    places = [at for at, char in enumerate(target) if char == " "]
    if rng.random() < 0.3 and target.endswith("."):
        return source, f"{target[:-1]} ."
    if not places:
        return None
    at = rng.choice(places)
    return source, f"{target[:at]} {target[at:]}"


def repeated(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Write a word twice; in Lao a run between spaces, or a word of the lexicon."""
    words = target.split()
    if lang == "lo":
        from align.words import tokenise

        long = [
            token
            for token in tokenise(target, "lo").tokens
            if token.end - token.start >= 5 and not target[token.start].isascii()
        ]
        if not long:
            return None
        token = rng.choice(long)
        return source, target[: token.end] + target[token.start :]
    places = [at for at, word in enumerate(words) if word.isalpha()]
    if not places:
        return None
    at = rng.choice(places)
    return source, " ".join([*words[: at + 1], *words[at:]])


def negation(source: str, target: str, lang: str, rng: random.Random) -> Pair | None:
    """Take every plain negation of the translation away."""
    if not plain_negations(source, "id") or not re.search(NEGATIONS[lang], target):
        return None
    return source, re.sub(NEGATIONS[lang], " " if lang == "en" else "", target, flags=re.IGNORECASE)


PLANTS: dict[str, Plant] = {
    "untranslated": untranslated,
    "script": script,
    "length": length,
    "numbers": numbers,
    "units": units,
    "dates": dates,
    "names": names,
    "addresses": addresses,
    "placeholders": placeholders,
    "marks": marks,
    "spaces": spaces,
    "repeated": repeated,
    "negation": negation,
}
__all__ = ["PLANTS", "scale"]
