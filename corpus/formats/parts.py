"""Files of rows, however large: read as a stream and cut into documents of so many rows.

A file is read twice from one handle: once to see that it is text throughout and to learn what
holds for all of it, once to cut it. A part ends where a row ends, so the rendered parts, one after
the other, are the rendered file.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Edit
from .cutting import cut_blocks
from .reading import (
    NOTHING_TO_TRANSLATE,
    Encoding,
    encoding_error,
    find_encoding,
    line_count,
    nul_error,
    unreadable,
)

MAX_ROW = 8 * 1024 * 1024
"""Characters of a row; longer ones are no row, or a quotation mark in them is not closed."""
PART_LENGTH = 1024 * 1024
"""A part ends after so many characters even if it has fewer rows than it may have."""
HEAD = 100_000
CHUNK = 1024 * 1024
"""Bytes read at once."""

RowEnds = Callable[[str, bool], Iterator[int]]
"""Gives the offset behind each complete row of a text; the flag says that nothing follows it.

Where nothing follows, the last row is complete too, and the last offset is the text's length.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a file.

    Attributes:
        text: the rows with their line ends.
        encoding: how they are stored; only the first part has the byte order mark.
        line: 1-based line of the file on which the part starts.
        first: whether it is the first part.
        last: whether it is the last part.
    """

    text: str
    encoding: Encoding
    line: int
    first: bool
    last: bool


class RowFile:
    """A text file that is read in parts.

    Args:
        stream: the open file, which can be sought.
        name: its name for messages.
        chunk: bytes read at once.

    Attributes:
        encoding: how it is stored.
        size: its length in bytes.
        head: its first characters, `HEAD` at most.
        escaped: whether it is ASCII with escapes such as `\\u00e1` in it.

    Raises:
        FormatError: it is empty, binary or wrongly encoded; the error names the line.
    """

    def __init__(self, stream: BinaryIO, *, name: str, chunk: int | None = None) -> None:
        self._stream = stream
        self._chunk = chunk or CHUNK
        self.name = name
        self._state = _state(stream)
        self.encoding = find_encoding(self._read(16), name=name)
        self.head = ""
        ascii_only, escaped, tail = True, False, ""
        for text in self._texts():
            self.head += text[: HEAD - len(self.head)]
            ascii_only = ascii_only and text.isascii()
            escaped = escaped or "\\u" in tail + text
            tail = text[-1:]
        self.size = stream.tell()
        if self.size <= len(self.encoding.mark):
            raise FormatError("the file is empty", path=name, hint=NOTHING_TO_TRANSLATE)
        self.escaped = ascii_only and escaped

    def data(self) -> bytes:
        """Return the bytes of the file.

        Raises:
            FormatError: it was changed since it was opened, or cannot be read.
        """
        self._stream.seek(0)
        data = self._read(self.size + 1)
        if len(data) != self.size or _state(self._stream) != self._state:
            raise self._changed()
        return data

    def parts(self, row_ends: RowEnds, *, lines: int) -> Iterator[Part]:
        """Cut the file.

        Args:
            row_ends: where the rows of its format end.
            lines: rows of a part, at most.

        Raises:
            FormatError: a row is too long, or the file was changed since it was opened.
        """
        waiting: Part | None = None
        number, rest = 1, ""
        for text, final in self._with_end():
            rest += text
            start = rows = done = 0
            for end in row_ends(rest, final):
                done = end
                rows += 1
                if rows < lines and end - start < PART_LENGTH and not (final and end == len(rest)):
                    continue
                if waiting:
                    yield waiting
                waiting = self._part(rest[start:end], number, first=waiting is None)
                number += line_count(waiting.text)
                start, rows = end, 0
            if len(rest) - done > MAX_ROW:
                raise FormatError(
                    f"a row of more than {MAX_ROW:,} characters",
                    path=self.name,
                    line=number + line_count(rest[start:done]),
                    hint="break it into shorter ones; in a table, close every quotation mark",
                )
            rest = rest[start:]
        if waiting:
            yield Part(waiting.text, waiting.encoding, waiting.line, waiting.first, last=True)

    def _part(self, text: str, line: int, *, first: bool) -> Part:
        encoding = self.encoding if first else Encoding(self.encoding.codec, b"")
        return Part(text, encoding, line, first, last=False)

    def _with_end(self) -> Iterator[tuple[str, bool]]:
        for text in self._texts():
            if _state(self._stream) != self._state:
                raise self._changed()
            yield text, False
        if self._stream.tell() != self.size or _state(self._stream) != self._state:
            raise self._changed()
        yield "", True

    def _changed(self) -> FormatError:
        return FormatError(
            "the file was changed while it was read", path=self.name, hint="run again"
        )

    def _texts(self) -> Iterator[str]:
        """Decode the file from its start."""
        encoding = self.encoding
        decoder = codecs.getincrementaldecoder(encoding.codec)()
        at = len(encoding.mark)
        self._stream.seek(at)
        line, last, data = 1, "", b" "
        while data:
            data = self._read(self._chunk)
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise encoding_error(
                    error,
                    encoding,
                    name=self.name,
                    offset=at - waiting,
                    line=line,
                    before=last,
                ) from error
            if "\0" in text:
                raise nul_error(data, encoding, name=self.name, offset=at, line=line, before=last)
            at += len(data)
            if text:
                # a carriage return at the end may belong to a line feed that follows
                whole = last + text
                last = "\r" if text.endswith("\r") else ""
                line += line_count(whole) - len(last)
                yield text

    def _read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except OSError as error:
            raise unreadable(error, self.name) from error


def _state(stream: BinaryIO) -> tuple[int, int]:
    found = os.fstat(stream.fileno())
    return found.st_size, found.st_mtime_ns


def part_document(
    part: Part,
    blocks: Iterable[Block],
    *,
    name: str,
    source_lang: str,
    language_edits: Callable[[str], Iterable[Edit]] | None = None,
) -> Document:
    """Make a document of the blocks of a part, maybe one without segments."""
    segments, skeleton = cut_blocks(
        part.text,
        part.encoding,
        blocks,
        name=name,
        source_lang=source_lang,
        first_line=part.line,
        language_edits=language_edits,
    )
    return Document(name, source_lang, segments, skeleton)


def line_ends(text: str, final: bool) -> Iterator[int]:
    """Give the end of each line, which LF ends; see `RowEnds`."""
    at = text.find("\n") + 1
    last = 0
    while at:
        yield at
        last, at = at, text.find("\n", at) + 1
    if final and last < len(text):
        yield len(text)
