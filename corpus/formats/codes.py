"""Inline codes of XLIFF and TMX: what of a segment is text, and what is markup around it."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Piece
from .inline import Tag, TagKind
from .xml_text import Token, attributes, text_pieces

# Elements that hold markup of the original file: one tag with all that is in them.
_WHOLE = {
    "bpt": TagKind.OPEN,
    "ept": TagKind.CLOSE,
    "ph": TagKind.SINGLE,
    "it": TagKind.SINGLE,
    "ut": TagKind.SINGLE,
}
_EMPTY = {
    "bx": TagKind.OPEN,
    "ex": TagKind.CLOSE,
    "sc": TagKind.OPEN,
    "ec": TagKind.CLOSE,
    "sm": TagKind.OPEN,
    "em": TagKind.CLOSE,
}


def content_pieces(text: str, tokens: Sequence[Token]) -> list[Piece]:
    """Return texts and tags of the content of a `<source>` or `<seg>`.

    Args:
        text: the decoded file.
        tokens: the tokens between the start and the end of the element.
    """
    pieces: list[Piece] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        raw = text[token.start : token.end]
        if token.kind in ("text", "cdata"):
            pieces += text_pieces(text, token)
        elif token.kind == "empty":
            pieces.append(Tag(0, raw, _EMPTY.get(token.name, TagKind.SINGLE)))
        elif token.kind == "start" and (token.name in _WHOLE or _protected(raw)):
            last = element_end(tokens, at)
            kind = _WHOLE.get(token.name, TagKind.SINGLE)
            pieces.append(Tag(0, text[token.start : tokens[last].end], kind))
            at = last
        elif token.kind == "start":
            pieces.append(Tag(0, raw, TagKind.OPEN))
        elif token.kind == "end":
            pieces.append(Tag(0, raw, TagKind.CLOSE))
        at += 1
    return pieces


def element_end(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the token that ends the element which begins at `at`."""
    if tokens[at].kind == "empty":
        return at
    depth = 0
    for index in range(at, len(tokens)):
        depth += (tokens[index].kind == "start") - (tokens[index].kind == "end")
        if depth == 0:
            return index
    return len(tokens) - 1


def _protected(raw: str) -> bool:
    found = attributes(raw)
    return found.get("translate") == "no" or found.get("mtype") == "protected"
