"""TMX 1.4 (LISA/OSCAR, 2005): each unit gets a variant in the target language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Document
from ..errors import FormatError
from .blocks import Block, Piece, Translated
from .codes import content_pieces, element_end
from .cutting import build_document
from .xml_text import Token, attributes, decode_xml, gather, space_before, write_xml, xml_tokens


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a new variant behind that of the source, unless the unit has the language."""

    known: frozenset[str]
    lead: str

    def __call__(self, pieces: Sequence[Piece], how: Translated) -> str:
        lang = how.lang or "und"
        if lang in self.known:
            return ""
        review = '<prop type="x-state">needs-review</prop>' if how.review else ""
        return f'{self.lead}<tuv xml:lang="{lang}">{review}<seg>{write_xml(pieces)}</seg></tuv>'


class TmxFormat:
    """Reads and writes TMX."""

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a file; see `corpus.formats.Format`."""
        text, encoding = decode_xml(data, name=name)
        tokens = list(xml_tokens(text))
        root = next((token for token in tokens if token.kind in ("start", "empty")), None)
        if root is None or root.name != "tmx":
            raise FormatError("this is no TMX file", path=name, hint="its root must be <tmx>")
        blocks = [block for unit in _units(tokens) for block in _block(text, unit, source_lang)]
        if not blocks:
            raise FormatError(
                f"no unit of this file has a text in {source_lang!r}",
                path=name,
                hint="check the languages of the file",
            )
        return build_document(text, encoding, blocks, name=name, source_lang=source_lang)


def _units(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    end = 0
    for at, token in enumerate(tokens):
        if token.kind == "start" and token.name == "tu" and at >= end:
            end = element_end(tokens, at) + 1
            yield tokens[at:end]


def _block(text: str, unit: Sequence[Token], source_lang: str) -> Iterator[Block]:
    variants: list[tuple[str, Sequence[Token]]] = []
    for at, token in enumerate(unit):
        if token.kind == "start" and token.name == "tuv":
            found = attributes(text[token.start : token.end])
            tag = found.get("xml:lang") or found.get("lang") or ""
            lang = re.split("[-_]", tag)[0].lower()
            variants.append((lang, unit[at : element_end(unit, at) + 1]))
    known = frozenset(lang for lang, _ in variants)
    source = next((tokens for lang, tokens in variants if lang == source_lang), None)
    if source is None:
        return
    seg = next((at for at, token in enumerate(source) if token.name == "seg"), None)
    if seg is None or source[seg].kind != "start":
        return
    last = element_end(source, seg)
    plain, tags = gather(content_pieces(text, source[seg + 1 : last]))
    end = source[-1].end
    start = source[0].start
    lead = space_before(text, start)
    yield Block(
        source[seg].start,
        source[last].end,
        plain,
        _Writer(known, lead),
        tags,
        place=(end, end),
        by_lines=True,
    )


FORMAT = TmxFormat()
