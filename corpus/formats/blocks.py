"""What most formats share: stretches of a file that hold text, replaced where they stand.

A format finds its blocks: spans of the decoded file with the text that is written there and a
function that writes another text in the same way. Everything between the blocks is never touched,
so a document without translations is the same bytes again, and a translated one differs in
nothing but its texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..document import Document, Targets
from ..errors import FormatError
from ..languages.sentences import split_sentences
from ..segment import Role, Segment
from .inline import Tag, TagKind, pair_tags, place_tags
from .reading import Encoding, check_pieces, nothing_found

MAX_BLOCK_LENGTH = 1_000_000
"""Longer texts are no text that a person wrote."""

Piece = str | Tag
Edit = tuple[int, int, str]
"""Replace the span of the decoded file by this."""

_LINES = re.compile(r"[^\r\n]+")
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|www\.|mailto:)\S+\Z|[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")


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


def is_text(text: str) -> bool:
    """Whether there is something to translate: a letter, and no mere address."""
    text = text.strip()
    return any(map(str.isalpha, text)) and not _ADDRESS.match(text)


def build_document(
    text: str,
    encoding: Encoding,
    blocks: Iterable[Block],
    *,
    name: str,
    source_lang: str,
    language_edits: Callable[[str], Iterable[Edit]] | None = None,
    target_lang: str | None = None,
) -> Document:
    """Make a document of the blocks of a file.

    Args:
        text: the decoded file.
        encoding: how it was stored.
        blocks: its blocks, in order, not overlapping.
        name: its name for messages.
        source_lang: the language of its texts.
        language_edits: what is to be changed in a file whose language becomes the given one.
        target_lang: the language of the translations that it holds already.

    Raises:
        FormatError: there is nothing to translate, or a text is too long.
    """
    segments, skeleton = cut_blocks(
        text,
        encoding,
        blocks,
        name=name,
        source_lang=source_lang,
        language_edits=language_edits,
    )
    if not segments:
        raise nothing_found(name)
    return Document(name, source_lang, segments, skeleton, target_lang)


def cut_blocks(
    text: str,
    encoding: Encoding,
    blocks: Iterable[Block],
    *,
    name: str,
    source_lang: str,
    language_edits: Callable[[str], Iterable[Edit]] | None = None,
    first: int = 0,
    first_line: int = 1,
) -> tuple[tuple[Segment, ...], PatchSkeleton]:
    """Cut the blocks of a file, or of a part of one, into segments that count from `first`.

    The part starts on the line `first_line` of the file.

    Raises:
        FormatError: a text is too long, or there are too many.
    """
    kept: list[Block] = []
    for block in blocks:
        kept.append(block)
        check_pieces(len(kept), name=name)
    lines = [match.start() for match in re.finditer(r"\n|\r(?!\n)", text)]
    segments: list[Segment] = []
    spans: list[tuple[int, int]] = []
    counts: list[int] = []
    for block in kept:
        line = bisect_right(lines, block.start - 1) + first_line
        if len(block.text) > MAX_BLOCK_LENGTH:
            raise FormatError(
                f"a text of {len(block.text):,} characters",
                path=name,
                line=line,
                hint=f"break it into texts of at most {MAX_BLOCK_LENGTH:,} characters",
            )
        sentences = _sentences(block, source_lang)
        for start, end in sentences:
            piece = block.text[start:end]
            index = first + len(segments)
            segments.append(Segment(index, piece, block.role, line, block.start, block.end))
        spans += sentences
        counts.append(len(sentences))
    skeleton = PatchSkeleton(
        text, encoding, tuple(kept), tuple(counts), tuple(spans), language_edits
    )
    return tuple(segments), skeleton


def _sentences(block: Block, lang: str) -> tuple[tuple[int, int], ...]:
    if not is_text(block.text):
        return ()
    if not block.by_lines:
        return split_sentences(block.text, lang)
    return tuple(
        (line.start() + start, line.start() + end)
        for line in _LINES.finditer(block.text)
        if is_text(line.group())
        for start, end in split_sentences(line.group(), lang)
    )


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
        if targets.lang and targets.texts and self.language_edits:
            edits.extend(self.language_edits(targets.lang))
        return apply_edits(self.text, edits)

    def translated(
        self, segments: tuple[Segment, ...], targets: Targets
    ) -> Iterator[tuple[int, list[Piece], bool]]:
        """Give each block that is to be written.

        Yields:
            Its number, its new pieces, and whether a person must look at it.
        """
        first = 0
        for number, (block, count) in enumerate(zip(self.blocks, self.counts, strict=True)):
            own = segments[first : first + count]
            spans = self.spans[first : first + count]
            first += count
            known = targets.texts
            if not any(segment.index in known for segment in own):
                continue
            if block.place is None and all(known.get(s.index, s.text) == s.text for s in own):
                continue
            yield (
                number,
                _pieces(block, own, spans, targets),
                any(segment.index in targets.review for segment in own),
            )


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
    pieces: list[Piece] = []
    tags = block.tags
    at = done = 0
    for segment, (start, end) in zip(segments, spans, strict=True):
        first, last = _inside(tags, done, start, end)
        pieces += _with_tags(block.text[at:start], tags[done:first], at)
        done = last
        target = targets.texts.get(segment.index, segment.text)
        local = [replace(tag, offset=tag.offset - start) for tag in tags[first:last]]
        if target == segment.text:
            places = [tag.offset for tag in local]
        else:
            links = targets.links.get(segment.index, ())
            places = place_tags(segment.text, target, local, links)
            target, places = _parted(segment.text, target, local, places)
        moved = [replace(tag, offset=place) for tag, place in zip(local, places, strict=True)]
        pieces += _with_tags(target, moved, 0)
        at = end
    pieces += _with_tags(block.text[at:], tags[done:], at)
    return [piece for piece in pieces if piece != ""]


def _parted(
    source: str, target: str, tags: Sequence[Tag], places: list[int]
) -> tuple[str, list[int]]:
    """Put a space before the tags that stand as a word of their own in the source."""
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


def joined(pieces: Sequence[Piece], _: Translated | None = None) -> str:
    """Write pieces one after the other, texts and tags as they are."""
    return "".join(piece if isinstance(piece, str) else piece.raw for piece in pieces)
