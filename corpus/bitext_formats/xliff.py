"""XLIFF 1.2 and 2.x (OASIS, 2008 and 2014) are read, 1.2 is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..atomic import write_bytes
from ..bitext import NEEDS_REVIEW, Bitext, Unit
from ..errors import FormatError
from . import xml

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_CODES = frozenset({"bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"})
_REVIEW = frozenset({"needs-review-translation", "needs-review-adaptation", "needs-review-l10n"})


def read(path: Path, *, source_lang: str, target_lang: str) -> Bitext:
    """Read the units; inline codes are left out of the text.

    The languages of the file must be those asked for; a file that names no target language is
    taken to be in the right one.
    """
    root = xml.parse(path)
    if xml.local(root) != "xliff":
        raise FormatError("this is no XLIFF file", path=path, hint="its root must be <xliff>")
    units: list[Unit] = []
    for part in root.iter("{*}file"):
        source = part.get("source-language") or root.get("srcLang")
        target = part.get("target-language") or root.get("trgLang")
        if xml.matches(source, source_lang) and (not target or xml.matches(target, target_lang)):
            units.extend(map(_unit, part.iter("{*}trans-unit", "{*}segment")))
    if not units:
        raise FormatError(
            f"no unit from {source_lang} to {target_lang}",
            path=path,
            hint="check the languages of the file",
        )
    return Bitext(source_lang, target_lang, tuple(units))


def _unit(element: Any) -> Unit:
    source, target = element.find("{*}source"), element.find("{*}target")
    state, score = "", None
    if target is not None and target.get("state") in _REVIEW:
        state = NEEDS_REVIEW
    for note in element.iterchildren("{*}note"):
        if note.get("from") == "score":
            try:
                score = float(note.text or "")
            except ValueError:
                continue
    return Unit(_text(source), _text(target), state, score)


def _text(element: Any) -> str:
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if xml.local(child) and xml.local(child) not in _CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def write(bitext: Bitext, path: Path) -> None:
    """Write all units, those without a target too."""
    from lxml import etree

    names: Any = {None: _NAMESPACE}
    root = etree.Element(f"{{{_NAMESPACE}}}xliff", nsmap=names, version="1.2")
    part = etree.SubElement(
        root,
        f"{{{_NAMESPACE}}}file",
        {
            "original": path.name,
            "datatype": "plaintext",
            "source-language": bitext.source_lang,
            "target-language": bitext.target_lang,
        },
    )
    body = etree.SubElement(part, f"{{{_NAMESPACE}}}body")
    for number, unit in enumerate(bitext.units, start=1):
        element = etree.SubElement(body, f"{{{_NAMESPACE}}}trans-unit", id=str(number))
        etree.SubElement(element, f"{{{_NAMESPACE}}}source").text = xml.writable(unit.source)
        if unit.target:
            target = etree.SubElement(element, f"{{{_NAMESPACE}}}target")
            target.text = xml.writable(unit.target)
            if unit.state == NEEDS_REVIEW:
                target.set("state", "needs-review-translation")
        if unit.score is not None:
            note = etree.SubElement(element, f"{{{_NAMESPACE}}}note", {"from": "score"})
            note.text = f"{unit.score:.4f}"
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    write_bytes(path, data)
