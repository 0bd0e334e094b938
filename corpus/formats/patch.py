"""The skeleton of most formats: the blocks of a file replaced where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..document import Targets
from ..segment import Role, Segment, added_placeables, lost_placeables
from .blocks import Block, Edit, Piece, Translated
from .inline import Tag, TagKind, pair_tags, place_tags
from .reading import Encoding


@dataclass(frozen=True, slots=True)
class PatchSkeleton:
    """The decoded file, its blocks, and the sentences of each."""

    text: str
    encoding: Encoding
    blocks: tuple[Block, ...]
    counts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    language_edits: Callable[[str], Iterable[Edit]] | None

    def render(self, segments: tuple[Segment, ...], targets: Targets) -> bytes:
        """Build the file again; see `corpus.document.Skeleton`."""
        return self.encoding.encode(self.rendered(segments, targets))

    def rendered(self, segments: tuple[Segment, ...], targets: Targets) -> str:
        """Build the decoded file again."""
        inner: list[Edit] = []
        outer: list[tuple[Block, list[Piece], bool]] = []
        for number, pieces, review in self.translated(segments, targets):
            block = self.blocks[number]
            if block.inner:
                new = block.write(pieces, Translated(targets.lang, review))
                inner.append((block.start, block.end, new))
            else:
                outer.append((block, pieces, review))
        if targets.lang and targets.texts and self.language_edits:
            inner.extend(self.language_edits(targets.lang))
        inner.sort(key=lambda edit: edit[:2])
        edits: list[Edit] = []
        for block, pieces, review in outer:
            start, end = block.place or (block.start, block.end)
            whole = [_with_inner(piece, inner) for piece in pieces] if inner else pieces
            edits.append((start, end, block.write(whole, Translated(targets.lang, review))))
        starts = [start for start, _, _ in edits]
        alone: list[Edit] = []
        for edit in inner:
            at = bisect_right(starts, edit[0]) - 1
            if at < 0 or edits[at][1] < edit[1]:
                alone.append(edit)
        edits += alone
        return apply_edits(self.text, edits)

    def translated(
        self, segments: tuple[Segment, ...], targets: Targets
    ) -> Iterator[tuple[int, list[Piece], bool]]:
        """Give each block that is to be written.

        Yields:
            Its number, its new pieces, and whether a person must look at it: because the targets
            say so, or because a variable was lost or added.
        """
        first = 0
        for number, (block, count) in enumerate(zip(self.blocks, self.counts, strict=True)):
            own = segments[first : first + count]
            spans = self.spans[first : first + count]
            first += count
            if not any(s.index in targets.texts or _is_dropped(s, targets) for s in own):
                continue
            if block.place is None and all(_new_text(s, targets) == s.text for s in own):
                continue
            yield (
                number,
                _pieces(block, own, spans, targets),
                any(_wants_review(segment, targets) for segment in own),
            )


def _new_text(segment: Segment, targets: Targets) -> str:
    return "" if _is_dropped(segment, targets) else targets.texts.get(segment.index, segment.text)


def _is_dropped(segment: Segment, targets: Targets) -> bool:
    return targets.drop_boilerplate and segment.role is Role.BOILERPLATE


def _wants_review(segment: Segment, targets: Targets) -> bool:
    target = targets.texts.get(segment.index)
    if target is None or segment.index in targets.review:
        return segment.index in targets.review
    return bool(lost_placeables(segment, target) or added_placeables(segment, target))


def _with_inner(piece: Piece, edits: list[Edit]) -> Piece:
    """Return a tag with the texts inside it translated."""
    if isinstance(piece, str) or piece.start < 0:
        return piece
    first = bisect_left(edits, (piece.start,))
    last = bisect_left(edits, (piece.start + len(piece.raw),))
    moved = [(a - piece.start, b - piece.start, new) for a, b, new in edits[first:last]]
    return replace(piece, raw=apply_edits(piece.raw, moved)) if moved else piece


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all replacements made; they must not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[at:start], new]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _pieces(
    block: Block, segments: Sequence[Segment], spans: Sequence[tuple[int, int]], targets: Targets
) -> list[Piece]:
    if not block.tags:
        return [_plain(block.text, segments, spans, targets)]
    pieces: list[Piece] = []
    tags = block.tags
    at = done = 0
    for segment, (start, end) in zip(segments, spans, strict=True):
        first, last = _inside(tags, done, start, end)
        pieces += _with_tags(block.text[at:start], tags[done:first], at)
        done = last
        target = _new_text(segment, targets)
        local = [Tag(tag.offset - start, tag.raw, tag.kind, tag.start) for tag in tags[first:last]]
        if target == segment.text:
            places = [tag.offset for tag in local]
        else:
            links = targets.links.get(segment.index, ())
            places = place_tags(segment.text, target, local, links)
            target, places = _parted(segment.text, target, local, places)
        moved = [
            Tag(place, tag.raw, tag.kind, tag.start)
            for tag, place in zip(local, places, strict=True)
        ]
        pieces += _with_tags(target, moved, 0)
        at = end
    pieces += _with_tags(block.text[at:], tags[done:], at)
    return [piece for piece in pieces if piece != ""]


def _plain(
    text: str, segments: Sequence[Segment], spans: Sequence[tuple[int, int]], targets: Targets
) -> str:
    parts: list[str] = []
    at = 0
    for segment, (start, end) in zip(segments, spans, strict=True):
        parts += [text[at:start], _new_text(segment, targets)]
        at = end
    return "".join([*parts, text[at:]])


def _parted(
    source: str, target: str, tags: Sequence[Tag], places: list[int]
) -> tuple[str, list[int]]:
    """Put spaces around the tags that stand as a word of their own in the source."""
    shift = at = 0
    moved: list[int] = []
    parts: list[str] = []
    for tag, place in zip(tags, places, strict=True):
        around = source[max(0, tag.offset - 1) : tag.offset + 1]
        alone = tag.kind is TagKind.SINGLE and len(around) == 2 and around.isspace()
        if alone and place > at and not target[place - 1].isspace():
            parts += [target[at:place], " "]
            at = place
            shift += 1
        moved.append(place + shift)
        if alone and place < len(target) and target[place].isalnum():
            parts += [target[at:place], " "]
            at = place
            shift += 1
    return "".join(parts) + target[at:], moved


def _inside(tags: Sequence[Tag], first: int, start: int, end: int) -> tuple[int, int]:
    """Return which tags (from, to) move with the words of a sentence.

    Those before it and at its edges stay where they are, unless they are one of a pair whose
    other half stands inside.
    """
    while first < len(tags) and tags[first].offset < start:
        first += 1
    stop = first
    while stop < len(tags) and tags[stop].offset <= end:
        stop += 1
    near = tags[first:stop]
    moving = {n for n, tag in enumerate(near) if start < tag.offset < end}
    for opening, closing in pair_tags(near).items():
        if opening in moving or closing in moving:
            moving |= {opening, closing}
    if moving:
        return first + min(moving), first + max(moving) + 1
    at_edge = next((n for n, tag in enumerate(near) if tag.offset >= end), len(near))
    return first + at_edge, first + at_edge


def _with_tags(text: str, tags: Sequence[Tag], base: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for tag in tags:
        place = min(len(text), max(at, tag.offset - base))
        pieces += [text[at:place], tag]
        at = place
    pieces.append(text[at:])
    return pieces
