"""JSON and JSON lines: string values are translated, keys and everything else stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Edit, Piece, Translated, joined
from .cutting import build_document
from .fields import Fields
from .language_tags import KEYS, is_tag_of, tag_like
from .parts import RowFile, line_ends, part_document
from .reading import check_pieces, decode_text, line_count
from .values import value_block

MAX_DEPTH = 200

_VALUES = json.JSONDecoder(strict=False)
# numbers are not read: a million digits would take their time, and nobody looks at them
_CHECK = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s"\[\]{},:]+')


@dataclass(frozen=True, slots=True)
class _Writer:
    ascii: bool

    def __call__(self, pieces: Sequence[Piece], _: Translated) -> str:
        return json.dumps(joined(pieces), ensure_ascii=self.ascii)


@dataclass(slots=True)
class _Tags:
    """Where the source language is named, as values of `lang` and the like."""

    source_lang: str
    found: list[tuple[int, int, str]] = field(default_factory=list)

    def edits(self, lang: str) -> Iterator[Edit]:
        """Give what is to be changed for another language."""
        for start, end, written in self.found:
            yield start, end, json.dumps(tag_like(written, lang))


class JsonFormat:
    """Reads and writes JSON.

    Args:
        fields: which values are translated.
    """

    def __init__(self, fields: Fields | None = None) -> None:
        self.fields = fields or Fields()

    def with_fields(self, patterns: Sequence[str]) -> JsonFormat:
        """Return the format for a choice of fields."""
        return type(self)(Fields(patterns))

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        escaped = text.isascii() and "\\u" in text
        tags = _Tags(source_lang)
        return build_document(
            text,
            encoding,
            self._blocks(text, tags, name=name, escaped=escaped),
            name=name,
            source_lang=source_lang,
            language_edits=tags.edits,
        )

    def _blocks(
        self, text: str, tags: _Tags, *, name: str, escaped: bool, first_line: int = 1
    ) -> Iterator[Block]:
        check_pieces(text.count('"') // 2 + text.count("[") + text.count("{"), name=name)
        write = _Writer(escaped)
        at, number = 0, first_line
        for end in self._value_ends(text):
            line = text[at:end]
            if line.strip():
                _check(line.removesuffix("\n"), name=name, line=number)
                yield from self._values(line, at, write, tags)
            number += line_count(line)
            at = end

    def _value_ends(self, text: str) -> Iterable[int]:
        return (len(text),)

    def _values(self, text: str, base: int, write: _Writer, tags: _Tags) -> Iterator[Block]:
        named: list[tuple[int, int, str]] = []
        texts = 0
        for start, end, path in string_values(text):
            value = _string(text[start:end])
            if self.fields.take(path, value):
                texts += 1
                yield value_block(base + start, base + end, value, write)
            elif path and path[-1].lower() in KEYS and is_tag_of(value, tags.source_lang):
                named.append((base + start, base + end, value))
        # a record without texts stays in its language
        tags.found += named if texts else []


class JsonLinesFormat(JsonFormat):
    """Reads and writes JSON lines: one value to a line."""

    def parts(self, file: RowFile, *, source_lang: str, lines: int) -> Iterator[Document]:
        """Read a file some lines at a time; see `corpus.formats.Rows`."""
        for part in file.parts(line_ends, lines=lines):
            tags = _Tags(source_lang)
            blocks = self._blocks(
                part.text, tags, name=file.name, escaped=file.escaped, first_line=part.line
            )
            yield part_document(
                part,
                blocks,
                name=file.name,
                source_lang=source_lang,
                language_edits=tags.edits,
            )

    def _value_ends(self, text: str) -> Iterable[int]:
        # not `splitlines`: U+2028 may stand in a string
        return line_ends(text, True)


def string_values(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give (start, end, path of keys) of each string of valid JSON that is no key."""
    path: list[str] = []
    kinds: list[tuple[str, str | None]] = []
    key: str | None = None
    waiting: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text):
        token = match.group()
        in_object = bool(kinds) and kinds[-1][0] == "{"
        if token[0] == '"':
            if in_object and key is None:
                waiting = match.span()
            else:
                yield match.start(), match.end(), (*path, key) if key is not None else tuple(path)
        elif token == ":" and waiting is not None:
            key = _string(text[slice(*waiting)])
            waiting = None
        elif token in "[{":
            # the key of a list is that of its values
            kinds.append((token, key))
            if key is not None:
                path.append(key)
            key = None
        elif token in "]}":
            if kinds.pop()[1] is not None:
                path.pop()
            key = None
        elif token == ",":
            key = None


def _string(written: str) -> str:
    """Return the string that is written with its quotation marks."""
    if "\\" not in written:
        return written[1:-1]
    value: str = _VALUES.decode(written)
    return value


def _check(text: str, *, name: str, line: int) -> None:
    depth = deepest = 0
    deep = text.count("[") + text.count("{") > MAX_DEPTH
    for match in _TOKEN.finditer(text) if deep else ():
        token = match.group()
        depth += (token in "[{") - (token in "]}")
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise FormatError(f"values nested more than {MAX_DEPTH} deep", path=name, line=line)
    try:
        _CHECK.decode(text)
    except (ValueError, RecursionError) as error:
        at = line + error.lineno - 1 if isinstance(error, json.JSONDecodeError) else line
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise FormatError(
            f"no valid JSON: {reason}", path=name, line=at, hint="mend the file"
        ) from error


JSON = JsonFormat()
JSON_LINES = JsonLinesFormat()
