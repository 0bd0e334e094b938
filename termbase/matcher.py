"""Finding the terms of a glossary in a text.

One pass of an Aho-Corasick automaton (Aho and Corasick, 1975) over the normal form of the text
gives every occurrence of every surface, also those inside others. Occurrences that are no words,
have the wrong case, stand in a web address or outside their context are dropped first; of what
is left the leftmost, then the longest, are the matches, and what lies inside a match is its
child. In that order a long surface that is no match never hides a short one that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick_rs

from corpus.languages.normal import Normalised, normal_text, normalise, plain_normal_text

from .boundaries import begins_word, ends_word, is_repeated
from .concept import Case, Concept, Status, Term
from .context import holds
from .zones import Zones, zones_of


class TermMatch(NamedTuple):
    """A term found in a text. (A named tuple: a text makes thousands, and it is made in a third
    of the time of a frozen dataclass.)

    Attributes:
        start: offset of its first code point in the text as it stands.
        end: offset after its last code point.
        surface: `text[start:end]`.
        concept_id: the concept it names.
        term: the term of the glossary whose form was found.
        children: shorter terms inside it, in order; children of children are theirs.
        alternatives: other concepts that have the same surface, the likeliest first.
    """

    start: int
    end: int
    surface: str
    concept_id: str
    term: Term
    children: tuple[TermMatch, ...] = ()
    alternatives: tuple[TermMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A surface of the glossary, ready to be compared."""

    rank: int  # place in the glossary, for a stable choice among concepts
    concept_id: str
    term: Term
    cased: str  # normal form with capitals, where case matters


