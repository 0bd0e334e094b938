"""What the glossary asks of the translation of one segment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from termbase import Glossary, Policy, TermMatch


@dataclass(frozen=True, slots=True)
class Requirement:
    """One occurrence of a concept in a source segment, and how it must read in the target.

    Attributes:
        concept_id: the concept that occurs.
        start: offset of its first code point in the source segment.
        end: offset after its last code point.
        surface: the source words.
        status: the status of the source form (a deprecated form is still the concept).
        policy: `always` - must be met; `review` - reported, never forced.
        forms: renderings that meet it, the one to use first; empty when the glossary has none.
        verified: whether the first form is verified by a source.
        unwanted: deprecated and forbidden names of the concept in the target language; none of
            them may stand in the target, except inside an accepted form.
    """

    concept_id: str
    start: int
    end: int
    surface: str
    status: str
    policy: Policy
    forms: tuple[str, ...]
    verified: bool
    unwanted: tuple[str, ...] = ()

    @property
    def rendering(self) -> str:
        """Return the official rendering, or the empty string where the glossary has none."""
        return self.forms[0] if self.forms else ""

    @property
    def enforceable(self) -> bool:
        """Whether the target must hold one of the forms."""
        return self.policy is Policy.ALWAYS and bool(self.forms)


def requirements(
    matches: Iterable[TermMatch], glossary: Glossary, target_lang: str
) -> tuple[Requirement, ...]:
    """Turn the term matches of a source segment into requirements on its translation.

    Only the longest match counts: the terms inside it are part of its official rendering.
    Concepts whose policy is `never` ask nothing.
    """
    found = []
    for match in matches:
        concept = glossary[match.concept_id]
        policy = match.term.policy or concept.policy
        if policy is Policy.NEVER:
            continue
        if concept.do_not_translate:
            forms: tuple[str, ...] = (match.surface,)
            verified = True
            unwanted: tuple[str, ...] = ()
        else:
            best = concept.rendering(target_lang, like=match.term)
            accepted = [term.text for term in concept.accepted(target_lang)]
            forms = () if best is None else tuple(dict.fromkeys([best.text, *accepted]))
            verified = best is not None and best.verified
            unwanted = tuple(term.text for term in concept.terms_in(target_lang) if not term.usable)
        found.append(
            Requirement(
                concept_id=concept.id,
                start=match.start,
                end=match.end,
                surface=match.surface,
                status=match.term.status.value,
                policy=policy,
                forms=forms,
                verified=verified,
                unwanted=unwanted,
            )
        )
    return tuple(found)
