"""Checking a glossary against itself: duplicates, homographs, contradictions, gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.languages import LANGUAGES
from corpus.languages.normal import normal_text

from .concept import Concept, Form, Policy, Status, Term
from .forms import find_forms
from .glossary import Glossary
from .matcher import Matcher


class Severity(StrEnum):
    """How bad a finding is: an error contradicts the glossary, information is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a glossary that its owner should know.

    Attributes:
        severity: how bad it is.
        kind: `two-preferred`, `duplicate-term`, `duplicate-concept`, `preferred-forbidden`,
            `homograph`, `nested-conflict`, `missing` or `unverified`.
        concept_ids: the concepts it is about.
        lang: the language it is about, or empty.
        message: one sentence without a full stop.
    """

    severity: Severity
    kind: str
    concept_ids: tuple[str, ...]
    lang: str
    message: str


def check_glossary(
    glossary: Glossary, *, source_lang: str = "id", languages: Iterable[str] = tuple(LANGUAGES)
) -> tuple[Finding, ...]:
    """Look for mistakes and gaps.

    Args:
        glossary: the glossary.
        source_lang: the language whose surfaces are matched; nesting is looked at in it.
        languages: the languages a concept should have a rendering in.

    Returns:
        The findings: errors, then warnings, then information; in each by kind and concept.
    """
    wanted = tuple(languages)
    targets = tuple(lang for lang in wanted if lang != source_lang)
    findings = [
        *_two_preferred(glossary),
        *_duplicate_terms(glossary),
        *_shared_surfaces(glossary, source_lang),
        *_preferred_elsewhere_forbidden(glossary),
        *_nested_conflicts(glossary, source_lang, targets),
        *_gaps(glossary, wanted, source_lang),
    ]
    order = {severity: rank for rank, severity in enumerate(Severity)}
    findings.sort(key=lambda finding: order[finding.severity])
    return tuple(findings)


def _two_preferred(glossary: Glossary) -> Iterator[Finding]:
    for concept in glossary:
        for lang in concept.languages:
            preferred = [t for t in concept.terms_in(lang) if t.status is Status.PREFERRED]
            if len(preferred) > 1:
                yield Finding(
                    Severity.ERROR,
                    "two-preferred",
                    (concept.id,),
                    lang,
                    f"{len(preferred)} preferred terms: {_listed(preferred)}",
                )


def _duplicate_terms(glossary: Glossary) -> Iterator[Finding]:
    """Find terms of one concept that differ in nothing a matcher sees."""
    for concept in glossary:
        seen: dict[tuple[str, str], Term] = {}
        for term in concept.terms:
            folded = term.case.value == "insensitive"
            key = (term.lang, normal_text(term.text, term.lang, casefold=folded))
            other = seen.setdefault(key, term)
            if other is not term:
                yield Finding(
                    Severity.WARNING,
                    "duplicate-term",
                    (concept.id,),
                    term.lang,
                    f"{term.text!r} is matched as {other.text!r} is",
                )


def _shared_surfaces(glossary: Glossary, source_lang: str) -> Iterator[Finding]:
    owners: dict[str, list[tuple[Concept, Term]]] = defaultdict(list)
    for concept in glossary:
        for term in concept.terms:
            if term.lang == source_lang:
                owners[normal_text(term.text, source_lang)].append((concept, term))
    for listed in owners.values():
        ids = tuple(dict.fromkeys(concept.id for concept, _ in listed))
        if len(ids) < 2:
            continue
        text = listed[0][1].text
        if all(term.status is Status.PREFERRED and not term.context for _, term in listed):
            yield Finding(
                Severity.ERROR,
                "duplicate-concept",
                ids,
                source_lang,
                f"{text!r} is the preferred term of several concepts",
            )
        else:
            yield Finding(
                Severity.WARNING, "homograph", ids, source_lang, f"{text!r} names several concepts"
            )


def _preferred_elsewhere_forbidden(glossary: Glossary) -> Iterator[Finding]:
    refused: dict[tuple[str, str], str] = {}
    for concept in glossary:
        for term in concept.terms:
            if term.status is Status.FORBIDDEN and not term.context:
                refused[term.lang, normal_text(term.text, term.lang)] = concept.id
    for concept in glossary if refused else ():
        for term in concept.terms:
            other = refused.get((term.lang, normal_text(term.text, term.lang)))
            if other is not None and term.status is Status.PREFERRED:
                yield Finding(
                    Severity.ERROR,
                    "preferred-forbidden",
                    (concept.id, other),
                    term.lang,
                    f"{term.text!r} is preferred here and forbidden there",
                )


def _nested_conflicts(
    glossary: Glossary, source_lang: str, targets: tuple[str, ...]
) -> Iterator[Finding]:
    """Find preferred terms that hold another, while their rendering does not hold its rendering."""
    matcher = Matcher(glossary, source_lang)
    for concept in glossary:
        outer = concept.preferred(source_lang)
        if outer is None or concept.do_not_translate:
            continue
        inner_ids = {
            child.concept_id
            for match in matcher.find(outer.text)
            for child in (match, *match.children)
            if child.concept_id != concept.id
            and glossary[child.concept_id].policy_of(child.term) is Policy.ALWAYS
            and child.end - child.start < len(outer.text)
        }
        for inner_id in sorted(inner_ids):
            for lang in targets:
                rendering = concept.preferred(lang)
                forms = glossary[inner_id].accepted(lang)
                if (
                    rendering is not None
                    and rendering.form is not Form.ACRONYM
                    and forms
                    and not find_forms(rendering.text, forms, lang)
                ):
                    yield Finding(
                        Severity.WARNING,
                        "nested-conflict",
                        (concept.id, inner_id),
                        lang,
                        f"{outer.text!r} contains {inner_id}, but {rendering.text!r} "
                        f"does not contain {forms[0].text!r}",
                    )


def _gaps(glossary: Glossary, languages: tuple[str, ...], source_lang: str) -> Iterator[Finding]:
    for concept in glossary:
        for lang in languages:
            usable = concept.accepted(lang)
            if not usable:
                yield Finding(
                    Severity.INFO, "missing", (concept.id,), lang, "no rendering is known"
                )
            elif lang != source_lang and not any(term.verified for term in usable):
                yield Finding(
                    Severity.INFO,
                    "unverified",
                    (concept.id,),
                    lang,
                    f"{usable[0].text!r} was seen in no source",
                )


def _listed(terms: Iterable[Term]) -> str:
    return ", ".join(repr(term.text) for term in terms)
