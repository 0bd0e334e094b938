"""Office Open XML (ECMA-376): documents (DOCX), slides (PPTX) and workbooks (XLSX).

The file is never rebuilt: in the XML parts that hold text, the texts of the runs are replaced, and
everything else, macros included, is kept and never run. Formatting inside a sentence is what
stands between two runs; it goes where the words went.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ..document import Document, Targets
from ..errors import FormatError
from ..segment import Segment
from .archive import Archive
from .cutting import cut_blocks
from .office_language import relabel
from .office_text import Paragraphs
from .patch import PatchSkeleton
from .reading import NOTHING_TO_TRANSLATE, Encoding
from .xml_text import attributes, decode_xml, xml_tokens

_PARTS = {
    "docx": ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"),
    "pptx": ("slide+xml", "notesSlide+xml"),
    "xlsx": ("sharedStrings+xml", "worksheet+xml"),
}
# Parts without text that name the language of the document
_MARKED: dict[str, tuple[str, ...]] = {
    "docx": ("styles+xml", "settings+xml"),
    "pptx": (),
    "xlsx": (),
}
_MACROS = "document.macroEnabled.main+xml"
MAX_TEXTS = 150_000
"""Paragraphs of a document, or different texts of the cells of a workbook."""

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class ArchiveSkeleton:
    """The archive, and for each part that holds text its skeleton and number of segments.

    Attributes:
        archive: the archive.
        parts: name, skeleton and number of segments of each part with text.
        marked: name, text and encoding of parts that name the language of the document.
        source_lang: the language of its texts.
    """

    archive: Archive
    parts: tuple[tuple[str, PatchSkeleton, int], ...]
    marked: tuple[tuple[str, str, Encoding], ...]
    source_lang: str

    def render(self, segments: tuple[Segment, ...], targets: Targets) -> bytes:
        """Build the file again; see `corpus.document.Skeleton`."""
        changed: dict[str, bytes] = {}
        relabelled = targets.lang if targets.texts and targets.lang != self.source_lang else None
        first = 0
        for name, skeleton, count in self.parts:
            own = segments[first : first + count]
            first += count
            new = skeleton.rendered(own, targets)
            if relabelled:
                new = relabel(new, source_lang=self.source_lang, lang=relabelled)
            if new != skeleton.text:
                changed[name] = skeleton.encoding.encode(new)
        for name, text, encoding in self.marked if relabelled else ():
            new = relabel(text, source_lang=self.source_lang, lang=relabelled or "")
            if new != text:
                changed[name] = encoding.encode(new)
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
        for part in self._parts(archive, name, _PARTS[self.kind]):
            where = f"{name}!{part}"
            if "/worksheets/" in part and not archive.holds(part, b"<is"):
                continue  # a sheet without texts of its own, which are the most and the largest
            text, encoding = decode_xml(archive.read(part), name=where)
            blocks = list(islice(Paragraphs(text, self.kind).blocks(), left + 1))
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
        marked = [
            (part, *decode_xml(archive.read(part), name=f"{name}!{part}"))
            for part in self._parts(archive, name, _MARKED[self.kind])
        ]
        skeleton_of_all = ArchiveSkeleton(archive, tuple(parts), tuple(marked), source_lang)
        return Document(name, source_lang, tuple(segments), skeleton_of_all)

    def _parts(self, archive: Archive, name: str, wanted: Sequence[str]) -> list[str]:
        """Return the parts of some types, in order of the types and then of their numbers."""
        if "[Content_Types].xml" not in archive.entries:
            raise FormatError(
                f"this is no {self.kind.upper()} document", path=name, hint="check its name"
            )
        listing, _ = decode_xml(archive.read("[Content_Types].xml"), name=name)
        found: list[tuple[int, list[tuple[int, str]], str]] = []
        for token in xml_tokens(listing):
            if token.kind not in ("start", "empty") or token.name != "Override":
                continue
            named = attributes(listing[token.start : token.end])
            part = named.get("PartName", "").lstrip("/")
            content = named.get("ContentType", "")
            rank = next((n for n, end in enumerate(wanted) if content.endswith("." + end)), None)
            if wanted[:1] == ("document.main+xml",) and content.endswith(_MACROS):
                rank = 0
            if rank is not None and part in archive.entries:
                key = [(int(p[:9]), "") if p.isdigit() else (0, p) for p in _NUMBER.split(part)]
                found.append((rank, key, part))
        if not found and wanted is _PARTS[self.kind]:
            raise FormatError(
                f"no part of this file is of a {self.kind.upper()} document",
                path=name,
                hint="check its name, and that it is not empty",
            )
        return list(dict.fromkeys(part for _, _, part in sorted(found)))


DOCX = OfficeFormat("docx")
PPTX = OfficeFormat("pptx")
XLSX = OfficeFormat("xlsx")
