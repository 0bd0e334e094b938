"""Which affixes an Indonesian form can carry, and the root that remains.

The rules follow Tata Bahasa Baku Bahasa Indonesia (4th edition, ch. 4 to 8) and the spelling of
Ejaan Bahasa Indonesia (5th edition). A form is peeled from the outside: a prefix, what may stand
behind that prefix, and one suffix. What remains has to be a root (or a listed stem or compound);
of all ways to peel, the one that leaves the longest piece of the form is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_VOWELS = frozenset("aeiou")

NUMERALS = frozenset(
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh berapa sekian".split()
)
"""Words that make an ordinal or a collective with ke- alone."""

_INNER: dict[str, frozenset[str]] = {
    "meN-": frozenset(("per-", "pe-", "ber-", "se-")),
    "di-": frozenset(("per-", "pe-", "ber-", "se-")),
    "ku-": frozenset(("per-", "ber-")),
    "kau-": frozenset(("per-", "ber-")),
    "ber-": frozenset(("ke-", "peN-", "pe-", "per-", "se-")),
    "ter-": frozenset(("per-", "se-", "ber-")),
    "ke-": frozenset(("ber-", "ter-", "se-", "peN-", "per-", "tidak-", "kurang-")),
    "tidak-": frozenset(("ber-", "ter-", "se-")),
    "kurang-": frozenset(("ber-", "ter-", "se-")),
    "peN-": frozenset(("ber-", "per-", "ter-", "se-")),
    "pe-": frozenset(),
    "per-": frozenset(("se-", "ke-")),
    "se-": frozenset(("peN-", "per-", "ke-", "pe-", "ber-")),
}
"""What may stand directly behind each prefix."""

_NEGATIONS = ("tidak-", "kurang-")
"""Adverbs that are written as one word with what they negate, between ke- and -an."""

_CIRCUMFIX = {"ke-": "ke-an", "peN-": "peN-an", "pe-": "pe-an", "per-": "per-an"}


@dataclass(frozen=True, slots=True)
class Stem:
    """A root with its affixes.

    Attributes:
        lemma: the root; compounds are written as two words.
        affixes: prefixes from the outermost to the innermost, `R` for reduplication, suffixes
            from the innermost to the outermost.
        kept: how many letters of the form the root keeps.
    """

    lemma: str
    affixes: tuple[str, ...] = ()
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the analyser may end at.

    Attributes:
        is_root: whether a form is not analysed further.
        stems: analyses written by hand, by form.
        compounds: `tanda tangan` by `tandatangan`.
        bound: forms that are only written together with the word that follows (`antar`, `pasca`;
            Ejaan, II.A.2).
    """

    is_root: Callable[[str], bool]
    stems: Mapping[str, Stem]
    compounds: Mapping[str, str]
    bound: tuple[str, ...]

    def find(self, form: str) -> Stem | None:
        """Return a form that needs no analysis, or None."""
        stem = self.stems.get(form)
        if stem is not None:
            return Stem(stem.lemma, stem.affixes, len(form))
        if self.is_root(form):
            return Stem(form, (), len(form))
        compound = self.compounds.get(form)
        return None if compound is None else Stem(compound, (), len(form))


def derive(form: str, inventory: Inventory) -> Stem | None:
    """Return the best analysis of a form without clitics and hyphens, or None.

    Args:
        form: a lower-case form.
        inventory: where an analysis may end.
    """
    found = inventory.find(form)
    if found is not None:
        return found
    partial = _partial(form, inventory)
    if partial is not None:
        return partial
    best: tuple[int, int, int] | None = None
    chosen: Stem | None = None
    for order, stem in enumerate(_candidates(form, inventory)):
        rank = (-stem.kept, len(stem.affixes), order)
        if best is None or rank < best:
            best, chosen = rank, stem
    return chosen


def _candidates(form: str, inventory: Inventory) -> Iterator[Stem]:
    for prefixes, rest, lost in _prefixes(form, None):
        for suffix in ("", "kan", "an", "i", "wan", "wati"):
            if suffix and not (rest.endswith(suffix) and len(rest) > len(suffix) + 1):
                continue
            root = rest[: len(rest) - len(suffix)] if suffix else rest
            if not (prefixes or suffix):
                continue
            found = inventory.find(root)
            if found is not None and _fits(prefixes, suffix, found):
                affixes = _join(prefixes, found.affixes, suffix)
                yield Stem(found.lemma, affixes, found.kept - lost)
    for bound in inventory.bound:
        if form.startswith(bound) and len(form) > len(bound) + 3:
            inner = derive(form[len(bound) :], inventory)
            # a bound form before a root of two letters or so is chance: pro-ses, re-kan
            if inner is not None and inner.kept > 3:
                yield Stem(inner.lemma, (f"{bound}-", *inner.affixes), inner.kept)


