"""The words of Indonesian text, as the extraction of terms sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from corpus.languages.normal import normal_text

from .zones import zones_of

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:-[^\W_]+)*(?:/[A-Z]+)?"  # numbers, `57-NQ/TW`
    r"|[^\W\d_]+(?:[-'’&+][^\W_]+)*\+?"  # words, with hyphens; `R&D`
    r"|[,()]"
    r"|[^\s\w]+"
)
_QUOTATION = re.compile(r"[\"“”„]([^\"“”„\n]{4,300})[\"“”„]")
_ACRONYM = re.compile(r"(?:[A-Z]{2,}[a-z]?[A-Z]*|[A-Z][a-z]?[A-Z]{1,}|[A-Z]&[A-Z])[0-9+]?")
_CLITIC = re.compile(r"(?:nya|lah|kah|pun)$")
# What may stand between the capitals of one name.
JOINING_WORDS = frozenset({"dan", "untuk", "tentang", "di", "antara", "dari", "sekaligus", "bagi"})
# Words that open the name of an institution, and titles that stand before one or before a person.
_INSTITUTIONS = frozenset(
    "partai komite kementerian majelis institut departemen dewan asosiasi kedutaan pemerintah "
    "kamar pusat universitas provinsi kota badan forum bank pengadilan kepolisian".split()
)
_TITLES = frozenset(
    "direktur ketua wakil mantan bapak ibu kamerad gubernur bupati rektor kepala".split()
)
_VERB_PREFIX = re.compile(r"(?:me[mnlrwy]|meng|meny|ber|di|ter)[^\W\d_]{4,}$")


class WordClass(StrEnum):
    """What a word can do at the edge of a term."""

    NOUN = "noun"
    MODIFIER = "modifier"
    ACRONYM = "acronym"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True)
class Clause:
    """A stretch of words that a term may lie in: no stop, no semicolon, no quotation mark inside.

    Attributes:
        text: the text it is from.
        spans: start and end of every word in it; commas and brackets count as words.
        opening: whether its first word opens a sentence, where a capital says nothing.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    opening: bool

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words in normal form, clitics taken off."""
        return tuple(_key(self.text[start:end]) for start, end in self.spans)

    @cached_property
    def _classes(self) -> tuple[WordClass, ...]:
        return tuple(word_class(self.text[start:end]) for start, end in self.spans)

    @cached_property
    def _capitals(self) -> tuple[bool, ...]:
        return tuple(
            self.text[start].isupper() and not (number == 0 and self.opening)
            for number, (start, _) in enumerate(self.spans)
        )

    @cached_property
    def names(self) -> tuple[tuple[int, int], ...]:
        """Runs of capitalised words with what joins them, and their parts, as word numbers."""
        found: list[tuple[int, int]] = []
        for run in self._runs:
            edges = self._edges(run)
            found.extend(
                (start, end)
                for place, start in enumerate(edges)
                for end in edges[place + 1 :]
                if self._is_capital(start) and self._may_close(end)
            )
            if self._bracketed_acronym(run[1]):
                found.append((run[0], run[1] + 3))
                found.append((run[1] + 1, run[1] + 2))
        return tuple(found)

    @cached_property
    def _runs(self) -> tuple[tuple[int, int], ...]:
        runs: list[tuple[int, int]] = []
        number, count = 0, len(self.spans)
        while number < count:
            if not self._is_capital(number):
                number += 1
                continue
            end = number + 1
            while end < count:
                if self._is_capital(end) or self._classes[end] is WordClass.NUMBER:
                    end += 1
                elif self._joins(end) and end + 1 < count and self._is_capital(end + 1):
                    end += 2
                else:
                    break
            runs.append((number, end))
            number = end
        return tuple(runs)

    def _joins(self, number: int) -> bool:
        return self.keys[number] in JOINING_WORDS

    def _may_close(self, end: int) -> bool:
        return not self._joins(end - 1)

    def _edges(self, run: tuple[int, int]) -> list[int]:
        """Give the places where a run of capitals may be cut.

        These are the joining words, and where common words, known names and unknown words
        meet: `Perdana Menteri | Laos | Sonexay Siphandone`.
        """
        start, end = run
        sorts = [_sort(self._word(number)) for number in range(start, end)]
        edges = {start, end}
        for number in range(start + 1, end):
            if self._joins(number):
                edges |= {number, number + 1}
            elif (
                sorts[number - start] != sorts[number - start - 1]
                or self.keys[number] in _INSTITUTIONS
                or self.keys[number - 1] in _TITLES
            ):
                edges.add(number)
        return sorted(edges)

    @cached_property
    def _forbidden_edges(self) -> frozenset[int]:
        """Places inside a name or a compound of the lexicon, where no term begins or ends."""
        inside: set[int] = set()
        for run in self._runs:
            inside |= set(range(run[0] + 1, run[1])) - set(self._edges(run))
        number = 0
        while number < len(self.keys):
            length = _compound(self.keys, number)
            inside |= set(range(number + 1, number + length))
            number += max(1, length)
        return frozenset(inside)

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Acronyms in brackets, with the words before them whose initials they are."""
        table: dict[str, str] = {}
        for start, end in self._runs:
            if self._bracketed_acronym(end):
                table[self._word(end + 1)] = self.surface(start, end)
        return table

    def may_begin(self, number: int) -> bool:
        """Whether a term may begin with a word."""
        if number in self._forbidden_edges:
            return False
        return self._classes[number] in (WordClass.NOUN, WordClass.ACRONYM, WordClass.NUMBER)

    def may_end(self, number: int) -> bool:
        """Whether a term may end with a word."""
        if number + 1 in self._forbidden_edges:
            return False
        if self.keys[number] == ")":
            return True
        return self._classes[number] in (WordClass.NOUN, WordClass.ACRONYM, WordClass.MODIFIER)

    def balanced(self, start: int, end: int) -> bool:
        """Whether brackets open and close within a span, and it is more than a number."""
        words = self.keys[start:end]
        return words.count("(") == words.count(")") and any(
            self._classes[number] is not WordClass.NUMBER for number in range(start, end)
        )

    def surface(self, start: int, end: int) -> str:
        """Return the text of a span of words; a clitic of the last one stays outside."""
        first, last = self.spans[start][0], self.spans[end - 1][1]
        surface = self.text[first:last]
        word = self._word(end - 1)
        clitic = len(word) - len(_without_clitic(word))
        return " ".join(surface[: len(surface) - clitic].split())

    def is_name(self, start: int, end: int) -> bool:
        """Whether a span begins and ends with a capital that is more than a sentence's first."""
        last = end - 1
        if self.keys[last] == ")":
            last -= 2
        return self._is_capital(start) and self._is_capital(last)

    def is_mixed(self, start: int, end: int) -> bool:
        """Whether a span of capitals holds common words and unknown ones: a title and a name."""
        sorts = {_sort(self._word(number)) for number in range(start, end)}
        return {"common", "unknown"} <= sorts

    def is_unknown(self, start: int, end: int) -> bool:
        """Whether a span is a run of unknown words, as people and companies have for names."""
        return all(_sort(self._word(number)) == "unknown" for number in range(start, end))

    def is_unit(self, start: int, end: int) -> bool:
        """Whether a part of a longer name is a name of its own: a person, an institution."""
        return self.is_unknown(start, end) or self.keys[start] in _INSTITUTIONS

    def _is_capital(self, number: int) -> bool:
        if self._capitals[number]:
            return True
        return (
            number == 0
            and self.opening
            and self._word(0)[0].isupper()
            and self._classes[0] in (WordClass.NOUN, WordClass.ACRONYM)
            and len(self.spans) > 1
            and self._capitals[1]
        )

    def _bracketed_acronym(self, end: int) -> bool:
        return (
            end + 2 < len(self.spans)
            and self.keys[end] == "("
            and self.keys[end + 2] == ")"
            and self._classes[end + 1] is WordClass.ACRONYM
        )

    def _word(self, number: int) -> str:
        start, end = self.spans[number]
        return self.text[start:end]


