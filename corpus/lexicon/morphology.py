"""Indonesian word forms: to a form that the lexicon has, and to the root.

Two questions are answered here. `analyse` leads a form of a text back to a form that is known, for
translation: clitics are taken off before affixes, passives are led back to the active meN- form,
and reduplication is plural. `analyse_word` and `lemma` give the root and all affixes, as a
dictionary of roots does. Nasal assimilation follows Tata Bahasa Baku Bahasa Indonesia (4th
edition, ch. 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .word import Word, analyse_word, lemma

__all__ = ["Analysis", "Word", "analyse", "analyse_word", "lemma", "nasal"]

CLITICS = ("nya", "ku", "mu")
PARTICLES = ("lah", "kah", "pun", "tah")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word form is made of.

    Attributes:
        base: the form that is known.
        clitic: `nya`, `ku`, `mu`, or empty.
        particle: `lah`, `kah`, `pun`, or empty.
        plural: the form is reduplicated.
        passive: the form is a passive (di-) of the base.
        superlative: the form is ter- with an adjective.
        derived: the base is only the root of the form (peN-an, ke-an, ber-, ...).
    """

    base: str
    clitic: str = ""
    particle: str = ""
    plural: bool = False
    passive: bool = False
    superlative: bool = False
    derived: bool = False


def nasal(stem: str) -> Iterator[str]:
    """Return the possible meN- forms of a stem, the regular one first."""
    first = stem[0]
    if first == "p":
        yield f"mem{stem[1:]}"
        yield f"mem{stem}"
    elif first in "bfv":
        yield f"mem{stem}"
    elif first == "t":
        yield f"men{stem[1:]}"
        yield f"men{stem}"
    elif first in "dcjz":
        yield f"men{stem}"
    elif first == "s":
        yield f"meny{stem[1:]}"
        yield f"men{stem}"
    elif first == "k":
        yield f"meng{stem[1:]}"
        yield f"meng{stem}"
    elif first in "lrmnwy":
        yield f"me{stem}"
    else:
        yield f"meng{stem}"


def analyse(word: str, known: Callable[[str], bool]) -> Analysis | None:
    """Lead a lower-case word form back to a known form.

    Args:
        word: a lower-case form that is not known itself.
        known: tells whether a form is in the lexicon.

    Returns:
        The analysis, or None when no part of the word is known.
    """
    for stem, clitic, particle in _without_clitics(word):
        if stem != word and known(stem):
            return Analysis(stem, clitic, particle)
        found = _inflected(stem, known)
        if found is not None:
            return Analysis(
                found.base,
                clitic,
                particle,
                found.plural,
                found.passive,
                found.superlative,
                found.derived,
            )
    full = analyse_word(word)
    if full.known and full.affixes and known(full.lemma):
        return _derived(full)
    for stem, clitic, particle in _without_clitics(word):
        for root in _roots(stem):
            if len(root) > 2 and known(root):
                return Analysis(root, clitic, particle, derived=True)
    return None


def _derived(full: Word) -> Analysis:
    """Return a full analysis as one that keeps only the root, the clitic and the number."""
    tail = [affix[1:] for affix in full.affixes if affix.startswith("-")]
    return Analysis(
        full.lemma,
        next((affix for affix in tail if affix in CLITICS), ""),
        next((affix for affix in tail if affix in PARTICLES), ""),
        plural=full.affixes[0] == "R",
        derived=True,
    )


def _without_clitics(word: str) -> Iterator[tuple[str, str, str]]:
    yield word, "", ""
    for particle in ("", *PARTICLES):
        if particle and not (word.endswith(particle) and len(word) > len(particle) + 2):
            continue
        stem = word[: len(word) - len(particle)]
        if particle:
            yield stem, "", particle
        for clitic in CLITICS:
            if stem.endswith(clitic) and len(stem) > len(clitic) + 2:
                yield stem[: -len(clitic)], clitic, particle


def _inflected(stem: str, known: Callable[[str], bool]) -> Analysis | None:
    if "-" in stem:
        first, _, second = stem.partition("-")
        if known(first) and (second == first or second.endswith(first) or first in second):
            return Analysis(first, plural=True)
        if second == first:
            inner = _inflected(first, known)
            if inner is not None:
                return Analysis(inner.base, plural=True, passive=inner.passive)
    if stem.startswith("di") and len(stem) > 4:
        for active in nasal(stem[2:]):
            if known(active):
                return Analysis(active, passive=True)
        if known(stem[2:]):
            return Analysis(stem[2:], passive=True)
    if stem.startswith("ter") and len(stem) > 5 and known(stem[3:]):
        return Analysis(stem[3:], superlative=True)
    if stem.startswith(("ku", "kau")) and len(stem) > 5:
        rest = stem[2:] if stem.startswith("ku") else stem[3:]
        for active in nasal(rest):
            if known(active):
                return Analysis(active)
    return None


def _roots(stem: str) -> Iterator[str]:
    """Return ever shorter pieces of a form, the likeliest first."""
    bases = [stem]
    prefixes = ("memper", "diper", "ber", "per", "ter", "se", "ke", "di", "pe")
    bases += [stem[len(prefix) :] for prefix in prefixes if stem.startswith(prefix)]
    for lost, active in (("k", "meng"), ("s", "meny"), ("p", "mem"), ("t", "men"), ("", "me")):
        for prefix in (active, active.replace("me", "pe", 1)):
            if stem.startswith(prefix):
                rest = stem[len(prefix) :]
                bases += [rest, lost + rest]
    for base in bases:
        yield base
        for suffix in ("kan", "an", "i", "wan", "isme", "is"):
            if base.endswith(suffix):
                yield base[: -len(suffix)]
    # an active verb for a root with -kan or -i: kembangkan, penuhi
    for active in nasal(stem) if stem else ():
        yield active
        yield f"{active}kan"
        yield f"{active}i"
