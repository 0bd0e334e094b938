"""HTML pages and fragments: texts and attributes that people read are translated.

The page is never rebuilt: texts are replaced where they stand, so that everything else, mistakes
included, is the same bytes. Scripts, styles, code and what is marked `translate="no"` stay. The
`lang` of the page becomes that of the translation.
"""

from __future__ import annotations

import html
import logging
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import Document
from ..errors import FormatError
from ..html_elements import INLINE, UNTRANSLATED, VOID
from ..segment import Role
from .article import find_article
from .blocks import Block, Piece, Translated, is_text, joined
from .cutting import build_document
from .html_language import PageLanguage
from .html_tokens import Token, html_tokens, matching_ends, tag_attributes
from .inline import Tag, TagKind
from .reading import check_pieces, decode_text
from .xml_text import gather

_log = logging.getLogger(__name__)

_HEADINGS = frozenset("h2 h3 h4 h5 h6 th dt summary legend".split())
_ATTRIBUTES = frozenset("alt title placeholder aria-label aria-description summary label".split())
_META = frozenset(
    "description keywords og:title og:description og:image:alt twitter:title twitter:description "
    "twitter:image:alt title dc.title dc.description".split()
)
_BUTTONS = frozenset("submit button reset".split())
_SIGN = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?\s*\Z")
_SIGN_TOKENS = 8
_SPACE = re.compile(r"[ \t\r\n\f]+")


def write_html(pieces: Sequence[Piece], _: Translated | None = None) -> str:
    """Write pieces as content of an element."""
    return "".join(
        html.escape(piece, quote=False) if isinstance(piece, str) else piece.raw for piece in pieces
    )


def _write_value(pieces: Sequence[Piece], _: Translated) -> str:
    return '"' + html.escape(joined(pieces), quote=True).replace("&#x27;", "'") + '"'


@dataclass(slots=True)
class _Run:
    """Tokens that belong to one paragraph, as far as they have come."""

    items: list[tuple[str | Tag, int, int]]
    role: Role = Role.BODY


class HtmlFormat:
    """Reads and writes pages and fragments.

    Args:
        elements: what of a page is translated: names of elements (`article`), `#id` or `.class`;
            all of it without any. The title and the description of the page are in any case.
        article: of a saved news page only the article is translated, of others everything.
    """

    def __init__(self, elements: Sequence[str] = (), *, article: bool = False) -> None:
        self.elements = frozenset(elements)
        self.article = article

    def with_fields(self, patterns: Sequence[str]) -> HtmlFormat:
        """Return the format for a choice of elements."""
        return HtmlFormat(patterns)

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a page; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        check_pieces(text.count("<"), name=name)
        tokens = list(html_tokens(text))
        blocks = sorted(_blocks(text, tokens), key=lambda block: (block.start, block.inner))
        if self.elements:
            chosen = _chosen(text, tokens, self.elements)
            if not chosen:
                raise FormatError(
                    f"this page has no element {', '.join(sorted(self.elements))}",
                    path=name,
                    hint="name an element, #id or .class that stands around the text",
                )
            blocks = [block for block in blocks if _lies_in(block, chosen)]
        elif self.article:
            article = find_article(text, tokens, blocks)
            if article is None:
                _log.info("%s is no news page; all of it is translated", name)
            else:
                blocks = article
        return build_document(
            text,
            encoding,
            blocks,
            name=name,
            source_lang=source_lang,
            language_edits=PageLanguage(text, tokens, blocks, source_lang).edits,
        )


def is_news_page(text: str) -> bool:
    """Whether a page is a saved news page, of which the article can be told from the rest."""
    tokens = list(html_tokens(text))
    blocks = sorted(_blocks(text, tokens), key=lambda block: (block.start, block.inner))
    return find_article(text, tokens, blocks) is not None


def _chosen(text: str, tokens: Sequence[Token], elements: frozenset[str]) -> list[tuple[int, int]]:
    """Return the spans of the chosen elements, with the head of the page, merged and in order."""
    ends = matching_ends(tokens)
    spans: list[tuple[int, int]] = []
    found = False
    for at, token in enumerate(tokens):
        if token.kind != "start" or (spans and token.end <= spans[-1][1]):
            continue
        if token.name != "head":
            names = {token.name}
            if "=" in text[token.start : token.end]:
                named = tag_attributes(text, token)
                if "id" in named:
                    names.add("#" + named["id"].value)
                if "class" in named:
                    names |= {"." + one for one in named["class"].value.split()}
            if not names & elements:
                continue
            found = True
        spans.append((token.start, tokens[ends[at]].end if at in ends else len(text)))
    return spans if found else []


def _lies_in(block: Block, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (block.start, block.end)) - 1
    at += at + 1 < len(spans) and spans[at + 1][0] == block.start
    return at >= 0 and block.end <= spans[at][1]