class Matcher:
    """Finds the terms of one language of a glossary.

    Args:
        concepts: a glossary, or any concepts.
        lang: the language of the texts, and of the terms that are looked for.
        statuses: which terms are looked for; all by default, since a deprecated form in a
            source text still names the concept.
    """

    def __init__(
        self,
        concepts: Iterable[Concept],
        lang: str,
        *,
        statuses: Iterable[Status] = tuple(Status),
    ) -> None:
        self.lang = lang
        wanted = frozenset(statuses)
        entries: dict[str, list[_Entry]] = {}
        for rank, concept in enumerate(concepts):
            for term in concept.terms:
                if term.lang != lang or term.status not in wanted:
                    continue
                for surface in _surfaces(term):
                    key = normal_text(surface, lang).strip()
                    if not key:
                        continue
                    cased = (
                        ""
                        if term.case is Case.INSENSITIVE
                        else normal_text(surface, lang, casefold=False).strip()
                    )
                    group = entries.setdefault(key, [])
                    if not any(
                        other.concept_id == concept.id and other.cased == cased for other in group
                    ):
                        group.append(_Entry(rank, concept.id, term, cased))
        self._patterns = list(entries)
        self._entries: Sequence[list[_Entry]] = list(entries.values())
        # Surfaces of one concept without conditions, which is nearly all, need no further look.
        self._plain = [
            group[0]
            if len(group) == 1 and not group[0].cased and not group[0].term.context
            else None
            for group in self._entries
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def __len__(self) -> int:
        """The number of different surfaces."""
        return len(self._patterns)

    def find(
        self, text: str, *, protected: tuple[tuple[int, int], ...] = ()
    ) -> tuple[TermMatch, ...]:
        """Find the terms of a text.

        Args:
            text: any text as it stands.
            protected: spans in which nothing is to be found (inline tags, variables); web and
                mail addresses, file names and `{variables}` are known without that.

        Returns:
            The matches in order, none overlapping another. Offsets are code points of `text`.
        """
        if not self._patterns or not text:
            return ()
        plain = plain_normal_text(text)
        normal = None if plain is not None else normalise(text, self.lang)
        whole = plain if normal is None else normal.text
        hits = self._words(whole or "")
        if not hits:
            return ()
        return nest(self._chosen(text, whole or "", normal, hits, zones_of(text, protected)))

    def _words(self, normal: str) -> list[tuple[int, int, int]]:
        """Give every occurrence that is a word: start, minus end, surface; sorted."""
        hits: list[tuple[int, int, int]] = []
        lang = self.lang
        length = len(normal)
        for index, start, end in self._automaton.find_matches_as_indexes(normal, overlapping=True):
            # A space on either side, the usual case, is a boundary in every language.
            if (
                start == 0
                or normal[start - 1] == " "
                or (
                    begins_word(normal, start, lang, end)
                    and not (normal[start - 1] == "-" and is_repeated(normal, start, end))
                )
            ) and (end == length or normal[end] == " " or ends_word(normal, end, lang, start)):
                hits.append((start, -end, index))
        if len(hits) > 1:
            hits.sort()
        return hits

    def _chosen(
        self,
        text: str,
        whole: str,
        normal: Normalised | None,
        hits: list[tuple[int, int, int]],
        zones: Zones | None,
    ) -> list[TermMatch]:
        """Give the matches of the hits that have the right case and context, without children."""
        found: list[TermMatch] = []
        plain = self._plain
        for start, minus_end, index in hits:
            first, last = start, -minus_end
            if normal is not None:
                first, last = normal.original_span(first, last)
            if zones is not None and zones.forbid(first, last):
                continue
            entry = plain[index]
            if entry is not None:
                found.append(TermMatch(first, last, text[first:last], entry.concept_id, entry.term))
                continue
            surface = text[first:last]
            chosen = self._fitting(index, surface, whole, start, -minus_end)
            if chosen:
                concept_id = chosen[0].concept_id
                others = tuple(
                    TermMatch(first, last, surface, entry.concept_id, entry.term)
                    for entry in chosen[1:]
                    if entry.concept_id != concept_id
                )
                found.append(
                    TermMatch(first, last, surface, concept_id, chosen[0].term, (), others)
                )
        return found

    def _fitting(self, index: int, surface: str, whole: str, start: int, end: int) -> list[_Entry]:
        """Give the entries of a surface that its case and context allow, the likeliest first."""
        cased: str | None = None
        chosen: list[_Entry] = []
        for entry in self._entries[index]:
            if entry.cased:
                if cased is None:
                    cased = normal_text(surface, self.lang, casefold=False)
                if not _case_fits(entry, cased, whole, start):
                    continue
            if entry.term.context and not holds(entry.term.context, whole, start, end):
                continue
            chosen.append(entry)
        if len(chosen) > 1:
            chosen.sort(key=_likelihood)
        return chosen


def nest(found: list[TermMatch]) -> tuple[TermMatch, ...]:
    """Keep the leftmost and longest of sorted matches; put those inside one into its children.

    A match that overlaps a kept one without lying inside it is dropped.
    """
    kept: list[TermMatch] = []
    index, count = 0, len(found)
    while index < count:
        match = found[index]
        index += 1
        end = match.end
        if index < count and found[index].start < end:
            inside: list[TermMatch] = []
            while index < count and found[index].start < end:
                if found[index].end <= end:
                    inside.append(found[index])
                index += 1
            if inside:
                match = match._replace(children=nest(inside))
        kept.append(match)
    return tuple(kept)


def _surfaces(term: Term) -> tuple[str, ...]:
    """Give the form, in English its regular plural, in Indonesian its other spelling."""
    if term.lang == "id":
        joined = _TWO_WORDS.sub(r"\1\2", term.text)
        return (term.text,) if joined == term.text else (term.text, joined)
    if term.lang != "en" or term.case is Case.AS_IS:
        return (term.text,)
    plural = english_plural(term.text)
    return (term.text, plural) if plural else (term.text,)


# Compounds that the spelling rules separate and many writers do not.
_TWO_WORDS = re.compile(r"\b(kerja) (sama)\b", re.IGNORECASE)
_PLURAL_HEAD = re.compile(r"(?:^|[ -])[a-z]{3,}$")


def english_plural(text: str) -> str | None:
    """Return the regular plural of a term whose last word is a common noun in the singular."""
    if not _PLURAL_HEAD.search(text) or text.endswith(("s", "ing")):
        return None
    if text.endswith(("ch", "sh", "x", "z")):
        return f"{text}es"
    if text.endswith("y") and text[-2] not in "aeiou":
        return f"{text[:-1]}ies"
    return f"{text}s"


def _case_fits(entry: _Entry, cased: str, normal: str, start: int) -> bool:
    if cased == entry.cased:
        return True
    if entry.term.case is Case.AS_IS:
        return False
    if cased[1:] != entry.cased[1:] or not cased[:1].isupper():
        return False
    before = normal[:start].rstrip(" \"'(-")
    return not before or before[-1] in ".!?:\n"


def _likelihood(entry: _Entry) -> tuple[bool, int, int]:
    """Sort key: a surface in its own context first, then by status, then by place."""
    return (not entry.term.context, _STATUS_ORDER[entry.term.status], entry.rank)


_STATUS_ORDER = {status: place for place, status in enumerate(Status)}
