"""Concepts and terms, after ISO 30042 (TBX): one concept, its terms in each language."""

from __future__ import annotations

from dataclasses import dataclass
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
    """

    id: str
    subject: str
    terms: tuple[Term, ...]
    definition: str = ""
    policy: Policy = Policy.ALWAYS
    do_not_translate: bool = False
    note: str = ""

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
        return tuple(
            term
            for term in self.terms_in(lang)
            if term.status in (Status.PREFERRED, Status.ADMITTED)
        )


_ORDER = {status: rank for rank, status in enumerate(Status)}
