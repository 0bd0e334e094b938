"""Where sentences end, in Indonesian, Vietnamese, Lao and English: rules of our own.

A stop (`.` `!` `?` `…`) is a candidate; it ends a sentence unless something says that the
sentence goes on: a lower-case letter or a comma after it, an abbreviation or initials before it,
a bracket or a quoted slogan around it. The word lists are data, in `abbreviations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from . import check_language
from .abbreviations import StopRules, fold, load_rules
from .enclosures import Enclosure, find_enclosures

_STOP = r"[.!?…]+|ຯລຯ"
_CLOSERS = re.compile(r"""["'”’»›)\]}]*""")
# A closing mark that a space parted from its stop, as tokenised text has it: `pergi. " Lalu`
_STRAY_CLOSER = re.compile(r"""[ ]["”](?=\s|\Z)""")
_LEAD_IN = re.compile(r"""["'“‘«(\[„\-–—•*\s]{0,8}""")
_NEXT_WORD = re.compile(r"""[^\s,;:.!?()"“”…]{1,24}""")
_SPACE = re.compile(r"\s*")
_GAP = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_WORD = re.compile(r"\w")
_TOKEN_BREAK = re.compile(r"""[\s"“”'‘’()\[\]«»,;/–—]""")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,5})\Z")
# A sentence glued to the one before it (`selesai.Kemudian ia`): a word of the web looks different.
_GLUED = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_A-Z]+(?=[\s,])")
_LAO_WORD = re.compile(r"[\u0e80-\u0eff]{6}")
_TOKEN_LENGTH = 24
_BRACKET_LENGTH = 400
_QUOTE_LENGTH = 200
_SLOGAN_LENGTH = 80
_LAO_SENTENCE_LENGTH = 40