def _prefixes(form: str, outer: str | None) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Return prefixes, what is behind them, and how many letters were put back."""
    if outer is None:
        yield (), form, 0
    for prefix, rest, lost in peel(form):
        if outer is not None and prefix not in _INNER[outer]:
            continue
        if outer is None and prefix in _NEGATIONS:
            continue
        yield (prefix,), rest, lost
        for inner, innermost, more in _prefixes(rest, prefix):
            yield (prefix, *inner), innermost, lost + more


def peel(form: str) -> Iterator[tuple[str, str, int]]:
    """Return each prefix that a form can begin with, the rest, and how many letters were restored.

    Nasal assimilation: `mem-` hides a p, `men-` a t, `meny-` an s, `meng-` a k; `menge-` stands
    before one syllable.
    """
    for start, feature in (("me", "meN-"), ("pe", "peN-")):
        if form.startswith(start) and len(form) > 4:
            yield from ((feature, rest, lost) for rest, lost in _denasal(form[2:]))
    if form.startswith("pe") and len(form) > 5 and form[2] not in "lmnrwy":
        yield "pe-", form[2:], 0
    for long, feature in (("ber", "ber-"), ("per", "per-"), ("ter", "ter-")):
        if len(form) < 5 or not form.startswith(long[:2]):
            continue
        if form.startswith(long):
            yield feature, form[3:], 0
        # the r is written once before r, and lost before a first syllable in -er: bekerja
        if form[2] == "r" or (feature != "per-" and form[3:5] == "er"):
            yield feature, form[2:], 0
    for prefix in ("di", "ke", "se", "ku", "kau", "tidak", "kurang"):
        if form.startswith(prefix) and len(form) > len(prefix) + 1:
            yield f"{prefix}-", form[len(prefix) :], 0


def _denasal(rest: str) -> Iterator[tuple[str, int]]:
    """Return what can stand behind me- or pe-, and how many letters were put back."""
    if rest[0] in "lmnrwy":
        yield rest, 0
    if rest.startswith("ng"):
        stem = rest[2:]
        if stem and stem[0] in _VOWELS:
            yield stem, 0
            yield f"k{stem}", 1
            if stem[0] == "e" and 3 <= len(stem) <= 9:
                yield stem[1:], 0
        elif stem and stem[0] in "ghkq":
            yield stem, 0
    elif rest.startswith("ny"):
        yield f"s{rest[2:]}", 1
    elif rest[0] == "n" and len(rest) > 2:
        if rest[1] in _VOWELS:
            yield f"t{rest[1:]}", 1
        elif rest[1] in "cdjtsz":
            yield rest[1:], 0
    elif rest[0] == "m" and len(rest) > 2:
        if rest[1] in _VOWELS:
            yield f"p{rest[1:]}", 1
        elif rest[1] in "bfpv":
            yield rest[1:], 0
        elif rest[1] in "rl":
            yield f"p{rest[1:]}", 1


def _fits(prefixes: tuple[str, ...], suffix: str, found: Stem) -> bool:
    """Whether these prefixes go together with this suffix around this root."""
    outer = prefixes[0] if prefixes else ""
    if suffix == "an":
        return outer not in ("meN-", "di-", "ku-", "kau-", "ter-") and not (
            outer == "se-" and "ke-" in prefixes
        )
    if not set(prefixes).isdisjoint(_NEGATIONS):
        return False
    if outer == "ke-":
        return prefixes == ("ke-",) and not suffix and found.lemma in NUMERALS
    if "ke-" in prefixes:
        return False
    if suffix in ("kan", "i"):
        if outer in ("peN-", "pe-", "se-") or (outer == "ber-" and suffix == "i"):
            return False
        return not (suffix == "i" and found.lemma.endswith("i"))
    if suffix in ("wan", "wati"):
        return not prefixes or outer == "ber-"
    return "pe-" not in prefixes[1:]


def _join(prefixes: tuple[str, ...], inner: tuple[str, ...], suffix: str) -> tuple[str, ...]:
    """Return all affixes in order; -an makes a circumfix of the outermost prefix that takes one."""
    before = [*prefixes, *(affix for affix in inner if not affix.startswith("-"))]
    after = [affix for affix in inner if affix.startswith("-")]
    if suffix == "an":
        for place, prefix in enumerate(before):
            if prefix in _CIRCUMFIX:
                before[place] = _CIRCUMFIX[prefix]
                return (*before, *after)
    if suffix:
        after.append(f"-{suffix}")
    return (*before, *after)


def _partial(form: str, inventory: Inventory) -> Stem | None:
    """Read the reduplication of a first syllable with -an: dedaunan, pepohonan.

    Before k, m and s the syllable is the prefix ke-, me- or se-: kekerasan.
    """
    root = form[2:-2]
    doubled = len(root) > 3 and form[1] == "e" and form[0] == root[0]
    if doubled and form.endswith("an") and root[0] not in "kms":
        found = inventory.find(root)
        if found is not None:
            return Stem(found.lemma, ("Re-", *found.affixes, "-an"), found.kept)
    return None
