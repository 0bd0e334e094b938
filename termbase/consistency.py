"""How texts use a glossary: which concepts occur, by which names, how often, and where.

One concept under several names is what a reader of a translated article stumbles over; the table
of these is what this module is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.formats import read_document
from corpus.languages.normal import normal_text

from .concept import Concept, Status, Term
from .glossary import Glossary
from .matcher import Matcher, TermMatch


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands.

    Attributes:
        file: the file as it was given.
        line: 1-based line on which its segment starts.
        start: offset of the name in the segment, in code points.
        surface: the name as it stands there.
        within: the concept of the longer term around it, or empty.
    """

    file: str
    line: int
    start: int
    surface: str
    within: str


@dataclass(frozen=True, slots=True)
class NameUse:
    """One name of a concept, with every place where it stands."""

    term: Term
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """A concept that occurs, by its names, the most frequent first."""

    concept: Concept
    names: tuple[NameUse, ...]

    @property
    def count(self) -> int:
        """How often the concept occurs."""
        return sum(len(name.places) for name in self.names)

    @property
    def inconsistent(self) -> bool:
        """Whether a reader meets one thing under names that do not belong together.

        That is so when a deprecated or forbidden name occurs, or two that are neither a short
        name nor an acronym of each other.
        """
        if any(not name.term.usable for name in self.names):
            return True
        whole = [
            name for name in self.names if not name.term.abbreviated and not name.term.names_acronym
        ]
        return len(whole) > 1


def concept_uses(
    glossary: Glossary, files: Iterable[str | Path], *, lang: str = "id"
) -> tuple[ConceptUse, ...]:
    """Read files and gather how they name the concepts of a glossary.

    Args:
        glossary: the glossary.
        files: documents of any format that can be read.
        lang: their language.

    Returns:
        The concepts that occur, those with most names first. Names that differ in case or
        typography alone are one.

    Raises:
        FormatError: a file cannot be read.
    """
    matcher = Matcher(glossary, lang)
    found: dict[str, dict[str, tuple[Term, list[Place]]]] = {}
    for file in files:
        for segment in read_document(file, source_lang=lang).segments:
            for match, within in _with_children(matcher.find(segment.text)):
                key = normal_text(match.surface, lang)
                names = found.setdefault(match.concept_id, {})
                names.setdefault(key, (match.term, []))[1].append(
                    Place(str(file), segment.line, match.start, match.surface, within)
                )
    uses = [
        ConceptUse(
            glossary[concept_id],
            tuple(
                sorted(
                    (NameUse(term, tuple(places)) for term, places in names.values()),
                    key=lambda name: -len(name.places),
                )
            ),
        )
        for concept_id, names in found.items()
    ]
    uses.sort(key=lambda use: (not use.inconsistent, -len(use.names), -use.count))
    return tuple(uses)


def _with_children(
    matches: Iterable[TermMatch], within: str = ""
) -> Iterator[tuple[TermMatch, str]]:
    """Give matches and the terms inside them; a form inside a form of its own concept is none."""
    for match in matches:
        if match.concept_id != within:
            yield match, within
        yield from _with_children(match.children, match.concept_id)


def uses_record(uses: Iterable[ConceptUse]) -> list[dict[str, Any]]:
    """Return the table as JSON values."""
    return [
        {
            "concept_id": use.concept.id,
            "inconsistent": use.inconsistent,
            "count": use.count,
            "names": [
                {
                    "name": name.term.text,
                    "status": name.term.status.value,
                    "count": len(name.places),
                    "places": [
                        {
                            "file": place.file,
                            "line": place.line,
                            "start": place.start,
                            "surface": place.surface,
                            "within": place.within,
                        }
                        for place in name.places
                    ],
                }
                for name in use.names
            ],
        }
        for use in uses
    ]


def uses_text(uses: Iterable[ConceptUse], *, places: int = 6) -> str:
    """Return the table as text; of each name the first few places."""
    lines: list[str] = []
    for use in uses:
        official = next((t for t in use.concept.terms if t.status is Status.PREFERRED), None)
        title = f"{use.concept.id}: {len(use.names)} names, {use.count} times"
        if official is not None:
            title += f"; official: {official.text}"
        lines.append(title)
        for name in use.names:
            where = ", ".join(
                f"{Path(place.file).name}:{place.line}" for place in name.places[:places]
            )
            more = f" and {len(name.places) - places} more" if len(name.places) > places else ""
            label = f"{name.term.text}  ({name.term.status.value})"
            lines.append(f"  {len(name.places):>4}  {label}  {where}{more}")
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def uses_html(uses: Iterable[ConceptUse], *, title: str = "Names of one thing") -> str:
    """Return the table as one self-contained HTML page, without scripts."""
    from html import escape

    rows: list[str] = []
    for use in uses:
        for index, name in enumerate(use.names):
            head = (
                f'<th rowspan="{len(use.names)}" scope="rowgroup">{escape(use.concept.id)}</th>'
                if index == 0
                else ""
            )
            where = " ".join(
                f'<span title="{escape(place.surface, quote=True)}">'
                f"{escape(Path(place.file).name)}:{place.line}</span>"
                for place in name.places
            )
            rows.append(
                f'<tr class="{name.term.status.value}">{head}<td>{escape(name.term.text)}</td>'
                f"<td>{name.term.status.value}</td><td>{len(name.places)}</td><td>{where}</td></tr>"
            )
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n<h1>{escape(title)}</h1>\n"
        "<table><thead><tr><th>concept<th>name<th>status<th>times<th>places</tr></thead>\n<tbody>"
        + "\n".join(rows)
        + "</tbody></table></html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}.deprecated td,.forbidden td{background:#fbe9e7}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}"
    ".deprecated td,.forbidden td{background:#4a2420}}"
)
