"""Segments: what of a document is translated, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .placeables import Placeable, added_to, lost_from


class Role(StrEnum):
    """What a line of a news page is for; it decides whether its text is translated."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    FILE_NAME = "file-name"
    URL = "url"
    BOILERPLATE = "boilerplate"

    @property
    def translatable(self) -> bool:
        """Whether text of this role goes through the engine; the rest passes unchanged."""
        return self in _TRANSLATABLE


_TRANSLATABLE = frozenset({Role.TITLE, Role.BODY, Role.HEADING, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a document that is translated as a whole, usually one sentence.

    Attributes:
        index: 0-based position in the document's tuple of segments.
        text: the source text exactly as it stands in the document.
        role: the role of the line that it stands in.
        line: 1-based physical line on which it starts.
        start: offset of its first code point in the document's decoded text.
        end: offset after its last code point. In plain text ``end - start == len(text)``; in
            formats that write characters in another way (`&amp;`, `\\n`) or put markup between
            them this is the span of what is written, and the sentences of one paragraph share it.
        placeables: what stands in every translation as it is; their offsets are those of `text`.
    """

    index: int
    text: str
    role: Role
    line: int
    start: int
    end: int
    placeables: tuple[Placeable, ...] = ()


def lost_placeables(segment: Segment, target: str) -> tuple[str, ...]:
    """Return the placeables of a segment that its translation lacks or has in a wrong order.

    Empty for a segment whose text passes through.
    """
    if not segment.role.translatable:
        return ()
    return tuple(one.text for one in lost_from(segment.placeables, target))


def added_placeables(segment: Segment, target: str) -> tuple[str, ...]:
    """Return the placeables of a translation that its segment does not have, or not so often."""
    if not segment.role.translatable:
        return ()
    return tuple(one.text for one in added_to(segment.placeables, target))
