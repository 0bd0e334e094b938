"""Gettext PO as Weblate, Pootle and translate-toolkit exchange glossaries: one file per language.

An entry is a source form and a target form. Flags are Weblate's: `forbidden` for a target form
that must not be used, `read-only` for a concept that is not to be translated. In files of kohesi
the context (`msgctxt`) is the id of the concept and `#.` comments say what PO has no field for;
in files of others an entry is a concept, and its `#.` comments are its note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import GlossaryError, LanguageError
from corpus.languages import LANGUAGES, check_language

from ..concept import Concept, Policy, Status, Term
from ..records import choice
from . import report
from .collect import Collector, default_case
from .long_rows import escape, unescape
from .losses import Loss
from .source import Options, decode_text, read_bytes

if TYPE_CHECKING:
    from polib import POEntry, POFile

_MARK = "X-Kohesi-Glossary"
_SOURCE = "X-Source-Language"
_GOOD = re.compile(
    r"\s*(?:\#.*|(?:(?:msgid|msgid_plural|msgctxt|msgstr(?:\[\d{1,3}\])?)\s+)?"
    r'"(?:[^"\\]|\\.)*"\s*)?'
).fullmatch
_LINE = re.compile(r"\(line (\d+)\):? ?(.*)", re.DOTALL)
_SAID = re.compile(
    r"(concept|subject|policy|definition|note|source term|target term|target order): ?(.*)",
    re.DOTALL,
)


def read(path: str | Path) -> tuple[Concept, ...]:
    """Read a PO file whose source language is named in it, or else Indonesian; see `decode`."""
    return decode(read_bytes(path), path, Options(), [])


def decode(
    data: bytes, path: str | Path, options: Options, left_out: list[Loss]
) -> tuple[Concept, ...]:
    """Read the concepts of one source and one target language.

    Raises:
        GlossaryError: the file is no PO, names no target language that kohesi knows, or has
            mistakes; all of them are named.
    """
    catalogue = _parse(decode_text(data, path), path)
    own = _MARK in catalogue.metadata
    source_lang, target_lang = _languages(catalogue, path, options)
    collector = Collector(path)
    drafts: dict[str, _Draft] = {}
    for entry in catalogue:
        if entry.obsolete or not entry.msgid:
            continue
        draft = _Draft(entry.linenum or 1)
        if own:
            said = dict(_said(entry))
            concept_id = said.get("concept") or entry.msgctxt or ""
            if not concept_id:
                collector.wrong(draft.line, "the entry has no context (msgctxt)")
                continue
            draft = drafts.setdefault(concept_id, draft)
        try:
            draft.add(entry, source_lang, target_lang, own=own)
            if not own:
                concept_id = collector.free_id(entry.msgid)
                collector.add(draft.line, draft.concept(concept_id))
                _left_out(entry, concept_id, left_out)
        except (ValueError, LanguageError) as error:
            collector.wrong(entry.linenum or 1, error)
    for concept_id, draft in drafts.items():
        collector.add(draft.line, draft.concept(concept_id))
    return collector.finish()


def _left_out(entry: POEntry, concept_id: str, left_out: list[Loss]) -> None:
    if entry.fuzzy and entry.msgstr:
        left_out.append(Loss(concept_id, "term", 1, "marked fuzzy, not a finished rendering"))
    if entry.msgid_plural:
        left_out.append(Loss(concept_id, "plural forms"))


def _parse(text: str, path: str | Path) -> POFile:
    import polib

    # polib takes a line without quotation marks for one with them.
    lines = enumerate(text.split("\n"), 1)
    report(path, ((n, "no gettext entry has such a line") for n, x in lines if not _GOOD(x)))
    # The first line tells polib that this is the content of a file, not the name of one.
    try:
        catalogue = polib.pofile(f"#\n{text}")
    except OSError as error:
        found = _LINE.search(str(error))
        line = max(1, int(found.group(1)) - 1) if found else 1
        reason = (found.group(2) if found else "").strip() or "no gettext entry begins so"
        report(path, [(line, f"broken entry: {reason}")])
        raise
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise GlossaryError(f"the file is no gettext PO: {error}", path=path) from error
    for entry in catalogue:
        entry.linenum = max(1, (entry.linenum or 2) - 1)
    return catalogue


def _languages(catalogue: POFile, path: str | Path, options: Options) -> tuple[str, str]:
    source = catalogue.metadata.get(_SOURCE, "") or options.source_lang
    target = options.target_lang or catalogue.metadata.get("Language", "")
    if not target and Path(path).stem.split(".")[-1].replace("_", "-").split("-")[0] in LANGUAGES:
        target = Path(path).stem.split(".")[-1]
    try:
        return check_language(source), check_language(target)
    except LanguageError as error:
        raise GlossaryError(
            f"the file names no language that kohesi knows: {error.message}",
            path=path,
            line=1,
            hint="give it with --from and --to",
        ) from error


def _said(entry: POEntry) -> Iterator[tuple[str, str]]:
    for line in entry.comment.split("\n"):
        found = _SAID.fullmatch(line)
        if found is not None:
            yield found.group(1), unescape(found.group(2))


class _Draft:
    """A concept while its entries are read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._fields: dict[str, str] = {}
        self._fixed = False
        self._terms: dict[tuple[str, str], Term] = {}
        self._places: dict[tuple[str, str], int] = {}

    def add(self, entry: POEntry, source_lang: str, target_lang: str, *, own: bool) -> None:
        said = dict(_said(entry)) if own else {"note": _foreign_note(entry)}
        choice(Policy, said.get("policy") or "always", "policy")
        for field, value in said.items():
            if " " not in field and value:
                self._fields.setdefault(field, value)
        self._fixed = self._fixed or "read-only" in entry.flags
        self._term(entry.msgid, source_lang, said.get("source term", ""), "")
        if entry.msgstr and not entry.fuzzy:
            status = said.get("target term", "")
            if not status and "forbidden" in entry.flags:
                status = Status.FORBIDDEN.value
            self._term(entry.msgstr, target_lang, status, unescape(entry.tcomment))
            if said.get("target order", "").isdecimal():
                text = " ".join(entry.msgstr.split())
                self._places.setdefault((target_lang, text), int(said["target order"][:9]))

    def _term(self, text: str, lang: str, status: str, note: str) -> None:
        text = " ".join(text.split())
        if text and (lang, text) not in self._terms:
            self._terms[lang, text] = Term(
                text,
                lang,
                status=choice(Status, status or "preferred", "status"),
                case=default_case(text),
                note=note,
            )

    def concept(self, concept_id: str) -> Concept:
        fields = self._fields
        return Concept(
            concept_id,
            fields.get("subject", ""),
            tuple(sorted(self._terms.values(), key=self._order)),
            definition=fields.get("definition", ""),
            policy=choice(Policy, fields.get("policy") or "always", "policy"),
            do_not_translate=self._fixed,
            note=fields.get("note", ""),
        )

    def _order(self, term: Term) -> tuple[int, int]:
        return list(LANGUAGES).index(term.lang), self._places.get((term.lang, term.text), 0)


