"""Words of a sentence, as the word aligners count them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.languages import check_language
from corpus.languages.normal import normal_text

from .lao import segment_lao

Span = tuple[int, int]

_MARKS = "\u0300-\u036f\u00ad\u200c\u200d\u2060"  # what may stand inside a word unseen
_LAO = "\u0e80-\u0ecf\u0edc-\u0edf"
_TOKEN = re.compile(
    rf"(?P<lao>[{_LAO}]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<word>(?:(?![{_LAO}])[^\W_][{_MARKS}]*)+"
    rf"(?:[-\u2010\u2011'’.](?![{_LAO}])(?:[^\W_][{_MARKS}]*)+)*)"
    r"|(?P<sign>[^\s])"
)
_INNER = re.compile(r"[-\u2010\u2011]|['’](?=s\b)")
_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark.

    Attributes:
        start: offset of its first code point in the text.
        end: offset after its last code point.
        key: its normal form, by which it is compared.
    """

    start: int
    end: int
    key: str

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a digit."""
        return any(char.isalnum() for char in self.key)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text in one language with its tokens.

    Attributes:
        text: the text as it stands.
        lang: `id`, `vi`, `lo` or `en`.
        tokens: its tokens in order, not overlapping.
    """

    text: str
    lang: str
    tokens: tuple[Token, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens as they stand in the text."""
        return tuple(self.text[token.start : token.end] for token in self.tokens)

    @property
    def keys(self) -> tuple[str, ...]:
        """The tokens in normal form."""
        return tuple(token.key for token in self.tokens)


def tokenise(text: str, lang: str) -> Sentence:
    """Cut a sentence into tokens.

    Vietnamese is cut into syllables, as it is written; Lao into words of its lexicon. Hyphens cut
    names that belong to two things (`Vietnam-Laos`) and all English compounds; Indonesian
    reduplications and prefixes stay whole (`undang-undang`, `ke-48`, `e-parlemen`). What cannot be
    seen (zero-width spaces) is no token.

    Raises:
        LanguageError: the language is none of those that kohesi knows.
    """
    language = check_language(lang)
    tokens = (
        Token(start, end, _key(text[start:end], language)) for start, end in _spans(text, language)
    )
    return Sentence(text, language, tuple(token for token in tokens if token.key))


def presegmented(words: tuple[str, ...], lang: str) -> Sentence:
    """Make a sentence of words that are cut already, with one space between them.

    Raises:
        LanguageError: the language is none of those that kohesi knows.
    """
    language = check_language(lang)
    tokens: list[Token] = []
    at = 0
    for word in words:
        tokens.append(Token(at, at + len(word), _key(word, language)))
        at += len(word) + 1
    return Sentence(" ".join(words), language, tuple(tokens))


def _key(word: str, lang: str) -> str:
    key = "".join(normal_text(word, lang).split())
    return key.translate(_DIGITS) if lang == "lo" else key


def _spans(text: str, lang: str) -> Iterator[Span]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "lao":
            for first, last in segment_lao(match.group()):
                yield start + first, start + last
        elif match.lastgroup == "word":
            yield from _parts(match.group(), start, lang)
        else:
            yield start, end


def _parts(word: str, start: int, lang: str) -> Iterator[Span]:
    last = 0
    for cut in _INNER.finditer(word):
        left, right = word[last : cut.start()], word[cut.end() :]
        if cut.group() in "'’":
            if lang == "en":
                yield start + last, start + cut.start()
                last = cut.start()
            continue
        if lang == "id" and not _two_names(left, right):
            continue
        if len(left) == 1 or left.lower() == "ke":
            continue
        yield start + last, start + cut.start()
        yield start + cut.start(), start + cut.end()
        last = cut.end()
    yield start + last, start + len(word)


def _two_names(left: str, right: str) -> bool:
    right = _INNER.split(right, maxsplit=1)[0]
    return left[:1].isupper() and right[:1].isupper() and left.lower() != right.lower()
