"""A document: its segments in order, and the skeleton that puts translations back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .segment import Segment

SpanLink = tuple[tuple[int, int], tuple[int, int]]
"""An alignment link: a code point span of a segment's text, and one of its translation."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Translations on their way into a document.

    Attributes:
        texts: translation by segment index; a segment without one keeps its source text.
        lang: BCP-47 tag of the translations, for formats that name it in the file; None leaves
            what the file says.
        links: alignment of a translation with its source by segment index, as far as it is known;
            inline markup goes where it leads.
        review: indices of segments that a person must look at; formats with states mark them.
        drop_boilerplate: leave out the lines whose role is boilerplate.
    """

    texts: Mapping[int, str] = field(default_factory=dict)
    lang: str | None = None
    links: Mapping[int, tuple[SpanLink, ...]] = field(default_factory=dict)
    review: Collection[int] = ()
    drop_boilerplate: bool = False


class Skeleton(Protocol):
    """Everything of a file that is not a segment's text; one class per format."""

    def render(self, segments: tuple[Segment, ...], targets: Targets) -> bytes:
        """Build the file again.

        Args:
            segments: the segments of the document, in order.
            targets: what is put in their places.

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
        target_lang: BCP-47 tag of the translations that stand in the file already, where its
            format holds both; None where there are none. It takes no other language.
    """

    name: str
    source_lang: str
    segments: tuple[Segment, ...]
    skeleton: Skeleton
    target_lang: str | None = None

    def render(
        self,
        targets: Mapping[int, str] | Targets | None = None,
        *,
        drop_boilerplate: bool = False,
    ) -> bytes:
        """Return the file with `targets` (segment index to translation) in place.

        Args:
            targets: the translations, alone or with what else is known of them.
            drop_boilerplate: leave boilerplate out; `Targets` say it themselves.
        """
        if not isinstance(targets, Targets):
            targets = Targets(targets or {}, drop_boilerplate=drop_boilerplate)
        return self.skeleton.render(self.segments, targets)
