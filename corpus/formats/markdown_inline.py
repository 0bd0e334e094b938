"""The inline marks of Markdown: code, links, images, emphasis, HTML tags, escapes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..segment import Role
from .blocks import Block, Piece, Translated, Writer, is_text, joined
from .inline import Tag, TagKind
from .xml_text import gather

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<image>!\[(?P<alt>[^\[\]\n]{0,1000})\]\([^()\n]{0,2000}\))"
    r"|(?P<note>\[\^[^\]\s]{1,100}\])"
    r"|(?P<link>\[)"
    r"|(?P<end>\](?:\((?:[^()\\\n]|\\.|\([^()\n]{0,500}\)){0,2000}\)|\[[^\]\n]{0,999}\])?)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,2000}>|<!--.{0,5000}?-->)"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});)"
)
_LABEL_PIECES = 50
"""A name of a link definition is short."""
_ACTIVE = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|~~")
_LINE_START = re.compile(r"(\s*)(?:([#>+\-=])|(\d{1,9})([.)]))(?=\s|\Z)")


def write_line(pieces: Sequence[Piece], _: Translated | None = None) -> str:
    """Write pieces as a paragraph of one line; what would be a mark is escaped."""
    written = "".join(
        _ACTIVE.sub(r"\\\g<0>", piece.replace("\n", " ")) if isinstance(piece, str) else piece.raw
        for piece in pieces
    )
    if isinstance(pieces[0], str):
        written = (
            _LINE_START.sub(_escape_start, written, count=1)
            if (_LINE_START.match(written))
            else written
        )
    return written


def _escape_start(match: re.Match[str]) -> str:
    space, sign, number, stop = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{stop}"


def write_cell(pieces: Sequence[Piece], how: Translated | None = None) -> str:
    """Write pieces as a cell of a table."""
    return write_line(
        [p.replace("|", "\ue000") if isinstance(p, str) else p for p in pieces], how
    ).replace("\ue000", "\\|")


class Inline:
    """A paragraph: what of it is text and what marks.

    Args:
        text: the decoded file.
        spans: the stretch of each of its lines, in order.
        references: names of link definitions, casefolded.
        write: writes its translation.
    """

    def __init__(
        self, text: str, spans: Sequence[tuple[int, int]], references: set[str], write: Writer
    ) -> None:
        self.spans = spans
        self.references = references
        self.write = write
        # The lines as one, and where each of its characters stands in the file
        self.whole = " ".join(text[start:end] for start, end in spans)
        self.begins: list[int] = []
        self.brackets: list[int] = []
        length = 0
        for start, end in spans:
            self.begins.append(length)
            length += end - start + 1

    def _place(self, at: int) -> int:
        line = bisect_left(self.begins, at + 1) - 1
        return self.spans[line][0] + at - self.begins[line]

    def blocks(self, role: Role) -> Iterator[Block]:
        """Give the block of the paragraph, and one for each text inside a mark."""
        pieces, inner = self._pieces()
        plain, tags = gather(pieces)
        yield Block(self.spans[0][0], self.spans[-1][1], plain, self.write, tags, role=role)
        yield from inner

    def _pieces(self) -> tuple[list[Piece], list[Block]]:
        whole = self.whole
        pieces: list[Piece] = []
        inner: list[Block] = []
        opened: list[tuple[str, int]] = []  # what waits for its end: mark, place among pieces
        runs: dict[int, list[int]] = {}
        for run in re.finditer("`+", whole):
            runs.setdefault(run.end() - run.start(), []).append(run.start())
        at = 0
        while (match := _TOKEN.search(whole, at)) is not None:
            pieces.append(whole[at : match.start()])
            at = match.end()
            raw, kind = match.group(), match.lastgroup
            if match.group("alt") is not None:
                kind = "image"
            if kind == "escape":
                pieces.append(raw[1])
            elif kind == "code":
                ends = runs.get(len(raw), [])  # an escaped mark makes a run shorter
                later = bisect_left(ends, at)
                if later < len(ends):
                    at = ends[later] + len(raw)
                    pieces.append(Tag(0, whole[match.start() : at], TagKind.SINGLE))
                else:
                    pieces.append(raw)
            elif kind == "image":
                start = self._place(match.start())
                pieces.append(Tag(0, raw, TagKind.SINGLE, start))
                alt = match.group("alt")
                if is_text(alt) and len(self.spans) == 1:
                    begin = start + 2
                    inner.append(
                        Block(
                            begin, begin + len(alt), alt, write_line, role=Role.CAPTION, inner=True
                        )
                    )
            elif kind in ("note", "tag", "entity"):
                closing = raw.startswith("</")
                paired = kind == "tag" and raw[1].isalpha() and not raw.endswith("/>")
                paired = paired and ":" not in raw.partition(" ")[0] and "@" not in raw
                tag_kind = TagKind.CLOSE if closing else TagKind.OPEN if paired else TagKind.SINGLE
                pieces.append(Tag(0, raw, tag_kind))
            elif kind == "link":
                self.brackets.append(len(opened))
                opened.append(("[", len(pieces)))
                pieces.append(raw)
            elif kind == "end":
                self._close_link(raw, pieces, opened)
            else:
                self._mark(raw, match, pieces, opened)
        pieces.append(whole[at:])
        return pieces, inner

    def _close_link(self, raw: str, pieces: list[Piece], opened: list[tuple[str, int]]) -> None:
        if not self.brackets:
            pieces.append(raw)
            return
        place = self.brackets.pop()
        begin = opened[place][1]
        if raw in {"]", "[]"}:
            label = joined(pieces[begin + 1 : begin + _LABEL_PIECES])
            if label.casefold() not in self.references:
                del opened[place:]
                pieces.append(raw)
                return
            raw = f"][{label}]"
        del opened[place:]
        pieces[begin] = Tag(0, "[", TagKind.OPEN)
        pieces.append(Tag(0, raw, TagKind.CLOSE))

    def _mark(
        self,
        raw: str,
        match: re.Match[str],
        pieces: list[Piece],
        opened: list[tuple[str, int]],
    ) -> None:
        """Emphasis: opens before a word, closes behind one, in pairs of the same mark."""
        whole = self.whole
        before = whole[match.start() - 1 : match.start()]
        after = whole[match.end() : match.end() + 1]
        closes = bool(before) and not before.isspace() and not (raw[0] == "_" and after.isalnum())
        opens = bool(after) and not after.isspace() and not (raw[0] == "_" and before.isalnum())
        top = opened[-1] if opened else None
        if closes and top is not None and top[0] == raw:
            opened.pop()
            pieces[top[1]] = Tag(0, raw, TagKind.OPEN)
            pieces.append(Tag(0, raw, TagKind.CLOSE))
            return
        if opens:
            opened.append((raw, len(pieces)))
        pieces.append(raw)
