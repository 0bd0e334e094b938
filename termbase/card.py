"""Concepts as people and programs read them: cards of text, dictionaries for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from corpus.languages import LANGUAGES

from .concept import Case, Concept, Policy, Term
from .lookup import Hit
from .matcher import TermMatch


def concept_card(concept: Concept, *, languages: Iterable[str] = tuple(LANGUAGES)) -> str:
    """Return a concept as text: every language, every form, where each comes from."""
    head = f"{concept.id}  [{concept.subject}]" if concept.subject else concept.id
    lines = [head]
    if concept.definition:
        lines.append(f"  {concept.definition}")
    if concept.policy is not Policy.ALWAYS:
        lines.append(f"  policy: {_POLICIES[concept.policy]}")
    if concept.do_not_translate:
        lines.append("  not translated: the source form stays")
    for lang in languages:
        lines.extend(_language(concept, lang))
    if concept.note:
        lines.append(f"  note: {concept.note}")
    return "\n".join(lines)


_POLICIES = {
    Policy.REVIEW: "review (the words are only sometimes this term; reported, never forced)",
    Policy.NEVER: "never (for look-up only)",
}


def _language(concept: Concept, lang: str) -> Iterator[str]:
    name = LANGUAGES.get(lang, lang)
    terms = concept.terms_in(lang)
    if not terms:
        yield f"  {name:<11}-  (no official rendering is known)"
    for index, term in enumerate(terms):
        label = name if index == 0 else ""
        yield f"  {label:<11}{term.text}  ({', '.join(_qualities(term))})"


def _qualities(term: Term) -> Iterator[str]:
    yield term.status.value
    if term.form is not None:
        yield term.form.value
    if term.case is not Case.INSENSITIVE:
        yield f"case {term.case.value}"
    if term.context:
        yield f"only {term.context}"
    if term.policy is not None:
        yield f"policy {term.policy.value}"
    if term.verified:
        yield f"verified: {term.source}" if term.source else "verified"
    elif term.lang != "id":
        yield "unverified"
    if term.note:
        yield term.note


def concept_record(concept: Concept) -> dict[str, Any]:
    """Return a concept as a JSON object; empty fields of terms are left out."""
    return {
        "concept_id": concept.id,
        "subject": concept.subject,
        "policy": concept.policy.value,
        "do_not_translate": concept.do_not_translate,
        "definition": concept.definition,
        "note": concept.note,
        "terms": {
            lang: [term_record(term) for term in concept.terms_in(lang)]
            for lang in concept.languages
        },
    }


def term_record(term: Term) -> dict[str, Any]:
    """Return a term as a JSON object, without what is empty."""
    record: dict[str, Any] = {
        "text": term.text,
        "status": term.status.value,
        "verified": term.verified,
    }
    optional = {
        "source": term.source,
        "form": term.form and term.form.value,
        "case": "" if term.case is Case.INSENSITIVE else term.case.value,
        "context": term.context,
        "policy": term.policy and term.policy.value,
        "part_of_speech": term.part_of_speech,
        "note": term.note,
    }
    return record | {name: value for name, value in optional.items() if value}


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return an answer of a look-up as a JSON object."""
    return {
        "matched": hit.term.text,
        "lang": hit.term.lang,
        "kind": hit.kind.value,
        "score": hit.score,
        **concept_record(hit.concept),
    }


def match_record(
    match: TermMatch, concept_of: dict[str, Concept], targets: Iterable[str]
) -> dict[str, Any]:
    """Return a match as a JSON object.

    Args:
        match: what the matcher found.
        concept_of: the concepts by id.
        targets: the languages whose rendering is given; None where the glossary has none.
    """
    languages = tuple(targets)
    concept = concept_of[match.concept_id]
    preferred = concept.preferred(match.term.lang)
    renderings = {lang: concept.rendering(lang, match.term) for lang in languages}
    return {
        "start": match.start,
        "end": match.end,
        "surface": match.surface,
        "concept_id": match.concept_id,
        "status": match.term.status.value,
        "policy": concept.policy_of(match.term).value,
        "preferred": preferred.text if preferred else None,
        "targets": {lang: term.text if term else None for lang, term in renderings.items()},
        "children": [match_record(child, concept_of, languages) for child in match.children],
        "alternatives": [other.concept_id for other in match.alternatives],
    }
