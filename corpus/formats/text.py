"""Plain text news pages: one paragraph to a line, with everything a portal puts around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import Document, Targets
from ..errors import FormatError
from ..languages.sentences import split_sentences
from ..placeables import find_placeables
from ..segment import Role, Segment
from .blocks import is_text
from .news_roles import Part, classify_lines
from .parts import RowFile
from .reading import (
    NOTHING_TO_TRANSLATE,
    Encoding,
    check_pieces,
    check_texts,
    decode_text,
    line_count,
)

_LINE_END = re.compile(r"\r\n|\r|\n")
# Longer lines are no article: a dump on one line, or a file of another kind.
MAX_LINE_LENGTH = 1_000_000
LONG_TEXT = 1024 * 1024
"""Bytes of a text above which it is no page: books and collections have no title and no foot."""


@dataclass(frozen=True, slots=True)
class TextSkeleton:
    """The decoded text that the segments' offsets point into, and how it was stored.

    Attributes:
        text: the text.
        encoding: how it was stored.
        first_line: the line of the file on which it starts.
    """

    text: str
    encoding: Encoding
    first_line: int = 1

    def render(self, segments: tuple[Segment, ...], targets: Targets) -> bytes:
        """Build the file again; see `corpus.document.Skeleton`."""
        by_line: dict[int, list[Segment]] = {}
        for segment in segments:
            by_line.setdefault(segment.line, []).append(segment)
        lines: list[_Line] = []
        for number, (start, end, after) in enumerate(line_spans(self.text), start=self.first_line):
            found = by_line.get(number, [])
            dropped = {
                s.index for s in found if targets.drop_boilerplate and s.role is Role.BOILERPLATE
            }
            content = self._line(start, end, found, targets.texts, dropped)
            gone = bool(found) and len(dropped) == len(found)
            lines.append(_Line(content, self.text[end:after], dropped=gone))
        if any(line.dropped for line in lines):
            lines = _close_gaps(lines)
        return self.encoding.encode("".join(line.content + line.ending for line in lines))

    def _line(
        self,
        start: int,
        end: int,
        segments: list[Segment],
        targets: Mapping[int, str],
        dropped: set[int],
    ) -> str:
        pieces: list[str] = []
        at = start
        for segment in segments:
            before = self.text[at : segment.start]
            if segment.index in dropped:
                pieces.append(before.rstrip())
            else:
                pieces += [before, targets.get(segment.index, segment.text)]
            at = segment.end
        pieces.append(self.text[at:end])
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Line:
    content: str
    ending: str
    dropped: bool

    @property
    def blank(self) -> bool:
        return not self.content.strip()


def _close_gaps(lines: list[_Line]) -> list[_Line]:
    """Leave the dropped lines out, and of the blank lines around them keep at most one."""
    result: list[_Line] = []
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and (lines[stop].dropped or lines[stop].blank):
            stop += 1
        block = lines[at:stop]
        if any(line.dropped for line in block):
            blank = [line for line in block if not line.dropped]
            if result and stop < len(lines):
                result.extend(blank[:1])
        else:
            result.extend(block)
        if stop < len(lines):
            result.append(lines[stop])
        at = stop + 1
    return result


def line_spans(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, start of the next) of each line; lines end in CRLF, CR or LF."""
    spans: list[tuple[int, int, int]] = []
    start = 0
    for match in _LINE_END.finditer(text):
        spans.append((start, match.start(), match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text), len(text)))
    return spans


class TextFormat:
    """Reads and writes a plain text news page, or a long text that is none."""

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a page; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        check_pieces(line_count(text), name=name)
        roles = _roles_in_long_text if len(data) > LONG_TEXT else classify_lines
        segments = _segments(text, roles, name=name, source_lang=source_lang)
        if not segments:
            raise FormatError(
                "the file holds nothing but white space", path=name, hint=NOTHING_TO_TRANSLATE
            )
        return Document(name, source_lang, segments, TextSkeleton(text, encoding))

    def parts(self, file: RowFile, *, source_lang: str, lines: int) -> Iterator[Document]:
        """Read a long text some lines at a time, a page whole; see `corpus.formats.Rows`."""
        if file.size <= LONG_TEXT:
            yield self.parse(file.data(), name=file.name, source_lang=source_lang)
            return
        for part in file.parts(_line_ends, lines=lines):
            segments = _segments(
                part.text,
                _roles_in_long_text,
                name=file.name,
                source_lang=source_lang,
                first_line=part.line,
            )
            skeleton = TextSkeleton(part.text, part.encoding, part.line)
            yield Document(file.name, source_lang, segments, skeleton)


def _segments(
    text: str,
    roles: Callable[[Sequence[str]], Sequence[tuple[Part, ...]]],
    *,
    name: str,
    source_lang: str,
    first_line: int = 1,
) -> tuple[Segment, ...]:
    spans = line_spans(text)
    for number, (start, end, _) in enumerate(spans, start=first_line):
        if end - start > MAX_LINE_LENGTH:
            raise FormatError(
                f"a line of {end - start:,} characters",
                path=name,
                line=number,
                hint=f"break it into paragraphs of at most {MAX_LINE_LENGTH:,} characters",
            )
    segments: list[Segment] = []
    found = roles([text[start:end] for start, end, _ in spans])
    for number, ((start, _, _), parts) in enumerate(
        zip(spans, found, strict=True), start=first_line
    ):
        check_texts(len(segments), name=name)
        for part in parts:
            piece = text[start + part.start : start + part.end]
            sentences: tuple[tuple[int, int], ...] = ((0, len(piece)),)
            if part.role.translatable:
                sentences = split_sentences(piece, source_lang) or sentences
            for first, last in sentences:
                begin, stop = start + part.start + first, start + part.start + last
                sentence = text[begin:stop]
                placeables = find_placeables(sentence)
                segments.append(
                    Segment(len(segments), sentence, part.role, number, begin, stop, placeables)
                )
    return tuple(segments)


def _roles_in_long_text(lines: Sequence[str]) -> list[tuple[Part, ...]]:
    """Take each line for running text, unless it is an address or has no letters."""
    return [_long_text_parts(line) for line in lines]


def _long_text_parts(line: str) -> tuple[Part, ...]:
    core = line.strip()
    if not core:
        return ()
    start = line.index(core)
    role = Role.BODY if is_text(core) else Role.URL
    return (Part(role, start, start + len(core)),)


def _line_ends(text: str, final: bool) -> Iterator[int]:
    """Give the ends of lines, whichever kind they are; see `corpus.formats.parts.RowEnds`."""
    last = 0
    for match in _LINE_END.finditer(text):
        # a line feed may follow the carriage return
        if match.end() == len(text) and not final:
            return
        last = match.end()
        yield last
    if final and last < len(text):
        yield len(text)


FORMAT = TextFormat()
