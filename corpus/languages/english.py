"""English word forms: plurals, verb forms, and the article before a word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    """Read the irregular verbs: base form to past and past participle."""
    text = files("corpus").joinpath("languages", "english_verbs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {base: (past, participle) for base, past, participle in rows}


_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet",
    "tooth": "teeth", "mouse": "mice", "goose": "geese", "life": "lives", "knife": "knives",
    "wife": "wives", "half": "halves", "leaf": "leaves", "shelf": "shelves", "thief": "thieves",
    "wolf": "wolves", "crisis": "crises", "analysis": "analyses", "basis": "bases",
    "hypothesis": "hypotheses", "phenomenon": "phenomena", "criterion": "criteria",
    "bacterium": "bacteria", "medium": "media", "hero": "heroes", "potato": "potatoes",
    "tomato": "tomatoes", "fish": "fish", "sheep": "sheep", "species": "species",
    "series": "series", "aircraft": "aircraft",
}  # fmt: skip

UNCOUNTABLE = frozenset(
    "information equipment infrastructure technology progress knowledge research evidence "
    "advice news police people staff water money energy electricity agriculture tourism "
    "education health cooperation development growth trade investment labour media data "
    "culture history weather food rice traffic security peace stability prosperity poverty "
    "economics politics assistance aid support access training employment transport "
    "transportation management governance innovation software hardware work music art".split()
)
"""Nouns that take neither a plural nor `a`."""


def plural(noun: str) -> str:
    """Return the plural of a noun; of a compound, that of its last word (before `of`)."""
    head, joint, rest = noun.partition(" of ")
    if joint:
        return f"{plural(head)}{joint}{rest}"
    first, space, last = noun.rpartition(" ")
    word = last.lower()
    if word in UNCOUNTABLE or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
        return noun
    if word in _PLURALS:
        form = _PLURALS[word]
    elif word.endswith("man") and word not in ("human", "german"):
        form = f"{word[:-3]}men"
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        form = f"{word}es"
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        form = f"{word[:-1]}ies"
    else:
        form = f"{word}s"
    if last[:1].isupper():
        form = form[0].upper() + form[1:]
    return f"{first}{space}{form}"


def past(verb: str) -> str:
    """Return the past tense: `take part in` gives `took part in`."""
    return _inflect(verb, lambda word: _irregular()[word][0] if word in _irregular() else _ed(word))


def participle(verb: str) -> str:
    """Return the past participle: `take part in` gives `taken part in`."""
    return _inflect(verb, lambda word: _irregular()[word][1] if word in _irregular() else _ed(word))


def gerund(verb: str) -> str:
    """Return the -ing form."""
    return _inflect(verb, _ing)


def third_person(verb: str) -> str:
    """Return the third person singular of the present."""
    return _inflect(verb, _s)


def article(phrase: str) -> str:
    """Return `a` or `an` for the word that follows it, by its sound as its letters tell."""
    word = phrase.split(" ", 1)[0].lower().lstrip("\"'“‘(")
    if word.startswith(("uni", "use", "usu", "eu", "one", "once", "ut")) and not word.startswith(
        ("unin", "unim")
    ):
        return "a"
    if word.startswith(("hour", "honest", "honour", "heir")):
        return "an"
    if phrase[:2].isupper() and word[:1] in "fhlmnrsx" and not any(c in "aeiou" for c in word):
        return "an"
    return "an" if word[:1] in _VOWELS else "a"


def _inflect(verb: str, change: Callable[[str], str]) -> str:
    """Change the first word of a verb phrase."""
    head, space, rest = verb.partition(" ")
    return f"{change(head)}{space}{rest}"


def _doubles(word: str) -> bool:
    """Whether the last consonant is doubled: one syllable (or a stressed last one), CVC."""
    if len(word) < 3 or word[-1] in "aeiouwxy" or word[-2] not in _VOWELS or word[-3] in _VOWELS:
        return False
    groups = sum(
        letter in _VOWELS and (place == 0 or word[place - 1] not in _VOWELS)
        for place, letter in enumerate(word)
    )
    return groups == 1 or word in _STRESSED_LAST or word.endswith("l")


_STRESSED_LAST = frozenset(
    "admit permit commit submit omit transmit refer prefer confer occur incur begin forget "
    "regret equip control patrol rebut recur infer defer deter".split()
)


def _ed(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ied"
    return f"{word}{word[-1]}ed" if _doubles(word) else f"{word}ed"


def _ing(word: str) -> str:
    if word == "be":
        return "being"
    if word.endswith("ie"):
        return f"{word[:-2]}ying"
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")):
        return f"{word[:-1]}ing"
    return f"{word}{word[-1]}ing" if _doubles(word) else f"{word}ing"


def _s(word: str) -> str:
    if word == "be":
        return "is"
    if word == "have":
        return "has"
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"