def _blocks(text: str, tokens: Sequence[Token]) -> Iterator[Block]:
    ends = matching_ends(tokens)
    run = _Run([])
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "text":
            run.items.append((text[token.start : token.end], token.start, token.end))
        elif token.kind == "raw" and token.name == "title":
            yield from _flush(run)
            run = _Run([(text[token.start : token.end], token.start, token.end)], Role.TITLE)
        elif token.kind in ("start", "end") and token.name in INLINE | UNTRANSLATED:
            last = at
            if token.kind == "start":
                if _is_kept(text, token) or _is_note_sign(text, tokens, at, ends):
                    last = ends.get(at, at)
                else:
                    yield from _attribute_blocks(text, token)
            if token.name in INLINE:
                begin, end = token.start, tokens[last].end
                kind = TagKind.SINGLE if last > at else _kind(token)
                run.items.append((Tag(0, text[begin:end], kind, begin), begin, end))
            else:
                yield from _flush(run)
                run = _Run([])
            at = last
        elif token.kind == "other":
            # a comment stands inside a sentence without ending it
            raw = text[token.start : token.end]
            run.items.append((Tag(0, raw, TagKind.SINGLE, token.start), token.start, token.end))
        else:
            yield from _flush(run)
            run = _Run([], _role(token))
            if token.kind == "start":
                if _is_kept(text, token):
                    at = ends.get(at, at)
                else:
                    yield from _attribute_blocks(text, token)
        at += 1
    yield from _flush(run)


def _role(token: Token) -> Role:
    if token.kind == "start":
        if token.name == "h1":
            return Role.TITLE
        if token.name in _HEADINGS:
            return Role.HEADING
        if token.name in ("figcaption", "caption"):
            return Role.CAPTION
    return Role.BODY


def _kind(token: Token) -> TagKind:
    if token.kind == "end":
        return TagKind.CLOSE
    return TagKind.SINGLE if token.name in VOID else TagKind.OPEN


def _is_kept(text: str, token: Token) -> bool:
    """Whether the content of an element is left alone."""
    if token.name in UNTRANSLATED:
        return True
    if " " not in text[token.start : token.end] and "\n" not in text[token.start : token.end]:
        return False
    found = tag_attributes(text, token)
    choice, classes = found.get("translate"), found.get("class")
    return (choice is not None and choice.value.lower() == "no") or (
        classes is not None and "notranslate" in classes.value.split()
    )


def _is_note_sign(text: str, tokens: Sequence[Token], at: int, ends: Mapping[int, int]) -> bool:
    """Whether this is the sign of a note, or an exponent: it would spoil the word before it."""
    last = ends.get(at, at)
    if tokens[at].name != "sup" or not 0 < last - at <= _SIGN_TOKENS:
        return False
    inside = tokens[at + 1 : last]
    return (
        _SIGN.match("".join(text[t.start : t.end] for t in inside if t.kind == "text")) is not None
    )


def _attribute_blocks(text: str, token: Token) -> Iterator[Block]:
    found = tag_attributes(text, token)
    kind = found["type"].value.lower() if "type" in found else ""
    meta = (found.get("name") or found.get("property")) if token.name == "meta" else None
    for name, attribute in found.items():
        wanted = (
            name in _ATTRIBUTES
            or (name == "content" and meta is not None and meta.value.lower() in _META)
            or (name == "value" and token.name == "input" and kind in _BUTTONS)
        )
        if wanted and is_text(attribute.value):
            role = Role.CAPTION if name == "alt" else Role.BODY
            yield Block(
                attribute.start, attribute.end, attribute.value, _write_value, role=role, inner=True
            )


def _flush(run: _Run) -> Iterator[Block]:
    items = run.items
    first = next((n for n, item in enumerate(items) if _has_text(item[0])), None)
    if first is None:
        return
    last = next(n for n in reversed(range(len(items))) if _has_text(items[n][0]))
    # tags around the text stay with it: they may be pairs
    while first and isinstance(items[first - 1][0], Tag):
        first -= 1
    while last + 1 < len(items) and isinstance(items[last + 1][0], Tag):
        last += 1
    pieces: list[Piece] = []
    space = True
    start, end = items[first][1], items[last][2]
    for number, (item, begin, stop) in enumerate(items[first : last + 1], start=first):
        if isinstance(item, Tag):
            pieces.append(item)
            # what stands for a word has its own spaces
            space = space and (item.kind is not TagKind.SINGLE or item.raw.startswith("<!"))
            continue
        written = item
        if number == first:
            cut = len(written) - len(written.lstrip(" \t\r\n\f"))
            start, written = begin + cut, written[cut:]
        if number == last:
            kept = written.rstrip(" \t\r\n\f")
            end, written = stop - (len(written) - len(kept)), kept
        plain = _SPACE.sub(" ", html.unescape(written))
        if space and plain.startswith(" "):
            plain = plain[1:]
        pieces.append(plain)
        space = plain.endswith(" ") if plain else space
    plain, tags = gather(pieces)
    yield Block(start, end, plain, write_html, tags, role=run.role)


def _has_text(item: str | Tag) -> bool:
    return isinstance(item, str) and bool(item.strip(" \t\r\n\f"))


FORMAT = HtmlFormat()
ARTICLE = HtmlFormat(article=True)
