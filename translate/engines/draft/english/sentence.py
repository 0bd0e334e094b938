"""A sentence while it is written in English: its chunks, its pieces, the clause it is in."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..pieces import Piece
from .chunks import COORDINATORS, Chunk, Part
from .nouns import NounPhrase
from .verbs import Form, VerbGroup


@dataclass(slots=True)
class Clause:
    """A clause while it is written.

    Attributes:
        subject: the phrase that its verb agrees with.
        plural: the subject is coordinated.
        finite: its verb has been written.
        relative: it describes a noun of `outer`.
        comma: a comma opened it, so that a comma closes it.
        last: its last verb group, and the form that this got.
    """

    subject: NounPhrase | None = None
    plural: bool = False
    finite: bool = False
    relative: bool = False
    comma: bool = False
    outer: Clause | None = None
    last: VerbGroup | None = None
    form: Form = Form.FINITE


@dataclass(slots=True)
class Sentence:
    """What is known while a sentence is written.

    Attributes:
        chunks: its parts in source order; an inverted subject changes place with its verb.
        past: it tells the past.
        pieces: what has been written.
        clause: the clause that is being written.
        question: where the auxiliary of a question goes among the pieces, -1 for none.
        topic: the last subject, that pronouns refer to.
    """

    chunks: list[Chunk]
    past: bool
    pieces: list[Piece] = field(default_factory=list)
    clause: Clause = field(default_factory=Clause)
    topic: NounPhrase | None = None
    question: int = -1

    def at(self, place: int) -> Chunk | None:
        """Return the chunk at a place, None outside the sentence."""
        return self.chunks[place] if 0 <= place < len(self.chunks) else None

    def before(self, place: int) -> Chunk | None:
        """Return the chunk before a place, adverbs left out."""
        place -= 1
        while place >= 0 and self.chunks[place].part is Part.ADVERB:
            place -= 1
        return self.at(place)

    def leads_to_verb(self, place: int) -> bool:
        """Whether the phrase at `place` is the subject of a verb after it."""
        relative = 0
        for index in range(place + 1, len(self.chunks)):
            chunk, before = self.chunks[index], self.chunks[index - 1]
            if chunk.part is Part.RELATIVE:
                relative += 1
            elif chunk.part is Part.VERB:
                if before.part is Part.PREPOSITION:
                    continue
                if relative:
                    relative -= 1
                    continue
                joined = before.part is Part.CONJUNCTION and before.unit.word in COORDINATORS
                return before.part is not Part.VERB and not joined
            elif (chunk.part is Part.CONJUNCTION and chunk.unit.word not in COORDINATORS) or (
                chunk.part is Part.MARK and chunk.unit.surface in ",.;:?!" and not relative
            ):
                return False
        return False

    def possessor(self) -> str:
        """Return what -nya and a left-out subject refer to: `his`, `their` or `its`."""
        topic = self.topic
        if topic is None:
            return "its"
        if topic.is_plural:
            return "their"
        return "his" if topic.is_person or topic.is_named else "its"

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return any(chunk.unit.surface == "?" for chunk in self.chunks[-3:])

    def pronoun(self) -> str:
        """Return the pronoun for the topic as a subject: `he`, `they` or `it`."""
        topic = self.topic
        if topic is not None and topic.head.pos == "pron" and not topic.head.clitic:
            return topic.head.rendering("en")
        return {"their": "they", "his": "he"}.get(self.possessor(), "it")
