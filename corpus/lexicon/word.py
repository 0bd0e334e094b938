"""The root of an Indonesian word form and all its affixes.

Clitics and particles are tried from none to all, reduplication is undone, and `affixes` peels the
rest. Roots, compounds and analyses by hand are files in `data/morphology`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from ..errors import FormatError
from .affixes import Inventory, Stem, derive

_CLITICS = ("nya", "ku", "mu")
_PARTICLES = ("lah", "kah", "pun", "tah")
_SHORTEST = 3
_LONGEST = 64  # letters; what is longer is no word, and peeling it would only cost time
_ORDINAL = re.compile(r"ke-?(\d+)")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


@dataclass(frozen=True, slots=True)
class Word:
    """A form with its root and affixes.

    Attributes:
        form: the lower-case form.
        lemma: the root; a compound is written as two words (`tanda tangan`), and a word that no
            rule explains is its own lemma.
        affixes: from the outermost prefix to the last particle: `meN-`, `di-`, `ber-`, `ter-`,
            `ke-`, `se-`, `per-`, `pe-`, `peN-`, `ku-`, `kau-`, `tidak-` and `kurang-` (in
            ketidakpastian), bound forms (`antar-`), circumfixes at the place of their prefix
            (`ke-an`, `peN-an`, `pe-an`, `per-an`), `R` (full reduplication), `R~` (with changed
            sounds), `Re-` (of the first syllable), suffixes (`-kan`, `-i`, `-an`, `-wan`), clitics
            (`-nya`, `-ku`, `-mu`) and particles (`-lah`, `-kah`, `-pun`, `-tah`).
        known: whether the root is listed or in the lexicon that was given; False for a guess and
            for a word that stays whole only because nothing is known of it.
    """

    form: str
    lemma: str
    affixes: tuple[str, ...] = ()
    known: bool = True


def lemma(word: str) -> str:
    """Return the root of a form, without a lexicon; a form that is not understood is its own."""
    return analyse_word(word).lemma


def analyse_word(word: str, known: Callable[[str], bool] | None = None) -> Word:
    """Analyse a form down to its root.

    Args:
        word: one form, with or without hyphens; capitals do not matter.
        known: tells whether a lower-case form is in a lexicon; forms of the lexicon count as roots
            where no listed root explains the word. None for the listed roots alone.

    Returns:
        The analysis; analyses without a lexicon are remembered.
    """
    plain = _remembered(word)
    if plain.known or known is None:
        return plain
    if known(plain.form):
        return Word(plain.form, plain.form)
    bundled = inventory()
    wider = replace(
        bundled,
        is_root=lambda form: bundled.is_root(form) or (len(form) > _SHORTEST and known(form)),
    )
    found = _understand(plain.form, wider)
    return plain if found is None else Word(plain.form, found.lemma, found.affixes)


@lru_cache(maxsize=65536)
def _remembered(word: str) -> Word:
    form = word.translate(_HYPHENS).lower()
    found = _understand(form, inventory())
    if found is not None:
        return Word(form, found.lemma, found.affixes)
    return _guess(form)


@cache
def inventory() -> Inventory:
    """Return the bundled roots, stems, compounds and bound forms; they are read once.

    Raises:
        FormatError: a line of `stems.tsv` has not three columns.
    """
    compounds = {line.replace(" ", ""): line for line in _lines("compounds.txt")}
    stems: dict[str, Stem] = {}
    for number, line in enumerate(_lines("stems.tsv"), start=1):
        fields = line.split("\t")
        if len(fields) != 3:
            raise FormatError(
                f"an analysis has 3 columns, entry {number} has {len(fields)}",
                path=Path("stems.tsv"),
            )
        stems[fields[0]] = Stem(fields[1], tuple(fields[2].split()))
    roots = frozenset(_lines("roots.txt"))
    return Inventory(roots.__contains__, stems, compounds, tuple(_lines("bound.txt")))


def _lines(name: str) -> list[str]:
    source = files("corpus").joinpath("lexicon", "data", "morphology", name)
    lines = source.read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def _understand(form: str, roots: Inventory) -> Stem | None:
    """Return root and affixes of a lower-case form, or None."""
    if len(form) > _LONGEST:
        return None
    ordinal = _ORDINAL.fullmatch(form)
    if ordinal:
        return Stem(ordinal[1], ("ke-",))
    for stem, tail in _tails(form):
        found = _hyphenated(stem, roots) if "-" in stem else derive(stem, roots)
        if found is not None:
            return replace(found, affixes=(*found.affixes, *tail))
    return None


def _tails(form: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the form as it is, then without a clitic, a particle, or both."""
    yield form, ()
    for particle in ("", *_PARTICLES):
        if not form.endswith(particle):
            continue
        stem = form[: len(form) - len(particle)]
        after = (f"-{particle}",) if particle else ()
        for clitic in _CLITICS:
            rest = stem[: -len(clitic)].rstrip("-")
            if stem.endswith(clitic) and len(rest) > 2:
                yield rest, (f"-{clitic}", *after)
        if particle and len(stem) > 2:
            yield stem.rstrip("-"), after


