"""Glossaries: ordered sets of concepts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from corpus.errors import GlossaryError

from .concept import Concept

_BUNDLED = Path(__file__).with_name("data") / "kohesi.tsv"


class Glossary:
    """Concepts in order, found by their id. It does not change once made.

    Args:
        concepts: the concepts; of two with one id the second is an error.
        name: what messages and reports call it.

    Raises:
        GlossaryError: two concepts have the same id.
    """

    def __init__(self, concepts: Iterable[Concept], *, name: str = "glossary") -> None:
        self.name = name
        self._concepts: dict[str, Concept] = {}
        for concept in concepts:
            if concept.id in self._concepts:
                raise GlossaryError(
                    f"two concepts of {name} have the id {concept.id!r}",
                    hint="give one of them another id",
                )
            self._concepts[concept.id] = concept

    @classmethod
    def bundled(cls) -> Glossary:
        """Load the glossary that comes with kohesi."""
        from .formats.tables import read

        return cls(read(_BUNDLED), name="kohesi")

    @classmethod
    def load(cls, path: str | Path) -> Glossary:
        """Load a glossary file; its format is known by its extension.

        Raises:
            GlossaryError: the file is missing, of an unknown format, or has bad rows; the
                message names all of them, and nothing is loaded.
        """
        from .formats import module_for

        return cls(module_for(path).read(path), name=Path(path).stem)

    @classmethod
    def merged(cls, *glossaries: Glossary) -> Glossary:
        """Join glossaries; of concepts with one id, that of the earlier glossary stays."""
        concepts: dict[str, Concept] = {}
        for glossary in glossaries:
            for concept in glossary:
                concepts.setdefault(concept.id, concept)
        return cls(concepts.values(), name="+".join(glossary.name for glossary in glossaries))

    @classmethod
    def layered(cls, paths: Iterable[str | Path], *, bundled: bool = True) -> Glossary:
        """Load glossary files over each other, the first on top.

        Args:
            paths: glossaries of any format.
            bundled: put the glossary that comes with kohesi below them.

        Raises:
            GlossaryError: a file cannot be read, or has bad rows.
        """
        glossaries = [cls.load(path) for path in paths]
        if bundled:
            glossaries.append(cls.bundled())
        return glossaries[0] if len(glossaries) == 1 else cls.merged(*glossaries)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    def __contains__(self, concept_id: object) -> bool:
        return concept_id in self._concepts

    def __getitem__(self, concept_id: str) -> Concept:
        try:
            return self._concepts[concept_id]
        except KeyError:
            raise GlossaryError(
                f"{self.name} has no concept {concept_id!r}",
                hint="kohesi term list shows the ids",
            ) from None

    def get(self, concept_id: str) -> Concept | None:
        """Return a concept, or None when there is none with that id."""
        return self._concepts.get(concept_id)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have terms, in order of appearance."""
        return tuple(dict.fromkeys(term.lang for concept in self for term in concept.terms))

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of the content: the same concepts give the same digest everywhere."""
        from .formats.long_rows import to_rows

        content = hashlib.sha256()
        for row in to_rows(self):
            content.update("\t".join(row).encode("utf-8"))
            content.update(b"\n")
        return content.hexdigest()
