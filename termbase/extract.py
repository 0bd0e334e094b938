"""Finding terms that a glossary does not have yet.

Four kinds of evidence: word groups that return (their weight is the C-value of Frantzi, Ananiadou
and Mima, 2000: frequency, less what longer groups account for, times the logarithm of the
length), names in capitals with what joins them, phrases in quotation marks, and acronyms with
their expansion. The edges of a candidate are words that can begin and end a noun phrase; what a
word can do is looked up in the lexicon of `corpus`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.languages.normal import normal_text

from .glossary import Glossary
from .matcher import Matcher
from .words import (
    JOINING_WORDS,
    Clause,
    WordClass,
    clauses,
    is_grammatical,
    quotations,
    quoted_items,
    word_class,
)

_LONGEST = 30  # words; official titles of laws and memoranda run to this


class CandidateKind(StrEnum):
    """What made a word group a candidate."""

    PHRASE = "phrase"
    NAME = "name"
    SLOGAN = "slogan"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that the glossary may want.

    Attributes:
        text: the form that occurs most often.
        kind: what made it a candidate.
        count: how often it occurs, in any case.
        score: higher is likelier; comparable within one call.
        file: the file of its first occurrence.
        line: the 1-based line of it.
        context: the words around it there.
        expansion: of an acronym, what it stands for, when the text says so.
    """

    text: str
    kind: CandidateKind
    count: int
    score: float
    file: str
    line: int
    context: str
    expansion: str = ""


@dataclass(slots=True)
class _Group:
    """A word group while it is counted."""

    words: tuple[str, ...]
    count: int = 0
    surfaces: Counter[str] = field(default_factory=Counter)
    capitals: int = 0
    quoted: int = 0
    listed: int = 0
    mixed: bool = False
    unit: bool = False
    unknown: bool = False
    first: tuple[str, int, str] = ("", 0, "")


def extract_terms(
    texts: Iterable[tuple[str, int, str]],
    *,
    known: Glossary | None = None,
    limit: int = 400,
    minimum: int = 2,
) -> tuple[Candidate, ...]:
    """Propose terms of Indonesian texts.

    Args:
        texts: file, 1-based line and text of each sentence or paragraph.
        known: a glossary whose Indonesian surfaces are left out.
        limit: how many candidates at most.
        minimum: how often a phrase must occur; names, slogans and acronyms count from one.

    Returns:
        The likeliest first.
    """
    groups: dict[tuple[str, ...], _Group] = {}
    acronyms: dict[str, str] = {}
    listed = list(texts)
    sentences = [
        (file, line, text, clause) for file, line, text in listed for clause in clauses(text)
    ]
    repeated = _repeated([clause for _, _, _, clause in sentences], minimum)
    for file, line, text, clause in sentences:
        for start, end in _spans(clause, repeated):
            _count(groups, clause, start, end, (file, line, text))
        acronyms.update(clause.acronyms)
    for file, line, text in listed:
        for quoted in quotations(text):
            words = tuple(normal_text(word) for word in quoted.split())
            if 1 < len(words) <= _LONGEST:
                group = groups.setdefault(words, _Group(words))
                group.quoted += 1
                if not group.count:
                    group.first = (file, line, text)
                    group.surfaces[quoted] += 1
            for item in quoted_items(quoted):
                words = tuple(normal_text(word) for word in item.split())
                if words in groups:
                    groups[words].listed += 1
    _settle_counts(groups, listed)
    matcher = None if known is None else Matcher(known, "id")
    ranked = [
        _candidate(group, score, acronyms)
        for group, score in _scored(groups, minimum)
        if matcher is None or not _is_known(matcher, group)
    ]
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.text))
    return tuple(ranked[:limit])


def _repeated(listed: list[Clause], minimum: int) -> set[tuple[str, ...]]:
    """Give the word groups of any length that occur often enough, growing them word by word."""
    kept: set[tuple[str, ...]] = set()
    alive: set[tuple[str, ...]] | None = None
    for length in range(1, _LONGEST + 1):
        counts: Counter[tuple[str, ...]] = Counter()
        for clause in listed:
            words = clause.keys
            for start in range(len(words) - length + 1):
                group = words[start : start + length]
                if alive is None or (group[:-1] in alive and group[1:] in alive):
                    counts[group] += 1
        alive = {group for group, count in counts.items() if count >= minimum}
        if not alive:
            break
        kept |= alive
    return kept