def _hyphenated(form: str, roots: Inventory) -> Stem | None:
    """Undo reduplication, or take off a prefix that is written with a hyphen."""
    found = roots.find(form)
    if found is not None:
        return found
    first, _, second = form.partition("-")
    if not first or not second:
        return None
    if first == second:
        whole = derive(first, roots) or Stem(first)
        return replace(whole, affixes=("R", *whole.affixes))
    return _reduplicated(first, second, roots) or _prefixed(first, second, roots)


def _reduplicated(first: str, second: str, roots: Inventory) -> Stem | None:
    left, right = derive(first, roots), derive(second, roots)
    if left is not None and right is not None and left.lemma == right.lemma:
        if not right.affixes and second in first:
            return replace(left, affixes=(*left.affixes, "R"))  # bersama-sama
        if not left.affixes:
            return replace(right, affixes=("R", *right.affixes))  # tolong-menolong
    # affixes around both halves: ke|merah-merah|an is kemerahan, reduplicated
    for suffix in ("an", "kan", "i"):
        if second.endswith(suffix) and first.endswith(second[: -len(suffix)]):
            both = derive(first + suffix, roots)
            if both is not None:
                prefixes = [affix for affix in both.affixes if not affix.startswith("-")]
                suffixes = both.affixes[len(prefixes) :]
                return replace(both, affixes=(*prefixes, "R", *suffixes))
    if first.endswith(second) and len(second) > _SHORTEST:
        # bertele-tele: the root is not listed, the second half shows it
        for prefix in ("ber", "se", "ter"):
            if first == prefix + second:
                return Stem(second, (f"{prefix}-", "R"))
    return None


def _prefixed(first: str, second: str, roots: Inventory) -> Stem | None:
    """Read antar-parlemen, non-fisik, se-Asia, di-uji."""
    if first in roots.bound or first in ("se", "di", "ke", "ber", "ter"):
        inner = derive(second, roots) or Stem(second)
        return replace(inner, affixes=(f"{first}-", *inner.affixes))
    return None


_GUESSES = tuple(
    re.compile(pattern)
    for pattern in (
        # prefix and suffix, or a nasal before a consonant that it belongs to: two signs, not one
        r"(?P<di>di)(?P<root>\w{4,}?)(?P<kan>kan)",
        r"(?P<me>mem(?=[bf])|men(?=[cdj])|meng(?=[gh])|meng(?=[aiou])|me(?=[lr][aiueo]))(?P<root>\w{4,}?)(?P<kan>kan)",
        r"(?P<me>mem(?=[bf])|men(?=[cj])|meng(?=[gh]))(?P<root>\w{5,})",
        r"(?P<pe>pem(?=[bf])|pen(?=[cdj])|peng(?=[gh])|peng(?=[aiou])|pe(?=[lr][aiueo]))(?P<root>\w{4,}?)(?P<an>an)",
    )
)
_GUESSED = {"di": "di-", "me": "meN-", "pe": "peN-an", "kan": "-kan"}


def _guess(form: str) -> Word:
    """Take the affixes off a form of an unknown root where two signs speak for them."""
    if len(form) > _LONGEST:
        return Word(form, form, known=False)
    for stem, tail in _tails(form):
        if tail and (len(stem) <= _SHORTEST or tail != ("-nya",)):
            continue
        for pattern in _GUESSES:
            match = pattern.fullmatch(stem)
            if match and re.search("[aiueo]", match["root"]):
                names = [name for name in match.groupdict() if name in _GUESSED]
                affixes = tuple(_GUESSED[name] for name in names)
                return Word(form, match["root"], (*affixes, *tail), known=False)
        if tail and "-" not in stem:
            return Word(form, stem, tail, known=False)
    return Word(form, form, known=False)