def split_sentences(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Find the sentences of `text`.

    Args:
        text: one paragraph or several; a blank line or a form feed always ends a sentence, a
            single line break never does.
        lang: BCP-47 tag of the text, `id`, `vi`, `lo` or `en`.

    Returns:
        (start, end) of each sentence, in code points, in order, without white space at either
        end; together they cover every character that is not white space.

    Raises:
        LanguageError: the language is not one of the four.
    """
    language = check_language(lang)
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        spans.extend((start + a, start + b) for a, b in _Paragraph(paragraph, language).sentences())
    return tuple(spans)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start, end = _space_end(text, 0), len(text.rstrip())
    for gap in _GAP.finditer(text, start, end):
        space = gap.group()
        hard = "\f" in space or "\u2029" in space
        if hard or (len(space) > 1 and len(_LINE_BREAK.findall(space)) > 1):
            yield start, gap.start()
            start = gap.end()
    if end > start:
        yield start, end


@cache
def _candidates(lang: str) -> re.Pattern[str]:
    if lang != "lo":
        return re.compile(_STOP)
    openers = sorted(load_rules("lo").openers, key=len, reverse=True)
    return re.compile(rf"{_STOP}|(?<=\s)(?P<opener>{'|'.join(map(re.escape, openers))})")


class _Paragraph:
    """The walk over one paragraph, which has no white space at either end."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self.rules: StopRules = load_rules(lang)
        self.start = 0
        self.first_word = self._next_word_character(0)
        self.enclosures = find_enclosures(text)
        self.active: list[Enclosure] = []

    def sentences(self) -> Iterator[tuple[int, int]]:
        opened = 0
        for match in _candidates(self.lang).finditer(self.text):
            at = match.start()
            while opened < len(self.enclosures) and self.enclosures[opened].open < at:
                while self.active and self.active[-1].close < self.enclosures[opened].open:
                    self.active.pop()
                self.active.append(self.enclosures[opened])
                opened += 1
            while self.active and self.active[-1].close < at:
                self.active.pop()
            if self.first_word >= at:
                continue
            cut = self._cut(match)
            if cut is not None:
                end, following = cut
                yield self.start, end
                self.start = following
                self.first_word = self._next_word_character(following)
        if self.start < len(self.text):
            yield self.start, len(self.text)

    def _next_word_character(self, at: int) -> int:
        found = _WORD.search(self.text, at)
        return found.start() if found else len(self.text)

    def _cut(self, match: re.Match[str]) -> tuple[int, int] | None:
        """Return the end of the sentence and the start of the next one, or None."""
        text, at, after_stop = self.text, match.start(), match.end()
        if match.lastgroup == "opener":
            return self._cut_at_space(at)
        closed = _closers_end(text, after_stop)
        stray = _STRAY_CLOSER.match(text, closed)
        if stray:
            closed = stray.end()
        if closed == len(text):
            return None
        if not text[closed].isspace():
            glued = closed == after_stop and self._glued(match) and not self._held(closed)
            return (closed, closed) if glued else None
        following = _space_end(text, closed)
        if self._goes_on_at(following, match.group()) or self._held(closed):
            return None
        if match.group() == "." and not self._plain_stop(at, following):
            return None
        return closed, following

    def _cut_at_space(self, at: int) -> tuple[int, int] | None:
        """Lao: a space before a word that opens sentences, when enough stands before it."""
        before = self.text[max(self.start, at - 2 * _LAO_SENTENCE_LENGTH) : at].rstrip()
        if self.active or len(before) < _LAO_SENTENCE_LENGTH or before[-1] in ',;:(“"-–—':
            return None
        if before.endswith(tuple(self.rules.continuers)):
            return None
        end = at - 1
        while self.text[end - 1].isspace():
            end -= 1
        return end, at

    def _goes_on_at(self, following: int, stop: str) -> bool:
        """Whether what follows a stop and white space cannot open a sentence."""
        first = _lead_in_end(self.text, following)
        character = self.text[first : first + 1]
        if not character or character.islower() or character in ",;:.!?…)]}%":
            return True
        if stop == "ຯລຯ":
            return not self._opener_at(first)
        if stop == "." or set(stop) & set("!?"):
            return False
        conjunction = self.lang == "lo" and self._starts_with(first, self.rules.continuers)
        return conjunction or character.isdigit()

    def _opener_at(self, at: int) -> bool:
        if self.lang == "lo":
            return self._starts_with(at, self.rules.openers)
        word = _NEXT_WORD.match(self.text, at)
        return word is not None and fold(word.group()) in self.rules.openers

    def _starts_with(self, at: int, words: frozenset[str]) -> bool:
        return self.text[at : at + _TOKEN_LENGTH].startswith(tuple(words))

    def _plain_stop(self, at: int, following: int) -> bool:
        """Whether the full stop at `at` ends a sentence, not an abbreviation or a number."""
        rules, token = self.rules, self._token_before(at)
        if at - len(token) <= self.first_word and _LIST_NUMBER.match(token):
            return False  # the number of a list item
        word = fold(token)
        if word in rules.never_final or word.rpartition(".")[2] in rules.never_final:
            return False
        first = _lead_in_end(self.text, following)
        if word in rules.before_number or word in rules.may_end:
            return not self.text[first].isdigit()
        if token and word not in rules.words and _is_initials(word, capital=not token[0].islower()):
            return self._opener_at(first)
        return True

    def _token_before(self, at: int) -> str:
        window = self.text[max(self.start, at - _TOKEN_LENGTH) : at]
        return _TOKEN_BREAK.split(window)[-1].lstrip("-")

    def _glued(self, match: re.Match[str]) -> bool:
        """Whether the next sentence follows at once, without the space that belongs there."""
        text, at, end = self.text, match.start(), match.end()
        token = self._token_before(at)
        if "://" in text[max(self.start, at - 200) : at].rpartition(" ")[2] or "@" in token:
            return False
        if self.lang == "lo" and _LAO_WORD.match(text, end):
            if token.endswith(tuple(self.rules.never_final)):
                return False
            return bool(_LAO_WORD.fullmatch(text[max(self.start, at - 6) : at]))
        if "." in token or len(token) < 3 or not token[1:].islower():
            return False
        sentence = _GLUED.match(text, end)
        return sentence is not None and (token.islower() or self._opener_at(end))

    def _held(self, closed: int) -> bool:
        """Whether a bracket or a quotation around the stop keeps its sentence together."""
        for pair in self.active[-4:]:
            if pair.close < closed:
                continue
            embedded = pair.open > self.first_word
            length = pair.close - pair.open
            if not pair.quote:
                if embedded and length <= _BRACKET_LENGTH:
                    return True
                continue
            if length <= _SLOGAN_LENGTH and self._is_slogan(pair):
                return True
            if embedded and length <= _QUOTE_LENGTH and self._goes_on_after(pair):
                return True
        return False

    def _is_slogan(self, pair: Enclosure) -> bool:
        """Exclamations and nothing else, inside a sentence: `"Kerja! Kerja!"; berkomitmen`."""
        inside = self.text[pair.open + 1 : pair.close]
        exclaimed = inside.endswith("!") and not set(inside) & set(".?…")
        return exclaimed and (pair.open > self.first_word or self._goes_on_after(pair))

    def _goes_on_after(self, pair: Enclosure) -> bool:
        """Whether the sentence around a quotation goes on behind it."""
        after = _closers_end(self.text, pair.close)
        if after >= len(self.text):
            return False
        if not self.text[after].isspace():
            return self.text[after] not in ".!?…"
        following = _space_end(self.text, after)
        first = _lead_in_end(self.text, following)
        if self.text[first : first + 1].islower() or self.text[following] in ",;:-–—":
            return True
        return self.text[pair.close - 1] not in ".!?…"


def _closers_end(text: str, at: int) -> int:
    match = _CLOSERS.match(text, at)
    return match.end() if match else at


def _space_end(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _lead_in_end(text: str, at: int) -> int:
    match = _LEAD_IN.match(text, at)
    return match.end() if match else at


def _is_initials(word: str, *, capital: bool) -> bool:
    """`B`, `b.j`, `u.s`, `ph.d`, `m.si`: short runs of letters, each with its stop."""
    parts = word.split(".")
    if len(parts) == 1:
        return len(word) == 1 and word.isalpha() and capital
    return all(0 < len(part) <= 4 and part.isalpha() for part in parts)
