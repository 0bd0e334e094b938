"""First mention in full with the acronym, later mentions short, as newsrooms write.

`Tập đoàn Điện lực Việt Nam (EVN)` at the first mention in the body of a document, `EVN` from then
on, whatever the source does. It holds for concepts that have a full name and an acronym in the
target language, and are always enforced; the acronym is the glossary's, nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from termbase import Concept, Form, Glossary, Term

from .requirements import Requirement


class Mentions:
    """Follows the mentions of one document, in the order of its text.

    Args:
        glossary: the glossary of the requirements.
        target_lang: BCP-47 tag of the translation.
        seen: concepts that text before this one has mentioned.
    """

    def __init__(self, glossary: Glossary, target_lang: str, *, seen: Collection[str] = ()) -> None:
        self._glossary = glossary
        self._lang = target_lang
        self._seen = set(seen)

    @property
    def seen(self) -> frozenset[str]:
        """The ids of the concepts that were mentioned so far."""
        return frozenset(self._seen)

    def adjust(
        self, text: str, required: Sequence[Requirement], *, body: bool
    ) -> tuple[Requirement, ...]:
        """Return the requirements with the forms that their place in the document asks for.

        Args:
            text: the source segment.
            required: its requirements, in source order.
            body: whether it is running text; a headline is not where a name is introduced, and
                keeps the form of the source.
        """
        if not body:
            return tuple(required)
        adjusted: list[Requirement] = []
        for requirement in _merged(text, required):
            concept = self._glossary.get(requirement.concept_id)
            forms = mention_forms(concept, self._lang) if concept else None
            if forms is None or not requirement.enforceable:
                adjusted.append(requirement)
                continue
            long, short = forms
            known = requirement.concept_id in self._seen
            self._seen.add(requirement.concept_id)
            adjusted.append(replace(requirement, forms=short if known else long))
        return tuple(adjusted)


def mention_forms(concept: Concept, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the forms for a first mention and for later ones, the best first.

    Returns:
        None where the concept has no full name or no acronym in this language, or is not to be
        translated.
    """
    if concept.do_not_translate:
        return None
    usable = concept.accepted(lang)
    acronyms = [term for term in usable if term.form is Form.ACRONYM]
    full = [term for term in usable if _is_full(term)]
    if not acronyms or not full:
        return None
    long = [term.text for term in full if term.names_acronym]
    long += [
        f"{term.text} ({acronym.text})"
        for term in full
        if not term.names_acronym
        for acronym in acronyms
    ]
    short = [term.text for term in usable if term.form is Form.SHORT]
    return tuple(dict.fromkeys(long)), (*(one.text for one in acronyms), *short)


def _is_full(term: Term) -> bool:
    return term.form is Form.FULL or (term.form is None and " " in term.text)


def _merged(text: str, required: Sequence[Requirement]) -> list[Requirement]:
    """Join a name and the acronym of the same concept in brackets after it to one mention."""
    merged: list[Requirement] = []
    for requirement in required:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.concept_id == requirement.concept_id
            and _OPENED.fullmatch(text[last.end : requirement.start])
            and (close := _CLOSED.match(text, requirement.end))
        ):
            end = close.end()
            merged[-1] = replace(last, end=end, surface=text[last.start : end])
        else:
            merged.append(requirement)
    return merged


_OPENED = re.compile(r"\s*\(\s*")
_CLOSED = re.compile(r"\s*\)")
