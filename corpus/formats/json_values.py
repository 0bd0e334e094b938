"""JSON and JSON lines: string values are translated, keys and everything else stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Piece, Translated, build_document, joined
from .fields import Fields
from .reading import check_pieces, decode_text

MAX_DEPTH = 200

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},:]|[^\s"\[\]{},:]+')
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Writer:
    ascii: bool

    def __call__(self, pieces: Sequence[Piece], _: Translated) -> str:
        return json.dumps(joined(pieces), ensure_ascii=self.ascii)


class JsonFormat:
    """Reads and writes JSON.

    Args:
        lines: True for one value to a line.
        fields: which values are translated.
    """

    def __init__(self, *, lines: bool, fields: Fields | None = None) -> None:
        self.lines = lines
        self.fields = fields or Fields()

    def with_fields(self, patterns: Sequence[str]) -> JsonFormat:
        """Return the format for a choice of fields."""
        return JsonFormat(lines=self.lines, fields=Fields(patterns))

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        check_pieces(text.count('"') // 2 + text.count("[") + text.count("{"), name=name)
        blocks: list[Block] = []
        write = _Writer(text.isascii() and "\\u" in text)
        at = 0
        # not `splitlines`: U+2028 may stand in a string
        for number, line in enumerate(text.split("\n") if self.lines else [text], start=1):
            if line.strip():
                _check(line, name=name, line=number)
                blocks += self._blocks(line, at, write)
            at += len(line) + 1
        return build_document(text, encoding, blocks, name=name, source_lang=source_lang)

    def _blocks(self, text: str, base: int, write: _Writer) -> Iterator[Block]:
        for start, end, path in string_values(text):
            value = json.loads(text[start:end], strict=False)
            if self.fields.take(path, value) and not _SURROGATE.search(value):
                yield Block(base + start, base + end, value, write, by_lines=True)


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
            key = json.loads(text[slice(*waiting)], strict=False)
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


def _check(text: str, *, name: str, line: int) -> None:
    depth = deepest = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        depth += (token in "[{") - (token in "]}")
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise FormatError(f"values nested more than {MAX_DEPTH} deep", path=name, line=line)
    try:
        # numbers are not read: a million digits would take their time, and nobody looks at them
        json.loads(text, strict=False, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        at = line + error.lineno - 1 if isinstance(error, json.JSONDecodeError) else line
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise FormatError(
            f"no valid JSON: {reason}", path=name, line=at, hint="mend the file"
        ) from error


JSON = JsonFormat(lines=False)
JSON_LINES = JsonFormat(lines=True)
