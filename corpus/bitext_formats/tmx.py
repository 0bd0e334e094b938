"""TMX 1.4b (LISA/OSCAR, 2005): translation memory exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..atomic import write_bytes
from ..bitext import Bitext, Unit
from ..errors import FormatError
from . import xml

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # what they hold is markup, not text


def read(path: Path, *, source_lang: str, target_lang: str) -> Bitext:
    """Read the units that have both languages; inline codes are left out of the text."""
    root = xml.parse(path)
    if xml.local(root) != "tmx":
        raise FormatError("this is no TMX file", path=path, hint="its root must be <tmx>")
    units: list[Unit] = []
    for element in root.iter("{*}tu"):
        texts: dict[str, str] = {}
        for variant in element.iterchildren("{*}tuv"):
            tag = variant.get(_LANG) or variant.get("lang")
            segment = variant.find("{*}seg")
            for language in (source_lang, target_lang):
                if segment is not None and xml.matches(tag, language):
                    texts.setdefault(language, _text(segment))
        if source_lang in texts and target_lang in texts:
            units.append(_unit(element, texts[source_lang], texts[target_lang]))
    if not units:
        raise FormatError(
            f"no unit has both {source_lang} and {target_lang}",
            path=path,
            hint="check the languages of the file",
        )
    return Bitext(source_lang, target_lang, tuple(units))


def _unit(element: Any, source: str, target: str) -> Unit:
    state, score = "", None
    for prop in element.iterchildren("{*}prop"):
        if prop.get("type") == "x-score":
            try:
                score = float(prop.text or "")
            except ValueError:
                continue
        elif prop.get("type") == "x-state":
            state = prop.text or ""
    return Unit(source, target, state, score)


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if xml.local(child) and xml.local(child) not in _CODES:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def write(bitext: Bitext, path: Path) -> None:
    """Write all units that have a source and a target."""
    from importlib.metadata import version

    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "kohesi",
            "creationtoolversion": version("kohesi"),
            "segtype": "sentence",
            "o-tmf": "kohesi",
            "adminlang": "en",
            "srclang": bitext.source_lang,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for unit in bitext.units:
        if not unit.source or not unit.target:
            continue
        element = etree.SubElement(body, "tu")
        if unit.score is not None:
            etree.SubElement(element, "prop", type="x-score").text = f"{unit.score:.4f}"
        if unit.state:
            etree.SubElement(element, "prop", type="x-state").text = xml.writable(unit.state)
        for language, text in (
            (bitext.source_lang, unit.source),
            (bitext.target_lang, unit.target),
        ):
            variant = etree.SubElement(element, "tuv", {_LANG: language})
            etree.SubElement(variant, "seg").text = xml.writable(text)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    write_bytes(path, data)
