"""TMX 1.4b (LISA/OSCAR, 2005) with everything that a memory knows of its units.

Files are read and written unit by unit, since memories are large. Besides the attributes of the
standard (`creationid`, `creationdate`, `changedate`, `usagecount`) these properties are written:
`x-context-pre` and `x-context-post` (as memoQ does), `x-origin`, `x-confirmed`. Read are also
`prev` and `next` of OmegaT, and the `x-state` of kohesi's own bitexts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..atomic import replacing
from ..bitext_formats import xml
from ..errors import FormatError
from ..formats.reading import opened, unreadable
from .unit import MemoryUnit

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # what they hold is markup, not text
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_SEGMENT_TAG = re.compile(r"</?seg>")
_BEFORE, _AFTER = ("x-context-pre", "prev"), ("x-context-post", "next")


def read(
    path: Path, *, source_lang: str, target_langs: Sequence[str]
) -> Iterator[tuple[MemoryUnit, str]]:
    """Stream the units of a file that have the source language and one of the others.

    Returns:
        Each unit with its state: empty, or what kohesi says of a unit that wants a review.

    Raises:
        FormatError: the file is missing, no TMX, broken, or defines entities.
    """
    from lxml import etree

    with opened(path) as stream:
        try:
            events = etree.iterparse(
                stream,
                events=("start", "end"),
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            first = True
            for event, element in events:
                if first:
                    _check_root(element, path)
                    first = False
                if event == "end" and xml.local(element) == "tu":
                    yield from _units(element, source_lang, target_langs)
                    _forget(element)
        except etree.XMLSyntaxError as error:
            line = error.position[0] if error.position else None
            reason = str(error.msg).split(", line")[0]
            raise FormatError(f"no valid XML: {reason}", path=path, line=line) from error
        except OSError as error:
            raise unreadable(error, path) from error


def _check_root(root: Any, path: Path) -> None:
    if xml.local(root) != "tmx":
        raise FormatError("this is no TMX file", path=path, hint="its root must be <tmx>")
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise FormatError(
            "the file defines entities, which are not read",
            path=path,
            hint="write the characters themselves",
        )


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _units(
    element: Any, source_lang: str, target_langs: Sequence[str]
) -> Iterator[tuple[MemoryUnit, str]]:
    sources: list[str] = []
    targets: list[tuple[str, str, Any]] = []
    for variant in element.iterchildren("{*}tuv"):
        tag = variant.get(_LANG) or variant.get("lang")
        segment = variant.find("{*}seg")
        if segment is None:
            continue
        if xml.matches(tag, source_lang):
            sources.append(_text(segment))
        targets += [
            (language, _text(segment), variant)
            for language in target_langs
            if xml.matches(tag, language)
        ]
    if not sources:
        return
    for language, text, variant in targets:
        told = _told(element) | _told(variant)
        yield (
            MemoryUnit(
                source=sources[0],
                target=text,
                source_lang=source_lang,
                target_lang=language,
                before=_context(told, _BEFORE),
                after=_context(told, _AFTER),
                origin=told.get("x-origin", ""),
                creator=told.get("creationid", ""),
                created=_iso(told.get("creationdate", "")),
                changed=_iso(told.get("changedate", "")),
                confirmed=_count(told.get("x-confirmed", ""), least=1),
                used=_count(told.get("usagecount", ""), least=0),
                note=told.get("note", ""),
            ),
            told.get("x-state", ""),
        )


def _told(element: Any) -> dict[str, str]:
    """Return the attributes, properties and the note of a unit or a variant."""
    told = {str(name): value for name, value in element.attrib.items()}
    for child in element.iterchildren("{*}prop", "{*}note"):
        name = "note" if xml.local(child) == "note" else child.get("type", "")
        if child.text:
            told.setdefault(name, child.text)
    return told


def _context(told: dict[str, str], names: tuple[str, ...]) -> str:
    text = next((told[name] for name in names if told.get(name)), "")
    return _SEGMENT_TAG.sub("", text)


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if xml.local(child) and xml.local(child) not in _CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _iso(date: str) -> str:
    match = _DATE.fullmatch(date)
    return "{}-{}-{}T{}:{}:{}+00:00".format(*match.groups()) if match else ""


def _count(text: str, *, least: int) -> int:
    return (
        max(int(text), least) if text.isascii() and text.isdecimal() and len(text) < 10 else least
    )


def write(
    units: Iterable[MemoryUnit], path: Path, *, progress: Callable[[int], None] | None = None
) -> int:
    """Write units to a file, in one step.

    Returns:
        How many were written.

    Raises:
        OutputError: the file cannot be written; what was there stays.
    """
    with replacing(path) as stream:
        return _write(units, stream, progress)


def _write(units: Iterable[MemoryUnit], stream: Any, progress: Callable[[int], None] | None) -> int:
    from importlib.metadata import version

    from lxml import etree

    header = {
        "creationtool": "kohesi",
        "creationtoolversion": version("kohesi"),
        "segtype": "sentence",
        "o-tmf": "kohesi",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }
    count = 0
    with etree.xmlfile(stream, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            out.write("\n")
            out.write(etree.Element("header", header))
            out.write("\n")
            with out.element("body"):
                out.write("\n")
                for unit in units:
                    out.write(_element(unit))
                    out.write("\n")
                    count += 1
                    if progress and count % 1000 == 0:
                        progress(1000)
    return count


def _element(unit: MemoryUnit) -> Any:
    from lxml import etree

    attributes = {
        "creationid": xml.writable(unit.creator),
        "creationdate": _tmx_date(unit.created),
        "changedate": _tmx_date(unit.changed),
        "usagecount": str(unit.used) if unit.used else "",
        "srclang": unit.source_lang,
    }
    element = etree.Element("tu", {name: text for name, text in attributes.items() if text})
    if unit.note:
        etree.SubElement(element, "note").text = xml.writable(unit.note)
    properties = {
        "x-origin": unit.origin,
        "x-context-pre": unit.before,
        "x-context-post": unit.after,
        "x-confirmed": str(unit.confirmed) if unit.confirmed > 1 else "",
    }
    for name, text in properties.items():
        if text:
            etree.SubElement(element, "prop", type=name).text = xml.writable(text)
    for language, text in ((unit.source_lang, unit.source), (unit.target_lang, unit.target)):
        variant = etree.SubElement(element, "tuv", {_LANG: language})
        etree.SubElement(variant, "seg").text = xml.writable(text)
    return element


def _tmx_date(date: str) -> str:
    """Return a date as TMX wants it; empty for one that is not a whole one in UTC."""
    plain = date.removesuffix("+00:00").replace("-", "").replace(":", "")
    return f"{plain}Z" if _DATE.fullmatch(f"{plain}Z") else ""
