"""`kohesi term add | edit | deprecate | remove | history`: changing a glossary."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .concept import Policy, Status

if TYPE_CHECKING:
    from .concept import Concept, Term

GlossaryArgument = Annotated[
    Path, typer.Argument(help="A native table (.tsv, .csv) or a termbase (.sqlite).")
]
IdArgument = Annotated[str, typer.Argument(help="The id of the concept.")]
TermsArgument = Annotated[
    list[str], typer.Argument(help="Terms as LANG=TEXT, such as vi='gắn kết chiến lược'.")
]
OptionalTermsArgument = Annotated[
    list[str] | None, typer.Argument(help="Terms as LANG=TEXT; without any, the concept itself.")
]
WhoOption = Annotated[str | None, typer.Option("--who", help="The name in the history.")]
SubjectOption = Annotated[str | None, typer.Option(help="The subject field.")]
PolicyOption = Annotated[Policy | None, typer.Option(help="What enforcement does.")]
NoteOption = Annotated[str | None, typer.Option(help="A note on the concept.")]
SourceOption = Annotated[
    str | None, typer.Option("--source", help="Where the terms were seen; they are verified then.")
]


def _terms(listed: list[str], *, source: str | None = None) -> list[Term]:
    """Read LANG=TEXT pairs.

    Raises:
        GlossaryError: a pair is none, or its language is unknown.
    """
    from corpus.errors import GlossaryError
    from corpus.languages import check_language

    from .records import term_from_record

    terms = []
    for pair in listed:
        lang, separator, text = pair.partition("=")
        if not separator or not text.strip():
            raise GlossaryError(f"{pair!r} is no term", hint="write LANG=TEXT, such as vi='Lào'")
        record: dict[str, Any] = {"lang": check_language(lang), "text": text}
        if source:
            record |= {"source": source, "verified": True}
        terms.append(term_from_record(record))
    return terms


def _described(
    concept: Concept, subject: str | None, policy: Policy | None, note: str | None
) -> Concept:
    changes: dict[str, Any] = {"subject": subject, "policy": policy, "note": note}
    return replace(concept, **{name: value for name, value in changes.items() if value is not None})


def _report(path: Path, concept_id: str, concept: Concept | None) -> None:
    from .card import concept_card

    typer.echo(concept_card(concept) if concept else f"{concept_id}: removed from {path}")


def add_command(
    glossary: GlossaryArgument,
    concept_id: IdArgument,
    terms: TermsArgument,
    subject: SubjectOption = None,
    policy: PolicyOption = None,
    note: NoteOption = None,
    source: SourceOption = None,
    who: WhoOption = None,
) -> None:
    """Add a concept with its preferred terms.

    A glossary is made where there is none.
    """
    from corpus.errors import GlossaryError

    from .concept import Concept
    from .edit import revise
    from .formats import tables
    from .store import TermStore, is_store

    listed = _terms(terms, source=source)

    def revision(old: Concept | None) -> Concept:
        if old is not None:
            raise GlossaryError(
                f"the concept {concept_id!r} is there already",
                path=glossary,
                hint="use kohesi term edit",
            )
        return _described(Concept(concept_id, "", tuple(listed)), subject, policy, note)

    if not glossary.exists():
        if is_store(glossary):
            TermStore(glossary, create=True).close()
        elif glossary.suffix.lower() in (".tsv", ".csv"):
            tables.write(glossary, ())
    _report(glossary, concept_id, revise(glossary, concept_id, revision, action="add", who=who))


def edit_command(
    glossary: GlossaryArgument,
    concept_id: IdArgument,
    terms: OptionalTermsArgument = None,
    status: Annotated[
        Status, typer.Option(help="The status of the given terms.")
    ] = Status.PREFERRED,
    subject: SubjectOption = None,
    policy: PolicyOption = None,
    note: NoteOption = None,
    source: SourceOption = None,
    who: WhoOption = None,
) -> None:
    """Give a concept new terms or another description.

    A new preferred term takes the place of the old one, which is admitted from then on.
    """
    from .edit import put_preferred, revise, with_term

    listed = _terms(terms or [], source=source)

    def revision(old: Concept | None) -> Concept:
        concept = _there(old, concept_id, glossary)
        for term in listed:
            if status is Status.PREFERRED:
                concept = put_preferred(concept, term)
            else:
                concept = with_term(concept, replace(term, status=status))
        return _described(concept, subject, policy, note)

    _report(glossary, concept_id, revise(glossary, concept_id, revision, action="edit", who=who))


def deprecate_command(
    glossary: GlossaryArgument,
    concept_id: IdArgument,
    terms: TermsArgument,
    forbid: Annotated[bool, typer.Option("--forbid", help="Forbid the terms altogether.")] = False,
    who: WhoOption = None,
) -> None:
    """Mark terms as no longer to be used; they are still found."""
    from .edit import revise, set_status

    status = Status.FORBIDDEN if forbid else Status.DEPRECATED

    def revision(old: Concept | None) -> Concept:
        concept = _there(old, concept_id, glossary)
        for term in _terms(terms):
            concept = set_status(concept, term.lang, term.text, status)
        return concept

    changed = revise(glossary, concept_id, revision, action="deprecate", who=who)
    _report(glossary, concept_id, changed)


def remove_command(
    glossary: GlossaryArgument,
    concept_id: IdArgument,
    terms: OptionalTermsArgument = None,
    who: WhoOption = None,
) -> None:
    """Remove a concept, or some of its terms; the history keeps them."""
    from .edit import revise, without_term

    def revision(old: Concept | None) -> Concept | None:
        concept = _there(old, concept_id, glossary)
        for term in _terms(terms or []):
            concept = without_term(concept, term.lang, term.text)
        return concept if terms else None

    _report(glossary, concept_id, revise(glossary, concept_id, revision, action="remove", who=who))


def history_command(
    glossary: GlossaryArgument,
    concept_id: Annotated[str | None, typer.Argument(help="Only this concept.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per change.")] = False,
) -> None:
    """Show who changed what and when, the latest first."""
    from .edit import changes
    from .records import concept_to_record

    for change in changes(glossary, concept_id):
        if as_json:
            record = {
                "at": change.at,
                "who": change.who,
                "action": change.action,
                "concept": change.concept_id,
                "before": change.before and concept_to_record(change.before),
                "after": change.after and concept_to_record(change.after),
            }
            typer.echo(json.dumps(record, ensure_ascii=False))
            continue
        typer.echo(f"{change.at}  {change.who}  {change.action}  {change.concept_id}")
        before = _spellings(change.before)
        after = _spellings(change.after)
        for line in before:
            if line not in after:
                typer.echo(f"  - {line}")
        for line in after:
            if line not in before:
                typer.echo(f"  + {line}")


def _spellings(concept: Concept | None) -> list[str]:
    if concept is None:
        return []
    return [f"{term.lang} {term.text} ({term.status.value})" for term in concept.terms]


def _there(concept: Concept | None, concept_id: str, path: Path) -> Concept:
    from corpus.errors import GlossaryError

    if concept is None:
        raise GlossaryError(
            f"there is no concept {concept_id!r}", path=path, hint="kohesi term list shows the ids"
        )
    return concept
