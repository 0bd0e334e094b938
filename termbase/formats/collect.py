"""What readers share: collecting concepts and mistakes, and what is taken as read."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from corpus.errors import LanguageError
from corpus.languages.normal import normal_text

from ..concept import Case, Concept, is_acronym
from . import report


class Collector:
    """Concepts and mistakes while a file is read.

    Args:
        path: the file, for messages.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self.mistakes: list[tuple[int, str]] = []
        self._concepts: dict[str, Concept] = {}
        self._lines: dict[str, int] = {}

    def __contains__(self, concept_id: str) -> bool:
        return concept_id in self._concepts

    def wrong(self, line: int, reason: str | Exception) -> None:
        """Note a mistake."""
        text = reason.message if isinstance(reason, LanguageError) else str(reason)
        self.mistakes.append((line, text))

    def add(self, line: int, concept: Concept) -> None:
        """Take a concept, unless its id or one of its terms is there twice."""
        if concept.id in self._concepts:
            self.wrong(line, f"the id {concept.id!r} is that of line {self._lines[concept.id]} too")
            return
        seen: set[tuple[str, str]] = set()
        for term in concept.terms:
            if (term.lang, term.text) in seen:
                self.wrong(
                    line, f"concept {concept.id!r} has the {term.lang} term {term.text!r} twice"
                )
            seen.add((term.lang, term.text))
        self._concepts[concept.id] = concept
        self._lines[concept.id] = line

    def free_id(self, text: str) -> str:
        """Return an id made of a term that no concept has yet."""
        base = id_from(text)
        concept_id, number = base, 2
        while concept_id in self._concepts:
            concept_id = f"{base}-{number}"
            number += 1
        return concept_id

    def finish(self) -> tuple[Concept, ...]:
        """Return the concepts.

        Raises:
            GlossaryMistakes: there was a mistake.
        """
        report(self.path, self.mistakes)
        return tuple(self._concepts.values())


def default_case(text: str) -> Case:
    """Return how a form is compared when nobody says: an acronym (`AI`) with its case."""
    return Case.AS_IS if is_acronym(text) else Case.INSENSITIVE


def id_from(text: str) -> str:
    """Make an identifier of a term: `Kohesi Strategis` gives `kohesi-strategis`."""
    plain = unicodedata.normalize("NFD", normal_text(text).replace("đ", "d"))
    return re.sub(r"[^\w]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-") or "term"
