"""Strings of tables, trees and catalogues: plain text, or a piece of HTML.

Tags inside a string that has elements of HTML are taken out before the translation as everywhere,
and block elements end a paragraph. In other strings `<name>` belongs to the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..html_elements import INLINE, PARAGRAPHS, UNTRANSLATED
from .blocks import Block, Piece, Translated, Writer
from .html_tokens import Token, html_tokens, matching_ends
from .inline import Tag, TagKind
from .xml_text import gather

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d+|#x[\da-f]+);")
_BARE = re.compile(r"&(?!#?\w{1,30};)")
_ELEMENTS = INLINE | PARAGRAPHS | UNTRANSLATED


@dataclass(frozen=True, slots=True)
class _HtmlWriter:
    """Writes texts as HTML, and the result as the file wants its strings.

    Attributes:
        write: how the file wants its strings.
        bare: whether the string had an `&` that is not escaped; then none is.
    """

    write: Writer
    bare: bool

    def __call__(self, pieces: Sequence[Piece], how: Translated) -> str:
        return self.write([self._escaped(piece) for piece in pieces], how)

    def _escaped(self, piece: Piece) -> Piece:
        if not isinstance(piece, str):
            return piece
        if self.bare:
            return piece.replace("<", "&lt;")
        return html.escape(piece, quote=False)


def value_block(
    start: int,
    end: int,
    text: str,
    write: Writer,
    *,
    place: tuple[int, int] | None = None,
    singular: bool = False,
) -> Block:
    """Return the block of a string.

    Args:
        start: offset of what is written in the decoded file.
        end: offset after it.
        text: the string that it stands for.
        write: writes another string in its place.
        place: see `Block`.
        singular: see `Block`.
    """
    cuts: tuple[int, ...] = ()
    tags: tuple[Tag, ...] = ()
    tokens: list[Token] = []
    if "<" in text or "&" in text:
        tokens = list(html_tokens(text))
    if any(_is_tag(token) for token in tokens) or (tokens and _ENTITY.search(text)):
        write = _HtmlWriter(write, _BARE.search(text) is not None)
        text, tags, cuts = _html(text, tokens)
    return Block(
        start, end, text, write, tags, place=place, by_lines=True, cuts=cuts, singular=singular
    )


def _is_tag(token: Token) -> bool:
    return token.kind in ("start", "end") and token.name in _ELEMENTS


def _html(text: str, tokens: Sequence[Token]) -> tuple[str, tuple[Tag, ...], tuple[int, ...]]:
    """Return the text of a piece of HTML, its tags, and where its paragraphs end."""
    ends = matching_ends(tokens)
    pieces: list[Piece] = []
    cuts: list[int] = []
    length = at = 0
    while at < len(tokens):
        token = tokens[at]
        kind = TagKind.SINGLE
        last = at
        if _is_tag(token):
            if token.kind == "start" and token.name in UNTRANSLATED:
                last = ends.get(at, at)
            elif token.name in INLINE and token.kind == "end":
                kind = TagKind.CLOSE
            elif token.name in INLINE and at in ends:
                kind = TagKind.OPEN
            if token.name not in INLINE | UNTRANSLATED:
                cuts.append(length)
        elif token.kind in ("text", "raw"):
            plain = html.unescape(text[token.start : token.end])
            pieces.append(plain)
            length += len(plain)
            at += 1
            continue
        pieces.append(Tag(0, text[token.start : tokens[last].end], kind))
        at = last + 1
    plain, tags = gather(pieces)
    return plain, tags, tuple(dict.fromkeys(cuts))
