"""TBX: version 3 (ISO 30042:2019, styles DCA and DCT) and MARTIF (ISO 30042:2008), TBX-Basic.

What TBX-Basic has no category for (policy, case, context, ...) is written as a note beginning
with `kohesi: `, which other programs show as a note; so nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import GlossaryError, KohesiError, LanguageError
from corpus.languages import LANGUAGES

from ..concept import Case, Concept, Form, Status, Term
from ..records import concept_from_record, concept_to_record, term_from_record
from . import report
from .collect import Collector, default_case
from .losses import Loss
from .source import Options, decode_text, read_bytes
from .tbx_words import FORMS, REMARK, STATUSES, XML_LANG, status_key
from .tbx_write import encode, flat

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["decode", "encode", "read"]

_ENTRIES = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
_TERMS = frozenset({"termSec", "tig", "ntig"})
_GROUPS = frozenset(
    {"descripGrp", "adminGrp", "termNoteGrp", "transacGrp", "termGrp", "termCompList"}
)
_CATEGORIES = frozenset({"descrip", "admin", "termNote", "transac", "ref", "xref"})
_SPACE = re.compile(r"\s+")


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read a TBX file of any version and style; see `decode`."""
    return decode(read_bytes(path), path, Options(), [])


def decode(
    data: bytes,
    path: str | Path,
    options: Options,
    left_out: list[Loss],
) -> tuple[Concept, ...]:
    """Read concepts; languages and categories that kohesi does not know are left out, and told.

    No entity is expanded, no document type definition and nothing of the network is loaded.

    Raises:
        GlossaryError: the file is no XML, no TBX, declares entities, or has mistakes; all of
            them are named.
    """
    root = _parse(decode_text(data, path, xml=True), path)
    if _name(root) not in ("tbx", "martif"):
        raise GlossaryError(
            f"the root element is {_name(root)!r}, not 'tbx' or 'martif'",
            path=path,
            line=_line(root),
        )
    collector = Collector(path)
    for element in root.iter():
        if _name(element) in _ENTRIES:
            line = _line(element)
            try:
                concept = _concept(element, collector, left_out, options.target_lang)
            except (ValueError, KohesiError) as error:
                collector.wrong(line, error)
            else:
                if concept is not None:
                    collector.add(line, concept)
    return collector.finish()


