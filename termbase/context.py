"""Context conditions: when a surface is only sometimes the term.

The grammar is that of `Term.context`: conditions joined by `;`, alternatives by `|`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.languages.normal import normal_text

_SENTENCE_END = re.compile(r"[.!?](?=[\"')\]]*\s)|\n\n")
_LONGEST_SENTENCE = 2_000  # characters to look back; texts without stops must not be slow
_KINDS = ("quoted", "near", "before", "after", "not-quoted", "not-near", "not-before", "not-after")


@lru_cache(maxsize=4096)
def parse_context(context: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Split a context into its conditions: kind, and the words in normal form.

    Raises:
        ValueError: a condition is of no known kind, or lacks its words.
    """
    conditions: list[tuple[str, tuple[str, ...]]] = []
    for part in context.split(";"):
        kind, _, words = part.strip().partition(":")
        kind = kind.strip()
        if not kind and not words:
            continue
        if kind not in _KINDS:
            known = ", ".join(_KINDS)
            raise ValueError(f"unknown context condition {kind!r}; known are {known}")
        listed = tuple(normal_text(word.strip()) for word in words.split("|") if word.strip())
        if kind.endswith("quoted") == bool(listed):
            raise ValueError(f"context condition {kind!r} is written {_usage(kind)!r}")
        conditions.append((kind, listed))
    return tuple(conditions)


def _usage(kind: str) -> str:
    return kind if kind.endswith("quoted") else f"{kind}:word|other word"


def holds(context: str, text: str, start: int, end: int) -> bool:
    """Whether the context of a term allows it at `start:end` of a normal form.

    One positive condition must hold when there are any; every `not-` condition must hold.
    """
    positive: bool | None = None
    for kind, words in parse_context(context):
        if kind.startswith("not-"):
            if _test(kind.removeprefix("not-"), words, text, start, end):
                return False
        elif not positive:
            positive = _test(kind, words, text, start, end)
    return positive is not False


def _test(kind: str, words: tuple[str, ...], text: str, start: int, end: int) -> bool:
    if kind == "quoted":
        return _quoted(text, start, end)
    if kind == "before":
        rest = text[end : end + 200].lstrip(" ,\"'(")
        return any(_starts_with_word(rest, word) for word in words)
    if kind == "after":
        left = text[max(0, start - 200) : start].rstrip(" ,\"'(")
        return any(_ends_with_word(left, word) for word in words)
    first, last = sentence_around(text, start, end)
    around = f"{text[first:start]}\0{text[end:last]}"
    return any(_has_word(around, word) for word in words)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence that holds `start:end` of a normal form."""
    first, last = max(0, start - _LONGEST_SENTENCE), len(text)
    for match in _SENTENCE_END.finditer(text, first, start):
        first = match.end()
    closing = _SENTENCE_END.search(text, max(start, end - 1))
    if closing is not None:
        last = closing.start()
    return first, max(last, end)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the nearest quotation mark before the span opens, and one follows it.

    Normal form has one mark for both sides. A mark opens where no word or stop stands before it
    and a word follows; a missing mark elsewhere in the paragraph changes nothing.
    """
    blank = text.rfind("\n\n", 0, start)
    stop = text.find("\n\n", end)
    mark = text.rfind('"', max(blank, 0), start)
    if mark < 0 or text.find('"', end, len(text) if stop < 0 else stop) < 0:
        return False
    before, after = text[mark - 1 : mark], text[mark + 1]
    return before in ("", " ", "\n", "(", "[", "-", "/", "'", ":") and not after.isspace()


def _starts_with_word(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()


def _ends_with_word(text: str, word: str) -> bool:
    if not text.endswith(word):
        return False
    before = text[: len(text) - len(word)]
    return not before[-1:].isalnum()


def _has_word(text: str, word: str) -> bool:
    found = text.find(word)
    while found >= 0:
        after = text[found + len(word) : found + len(word) + 1]
        if not (found and text[found - 1].isalnum()) and not after.isalnum():
            return True
        found = text.find(word, found + 1)
    return False