def _spans(clause: Clause, repeated: set[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Give the spans of a clause that may be terms, as word numbers."""
    spans = set(clause.names)
    words = clause.keys
    for start in range(len(words)):
        if not clause.may_begin(start):
            continue
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            if words[start:end] not in repeated:
                break
            if clause.may_end(end - 1) and clause.balanced(start, end):
                spans.add((start, end))
    return spans


def _count(
    groups: dict[tuple[str, ...], _Group],
    clause: Clause,
    start: int,
    end: int,
    place: tuple[str, int, str],
) -> None:
    words = clause.keys[start:end]
    group = groups.setdefault(words, _Group(words))
    group.count += 1
    group.surfaces[clause.surface(start, end)] += 1
    group.capitals += clause.is_name(start, end)
    group.mixed = group.mixed or clause.is_mixed(start, end)
    group.unit = group.unit or clause.is_unit(start, end)
    group.unknown = group.unknown or clause.is_unknown(start, end)
    if not group.first[0]:
        group.first = place


def _settle_counts(
    groups: dict[tuple[str, ...], _Group], listed: list[tuple[str, int, str]]
) -> None:
    """Count quotations that no clause holds whole, in the running text."""
    open_groups = [group for group in groups.values() if not group.count]
    if not open_groups:
        return
    whole = "\n\n".join(normal_text(text) for _, _, text in listed)
    for group in open_groups:
        group.count = max(group.quoted, whole.count(" ".join(group.words)))


def _scored(groups: dict[tuple[str, ...], _Group], minimum: int) -> Iterable[tuple[_Group, float]]:
    """Give each group its score: the C-value, raised by capitals and quotation marks."""
    inside: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for words, group in groups.items():
        if group.count < minimum or len(words) < 2 or "," in words:
            continue  # what a list holds stands on its own
        for length in range(1, len(words)):
            for start in range(len(words) - length + 1):
                part = words[start : start + length]
                if part in groups:
                    inside[part].append(group.count)
    for words, group in groups.items():
        named = group.capitals >= max(1, group.count // 2)
        special = named or group.quoted > 0 or group.listed > 0
        if group.count < minimum and not special:
            continue
        longer = inside.get(words, [])
        if longer and max(longer) >= group.count and not special:
            continue  # it never stands without a certain longer one
        free = group.count - (sum(longer) / len(longer) if longer else 0.0)
        weight = _weight(group, named=named)
        if named and longer and max(longer) >= group.count and not group.unit:
            weight *= 0.3  # a piece of a longer name
        elif named:
            free = max(free, group.count * 0.6)
        yield group, math.log2(len(words) + 1) * max(free, 0.5) * weight


def _weight(group: _Group, *, named: bool) -> float:
    """Say how much a group looks like a term, apart from its frequency."""
    words = group.words
    weight = 1.0
    if named:
        weight *= 2.0 if group.count > 1 else 1.2
        if len(words) == 1 and group.unknown:
            weight *= 1.5  # a capital and in no dictionary
        if group.mixed:
            weight *= 0.4  # a title and a name are two terms
    elif len(words) == 1:
        # a common noun that is sometimes a name (`Seminar`) is likelier a term of the text
        weight *= 0.6 if group.capitals else 0.35
    if group.quoted:
        weight *= 3.0
    elif group.listed:
        weight *= 2.0
    elif "," in words:
        # a list is a term only as a whole: `sains dan teknologi, inovasi, dan ...`
        weight *= 0.5 if _ends_list(words) else 0.05
    if not named and not group.quoted and any(is_grammatical(word) for word in words):
        weight *= 0.3
    if words[0] in _WEAK or words[-1] in _WEAK:
        weight *= 0.3
    return weight


def _ends_list(words: tuple[str, ...]) -> bool:
    """Whether the last comma of a group stands before `dan` or `serta`."""
    last = len(words) - 1 - words[::-1].index(",")
    return words[last + 1] in ("dan", "serta", "atau") and len(words) - last <= 4


_WEAK = frozenset({"bidang", "hal", "upaya", "tahun", "hari", "bulan", "waktu", "pihak", "anda"})


def _candidate(group: _Group, score: float, acronyms: dict[str, str]) -> Candidate:
    text = group.surfaces.most_common(1)[0][0]
    expansion = acronyms.get(text, "")
    if expansion or word_class(text) is WordClass.ACRONYM:
        kind = CandidateKind.ACRONYM
    elif group.quoted:
        kind = CandidateKind.SLOGAN
    elif group.capitals >= max(1, group.count // 2):
        kind = CandidateKind.NAME
    else:
        kind = CandidateKind.PHRASE
    file, line, context = group.first
    at = context.find(text)
    begin = max(0, at - 60)
    return Candidate(
        text,
        kind,
        group.count,
        round(score, 2),
        file,
        line,
        " ".join(context[begin : max(at, 0) + len(text) + 60].split()),
        expansion,
    )


def _is_known(matcher: Matcher, group: _Group) -> bool:
    """Whether a group is made of known terms alone, and of words that join them."""
    text = group.surfaces.most_common(1)[0][0]
    rest: list[str] = []
    done = 0
    for match in matcher.find(text):
        rest.append(text[done : match.start])
        done = match.end
    rest.append(text[done:])
    return done > 0 and all(
        word in JOINING_WORDS or not word[0].isalnum()
        for part in rest
        for word in normal_text(part).replace("-", " ").split()
    )
