"""What most formats share: stretches of a file that hold text, replaced where they stand.

A format finds its blocks: spans of the decoded file with the text that is written there and a
function that writes another text in the same way. Everything between the blocks is never touched,
so a document without translations is the same bytes again, and a translated one differs in
nothing but its texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..placeables import find_placeables
from ..segment import Role
from .inline import Tag

Piece = str | Tag
Edit = tuple[int, int, str]
"""Replace the span of the decoded file by this."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What a format may say of a translation: its language, and that a person must look at it."""

    lang: str | None
    review: bool


Writer = Callable[[Sequence[Piece], Translated], str]
"""Writes pieces of text and tags in their order the way a place of a file wants them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a file that holds one text.

    Attributes:
        start: offset of what is written there in the decoded file.
        end: offset after it.
        text: the text that it stands for.
        write: writes its translation.
        tags: the markup inside the text.
        role: its role; blocks whose role is not translated give segments that pass through.
        place: the span that is replaced, where it is not `start` to `end` but elsewhere: the
            translation beside its source. Such a block is written whenever it has a translation.
        by_lines: a line break in the text ends a sentence.
        inner: it stands inside a tag, which may itself stand inside the block before.
        cuts: offsets in the text at which a paragraph ends, whatever its words say.
        singular: it is the form for one thing, which may do without the number.
        parts: start, end and role of stretches of the text that have roles of their own; what
            stands between them is no segment. Empty where the block is of one role.
    """

    start: int
    end: int
    text: str
    write: Writer
    tags: tuple[Tag, ...] = ()
    role: Role = Role.BODY
    place: tuple[int, int] | None = None
    by_lines: bool = False
    inner: bool = False
    cuts: tuple[int, ...] = ()
    singular: bool = False
    parts: tuple[tuple[int, int, Role], ...] = ()


def is_text(text: str) -> bool:
    """Whether there is something to translate: a letter outside addresses and variables."""
    if not any(map(str.isalpha, text)):
        return False
    at = 0
    for one in find_placeables(text):
        if any(map(str.isalpha, text[at : one.start])):
            return True
        at = one.end
    return any(map(str.isalpha, text[at:]))


def joined(pieces: Sequence[Piece], _: Translated | None = None) -> str:
    """Write pieces one after the other, texts and tags as they are."""
    return "".join(piece if isinstance(piece, str) else piece.raw for piece in pieces)
