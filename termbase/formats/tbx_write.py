"""Writing TBX-Basic in the styles DCA and DCT of version 3, and as MARTIF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.errors import GlossaryError

from ..concept import Case, Concept, Form, Status, Term
from ..records import concept_to_record, term_to_record
from .collect import default_case
from .source import Options
from .tbx_words import (
    BASIC,
    DIALECTS,
    FORM_WORDS,
    MIN,
    MIN_CATEGORIES,
    PARTS_OF_SPEECH,
    REMARK,
    STATUS_WORDS,
    XML_LANG,
    Dialect,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_NC_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MARTIF_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'


def flat(text: str) -> str:
    """Return a text in one line: what an indented element says."""
    return _BREAK.sub(" ", text).strip()


def encode(concepts: Iterable[Concept], options: Options) -> bytes:
    """Write concepts as TBX; variants are `dca`, `dct` and `martif`.

    Raises:
        GlossaryError: a text holds a character that XML has no place for.
    """
    from lxml import etree

    dialect = DIALECTS[options.variant or "dca"]
    listed = list(concepts)
    writer = _Writer(dialect)
    root, body = writer.head(options.source_lang)
    used: set[str] = set()
    for concept in listed:
        try:
            writer.concept(body, concept, used)
        except ValueError as error:
            raise GlossaryError(
                f"concept {concept.id!r} holds a character that XML has no place for",
                hint="take the control character out",
            ) from error
    etree.indent(root, space="  ")
    doctype = _MARTIF_DOCTYPE if dialect.style == "martif" else ""
    text = etree.tostring(root, encoding="unicode")
    return f"{_DECLARATION}{doctype}{text}\n".encode()


class _Writer:
    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._prefix = f"{{{dialect.namespace}}}" if dialect.namespace else ""

    def _sub(self, parent: _Element, name: str, text: str = "", type: str = "") -> _Element:
        from lxml import etree

        element = etree.SubElement(parent, self._prefix + name)
        if type:
            element.set("type", type)
        if text:
            element.text = text
        return element

    def _category(self, parent: _Element, element: str, category: str, text: str) -> None:
        """Write a data category: as a type of a generic element, or as an element of its own."""
        from lxml import etree

        if self._dialect.style == "dct":
            space = MIN if category in MIN_CATEGORIES else BASIC
            etree.SubElement(parent, f"{{{space}}}{category}").text = text
        else:
            self._sub(parent, element, text, type=category)

    def head(self, lang: str) -> tuple[_Element, _Element]:
        from lxml import etree

        dialect = self._dialect
        spaces: dict[Any, str] = {None: dialect.namespace} if dialect.namespace else {}
        if dialect.style == "dct":
            spaces |= {"min": MIN, "basic": BASIC}
        root = etree.Element(self._prefix + dialect.root, nsmap=spaces)
        root.set("type", "TBX-Basic")
        if dialect.namespace:
            root.set("style", dialect.style)
        root.set(XML_LANG, lang)
        header = self._sub(root, dialect.header)
        description = self._sub(header, "fileDesc")
        self._sub(self._sub(description, "titleStmt"), "title", "Glossary")
        self._sub(self._sub(description, "sourceDesc"), "p", "Written by kohesi")
        if dialect.style == "martif":
            encoding = self._sub(header, "encodingDesc")
            self._sub(encoding, "p", "TBXBasicXCSV02.xcs", type="XCSURI")
        return root, self._sub(self._sub(root, "text"), "body")

    def concept(self, body: _Element, concept: Concept, used: set[str]) -> None:
        rest = concept_to_record(concept)
        del rest["terms"]
        entry = self._sub(body, self._dialect.entry)
        name = concept.id
        if not _NC_NAME.fullmatch(name) or not name.isascii() or name in used:
            name = f"concept-{len(used) + 1}"
            while name in used:
                name += "-"
        else:
            del rest["id"]
        used.add(name)
        entry.set("id", name)
        if concept.subject:
            self._category(entry, "descrip", "subjectField", flat(concept.subject))
        if concept.definition:
            group = self._sub(entry, "descripGrp")
            self._category(group, "descrip", "definition", flat(concept.definition))
        if concept.source:
            self._category(entry, "admin", "source", flat(concept.source))
        for field in ("subject", "definition", "source"):
            if field in rest and flat(rest[field]) == rest[field]:
                del rest[field]
        self._dates(entry, rest)
        self._notes(entry, rest)
        for lang in concept.languages:
            section = self._sub(entry, self._dialect.language)
            section.set(XML_LANG, lang)
            for term in concept.terms:
                if term.lang == lang:
                    self._term(section, term)

    def _term(self, section: _Element, term: Term) -> None:
        rest = term_to_record(term)
        del rest["lang"]
        element = self._sub(section, self._dialect.term)
        self._sub(element, "term", term.text)
        if " ".join(term.text.split()) == term.text:
            del rest["text"]
        status = rest.pop("status")
        if term.status is Status.FORBIDDEN:
            rest["status"] = status
        word = STATUS_WORDS.get(term.status, STATUS_WORDS[Status.DEPRECATED])
        self._category(element, "termNote", "administrativeStatus", word)
        part = term.part_of_speech
        if part == "proper-noun" and self._dialect.style == "martif":
            part = "properNoun"
        if part in PARTS_OF_SPEECH or part != term.part_of_speech:
            rest.pop("part_of_speech")
            self._category(element, "termNote", "partOfSpeech", part)
        if term.form is not None:
            rest.pop("form")
            self._category(element, "termNote", "termType", FORM_WORDS[term.form])
        if term.source:
            self._category(element, "admin", "source", flat(term.source))
            if flat(term.source) == term.source:
                del rest["source"]
        rest.pop("verified", None)
        if term.verified != bool(flat(term.source)):
            rest["verified"] = term.verified
        case = Case.AS_IS if term.form is Form.ACRONYM else default_case(term.text)
        rest.pop("case", None)
        if term.case is not case:
            rest["case"] = term.case.value
        self._dates(element, rest)
        self._notes(element, rest)

    def _dates(self, parent: _Element, rest: dict[str, Any]) -> None:
        for field, kind in (("created", "origination"), ("modified", "modification")):
            if not _is_date(rest.get(field, "")):
                continue
            group = self._sub(parent, "transacGrp")
            self._category(group, "transac", "transactionType", kind)
            self._sub(group, "date", rest.pop(field))

    def _notes(self, parent: _Element, rest: dict[str, Any]) -> None:
        note = rest.get("note", "")
        if note and note.strip() == note and not note.startswith(REMARK):
            self._sub(parent, "note", rest.pop("note"))
        if rest:
            self._sub(parent, "note", REMARK + json.dumps(rest, ensure_ascii=False))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
