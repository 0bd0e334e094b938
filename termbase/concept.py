"""Concepts and terms, after ISO 30042 (TBX): one concept, its terms in each language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Status(StrEnum):
    """How a term may be used (the administrative status of ISO 30042)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"


class Policy(StrEnum):
    """What enforcement does with a concept that occurs in the source.

    ALWAYS: the official rendering must stand in the target.
    REVIEW: the words are only sometimes the term; it is reported, never forced.
    NEVER: the concept is for look-up only.
    """

    ALWAYS = "always"
    REVIEW = "review"
    NEVER = "never"


class Case(StrEnum):
    """How the case of a surface is compared.

    INSENSITIVE: `Kohesi Strategis` is `kohesi strategis`.
    SENSITIVE: as written, but a capital is accepted at the start of a sentence.
    AS_IS: exactly as written; for acronyms (`AI`) and marked forms (`kedua Partai`).
    """

    INSENSITIVE = "insensitive"
    SENSITIVE = "sensitive"
    AS_IS = "as-is"


class Form(StrEnum):
    """What kind of form of its concept a term is (TBX `termType`).

    FULL: the whole name, with its acronym in brackets or without.
    SHORT: a short name (`Laos` beside `Republik Demokratik Rakyat Laos`).
    ACRONYM: initials (`ASEAN`).
    VARIANT: another spelling, number or word order of one of the others.
    PHRASE: a fixed phrase, such as a slogan.
    """

    FULL = "full"
    SHORT = "short"
    ACRONYM = "acronym"
    VARIANT = "variant"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept in one language.

    Attributes:
        text: the form, in the preferred spelling of its language (NFC).
        lang: BCP-47 tag.
        status: may it be used.
        verified: an official or published source uses it for this concept.
        source: where it was seen; empty when unverified.
        case: how its case is compared when it is searched.
        context: a condition under which the surface is this concept; empty means always.
            `quoted` - only inside quotation marks; `near:A|B` - only in a sentence with A or B;
            `not-before:A|B` - not directly followed by A or B; `before:A|B`, `after:A|B` - directly
            followed or preceded by one of these. Several conditions are joined by `;`; one must
            hold, except `not-...` conditions, which must all hold.
        note: for the reader.
        part_of_speech: `noun`, `verb`, `proper-noun`, ... (TBX `partOfSpeech`), or empty.
        form: what kind of form it is, where that is known.
        policy: overrides the policy of the concept for this surface.
        created: ISO 8601 date on which it was entered, or empty.
        modified: ISO 8601 date of the last change, or empty.
    """

    text: str
    lang: str
    status: Status = Status.PREFERRED
    verified: bool = False
    source: str = ""
    case: Case = Case.INSENSITIVE
    context: str = ""
    note: str = ""
    part_of_speech: str = ""
    form: Form | None = None
    policy: Policy | None = None
    created: str = ""
    modified: str = ""

    @property
    def usable(self) -> bool:
        """Whether a text may use the term: it is preferred or admitted."""
        return self.status in (Status.PREFERRED, Status.ADMITTED)

    @property
    def abbreviated(self) -> bool:
        """Whether it is a short name or an acronym."""
        return self.form in (Form.SHORT, Form.ACRONYM)

    @property
    def names_acronym(self) -> bool:
        """Whether the full name is followed by its acronym: `Vietnam Electricity (EVN)`."""
        return not self.abbreviated and _BRACKETED.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that has a name, with its terms in every language.

    Attributes:
        id: stable identifier, unique in its glossary.
        subject: subject field (`slogan`, `institution`, `person`, ...).
        terms: all terms; the order within a language is the order of preference.
        definition: what it is; may be empty.
        policy: what enforcement does with it.
        do_not_translate: the source form stands in the target as it is.
        note: for the reader.
        source: where the concept was taken from; may be empty.
        created: ISO 8601 date on which it was entered, or empty.
        modified: ISO 8601 date of the last change, or empty.
    """

    id: str
    subject: str
    terms: tuple[Term, ...]
    definition: str = ""
    policy: Policy = Policy.ALWAYS
    do_not_translate: bool = False
    note: str = ""
    source: str = ""
    created: str = ""
    modified: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a term, in the order of the terms."""
        return tuple(dict.fromkeys(term.lang for term in self.terms))

    def terms_in(self, lang: str) -> tuple[Term, ...]:
        """Return all terms of a language, preferred first."""
        return tuple(
            sorted(
                (term for term in self.terms if term.lang == lang),
                key=lambda term: _ORDER[term.status],
            )
        )

    def preferred(self, lang: str) -> Term | None:
        """Return the preferred term of a language, or None where the glossary has none."""
        for term in self.terms:
            if term.lang == lang and term.status is Status.PREFERRED:
                return term
        return None

    def accepted(self, lang: str) -> tuple[Term, ...]:
        """Return the forms that enforcement accepts: preferred, then admitted."""
        return tuple(term for term in self.terms_in(lang) if term.usable)

    def rendering(self, lang: str, like: Term | None = None) -> Term | None:
        """Return the form of `lang` that corresponds to the source form `like`.

        An acronym is rendered by an acronym, or else by a short name; a short name by a short
        name, or else by an acronym; a full name with its acronym in brackets by one with
        brackets, a full name without by one without. Where the concept has no such form, and
        for a source form of no known kind, it is the preferred term; a form that is only
        admitted stands in where nothing is preferred.

        A concept that is not to be translated is rendered by `like` itself.

        Returns:
            The term, or None where the glossary has no usable term of that language.
        """
        if self.do_not_translate and like is not None:
            return replace(like, lang=lang)
        usable = self.accepted(lang)
        if not usable:
            return None
        if like is not None:
            for wanted in _counterparts(like):
                for term in usable:
                    if wanted(term):
                        return term
        return usable[0]

    def policy_of(self, term: Term) -> Policy:
        """Return the policy that holds for a surface of the concept: its own, or the concept's."""
        return self.policy if term.policy is None else term.policy


def _counterparts(like: Term) -> tuple[Callable[[Term], bool], ...]:
    """Give the tests for a target form that corresponds to `like`, the best first."""
    if like.form is Form.ACRONYM:
        return (lambda term: term.form is Form.ACRONYM, lambda term: term.form is Form.SHORT)
    if like.form is Form.SHORT:
        return (lambda term: term.form is Form.SHORT, lambda term: term.form is Form.ACRONYM)
    if like.names_acronym:
        return (lambda term: term.names_acronym,)
    if like.form is Form.FULL:
        return (lambda term: term.form is Form.FULL and not term.names_acronym,)
    return ()


def is_acronym(text: str) -> bool:
    """Whether a form is written in capitals throughout: `AI`, `R&D`, `EVN`."""
    return _ACRONYM.fullmatch(text) is not None


_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.+-]{1,7}")
_BRACKETED = re.compile(r"\([A-Z][^()]*\)")
_ORDER = {status: rank for rank, status in enumerate(Status)}
