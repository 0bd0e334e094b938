"""PO and POT files of GNU gettext: `msgid` is translated, `msgstr` is filled.

What is translated already stays as it is. A fuzzy entry is translated anew and stays fuzzy, with
its previous `msgid`. An entry whose translation a person must look at, or that has other
placeholders (`%s`, `{name}`) than its source, becomes fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..document import Document, Targets
from ..errors import FormatError
from ..languages import LANGUAGES
from ..segment import Segment
from .blocks import Block, Translated, joined
from .cutting import build_document
from .patch import PatchSkeleton
from .reading import check_pieces, decode_text
from .values import value_block

if TYPE_CHECKING:
    from polib import POEntry, POFile

PLURAL_FORMS = {
    "id": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
    "lo": "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
}
"""As the GNU gettext manual, chapter "Plural forms", gives them."""

_PLURAL = "msgid_plural"


@dataclass(frozen=True, slots=True)
class CatalogueSkeleton:
    """The file, and which entry and part of it (`msgid`, `msgid_plural`) each block is."""

    name: str
    patch: PatchSkeleton
    places: tuple[tuple[int, str], ...]

    def render(self, segments: tuple[Segment, ...], targets: Targets) -> bytes:
        """Build the file again; see `corpus.document.Skeleton`."""
        text, encoding = self.patch.text, self.patch.encoding
        found: dict[int, dict[str, str]] = {}
        doubtful: set[tuple[int, str]] = set()
        for number, pieces, review in self.patch.translated(segments, targets):
            place, part = self.places[number]
            how = Translated(targets.lang, review)
            found.setdefault(place, {})[part] = self.patch.blocks[number].write(pieces, how)
            if review:
                doubtful.add((place, part))
        if not found:
            return encoding.encode(text)
        catalogue = parse_catalogue(text, name=self.name)
        lang = targets.lang or catalogue_language(catalogue)
        one_form = lang in ("id", "vi", "lo")
        for place, texts in found.items():
            entry = catalogue[place]
            _fill(entry, texts, one_form=one_form)
            # the singular of a plural is not written where the language has one form
            used = (_PLURAL,) if one_form and _PLURAL in texts else tuple(texts)
            if any((place, part) in doubtful for part in used) and not entry.fuzzy:
                entry.flags.append("fuzzy")
        if targets.lang:
            catalogue.metadata["Language"] = targets.lang
            catalogue.metadata["Plural-Forms"] = PLURAL_FORMS[targets.lang]
            catalogue.metadata["Content-Type"] = f"text/plain; charset={encoding.codec[:6].upper()}"
            catalogue.metadata_is_fuzzy = False
        written = str(catalogue).rstrip("\n") + "\n"
        return encoding.encode(written.replace("\n", "\r\n") if "\r\n" in text else written)


def parse_catalogue(text: str, *, name: str) -> POFile:
    """Read a catalogue from its text.

    Raises:
        FormatError: it is no PO file.
    """
    import polib

    # polib takes a text that is the name of a file for that file; no name begins with a line end
    width = 0 if max(map(len, text.splitlines()), default=0) > 100 else 78
    try:
        return polib.pofile("\n" + text, wrapwidth=width)
    except (OSError, ValueError, IndexError, KeyError, AttributeError, RecursionError) as error:
        reason = str(error).replace("Syntax error in po file ", "").strip(" ()")
        raise FormatError(
            f"no valid PO file: {reason}", path=name, hint="`msgfmt -c` shows what is wrong"
        ) from error


def catalogue_language(catalogue: POFile) -> str | None:
    """Return the language that the translations of a catalogue are in, if it says so."""
    tag = re.split("[-_@]", catalogue.metadata.get("Language", ""))[0].lower()
    return tag if tag in LANGUAGES else (tag or None)


def _fill(entry: POEntry, texts: dict[str, str], *, one_form: bool) -> None:
    if not entry.msgid_plural:
        entry.msgstr = _edges(entry.msgid, texts["msgid"])
        return
    many = _edges(entry.msgid_plural, texts.get(_PLURAL, texts.get("msgid", "")))
    if one_form:
        entry.msgstr_plural = {0: many}
    else:
        entry.msgstr_plural = {0: _edges(entry.msgid, texts.get("msgid", many)), 1: many}


def _edges(source: str, target: str) -> str:
    """Let a translation begin and end with a line end where its source does; msgfmt wants it."""
    body = target.strip("\n")
    before = source[: len(source) - len(source.lstrip("\n"))]
    return before + body + source[len(source.rstrip("\n")) :]


class CatalogueFormat:
    """Reads and writes PO and POT files."""

    def parse(self, data: bytes, *, name: str, source_lang: str) -> Document:
        """Read the bytes of a catalogue; see `corpus.formats.Format`."""
        text, encoding = decode_text(data, name=name)
        check_pieces(text.count("\n"), name=name)
        catalogue = parse_catalogue(text, name=name)
        starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text)), len(text)]
        blocks: list[Block] = []
        places: list[tuple[int, str]] = []
        translated = False
        for place, part, entry in _parts(catalogue):
            if entry is None:
                translated = True
                continue
            # polib counts the line that was put before the text
            line = min(max(0, (entry.linenum or 1) - 2), len(starts) - 2)
            start, end = starts[line], starts[line + 1]
            source = getattr(entry, part)
            singular = part == "msgid" and bool(entry.msgid_plural)
            blocks.append(
                value_block(start, end, source, joined, place=(start, end), singular=singular)
            )
            places.append((place, part))
        document = build_document(text, encoding, blocks, name=name, source_lang=source_lang)
        skeleton = document.skeleton
        if not isinstance(skeleton, PatchSkeleton):
            return document
        lang = catalogue_language(catalogue)
        return Document(
            name,
            source_lang,
            document.segments,
            CatalogueSkeleton(name, skeleton, tuple(places)),
            lang if translated and lang != source_lang else None,
        )


def _parts(catalogue: POFile) -> Iterator[tuple[int, str, POEntry | None]]:
    """Give what is to be translated; None as entry for one that is translated already."""
    for place, entry in enumerate(catalogue):
        if entry.obsolete:
            continue
        if entry.translated() and not entry.fuzzy:
            yield place, "", None
            continue
        if entry.fuzzy and (entry.msgstr or any(entry.msgstr_plural.values())):
            yield place, "", None
        yield place, "msgid", entry
        if entry.msgid_plural:
            yield place, _PLURAL, entry


FORMAT = CatalogueFormat()