def _parse(text: str, path: str | Path) -> _Element:
    from lxml import etree

    if "<!ENTITY" in text:
        line = text[: text.index("<!ENTITY")].count("\n") + 1
        raise GlossaryError(
            "the file declares entities, which a glossary has no need of", path=path, line=line
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        # One slip makes several messages; the first of a line names the cause.
        mistakes = {
            entry.line: f"broken markup: {entry.message.strip()}"
            for entry in reversed(parser.error_log)
        }
        report(path, mistakes.items() or [(error.lineno or 1, f"broken markup: {error.msg}")])
        raise
    if root is None:
        raise GlossaryError("the file holds no XML", path=path, line=1)
    return root


def _line(element: _Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _name(element: _Element) -> str:
    """Return the name of an element without its namespace; TBX has had several."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _concept(
    element: _Element, collector: Collector, left_out: list[Loss], target_lang: str
) -> Concept | None:
    facts = _Facts(element)
    terms: list[Term] = []
    definitions = [facts.first("definition")]
    foreign: Counter[str] = Counter()
    unknown: Counter[str] = facts.unknown
    for section in element:
        if _name(section) not in _LANGUAGES:
            continue
        tag = section.get(XML_LANG) or section.get("lang") or ""
        if tag == "xx" and target_lang:  # csv2tbx calls its target side so
            tag = target_lang
        lang = tag.replace("_", "-").split("-")[0].lower()
        if lang not in LANGUAGES:
            if not tag:
                raise ValueError(f"<{_name(section)}> of line {_line(section)} has no xml:lang")
            foreign[tag] += sum(_name(child) in _TERMS for child in section)
            continue
        shared = _Facts(section)
        definitions.append(shared.first("definition"))
        unknown.update(shared.unknown)
        for child in section:
            if _name(child) in _TERMS:
                term = _term(child, lang, terms, unknown)
                if term is not None:
                    terms.append(term)
    record = facts.remark
    concept_id = record.get("id") or element.get("id") or ""
    if not terms and foreign and not record:
        left_out.append(Loss(concept_id or "(no id)", "concept", 1, "no term in a known language"))
        return None
    if not concept_id:
        if not terms and any(_name(section) in _LANGUAGES for section in element):
            return None  # other programs write an entry of empty terms
        if not terms:
            raise ValueError(f"<{_name(element)}> has neither an id nor a term")
        concept_id = collector.free_id(terms[0].text)
    plain = Concept(
        id=concept_id,
        subject=facts.first("subjectField"),
        terms=tuple(terms),
        definition=next(filter(None, definitions), ""),
        do_not_translate=facts.first("Translation needed").lower() in ("no", "false"),
        note=facts.note,
        source=facts.first("source"),
        created=facts.dates.get("origination", ""),
        modified=facts.dates.get("modification", ""),
    )
    left_out.extend(
        Loss(concept_id, f"term in {tag}", count, "language unknown")
        for tag, count in foreign.items()
    )
    left_out.extend(Loss(concept_id, name, count) for name, count in unknown.items())
    if not record:
        return plain
    return replace(
        concept_from_record(concept_to_record(replace(plain, terms=())) | record),
        terms=plain.terms,
    )


def _term(element: _Element, lang: str, before: list[Term], unknown: Counter[str]) -> Term | None:
    found = next((node for node in element.iter() if _name(node) == "term"), None)
    if found is None:
        raise ValueError(f"<{_name(element)}> of line {_line(element)} has no <term>")
    facts = _Facts(element)
    unknown.update(facts.unknown)
    text = _SPACE.sub(" ", _text(found))
    record = facts.remark
    if not text and "text" not in record:
        return None  # other programs write an empty term where a translation is missing
    word = facts.first("administrativeStatus")
    status = STATUSES.get(status_key(word))
    if status is None:
        if word:
            unknown[f"administrativeStatus {word!r}"] += 1
        taken = any(t.lang == lang and t.status is Status.PREFERRED for t in before)
        status = Status.ADMITTED if taken else Status.PREFERRED
    form = FORMS.get(facts.first("termType").lower())
    source = facts.first("source")
    case = Case.AS_IS if form is Form.ACRONYM else default_case(text)
    part = facts.first("partOfSpeech")
    plain: dict[str, Any] = {
        "text": text,
        "lang": lang,
        "status": status.value,
        "form": form.value if form else "",
        "source": source,
        "verified": bool(source),
        "case": case.value,
        "part_of_speech": "proper-noun" if part == "properNoun" else part,
        "note": facts.note,
        "created": facts.dates.get("origination", ""),
        "modified": facts.dates.get("modification", ""),
    }
    try:
        return term_from_record(plain | record)
    except (ValueError, LanguageError) as error:
        reason = error.message if isinstance(error, LanguageError) else str(error)
        raise ValueError(f"term of line {_line(element)}: {reason}") from error


class _Facts:
    """What is said of a concept, a language or a term, without what is said further in."""

    def __init__(self, element: _Element) -> None:
        self._values: dict[str, list[str]] = {}
        self._notes: list[str] = []
        self.dates: dict[str, str] = {}
        self.remark: dict[str, Any] = {}
        for node, group in _around(element):
            name = _name(node)
            category = (node.get("type") or name) if name in _CATEGORIES else name
            if category == "descrip":  # translate-toolkit writes a definition without its type
                category = "definition"
            text = _text(node)
            if name == "note":
                self._note(text)
            elif group is not None and _name(group) == "transacGrp":
                self._date(group)
            elif category == "source" and group is not None and _name(group) == "descripGrp":
                self._values.setdefault("source of a description", []).append(text)
            elif text:
                self._values.setdefault(category, []).append(text)

    def _note(self, text: str) -> None:
        if text.startswith(REMARK):
            try:
                record = json.loads(text.removeprefix(REMARK))
            except (ValueError, RecursionError):
                record = None
            if isinstance(record, dict):
                self.remark |= record
                return
        if text:
            self._notes.append(text)

    def _date(self, group: _Element) -> None:
        kind = date = ""
        for node in group.iter():
            name = _name(node)
            if name == "date":
                date = _text(node)
            elif name in ("transac", "transactionType"):
                kind = _text(node)
        if date:
            self.dates.setdefault(kind, date)

    @property
    def note(self) -> str:
        """All notes, one below the other."""
        return "\n".join(self._notes)

    @property
    def unknown(self) -> Counter[str]:
        """Categories that the glossary has no place for, with how often they are there."""
        known = {"definition", "subjectField", "source", "administrativeStatus", "partOfSpeech"}
        known |= {"termType", "Translation needed", "date", "p"}
        return Counter(
            {name: len(values) for name, values in self._values.items() if name not in known}
        )

    def first(self, category: str) -> str:
        """Return the first value of a category, in one line, or the empty string."""
        return flat(next(iter(self._values.get(category, ())), ""))


def _around(element: _Element) -> Iterator[tuple[_Element, _Element | None]]:
    """Give the nodes that describe `element`, each with the group it stands in."""
    for child in element:
        name = _name(child)
        if name in _LANGUAGES or name in _TERMS or name == "term":
            continue
        if name in _GROUPS:
            for node in child:
                if _name(node) in _GROUPS:
                    yield from ((inner, node) for inner in node if _name(inner) != "term")
                elif _name(node) != "term":
                    yield node, child
        elif name:
            yield child, None
