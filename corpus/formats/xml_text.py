"""XML as a row of tokens with their places, for the formats that patch it where it stands.

A file is first read by expat, which knows every rule of well-formed XML; what it accepts is cut
into tokens by a simple pattern. Nothing is fetched, and files that define entities are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from ..errors import FormatError
from .blocks import Piece
from .inline import Tag, TagKind
from .reading import Encoding, check_pieces, decode_text

MAX_DEPTH = 256
_CHUNK = 65_536

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|<![^\[>]*>"
    r"|<(?P<close>/)?(?P<name>[^\s/>!?]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/)?>"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_DECLARED = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)")
_ATTRIBUTE = re.compile(r"([^\s=/<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));|&[^\s;&]{1,80};")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
# What XML 1.0 cannot hold (section 2.2)
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an XML file.

    Attributes:
        kind: `start`, `end`, `empty`, `text`, `cdata`, or `other` (comments, instructions).
        name: of a tag, without its prefix.
        start: offset of its first code point.
        end: offset after its last one.
    """

    kind: str
    name: str
    start: int
    end: int


def decode_xml(data: bytes, *, name: str) -> tuple[str, Encoding]:
    """Decode an XML file and make sure that it is well-formed and harmless.

    Raises:
        FormatError: it is not, or in another encoding than UTF-8 and UTF-16.
    """
    text, encoding = decode_text(data, name=name)
    declared = _DECLARED.match(text)
    if declared and declared.group(1).lower() not in ("utf-8", "utf8", "utf-16"):
        raise FormatError(
            f"the encoding {declared.group(1)} is not read",
            path=name,
            line=1,
            hint="save it as UTF-8",
        )
    check_xml(text, name=name)
    return text, encoding


def check_xml(text: str, *, name: str) -> None:
    """Make sure that a text is well-formed XML without definitions of its own.

    Raises:
        FormatError: it is not, or its elements are too many or nested too deeply.
    """
    check_pieces(text.count("<"), name=name)
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(_: str, __: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise FormatError(
                f"elements nested more than {MAX_DEPTH} deep",
                path=name,
                line=parser.CurrentLineNumber,
            )

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def definitions(_: str, __: str | None, ___: str | None, internal: int) -> None:
        if internal:
            raise FormatError(
                "the file holds definitions of its own (DTD), which are not read",
                path=name,
                line=parser.CurrentLineNumber,
                hint="take the part in square brackets out of its DOCTYPE",
            )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = definitions
    try:
        for at in range(0, len(text), _CHUNK):
            parser.Parse(text[at : at + _CHUNK].encode("utf-8"), False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise FormatError(
            f"no valid XML: {reason}", path=name, line=error.lineno, hint="mend the file"
        ) from error


def xml_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Give the tokens of well-formed XML, or of the part of it from a token's start on."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        name = match.group("name")
        if name is not None:
            kind = "end" if match.group("close") else "empty" if match.group("empty") else "start"
            yield Token(kind, name.rpartition(":")[2], match.start(), match.end())
        elif match.group("text") is not None:
            yield Token("text", "", match.start(), match.end())
        else:
            kind = "other" if match.group("cdata") is None else "cdata"
            yield Token(kind, "", match.start(), match.end())


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag as it is written, with their prefixes."""
    return {
        match.group(1): unescape(match.group(2) if match.group(2) is not None else match.group(3))
        for match in _ATTRIBUTE.finditer(tag)
    }


def set_attribute(tag: str, name: str, value: str) -> str:
    """Return a start tag with an attribute set; the others stay as they are written."""
    written = f'{name}="{escape(value)}"'
    for match in _ATTRIBUTE.finditer(tag):
        if match.group(1) == name:
            return tag[: match.start()] + written + tag[match.end() :]
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    head = tag[:end].rstrip()
    return f"{head} {written}{tag[end:]}"


def text_pieces(text: str, token: Token) -> list[Piece]:
    """Return what a token of text stands for; entities that are not known become tags."""
    written = text[token.start : token.end]
    if token.kind == "cdata":
        return [written[len("<![CDATA[") : -len("]]>")]]
    pieces: list[Piece] = []
    at = 0
    for match in _ENTITY.finditer(written):
        pieces.append(written[at : match.start()])
        known = _character(match)
        pieces.append(Tag(0, match.group(), TagKind.SINGLE) if known is None else known)
        at = match.end()
    pieces.append(written[at:])
    return pieces


def unescape(written: str) -> str:
    """Return the text that characters and entities stand for; unknown entities stay."""
    return _ENTITY.sub(lambda match: _character(match) or match.group(), written)


def _character(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, named = match.groups()
    if named:
        return _NAMED[named]
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return None
    return chr(code)


def escape(text: str) -> str:
    """Write a text as content or attribute of XML; what XML cannot hold is left out."""
    text = _UNWRITABLE.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def escape_text(text: str) -> str:
    """Write a text as content of an element."""
    return escape(text).replace("&quot;", '"')


def gather(pieces: Sequence[Piece]) -> tuple[str, tuple[Tag, ...]]:
    """Join the texts among pieces, and give the tags their offsets in it."""
    texts: list[str] = []
    tags: list[Tag] = []
    length = 0
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            length += len(piece)
        else:
            tags.append(Tag(length, piece.raw, piece.kind, piece.start))
    return "".join(texts), tuple(tags)


def write_xml(pieces: Sequence[Piece]) -> str:
    """Write pieces as content of an element."""
    return "".join(escape_text(p) if isinstance(p, str) else p.raw for p in pieces)


def space_before(text: str, at: int) -> str:
    """Return the white space that stands before a place."""
    start = at
    while start and text[start - 1] in " \t\r\n":
        start -= 1
    return text[start:at]
