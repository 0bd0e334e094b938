"""HTML as a row of tokens with their places, for a page of any quality.

The rules are those of the HTML standard's tokenizer as far as text and tags go: a tag begins with
`<` and a letter, quoted values may hold `>`, the content of scripts and styles is not markup, and
what is not closed runs to the end of the file. The time taken grows with the length of the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..html_elements import VOID

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_INSIDE = re.compile(r"[^>\"'=]+|=\s*\"[^\"]*\"|=\s*'[^']*'|=|[\"']")
_ATTRIBUTE = re.compile(
    r"([^\s=/<>\"']+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+)))?"
)
# Elements whose content is text to the next end tag of theirs
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page.

    Attributes:
        kind: `start`, `end`, `text`, `raw` (the content of a script or the like), or `other`.
        name: of a tag, in lower case; of `raw` that of its element.
        start: offset of its first code point.
        end: offset after its last one.
    """

    kind: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: its value as text, and the span of the value with its quotation marks."""

    value: str
    start: int
    end: int


def html_tokens(text: str) -> Iterator[Token]:
    """Give the tokens of a page; together they are the whole text."""
    at = begun = 0
    while (at := text.find("<", at)) >= 0:
        token = _markup(text, at)
        if token is None:
            at += 1
            continue
        if begun < at:
            yield Token("text", "", begun, at)
        yield token
        at = begun = token.end
        if token.kind == "start" and token.name in _RAW:
            end = _raw_end(text, at, token.name)
            if end > at:
                yield Token("raw", token.name, at, end)
            at = begun = end
    if begun < len(text):
        yield Token("text", "", begun, len(text))


def _markup(text: str, at: int) -> Token | None:
    match = _TAG.match(text, at)
    if match:
        end = _tag_end(text, match.end())
        kind = "end" if match.group(1) else "start"
        return Token(kind, match.group(2).lower(), at, end) if end > 0 else _open_ended(text, at)
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return Token("other", "", at, end + 3 if end >= 0 else len(text))
    if text.startswith(("<!", "<?"), at) or (text.startswith("</", at) and at + 2 < len(text)):
        end = text.find(">", at)
        return Token("other", "", at, end + 1 if end >= 0 else len(text))
    return None


def _open_ended(text: str, at: int) -> Token:
    return Token("other", "", at, len(text))


def _tag_end(text: str, at: int) -> int:
    """Return the place after the `>` of a tag, -1 where there is none."""
    while at < len(text):
        if text[at] == ">":
            return at + 1
        match = _INSIDE.match(text, at)
        if match is None:
            return -1
        at = match.end()
    return -1


def _raw_end(text: str, at: int, name: str) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return match.start() if match else len(text)


def tag_attributes(text: str, token: Token) -> dict[str, Attribute]:
    """Return the attributes of a start tag by name in lower case; the first of a name counts."""
    found: dict[str, Attribute] = {}
    begin = token.start + 1 + len(token.name)
    for match in _ATTRIBUTE.finditer(text, begin, token.end):
        group = match.lastgroup
        if group is None:
            found.setdefault(match.group(1).lower(), Attribute("", match.end(), match.end()))
            continue
        quotes = group != "bare"
        found.setdefault(
            match.group(1).lower(),
            Attribute(
                html.unescape(match.group(group)),
                match.start(group) - quotes,
                match.end(group) + quotes,
            ),
        )
    return found


def matching_ends(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the index of the end tag for each start tag of the same name that has one."""
    waiting: dict[str, list[int]] = {}
    ends: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.kind == "start" and token.name not in VOID:
            waiting.setdefault(token.name, []).append(index)
        elif token.kind == "end" and waiting.get(token.name):
            ends[waiting[token.name].pop()] = index
    return ends
