"""YAML: string values are translated where they stand; keys, comments and anchors stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Edit, Piece, Translated, joined
from .cutting import build_document
from .fields import Fields
from .language_tags import KEYS, is_tag_of, tag_like
from .reading import decode_text
from .values import value_block

MAX_DEPTH = 200
MAX_LENGTH = 4_000_000
"""Code points; the parser takes some seconds for a million of them."""

_LANGUAGE = re.compile(
    r"^[ \t]*(?P<key>\w+):[ \t]+(?P<quote>[\"']?)(?P<tag>[A-Za-z]{2}(?:[-_][A-Za-z]{2})?)"
    r"(?P=quote)[ \t]*(?:[ \t]#[^\n\r]*)?$",
    re.MULTILINE,
)
_ROOT = re.compile(
    r"^(?P<quote>[\"']?)(?P<tag>[^\s\"'#:-][^\s\"':]*)(?P=quote):(?P<all>[ \t\r]*$)?", re.MULTILINE
)
_UNSAFE = re.compile(r"[\[\]{},#&*!|>'\"%@`\\\n\r\t\x85\u2028\u2029]|:(?:\s|\Z)|\s-\s")
# what ends a line in YAML: three rare characters do as well
_BREAK = re.compile("[\n\x85\u2028\u2029]")
_RARE_BREAK = re.compile("[\x85\u2028\u2029]")
_LINE = re.compile("([^\n\x85\u2028\u2029]*)([\n\x85\u2028\u2029]|\\Z)")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a value in the style that it has.

    Attributes:
        style: `'`, `"`, `|`, `>`, or empty for a plain value.
        raw: the value as it is written.
    """

    style: str
    raw: str

    def __call__(self, pieces: Sequence[Piece], _: Translated) -> str:
        text = joined(pieces)
        if self.style in ("|", ">"):
            return self._block(text)
        if self.style == "'" and not _BREAK.search(text):
            return "'" + text.replace("'", "''") + "'"
        if not self.style and text[:1].isalpha() and _is_plain(text):
            return text
        return _RARE_BREAK.sub(
            lambda sign: f"\\u{ord(sign.group()):04x}", json.dumps(text, ensure_ascii=False)
        )

    def _block(self, text: str) -> str:
        # folded text becomes literal, in which line breaks mean themselves
        head, _, rest = self.raw.partition("\n")
        first = next(line for line in rest.split("\n") if line.strip())
        indent = first[: len(first) - len(first.lstrip(" "))]
        lines = "".join(
            indent + line.strip() + sign if line.strip() else sign
            for line, sign in _LINE.findall(text.rstrip())
        )
        tail = self.raw[len(self.raw.rstrip()) :]
        return head.replace(">", "|", 1) + "\n" + lines + tail


def _is_plain(text: str) -> bool:
    return text == text.strip() and not _UNSAFE.search(text) and _is_string(text)


def _is_string(text: str) -> bool:
    """Whether a plain value is a string, and not `yes`, `null` or a date."""
    from yaml.nodes import ScalarNode
    from yaml.resolver import Resolver

    return bool(Resolver().resolve(ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str")


class YamlFormat:
    """Reads and writes YAML.

    Args:
        fields: which values are translated.
    """

    def __init__(self, fields: Fields | None = None) -> None:
        self.fields = fields or Fields()

    def with_fields(self, patterns: Sequence[str]) -> YamlFormat:
        """Return the format for a choice of fields."""
        return YamlFormat(Fields(patterns))

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        blocks = self.blocks(text, name=name)
        return build_document(
            text,
            encoding,
            blocks,
            name=name,
            source_lang=source_lang,
            language_edits=partial(yaml_language_edits, text, source_lang),
        )

    def blocks(self, text: str, *, name: str) -> list[Block]:
        """Return the blocks of a file, or of a piece of YAML in another one.

        Raises:
            FormatError: it is no valid YAML, or too long.
        """
        import yaml

        if len(text) > MAX_LENGTH:
            raise FormatError(
                f"a file of {len(text):,} characters",
                path=name,
                hint=f"split it into files of at most {MAX_LENGTH:,}",
            )
        try:
            return list(self._blocks(text, name))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            reason = getattr(error, "problem", None) or str(error)
            raise FormatError(
                f"no valid YAML: {reason}",
                path=name,
                line=mark.line + 1 if mark else None,
                hint="mend the file",
            ) from error

    def _blocks(self, text: str, name: str) -> Iterator[Block]:
        for event, path in _scalars(text, name):
            start, end = event.start_mark.index, event.end_mark.index
            style = event.style or ""
            if event.tag is not None or not self.fields.take(path, event.value):
                continue
            if event.anchor:
                anchor = re.compile(f"&{re.escape(event.anchor)}\\s+").match(text, start, end)
                if anchor is None:
                    continue
                start = anchor.end()
            if style or _is_string(event.value):
                write = _Writer(style, text[start:end])
                yield value_block(start, end, event.value, write)


def yaml_language_edits(text: str, source_lang: str, lang: str) -> Iterator[Edit]:
    """Give what is to be changed in YAML whose texts get another language.

    That are the values of `lang` and the like, and a tag that is the one key around all others, as
    in the catalogues of Rails.
    """
    for match in _LANGUAGE.finditer(text):
        if match.group("key") in KEYS and is_tag_of(match.group("tag"), source_lang):
            yield match.start("tag"), match.end("tag"), tag_like(match.group("tag"), lang)
    roots = list(islice(_ROOT.finditer(text), 2))
    root = roots[0] if len(roots) == 1 and roots[0].group("all") is not None else None
    if root and is_tag_of(root.group("tag"), source_lang):
        yield root.start("tag"), root.end("tag"), tag_like(root.group("tag"), lang)


def _scalars(text: str, name: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Give the event and the path of keys of each scalar that is no key."""
    import yaml

    # of each open collection: whether it is a mapping, and the key whose value comes next
    stack: list[tuple[bool, list[str]]] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        node = isinstance(event, yaml.NodeEvent)
        is_key = node and bool(stack) and stack[-1][0] and not stack[-1][1]
        if is_key:
            stack[-1][1].append(event.value if isinstance(event, yaml.ScalarEvent) else "")
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= MAX_DEPTH:
                raise FormatError(
                    f"values nested more than {MAX_DEPTH} deep",
                    path=name,
                    line=event.start_mark.line + 1,
                )
            # a collection as a key is so rare that its texts pass for values
            stack.append((isinstance(event, yaml.MappingStartEvent), []))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            _value_done(stack)
        elif node and not is_key:
            if isinstance(event, yaml.ScalarEvent):
                yield event, tuple(key for _, keys in stack for key in keys)
            _value_done(stack)


def _value_done(stack: list[tuple[bool, list[str]]]) -> None:
    if stack and stack[-1][0]:
        stack[-1][1].clear()


FORMAT = YamlFormat()
