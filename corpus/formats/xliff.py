"""XLIFF 1.2 and 2.x (OASIS, 2008 and 2014): targets are filled beside their sources.

Units that have a translation keep it, unless their state says that it is new. Units marked
`translate="no"` are left alone. A target gets the state `translated`, or one that asks for a
review where a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..document import Document
from ..errors import FormatError
from ..languages import LANGUAGES
from .blocks import Block, Edit, Piece, Translated
from .codes import content_pieces, element_end
from .cutting import build_document
from .xml_text import (
    Token,
    attributes,
    decode_xml,
    gather,
    set_attribute,
    space_before,
    write_xml,
    xml_tokens,
)

_NEW = frozenset({"new", "needs-translation", "initial"})
_UNITS = ("trans-unit", "segment")


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a unit: its tokens from start tag to end tag."""

    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the target of a unit.

    Attributes:
        before: what stands before the target in the place that is replaced: nothing in XLIFF 1.2,
            the start of the segment, which carries the state, in 2.x.
        head: the start tag of the target.
        tail: its end tag.
        lead: white space before it, when it is new.
        segment: the start tag of a segment of XLIFF 2.x, otherwise empty.
    """

    segment: str
    before: str
    lead: str
    head: str
    tail: str

    def __call__(self, pieces: Sequence[Piece], how: Translated) -> str:
        head, segment = self.head, self.segment
        if how.lang and "xml:lang" in attributes(head):
            head = set_attribute(head, "xml:lang", how.lang)
        if segment:
            segment = set_attribute(segment, "state", "initial" if how.review else "translated")
        else:
            state = "needs-review-translation" if how.review else "translated"
            head = set_attribute(head, "state", state)
        return f"{segment}{self.before}{self.lead}{head}{write_xml(pieces)}{self.tail}"


class XliffFormat:
    """Reads and writes XLIFF."""

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file; see `corpus.formats.Format`."""
        text, encoding = decode_xml(data, name=name)
        tokens = list(xml_tokens(text))
        root = next((token for token in tokens if token.kind in ("start", "empty")), None)
        if root is None or root.name != "xliff":
            raise FormatError("this is no XLIFF file", path=name, hint="its root must be <xliff>")
        holders = _language_holders(text, tokens)
        _check_source(text, holders, source_lang, name)
        units = list(_units(text, tokens))
        named = {_language(text, holder, _TARGET[holder.name]) for holder in holders} - {""}
        translated = any(unit is None for unit in units)
        return build_document(
            text,
            encoding,
            [unit for unit in units if unit is not None],
            name=name,
            source_lang=source_lang,
            language_edits=partial(_language_edits, text, holders),
            target_lang=min(named) if translated and named else None,
        )


_TARGET = {"file": "target-language", "xliff": "trgLang"}
_SOURCE = {"file": "source-language", "xliff": "srcLang"}


def _language_holders(text: str, tokens: Iterable[Token]) -> list[Token]:
    """Return the tags that name languages: `<file>` in XLIFF 1.2, `<xliff>` in 2.x."""
    return [
        token
        for token in tokens
        if token.kind == "start"
        and token.name in _SOURCE
        and _SOURCE[token.name] in attributes(text[token.start : token.end])
    ]


def _language(text: str, token: Token, name: str) -> str:
    tag = attributes(text[token.start : token.end]).get(name, "")
    return re.split("[-_]", tag)[0].lower()


def _check_source(text: str, holders: Iterable[Token], source_lang: str, name: str) -> None:
    for holder in holders:
        lang = _language(text, holder, _SOURCE[holder.name])
        if lang and lang != source_lang:
            raise FormatError(
                f"the source language of this file is {lang!r}, not {source_lang!r}",
                path=name,
                line=text.count("\n", 0, holder.start) + 1,
                hint=f"say --from {lang}" if lang in LANGUAGES else "translate another file",
            )


def _language_edits(text: str, holders: Iterable[Token], lang: str) -> Iterator[Edit]:
    for holder in holders:
        tag = text[holder.start : holder.end]
        if _language(text, holder, _TARGET[holder.name]) != lang:
            yield holder.start, holder.end, set_attribute(tag, _TARGET[holder.name], lang)


def _units(text: str, tokens: Sequence[Token]) -> Iterator[Block | None]:
    """Give a block for each unit to be translated, None for each that has a translation.

    A unit inside another one, which no standard knows, is part of its content.
    """
    frozen: list[bool] = []
    end = 0
    for at, token in enumerate(tokens):
        if token.kind == "end" and frozen:
            frozen.pop()
        if token.kind != "start":
            continue
        found = attributes(text[token.start : token.end])
        choice = found.get("translate")
        frozen.append(choice == "no" if choice else bool(frozen) and frozen[-1])
        if token.name in _UNITS and not frozen[-1] and at >= end:
            end = element_end(tokens, at) + 1
            yield from _unit(text, tokens[at:end], found)


def _unit(text: str, tokens: Sequence[Token], found: dict[str, str]) -> Iterator[Block | None]:
    parts: dict[str, _Element] = {}
    at = 1
    while at < len(tokens) - 1:
        last = element_end(tokens, at) if tokens[at].kind in ("start", "empty") else at
        if tokens[at].kind in ("start", "empty"):
            parts.setdefault(tokens[at].name, _Element(tuple(tokens[at : last + 1])))
        at = last + 1
    source = parts.get("source")
    if source is None:
        return
    target = parts.get("target")
    tag = "" if target is None else text[target.start : target.tokens[0].end]
    state = attributes(tag).get("state") or found.get("state", "")
    if target is not None and state not in _NEW and _plain(text, target).strip():
        yield None
        return
    content = parts.get("seg-source", source)
    plain, tags = gather(content_pieces(text, content.tokens[1:-1]))
    head, tail = tag, "</target>"
    prefix = text[source.start + 1 : source.tokens[0].end].partition("source")[0]
    if target is None:
        head, tail = f"<{prefix}target>", f"</{prefix}target>"
    elif target.tokens[0].kind == "empty":
        head, tail = tag[:-2].rstrip() + ">", f"</{prefix}target>"
    else:
        tail = text[target.tokens[-1].start : target.end]
    after = max(source.end, content.end)
    start, end = (after, after) if target is None else (target.start, target.end)
    lead = space_before(text, source.start) if target is None else ""
    segment = before = ""
    if tokens[0].name == "segment":
        segment = text[tokens[0].start : tokens[0].end]
        before = text[tokens[0].end : start]
        start = tokens[0].start
    yield Block(
        content.start,
        content.end,
        plain,
        _Writer(segment, before, lead, head, tail),
        tags,
        place=(start, end),
        by_lines=True,
    )


def _plain(text: str, element: _Element) -> str:
    return gather(content_pieces(text, element.tokens[1:-1]))[0]


FORMAT = XliffFormat()
