"""Changing a glossary file or a termbase, in one step and with a record of who, what and when.

A termbase keeps its history in itself; beside a text file `NAME.history.jsonl` holds one change
per line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.atomic import write_text
from corpus.errors import GlossaryError, OutputError, plain_reason

from .concept import Concept, Status, Term
from .glossary import Glossary
from .records import concept_from_record, concept_to_record
from .store import Change, TermStore, is_store, user_name

Revision = Callable[[Concept | None], Concept | None]


def revise(
    path: str | Path, concept_id: str, revision: Revision, *, action: str, who: str | None = None
) -> Concept | None:
    """Change one concept of a glossary.

    Args:
        path: a native table or a termbase.
        concept_id: which concept.
        revision: gets the concept, None when there is none; returns what takes its place, None
            to remove it.
        action: the word of the history.
        who: the name in the history; the user's when None.

    Returns:
        What took its place.

    Raises:
        GlossaryError: the file cannot be read, holds mistakes, or is of a form that cannot be
            edited in place.
        OutputError: it cannot be written; it is then as before.
    """
    target = Path(path)
    if is_store(target):
        with TermStore(target) as store:
            old = store.get(concept_id)
            new = _stamped(revision(old), old)
            if new is not None:
                store.put(new, action=action, who=who)
            elif old is not None:
                store.remove(concept_id, who=who)
            return new
    with _locked(target):
        return _revise_table(target, concept_id, revision, action, who)


def _revise_table(
    target: Path, concept_id: str, revision: Revision, action: str, who: str | None
) -> Concept | None:
    from .formats import tables

    if target.suffix.lower() not in (".tsv", ".csv") or not tables.is_native(target):
        raise GlossaryError(
            "only native tables and termbases are edited in place",
            path=target,
            hint="make one of it: kohesi term import FILE --output glossary.tsv",
        )
    glossary = Glossary.load(target)
    old = glossary.get(concept_id)
    new = _stamped(revision(old), old)
    if new == old:
        return new
    concepts = [
        changed
        for concept in glossary
        if (changed := new if concept.id == concept_id else concept) is not None
    ]
    if old is None and new is not None:
        concepts.append(new)
    change = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": who or user_name(),
        "action": action if new is not None else "remove",
        "concept": concept_id,
        "before": None if old is None else concept_to_record(old),
        "after": None if new is None else concept_to_record(new),
    }
    tables.write(target, concepts)
    _append(_history_path(target), json.dumps(change, ensure_ascii=False))
    return new


def _stamped(new: Concept | None, old: Concept | None) -> Concept | None:
    """Date a concept and its terms where they changed."""
    if new is None or new == old:
        return new
    today = datetime.now(UTC).date().isoformat()
    known = set() if old is None else set(old.terms)
    spellings = {} if old is None else {(term.lang, term.text): term for term in old.terms}
    terms = tuple(
        term
        if term in known
        else replace(term, modified=today)
        if (term.lang, term.text) in spellings
        else replace(term, created=today)
        for term in new.terms
    )
    if old is None:
        return replace(new, terms=terms, created=today)
    return replace(new, terms=terms, modified=today)


def put_preferred(concept: Concept, term: Term) -> Concept:
    """Return the concept with `term` as the preferred one of its language.

    A term of the same text gives way to it; the one that was preferred is admitted from now on.
    """
    others = tuple(
        replace(other, status=Status.ADMITTED)
        if other.lang == term.lang and other.status is Status.PREFERRED
        else other
        for other in concept.terms
        if (other.lang, other.text) != (term.lang, term.text)
    )
    place = next((i for i, other in enumerate(others) if other.lang == term.lang), len(others))
    return replace(concept, terms=(*others[:place], term, *others[place:]))


def with_term(concept: Concept, term: Term) -> Concept:
    """Return the concept with one more term; one of the same text gives way to it."""
    others = tuple(
        other for other in concept.terms if (other.lang, other.text) != (term.lang, term.text)
    )
    last = max((i for i, other in enumerate(others) if other.lang == term.lang), default=None)
    place = len(others) if last is None else last + 1
    return replace(concept, terms=(*others[:place], term, *others[place:]))


def set_status(concept: Concept, lang: str, text: str, status: Status) -> Concept:
    """Return the concept with another status of one of its terms.

    Raises:
        GlossaryError: it has no such term.
    """
    if not any((term.lang, term.text) == (lang, text) for term in concept.terms):
        raise GlossaryError(f"concept {concept.id!r} has no {lang} term {text!r}")
    return replace(
        concept,
        terms=tuple(
            replace(term, status=status) if (term.lang, term.text) == (lang, text) else term
            for term in concept.terms
        ),
    )


def without_term(concept: Concept, lang: str, text: str) -> Concept:
    """Return the concept without one of its terms.

    Raises:
        GlossaryError: it has no such term.
    """
    terms = tuple(term for term in concept.terms if (term.lang, term.text) != (lang, text))
    if len(terms) == len(concept.terms):
        raise GlossaryError(f"concept {concept.id!r} has no {lang} term {text!r}")
    return replace(concept, terms=terms)


def changes(path: str | Path, concept_id: str | None = None) -> Iterator[Change]:
    """Stream the history of a glossary, the latest change first.

    Raises:
        GlossaryError: there is no such glossary, its history is damaged, or the termbase cannot be
            read.
    """
    target = Path(path)
    if is_store(target):
        with TermStore(target) as store:
            yield from store.history(concept_id)
        return
    history = _history_path(target)
    if not history.exists():
        if not target.exists():
            raise GlossaryError("there is no such glossary", path=target, hint="check the name")
        return
    lines = history.read_text(encoding="utf-8").splitlines()
    for number in range(len(lines), 0, -1):
        try:
            record = json.loads(lines[number - 1])
            change = Change(
                record["at"],
                record["who"],
                record["action"],
                record["concept"],
                concept_from_record(record["before"]) if record["before"] else None,
                concept_from_record(record["after"]) if record["after"] else None,
            )
        except (ValueError, KeyError, TypeError) as error:
            raise GlossaryError(
                "a line of the history is damaged", path=history, line=number
            ) from error
        if concept_id is None or change.concept_id == concept_id:
            yield change


def _history_path(target: Path) -> Path:
    return target.with_name(f"{target.name}.history.jsonl")


def _append(path: Path, line: str) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    write_text(path, f"{before}{line}\n")


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Let one process at a time change a text file; the others wait."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    lock = target.with_name(f".{target.name}.lock")
    while True:
        try:
            handle = lock.open("w")
        except OSError as error:
            reason = plain_reason(error)
            raise OutputError(f"cannot write beside the glossary: {reason}", path=target) from error
        with handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Whoever had the lock before removes the file; a lock on a removed file is none.
            if not _is_still_there(lock, handle.fileno()):
                continue
            try:
                yield
            finally:
                lock.unlink(missing_ok=True)
            return


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
