"""English word forms: plurals, verb forms, degrees, adverbs, and the article before a word."""

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
    "information cent equipment infrastructure technology progress knowledge research evidence "
    "advice news police people staff water money energy electricity agriculture tourism "
    "education health cooperation development growth trade investment labour media data "
    "culture history weather food rice traffic security peace stability prosperity poverty "
    "economics politics assistance aid support access training employment transport "
    "transportation management governance innovation software hardware work music art".split()
)
"""Nouns that take neither a plural nor `a`."""

MASS = UNCOUNTABLE | frozenset(
    "business commerce industry science medicine nature life time space air oil gas coal gold "
    "steel iron wood paper blood meat milk coffee tea sugar salt sand soil rain snow smoke fire "
    "corruption violence terrorism democracy freedom justice independence sovereignty unity "
    "solidarity friendship trust confidence consensus love hope fear anger happiness death "
    "birth marriage age youth experience communication attention pressure power capital "
    "income inflation unemployment production consumption distribution construction "
    "manufacturing processing implementation maintenance protection preservation conservation "
    "participation coordination integration diplomacy literacy awareness transparency safety "
    "quality efficiency effectiveness productivity competitiveness logistics e-commerce "
    "transmission digitalisation digitization modernisation industrialisation globalisation "
    "urbanisation pollution deforestation biodiversity forestry mining livestock tax cash "
    "credit debt finance banking insurance advertising fuel petroleum timber clothing furniture "
    "luggage garbage waste rubbish homework housework damage behaviour conduct publicity content "
    "religion law philosophy mathematics physics chemistry biology literature sport football "
    "sovereignty humanity society mankind oxygen hydrogen carbon heat light gravity radiation "
    "flooding drought hunger famine malnutrition evacuation treatment surgery therapy hygiene "
    "sanitation healthcare welfare wildlife vegetation seafood beef pork chicken wheat corn "
    "maize tobacco alcohol wine beer rubber cotton silk gasoline kerosene".split()
)
"""Nouns that usually stand without an article, though some have a plural."""


def plural(noun: str) -> str:
    """Return the plural of a noun; of a compound, that of its last word (before `of`)."""
    head, joint, rest = noun.partition(" of ")
    if joint:
        return f"{plural(head)}{joint}{rest}"
    first, space, last = noun.rpartition(" ")
    word = last.lower()
    if word in UNCOUNTABLE or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
        return noun
    if word in _PLURALS.values():
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


def comparative(adjective: str) -> str:
    """Return the comparative: `bigger`, `more expensive`."""
    if adjective in _DEGREES:
        return _DEGREES[adjective][0]
    return _degree(adjective, "er") or f"more {adjective}"


def superlative(adjective: str) -> str:
    """Return the superlative without its article: `biggest`, `most expensive`."""
    if adjective in _DEGREES:
        return _DEGREES[adjective][1]
    return _degree(adjective, "est") or f"most {adjective}"


def adverb(adjective: str) -> str:
    """Return the adverb of an adjective: `effective` gives `effectively`."""
    if adjective in _ADVERBS:
        return _ADVERBS[adjective]
    if adjective.endswith("ly") or " " in adjective:
        return adjective
    if adjective.endswith("le") and adjective[-3:-2] not in _VOWELS:
        return f"{adjective[:-1]}y"
    if adjective.endswith("y"):
        return f"{adjective[:-1]}ily"
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    return f"{adjective}{'y' if adjective.endswith('ll') else 'ly'}"


def quality(adjective: str) -> str:
    """Return the noun that an adjective's quality has: `importance`, `weakness`."""
    if adjective in _QUALITIES:
        return _QUALITIES[adjective]
    if adjective.endswith("ant") or adjective.endswith("ent"):
        return f"{adjective[:-1]}ce"
    if adjective.endswith("able") or adjective.endswith("ible"):
        return f"{adjective[:-2]}ility"
    if adjective.endswith("y") and adjective[-2:-1] not in _VOWELS:
        return f"{adjective[:-1]}iness"
    return f"{adjective}ness"


_QUALITIES = {
    "high": "height", "long": "length", "strong": "strength", "wide": "width", "deep": "depth",
    "heavy": "weight", "large": "size", "big": "size", "difficult": "difficulty", "hot": "heat",
    "poor": "poverty", "safe": "safety", "broad": "breadth", "complex": "complexity",
    "many": "number", "late": "lateness", "true": "truth", "free": "freedom", "new": "novelty",
    "expensive": "high price", "cheap": "low price", "beautiful": "beauty", "active": "activity",
    "slow": "slowness", "fast": "speed", "popular": "popularity", "diverse": "diversity",
    "young": "youth", "old": "age", "warm": "warmth", "hard": "hardness", "tough": "toughness",
}  # fmt: skip
_DEGREES = {
    "good": ("better", "best"), "bad": ("worse", "worst"), "many": ("more", "most"),
    "much": ("more", "most"), "few": ("fewer", "fewest"), "little": ("less", "least"),
    "far": ("further", "furthest"), "well": ("better", "best"),
}  # fmt: skip
_SHORT = frozenset("clever narrow shallow simple quiet gentle noble humble able".split())
_LONG = frozenset("right wrong real just ill like worth male dead fun".split())
_ADVERBS = {
    "fast": "fast", "hard": "hard", "good": "well", "early": "early", "late": "late",
    "long": "long", "far": "far", "high": "high", "low": "low", "straight": "straight",
    "public": "publicly", "whole": "wholly", "true": "truly", "due": "duly", "close": "closely",
    "near": "near", "alone": "alone", "together": "together", "daily": "daily", "free": "freely",
    "online": "online", "friendly": "in a friendly way", "same": "in the same way",
    "other": "otherwise", "better": "better",
    "deeper": "more deeply", "maximum": "to the maximum", "average": "on average",
    "difficult": "with difficulty",
}  # fmt: skip


def _degree(adjective: str, ending: str) -> str:
    """Add -er or -est to a short adjective; the empty string for one that takes `more`."""
    vowels = sum(
        letter in "aeiouy" and (place == 0 or adjective[place - 1] not in "aeiouy")
        for place, letter in enumerate(adjective)
    )
    if adjective.endswith("e"):
        vowels -= 1
    short = vowels <= 1 or (vowels == 2 and adjective.endswith("y")) or adjective in _SHORT
    if not short or adjective in _LONG or not adjective.isalpha():
        return ""
    if adjective.endswith(("ed", "ing")) and len(adjective) > 4:
        return ""
    if adjective.endswith("e"):
        return f"{adjective}{ending[1:]}"
    if adjective.endswith("y") and adjective[-2:-1] not in _VOWELS:
        return f"{adjective[:-1]}i{ending}"
    return f"{adjective}{adjective[-1] if _doubles(adjective) else ''}{ending}"


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
