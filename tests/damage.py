"""Twelve ways to damage a good translation, each in three grades, for measuring estimates.

Each function gets a source, its translation, the language of the translation, a grade from 1 to 3
and a random generator, and returns a worse translation, or None where nothing can be damaged so.
`other` is another translation, `english` and `indonesian` the same in these languages.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from translate.quality.checks.negation import plain_negations

from .planted_errors import NEGATIONS, numbers


@dataclass(frozen=True)
class Case:
    source: str
    target: str
    lang: str
    other: str  # the translation of another segment
    foreign: str  # the segment in a third language
    term: tuple[str, str] | None = None  # a rendering in the translation, and a wrong one


def _units(text: str, lang: str) -> list[str]:
    if lang != "lo":
        return text.split(" ")
    from align.words import tokenise

    tokens = tokenise(text, "lo").tokens
    ends = [token.start for token in tokens[1:]] + [len(text)]
    return [text[token.start : end] for token, end in zip(tokens, ends, strict=True)]


def _joined(words: list[str], lang: str) -> str:
    return ("" if lang == "lo" else " ").join(words)


def drop(case: Case, grade: int, rng: random.Random) -> str:
    words = _units(case.target, case.lang)
    kept = [word for word in words if rng.random() > (0.15, 0.3, 0.5)[grade - 1]]
    return _joined(kept, case.lang)


def number(case: Case, grade: int, rng: random.Random) -> str | None:
    text, changed = case.target, None
    for _ in range(grade):
        changed = numbers(case.source, text, case.lang, rng)
        if changed is None:
            break
        text = changed[1]
    return None if text == case.target else text


def negate(case: Case, grade: int, rng: random.Random) -> str | None:
    if grade != 3 or not plain_negations(case.source, "id"):
        return None
    gap = " " if case.lang == "en" else ""
    return re.sub(NEGATIONS[case.lang], gap, case.target, flags=re.IGNORECASE)


def shuffle(case: Case, grade: int, rng: random.Random) -> str | None:
    words = _units(case.target, case.lang)
    if len(words) < 6:
        return None
    if grade == 3:
        rng.shuffle(words)
        return _joined(words, case.lang)
    size = len(words) // (4 if grade == 1 else 2)
    start = rng.randrange(len(words) - size)
    part = words[start : start + size]
    rng.shuffle(part)
    return _joined(words[:start] + part + words[start + size :], case.lang)


def truncate(case: Case, grade: int, rng: random.Random) -> str:
    return case.target[: int(len(case.target) * (0.75, 0.5, 0.25)[grade - 1])]


def wrong_language(case: Case, grade: int, rng: random.Random) -> str:
    if grade == 3:
        return case.foreign
    ours, theirs = _units(case.target, case.lang), case.foreign.split()
    cut = len(ours) // (3 if grade == 2 else 2)
    return _joined(ours[:cut], case.lang) + " " + " ".join(theirs[len(theirs) // 2 :])


def copy_source(case: Case, grade: int, rng: random.Random) -> str:
    if grade == 3:
        return case.source
    ours, theirs = _units(case.target, case.lang), case.source.split()
    share = 0.5 if grade == 2 else 0.75
    return (
        _joined(ours[: int(len(ours) * share)], case.lang)
        + " "
        + " ".join(theirs[int(len(theirs) * share) :])
    )


def repeat(case: Case, grade: int, rng: random.Random) -> str:
    words = _units(case.target, case.lang)
    size = min(len(words), (1, 3, 6)[grade - 1])
    start = rng.randrange(len(words) - size + 1)
    run = words[start : start + size]
    return _joined(words[: start + size] + run * grade + words[start + size :], case.lang)


def other_sentence(case: Case, grade: int, rng: random.Random) -> str | None:
    return case.other if grade == 3 else None


def wrong_term(case: Case, grade: int, rng: random.Random) -> str | None:
    if case.term is None or grade > 1:
        return None
    return re.sub(re.escape(case.term[0]), case.term[1], case.target, flags=re.IGNORECASE)


def letter_case(case: Case, grade: int, rng: random.Random) -> str | None:
    if case.lang == "lo":
        return None  # Lao has no case
    if grade == 1:
        return case.target[:1].lower() + case.target[1:]
    return case.target.lower() if grade == 2 else case.target.upper()


def punctuation(case: Case, grade: int, rng: random.Random) -> str | None:
    if grade == 1:
        return case.target.rstrip(".!?") if case.target[-1:] in (".", "!", "?") else None
    if grade == 2:
        return re.sub(r"[,.;:!?](?!\d)", "", case.target)
    return re.sub(r" ", " , ", case.target, count=4)


DAMAGES: dict[str, Callable[[Case, int, random.Random], str | None]] = {
    "drop": drop,
    "numbers": number,
    "negation": negate,
    "shuffle": shuffle,
    "truncate": truncate,
    "wrong language": wrong_language,
    "copied source": copy_source,
    "repeat": repeat,
    "other sentence": other_sentence,
    "wrong term": wrong_term,
    "case": letter_case,
    "punctuation": punctuation,
}