def _foreign_note(entry: POEntry) -> str:
    context = f"context: {entry.msgctxt}" if entry.msgctxt else ""
    return "\n".join(part for part in (entry.comment.strip(), context) if part)


def encode(concepts: Iterable[Concept], options: Options) -> bytes:
    """Write the source forms of concepts with the forms of `options.target_lang`."""
    import polib

    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": options.target_lang,
        _SOURCE: options.source_lang,
        _MARK: "1",
    }
    taken: set[str] = {concept.id for concept in concepts}
    for concept in concepts:
        places = _places(concept, options)
        for number, (source, target) in enumerate(_pairs(concept, options), 1):
            context = concept.id
            while number > 1 and context in taken:
                context = f"{concept.id}#{number}"
                number += 1  # noqa: PLW2901 - the next free number
            taken.add(context)
            catalogue.append(
                polib.POEntry(
                    msgctxt=context,
                    msgid=source.text,
                    msgstr=target.text if target else "",
                    comment="\n".join(_comments(concept, source, target, context, places)),
                    tcomment=escape(target.note) if target else "",
                    flags=_flags(concept, target),
                )
            )
    text: str = catalogue.__unicode__()
    return text.encode("utf-8")


def _pairs(concept: Concept, options: Options) -> list[tuple[Term, Term | None]]:
    """Give each source form with its rendering, then each other target form with the first."""
    sources = concept.terms_in(options.source_lang)
    targets = concept.terms_in(options.target_lang)
    if not sources:
        return []
    pairs: list[tuple[Term, Term | None]] = []
    for source in sources:
        rendering = concept.rendering(options.target_lang, like=source)
        pairs.append((source, rendering if rendering in targets else next(iter(targets), None)))
    used = {target for _, target in pairs}
    return pairs + [(sources[0], target) for target in targets if target not in used]


def _places(concept: Concept, options: Options) -> dict[Term, int]:
    """Give the place of each target form, where the order of the entries does not tell it."""
    targets = concept.terms_in(options.target_lang)
    seen = tuple(dict.fromkeys(target for _, target in _pairs(concept, options) if target))
    return {} if seen == targets else {term: place for place, term in enumerate(targets, 1)}


def _comments(
    concept: Concept, source: Term, target: Term | None, context: str, places: dict[Term, int]
) -> Iterator[str]:
    if context != concept.id:
        yield f"concept: {escape(concept.id)}"
    said = {
        "subject": concept.subject,
        "policy": "" if concept.policy is Policy.ALWAYS else concept.policy.value,
        "definition": concept.definition,
        "note": concept.note,
        "source term": "" if source.status is Status.PREFERRED else source.status.value,
        "target term": "" if not target or target.status is Status.PREFERRED else target.status,
    }
    for field, value in said.items():
        if value and (context == concept.id or field.endswith(" term")):
            yield f"{field}: {escape(value)}"
    if target in places:
        yield f"target order: {places[target]}"


def _flags(concept: Concept, target: Term | None) -> list[str]:
    flags = ["read-only"] if concept.do_not_translate else []
    if target is not None and not target.usable:
        flags.append("forbidden")
    return flags
