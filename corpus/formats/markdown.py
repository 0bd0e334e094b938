"""Markdown (CommonMark, with tables and front matter): text is translated where it stands.

Left alone: front matter, code, HTML blocks, link definitions and addresses. A paragraph of several
lines becomes one line when it is translated. The inline marks are read in `markdown_inline`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from ..document import Document
from ..segment import Role
from .blocks import Block
from .cutting import build_document
from .front_matter import FrontMatter
from .markdown_inline import Inline, write_cell, write_line
from .reading import check_pieces, decode_text

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_PREFIX = re.compile(r"(?: {0,3}>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*\Z|[ \t]+\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_DEFINITION = re.compile(r" {0,3}\[([^\]\n]{1,999})\]:(?!\s*\Z)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,100}\]:[ \t]*")
_HTML = re.compile(r" {0,3}<(?:[A-Za-z/!?])")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_CELL_BREAK = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


class MarkdownFormat:
    """Reads and writes Markdown."""

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        check_pieces(text.count("\n") + text.count("\r"), name=name)
        lines = [_Line(m.start(), m.group(1)) for m in _LINE.finditer(text) if m.end() > m.start()]
        references = {
            match.group(1).casefold() for line in lines if (match := _DEFINITION.match(line.text))
        }
        reader = _Reader(text, lines, references)
        matter = FrontMatter(text, reader.front_matter(), source_lang)
        blocks = [*matter.blocks(), *reader.blocks()]
        return build_document(
            text,
            encoding,
            blocks,
            name=name,
            source_lang=source_lang,
            language_edits=matter.language_edits,
        )


class _Reader:
    """The walk over the lines of a file."""

    def __init__(self, text: str, lines: list[_Line], references: set[str]) -> None:
        self.text = text
        self.lines = lines
        self.references = references
        self.titled = False

    def front_matter(self) -> tuple[int, int]:
        """Return the span of the YAML between the lines of dashes; an empty one without any."""
        after = self._after_front_matter()
        if not after or not self.lines[0].text.startswith("---"):
            return 0, 0
        return self.lines[1].start, self.lines[after - 1].start

    def blocks(self) -> Iterator[Block]:
        """Give the blocks behind the front matter."""
        at = self._after_front_matter()
        paragraph: list[tuple[int, int]] = []
        in_list = False
        while at < len(self.lines):
            line = self.lines[at]
            prefix = _PREFIX.match(line.text)
            begin = prefix.end() if prefix else 0
            rest = line.text[begin:]
            skipped = self._untouched(at, rest, bool(paragraph), in_list)
            if skipped or not rest.strip():
                underline = bool(paragraph) and _UNDERLINE.match(rest)
                yield from self._flush(paragraph, Role.HEADING if underline else Role.BODY)
                paragraph = []
                in_list = in_list and not rest.strip()
                at += max(1, skipped)
                continue
            if self._is_table(at, rest):
                yield from self._flush(paragraph, Role.BODY)
                paragraph = []
                at = yield from self._table(at)
                continue
            heading = _HEADING.match(rest)
            item = None if heading else (_ITEM.match(rest) or _NOTE.match(rest))
            if heading or item or (prefix and not paragraph):
                yield from self._flush(paragraph, Role.BODY)
                paragraph = []
            if heading:
                end = len(_HEADING_END.sub("", rest))
                span = (line.start + begin + heading.end(), line.start + begin + end)
                yield from self._flush([span] if span[0] < span[1] else [], Role.HEADING)
            else:
                in_list = in_list or item is not None
                body = begin + (item.end() if item else len(rest) - len(rest.lstrip()))
                if line.text[body:].strip():
                    end = len(line.text.rstrip())
                    hard = line.text.endswith("  ") or line.text.endswith("\\")
                    paragraph.append((line.start + body, line.start + end))
                    if hard:
                        yield from self._flush(paragraph, Role.BODY)
                        paragraph = []
            at += 1
        yield from self._flush(paragraph, Role.BODY)

    def _after_front_matter(self) -> int:
        first = self.lines[0].text.rstrip() if self.lines else ""
        if first not in ("---", "+++"):
            return 0
        for at in range(1, len(self.lines)):
            if self.lines[at].text.rstrip() in (first, "..." if first == "---" else first):
                return at + 1
        return 0

    def _untouched(self, at: int, rest: str, in_paragraph: bool, in_list: bool) -> int:
        """Return how many lines from here on hold no text."""
        fence = _FENCE.match(rest.lstrip() if in_list else rest)
        if fence:
            mark = fence.group(1)
            for end in range(at + 1, len(self.lines)):
                if self.lines[end].text.lstrip(" \t>").rstrip().startswith(mark):
                    return end + 1 - at
            return len(self.lines) - at
        if in_paragraph:
            return int(bool(_UNDERLINE.match(rest) or _RULE.match(rest)))
        if _RULE.match(rest) or (_DEFINITION.match(rest) and not _NOTE.match(rest)):
            return 1
        if not in_list and rest.startswith(("    ", "\t")):
            return 1
        if _HTML.match(rest) and not re.match(r"\s*<(?:https?:|[\w.+-]+@)", rest):
            end = at
            while end < len(self.lines) and not self.lines[end].blank:
                end += 1
            return end - at
        return 0

    def _is_table(self, at: int, rest: str) -> bool:
        following = self.lines[at + 1].text if at + 1 < len(self.lines) else ""
        return "|" in rest and "-" in following and bool(_TABLE_RULE.match(following))

    def _table(self, at: int) -> Generator[Block, None, int]:
        first = at
        while at < len(self.lines) and "|" in self.lines[at].text:
            line = self.lines[at]
            if at != first + 1:
                start = 0
                for match in [*_CELL_BREAK.finditer(line.text), None]:
                    end = match.start() if match else len(line.text)
                    cell = line.text[start:end]
                    left = start + len(cell) - len(cell.lstrip())
                    right = start + len(cell.rstrip())
                    if left < right:
                        spans = [(line.start + left, line.start + right)]
                        yield from Inline(self.text, spans, self.references, write_cell).blocks(
                            Role.BODY
                        )
                    start = end + 1
            at += 1
        return at

    def _flush(self, spans: list[tuple[int, int]], role: Role) -> Iterator[Block]:
        if not spans:
            return
        if role is Role.HEADING and not self.titled:
            role, self.titled = Role.TITLE, True
        yield from Inline(self.text, spans, self.references, write_line).blocks(role)


FORMAT = MarkdownFormat()
