"""Cutting the blocks of a file into segments: by paragraphs, lines and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import Document
from ..errors import FormatError
from ..languages.sentences import split_sentences
from ..placeables import Placeable, PlaceableKind, find_placeables
from ..segment import Role, Segment
from .blocks import Block, Edit, is_text
from .icu import icu_texts
from .patch import PatchSkeleton
from .reading import Encoding, check_texts, nothing_found

MAX_BLOCK_LENGTH = 1_000_000
"""Longer texts are no text that a person wrote."""

_LINES = re.compile(r"[^\r\n]+")


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
        check_texts(len(kept), name=name)
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
        cut = tuple(_sentences(block, source_lang))
        for start, end, role, number_sign in cut:
            piece = block.text[start:end]
            index = first + len(segments)
            placeables = find_placeables(piece, number_sign=number_sign)
            if block.singular and placeables:
                placeables = _number_omittable(placeables)
            segments.append(Segment(index, piece, role, line, block.start, block.end, placeables))
        spans += [(start, end) for start, end, _, _ in cut]
        counts.append(len(cut))
        check_texts(len(segments), name=name)
    skeleton = PatchSkeleton(
        text, encoding, tuple(kept), tuple(counts), tuple(spans), language_edits
    )
    return tuple(segments), skeleton


def _sentences(block: Block, lang: str) -> Iterator[tuple[int, int, Role, bool]]:
    """Give start, end and role of each sentence, and whether `#` stands for a number in it."""
    if not is_text(block.text):
        return
    for first, last, role in block.parts or ((0, len(block.text), block.role),):
        if not role.translatable and block.parts:
            yield first, last, role, False
            continue
        for begin, stop, number_sign in _paragraphs(block, first, last):
            paragraph = block.text[begin:stop]
            if len(paragraph) == len(block.text) or is_text(paragraph):
                for start, end in split_sentences(paragraph, lang):
                    yield begin + start, begin + end, role, number_sign


def _paragraphs(block: Block, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    messages = icu_texts(block.text) if not block.parts else None
    texts = [(first, last, False)]
    if messages is not None:
        texts = [(one.start, one.end, one.number_sign) for one in messages]
    for begin, stop, number_sign in texts:
        cuts = [cut for cut in block.cuts if begin < cut < stop]
        for before, after in pairwise((begin, *cuts, stop)):
            if not block.by_lines:
                yield before, after, number_sign
                continue
            for line in _LINES.finditer(block.text, before, after):
                yield line.start(), line.end(), number_sign


def _number_omittable(placeables: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """Let the form for one thing do without its number: the only placeable, or that for digits."""
    return tuple(
        replace(one, omittable=True)
        if len(placeables) == 1
        or (one.kind is PlaceableKind.PRINTF and one.text[-1] in "diu")
        or one.kind is PlaceableKind.NUMBER
        else one
        for one in placeables
    )