def clauses(text: str) -> Iterator[Clause]:
    """Split a text into clauses; addresses and file names end one."""
    zones = zones_of(text)
    words: list[tuple[int, int]] = []
    opening = True
    for match in _TOKEN.finditer(text):
        token = match.group()
        joins = token[0].isalnum() or token in (",", "(", ")")
        if joins and (zones is None or not zones.forbid(*match.span())):
            words.append(match.span())
            continue
        if words:
            yield Clause(text, tuple(words), opening)
        words = []
        opening = token[0] in ".!?:…"
    if words:
        yield Clause(text, tuple(words), opening)


def quotations(text: str) -> Iterator[str]:
    """Give what stands in quotation marks, without the punctuation at its end."""
    for match in _QUOTATION.finditer(text):
        quoted = match.group(1).strip().rstrip(".,;:").strip()
        if quoted and not quoted.endswith(("?", "!")) and quoted.count(". ") == 0:
            yield quoted


def is_grammatical(key: str) -> bool:
    """Whether a word in normal form points, asks or acts rather than names."""
    return key in _POINTING or _tags().get(key) in ("pron", "det", "v", "vpass")


_POINTING = frozenset(
    "tersebut ini itu kedua kami kita mereka ia dia anda pada yang sebagai adalah para".split()
)


