"""Office Open XML (ECMA-376): documents (DOCX), slides (PPTX) and workbooks (XLSX).

The file is never rebuilt: in the XML parts that hold text, the texts of the runs are replaced, and
everything else, macros included, is kept and never run. Formatting inside a sentence is what
stands between two runs; it goes where the words went.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise

from ..document import Document, Targets
from ..errors import FormatError
from ..segment import Role, Segment
from .archive import Archive
from .blocks import Block, Piece, Translated, is_text
from .cutting import cut_blocks
from .inline import Tag, TagKind
from .patch import PatchSkeleton
from .reading import NOTHING_TO_TRANSLATE
from .xml_text import Token, attributes, decode_xml, escape_text, gather, unescape, xml_tokens

_PARTS = {
    "docx": ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"),
    "pptx": ("slide+xml", "notesSlide+xml"),
    "xlsx": ("sharedStrings+xml", "worksheet+xml"),
}
MAX_TEXTS = 150_000
"""Paragraphs of a document, or different texts of the cells of a workbook."""

_PARAGRAPH = {"docx": frozenset({"p"}), "pptx": frozenset({"p"}), "xlsx": frozenset({"si", "is"})}
_NUMBER = re.compile(r"(\d+)")
_BREAK = re.compile(r"<(?:\w+:)?(?:br|tab|cr|ptab)\b")
_FORMAT = re.compile(r"<(?:\w+:)?rPr\b.*?</(?:\w+:)?rPr>|<(?:\w+:)?rPr\b[^>]*/>", re.DOTALL)
_LINK = re.compile(r"<(/?)(?:\w+:)?hyperlink\b")
_BARE = re.compile(r"<((?:w:)?t)>")
_STYLE = re.compile(r"<w:pStyle w:val=\"(Title|Judul|Heading\d|Judul\d|Caption|Keterangan)\"")


@dataclass(frozen=True, slots=True)
class ArchiveSkeleton:
    """The archive, and for each part that holds text its skeleton and number of segments."""

    archive: Archive
    parts: tuple[tuple[str, PatchSkeleton, int], ...]

    def render(self, segments: tuple[Segment, ...], targets: Targets) -> bytes:
        """Build the file again; see `corpus.document.Skeleton`."""
        changed: dict[str, bytes] = {}
        first = 0
        for name, skeleton, count in self.parts:
            own = segments[first : first + count]
            first += count
            new = skeleton.rendered(own, targets)
            if new != skeleton.text:
                changed[name] = skeleton.encoding.encode(new)
        return self.archive.replaced(changed) if changed else self.archive.data


class OfficeFormat:
    """Reads and writes one kind of document.

    Args:
        kind: `docx`, `pptx` or `xlsx`.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a document; see `corpus.formats.Format`."""
        if not data:
            raise FormatError("the file is empty", path=name, hint=NOTHING_TO_TRANSLATE)
        archive = Archive(data, name=name)
        segments: list[Segment] = []
        parts: list[tuple[str, PatchSkeleton, int]] = []
        base, left = 0, MAX_TEXTS
        for part in self._parts(archive, name):
            where = f"{name}!{part}"
            if "/worksheets/" in part and not archive.holds(part, b"<is"):
                continue  # a sheet without texts of its own, which are the most and the largest
            text, encoding = decode_xml(archive.read(part), name=where)
            blocks = list(islice(_Paragraphs(text, self.kind).blocks(), left + 1))
            left -= len(blocks)
            if left < 0:
                raise FormatError(
                    f"more than {MAX_TEXTS:,} paragraphs or texts of cells",
                    path=name,
                    hint="take it apart into smaller documents",
                )
            blocks.sort(key=lambda block: (block.start, block.inner))
            found, skeleton = cut_blocks(
                text, encoding, blocks, name=where, source_lang=source_lang, first=len(segments)
            )
            line, last = segments[-1].line if segments else 0, -1
            for segment in found:
                # paragraphs are counted: the lines of the XML mean nothing to a reader
                line += segment.start != last
                last = segment.start
                segments.append(
                    replace(segment, line=line, start=base + segment.start, end=base + segment.end)
                )
            parts.append((part, skeleton, len(found)))
            base += len(text)
        if not segments:
            raise FormatError(
                "no text was found in this document", path=name, hint=NOTHING_TO_TRANSLATE
            )
        return Document(name, source_lang, tuple(segments), ArchiveSkeleton(archive, tuple(parts)))

    def _parts(self, archive: Archive, name: str) -> list[str]:
        """Return the parts that hold text: the main one first, then in order of their numbers."""
        if "[Content_Types].xml" not in archive.entries:
            raise FormatError(
                f"this is no {self.kind.upper()} document", path=name, hint="check its name"
            )
        listing, _ = decode_xml(archive.read("[Content_Types].xml"), name=name)
        wanted = _PARTS[self.kind]
        found: list[tuple[int, list[tuple[int, str]], str]] = []
        for token in xml_tokens(listing):
            if token.kind not in ("start", "empty") or token.name != "Override":
                continue
            named = attributes(listing[token.start : token.end])
            part = named.get("PartName", "").lstrip("/")
            content = named.get("ContentType", "")
            rank = next((n for n, end in enumerate(wanted) if content.endswith("." + end)), None)
            if self.kind == "docx" and content.endswith("document.macroEnabled.main+xml"):
                rank = 0
            if rank is not None and part in archive.entries:
                key = [(int(p[:9]), "") if p.isdigit() else (0, p) for p in _NUMBER.split(part)]
                found.append((rank, key, part))
        if not found:
            raise FormatError(
                f"no part of this file is of a {self.kind.upper()} document",
                path=name,
                hint="check its name, and that it is not empty",
            )
        return list(dict.fromkeys(part for _, _, part in sorted(found)))


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


class _Paragraphs:
    """The walk over the tokens of a part."""

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.kind = kind

    def blocks(self) -> Iterator[Block]:
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


DOCX = OfficeFormat("docx")
PPTX = OfficeFormat("pptx")
XLSX = OfficeFormat("xlsx")
