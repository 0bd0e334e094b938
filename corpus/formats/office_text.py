"""The paragraphs of an XML part of an office document, and the formatting inside them."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from ..segment import Role
from .blocks import Block, Piece, Translated, is_text
from .inline import Tag, TagKind
from .xml_text import Token, escape_text, gather, unescape, xml_tokens

_PARAGRAPH = {"docx": frozenset({"p"}), "pptx": frozenset({"p"}), "xlsx": frozenset({"si", "is"})}
_BREAK = re.compile(r"<(?:\w+:)?(?:br|tab|cr|ptab)\b")
_FORMAT = re.compile(r"<(?:\w+:)?rPr\b.*?</(?:\w+:)?rPr>|<(?:\w+:)?rPr\b[^>]*/>", re.DOTALL)
_LINK = re.compile(r"<(/?)(?:\w+:)?hyperlink\b")
_BARE = re.compile(r"<((?:w:)?t)>")
_STYLE = re.compile(r"<w:pStyle w:val=\"(Title|Judul|Heading\d|Judul\d|Caption|Keterangan)\"")


def _write(pieces: Sequence[Piece], _: Translated | None = None) -> str:
    # without this mark a space at the edge of a run is lost
    return "".join(
        escape_text(piece)
        if isinstance(piece, str)
        else _BARE.sub(r'<\1 xml:space="preserve">', piece.raw)
        for piece in pieces
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """The text of a run: its `<t>` element and the formatting that stands before it."""

    start: int
    begin: int
    end: int
    stop: int
    style: str


_NO_TOKEN = Token("other", "", -1, -1)


class Paragraphs:
    """The walk over the tokens of a part.

    Args:
        text: the XML of the part.
        kind: `docx`, `pptx` or `xlsx`.
    """

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.kind = kind

    def blocks(self) -> Iterator[Block]:
        """Give the blocks, a box before the paragraph that it stands in."""
        names = _PARAGRAPH[self.kind]
        # with the two tokens that follow; a list of all would take much memory
        ahead = chain(xml_tokens(self.text), (_NO_TOKEN, _NO_TOKEN))
        tokens = deque(islice(ahead, 2))
        stack: list[tuple[int, list[_Run]]] = []
        skipped = 0  # phonetic guides and fall-back copies of drawings
        run_start = 0
        for following in ahead:
            tokens.append(following)
            token = tokens.popleft()
            if token.name in ("rPh", "Fallback") and token.kind in ("start", "end"):
                skipped += 1 if token.kind == "start" else -1
            if skipped:
                continue
            if token.name in names and token.kind == "start":
                stack.append((token.start, []))
            elif token.name in names and token.kind == "end" and stack:
                start, runs = stack.pop()
                if len(stack) < 2:
                    yield from self._paragraph(start, runs, inner=bool(stack))
            elif token.name == "r" and token.kind == "start":
                run_start = token.start
            elif token.name == "t" and token.kind == "start" and stack:
                self._run(token.start, tokens[0], tokens[1], run_start, stack[-1][1])

    def _run(
        self, start: int, content: Token, close: Token, run_start: int, runs: list[_Run]
    ) -> None:
        if content.kind != "text" or close.name != "t":
            return
        style = _FORMAT.search(self.text, run_start, start) if run_start else None
        runs.append(
            _Run(start, content.start, content.end, close.end, style.group() if style else "")
        )

    def _paragraph(self, start: int, runs: list[_Run], *, inner: bool) -> Iterator[Block]:
        if not runs:
            return
        style = _STYLE.search(self.text, start, min(runs[0].start, start + 2000))
        role = Role.BODY
        if style:
            name = style.group(1)
            role = Role.TITLE if name in ("Title", "Judul") else Role.HEADING
            role = Role.CAPTION if name in ("Caption", "Keterangan") else role
        group = [runs[0]]
        for before, run in pairwise(runs):
            if _BREAK.search(self.text, before.stop, run.start):
                yield from self._block(group, role, inner=inner)
                group = []
            group.append(run)
        yield from self._block(group, role, inner=inner)

    def _block(self, runs: list[_Run], role: Role, *, inner: bool) -> Iterator[Block]:
        lengths: Counter[str] = Counter()
        for run in runs:
            lengths[run.style] += run.end - run.begin
        base = lengths.most_common(1)[0][0]
        text = self.text
        pieces: list[Piece] = [
            Tag(0, text[runs[0].start : runs[0].begin], TagKind.SINGLE),
        ]
        for number, run in enumerate(runs):
            pieces.append(unescape(text[run.begin : run.end]))
            after = runs[number + 1] if number + 1 < len(runs) else None
            stop = after.begin if after else run.stop
            raw = text[run.end : stop]
            kind = TagKind.SINGLE
            if after:
                link = _LINK.search(raw)
                if link:
                    kind = TagKind.CLOSE if link.group(1) else TagKind.OPEN
                elif (run.style == base) != (after.style == base):
                    kind = TagKind.OPEN if run.style == base else TagKind.CLOSE
            pieces.append(Tag(0, raw, kind, run.end))
        plain, tags = gather(pieces)
        if is_text(plain):
            yield Block(runs[0].start, runs[-1].stop, plain, _write, tags, role=role, inner=inner)