def quoted_items(quoted: str) -> Iterator[str]:
    """Give the items of a list in quotation marks: each of a slogan of four parts."""
    items = re.split(r",\s*(?:dan\s+)?", quoted)
    if len(items) > 1:
        yield from (item.strip() for item in items if 0 < item.count(" ") < 5)


@cache
def word_class(word: str) -> WordClass:
    """Say what a word can do, by its shape and the lexicon; an unknown word is a noun."""
    if not word or not word[0].isalnum():
        return WordClass.OTHER
    if word[0].isdigit():
        return WordClass.NUMBER
    if _ACRONYM.fullmatch(word):
        return WordClass.ACRONYM
    key = _key(word)
    tag = _tags().get(key) or _tags().get(normal_text(word))
    if tag is None:
        if _VERB_PREFIX.match(key) and word[0].islower():
            return WordClass.OTHER
        return WordClass.NOUN
    if tag in ("n", "propn"):
        return WordClass.NOUN
    if tag == "adj":
        return WordClass.MODIFIER
    return WordClass.NOUN if word[0].isupper() and tag not in _CLOSED else WordClass.OTHER


def _sort(word: str) -> str:
    """Tell common words, known names and unknown words apart."""
    tag = _tags().get(normal_text(word))
    if tag is None:
        return "unknown"
    return "name" if tag == "propn" else "common"


def _compound(keys: tuple[str, ...], number: int) -> int:
    """Return how many words a compound of the lexicon takes that starts here; 0 for none."""
    from corpus.lexicon import Lexicon

    pair = keys[number : number + 2]
    if len(pair) < 2:
        return 0
    lexicon = Lexicon.bundled()
    senses = lexicon.senses(" ".join(pair))
    return 2 if senses and senses[0].pos == "n" and " ".join(pair) in _COMPOUNDS else 0


# Pairs of words that are one word to a reader, and whose halves are terms of nothing.
_COMPOUNDS = frozenset(
    {"kerja sama", "tanda tangan", "sumber daya", "luar negeri", "nota kesepahaman"}
)
_CLOSED = frozenset({"conj", "prep", "pron", "part", "det", "adv", "interj"})


@cache
def _tags() -> dict[str, str]:
    """Return the part of speech of every single word of the lexicon: that of its first sense."""
    from corpus.lexicon import Lexicon

    lexicon = Lexicon.bundled()
    return {form: lexicon.senses(form)[0].pos for form in lexicon.forms() if " " not in form}


@cache
def _key(word: str) -> str:
    return normal_text(_without_clitic(word))


@cache
def _without_clitic(word: str) -> str:
    bare = _CLITIC.sub("", word)
    if len(bare) < 4 or bare == word or word[0].isupper():
        return word
    tags = _tags()
    return bare if normal_text(word) not in tags and normal_text(bare) in tags else word
