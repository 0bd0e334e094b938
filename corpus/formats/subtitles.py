"""SubRip and WebVTT subtitles: the text of the cues is translated, their timing is kept.

The lines of a cue are one text; its translation is broken into lines again, as few and as even as
fit. Lines that begin with a dash are speeches of several people and stay lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Edit, Piece, Translated
from .cutting import build_document
from .inline import Tag, TagKind
from .language_tags import is_tag_of, tag_like
from .reading import check_pieces, decode_text
from .subtitle_lines import columns, line_breaks

LINE_LENGTH = 42
"""Columns of a line, as broadcasters' guides give them; longer lines of the source raise it."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_LANGUAGE = re.compile(
    r"WEBVTT[^\r\n]*(?:(?:\r\n|\n)[^\r\n]+){0,8}?(?:\r\n|\n)Language:[ \t]*(?P<tag>[\w-]+)"
)
_TIMING = re.compile(
    r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>|</>|<[\d:.]{1,20}>|\{\\[^{}\n]{0,500}\}")
_SPEECH = re.compile(r"\s*[-–—]\s*(?=\S)")
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}
_ENTITIES = re.compile("|".join(_ENTITY))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a text in lines of a cue."""

    newline: str
    width: int
    escapes: bool

    def __call__(self, pieces: Sequence[Piece], _: Translated) -> str:
        text = "".join(piece for piece in pieces if isinstance(piece, str))
        breaks = line_breaks(text, self.width)
        result: list[str] = []
        at = 0
        for piece in pieces:
            if not isinstance(piece, str):
                result.append(piece.raw)
                continue
            for character in piece:
                if at in breaks:
                    result.append(self.newline)
                    if not character.isspace():
                        result.append(self._escaped(character))
                elif character in "\r\n":
                    result.append(" ")  # a blank line would end the cue
                else:
                    result.append(self._escaped(character))
                at += 1
        return "".join(result)

    def _escaped(self, character: str) -> str:
        if not self.escapes:
            return character
        return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(character, character)


class SubtitleFormat:
    """Reads and writes subtitles.

    Args:
        web: True for WebVTT, False for SubRip.
    """

    def __init__(self, *, web: bool) -> None:
        self.web = web

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file of subtitles; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        if self.web and not text.startswith("WEBVTT"):
            raise FormatError("no WebVTT file", path=name, hint="its first line must be WEBVTT")
        check_pieces(sum(map(text.count, "\n\r<{")), name=name)
        blocks = [block for cue in _cues(text) for block in self._blocks(text, cue)]
        return build_document(
            text,
            encoding,
            blocks,
            name=name,
            source_lang=source_lang,
            language_edits=partial(_language_edits, text, source_lang) if self.web else None,
        )

    def _blocks(self, text: str, lines: list[_Line]) -> Iterator[Block]:
        width = max(LINE_LENGTH, *(columns(_TAG.sub("", line.text)) for line in lines))
        newline = "\r\n" if "\r\n" in text[lines[0].start : lines[-1].end + 2] else "\n"
        write = _Writer(newline, width, self.web)
        speeches = [_SPEECH.match(line.text) for line in lines]
        if any(speeches):
            starts = [n for n, speech in enumerate(speeches) if speech or n == 0]
            groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
        else:
            groups = [lines]
        for group in groups:
            dash = _SPEECH.match(group[0].text)
            start = group[0].start + (dash.end() if dash else 0)
            end = group[-1].end
            plain, tags = self._plain(text[start:end])
            yield Block(start, end, plain, write, tags)

    def _plain(self, written: str) -> tuple[str, tuple[Tag, ...]]:
        pieces: list[str] = []
        tags: list[Tag] = []
        length = at = 0

        def add(part: str) -> None:
            nonlocal length
            part = re.sub(r"\s*[\r\n]+\s*", " ", part)
            if self.web:
                part = _ENTITIES.sub(lambda found: _ENTITY[found.group()], part)
            pieces.append(part)
            length += len(part)

        for match in _TAG.finditer(written):
            add(written[at : match.start()])
            raw = match.group()
            tags.append(Tag(length, raw, _kind(raw)))
            at = match.end()
        add(written[at:])
        return "".join(pieces), tuple(tags)


def _kind(raw: str) -> TagKind:
    if raw.startswith("</"):
        return TagKind.CLOSE
    single = raw.startswith("{") or raw[1].isdigit() or raw.startswith("<v")
    return TagKind.SINGLE if single else TagKind.OPEN


def _language_edits(text: str, source_lang: str, lang: str) -> Iterator[Edit]:
    """Give the change of the language that the header of a WebVTT file may name."""
    match = _LANGUAGE.match(text)
    if match and is_tag_of(match.group("tag"), source_lang):
        yield match.start("tag"), match.end("tag"), tag_like(match.group("tag"), lang)


def _cues(text: str) -> Iterator[list[_Line]]:
    """Give the lines of text of each cue; notes and style sheets have no timing."""
    inside = False
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        line = match.group(1)
        if not line.strip():
            if lines:
                yield lines
            inside, lines = False, []
        elif inside:
            lines.append(_Line(match.start(), match.end(1), line))
        elif _TIMING.match(line):
            inside = True
    if lines:
        yield lines


SRT = SubtitleFormat(web=False)
VTT = SubtitleFormat(web=True)
