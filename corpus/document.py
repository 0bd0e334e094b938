"""A document: its segments in order, and the skeleton that puts translations back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from .segment import Segment


class Skeleton(Protocol):
    """Everything of a file that is not a segment's text; one class per format."""

    def render(
        self, segments: tuple[Segment, ...], targets: Mapping[int, str], *, drop_boilerplate: bool
    ) -> bytes:
        """Build the file again.

        Args:
            segments: the segments of the document, in order.
            targets: translation by segment index; a segment without one keeps its source text.
            drop_boilerplate: leave out the lines whose role is boilerplate.

        Returns:
            The bytes of the file. With no targets and nothing dropped these are the bytes that
            were read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader of `corpus.formats` returns.

    Attributes:
        name: the file's name as given, for messages and reports.
        source_lang: BCP-47 tag of the source text.
        segments: the segments in reading order.
        skeleton: what puts translations back.
    """

    name: str
    source_lang: str
    segments: tuple[Segment, ...]
    skeleton: Skeleton

    def render(
        self, targets: Mapping[int, str] | None = None, *, drop_boilerplate: bool = False
    ) -> bytes:
        """Return the file with `targets` (segment index to translation) in place."""
        return self.skeleton.render(self.segments, targets or {}, drop_boilerplate=drop_boilerplate)
