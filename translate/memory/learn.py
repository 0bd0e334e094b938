"""From a source and its edited translation to units of a memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from align.beads import Bead
from align.sentences import LOW_CONFIDENCE, SentenceAlignment, align_sentences
from corpus import Document, FormatError, Segment
from corpus.bitext import Unit, read_bitext
from corpus.formats import detect_format, read_document
from corpus.languages import check_language
from corpus.languages.sentences import split_sentences
from corpus.memory import Added, MemoryStore, MemoryUnit

ORIGIN = "learned"
_TWO_SIDED = ("po", "xliff", "tmx")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair of texts that was not learned.

    Attributes:
        source: the source sentences; empty for what was added.
        target: the target sentences; empty for what was left out.
        score: confidence from 0 to 1 that the two belong together.
        reason: why it was not learned.
    """

    source: str
    target: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an edited file teaches.

    Attributes:
        units: what is sure enough to be learned, in the order of the source.
        doubts: what is not, in the same order.
    """

    units: tuple[MemoryUnit, ...]
    doubts: tuple[Doubt, ...]


def read_lesson(
    source: Path,
    edited: Path,
    *,
    source_lang: str,
    target_lang: str,
    confidence: float = LOW_CONFIDENCE,
    creator: str = "",
) -> Lesson:
    """Align a source with its edited translation.

    A file that holds both languages (PO, XLIFF, TMX) says itself what belongs together; of others
    the sentences are aligned.

    Args:
        source: the file that was translated.
        edited: its translation as a person left it, in any format.
        source_lang: the language of the source.
        target_lang: the language of the translation.
        confidence: the least score of a bead that is learned.
        creator: who edited it.

    Raises:
        FormatError: a file cannot be read, or the two are no translations of each other.
        LanguageError: a language is unknown.
    """
    languages = check_language(source_lang), check_language(target_lang)
    if detect_format(edited) in _TWO_SIDED:
        return _of_pairs(edited, languages, creator)
    document = read_document(source, source_lang=languages[0])
    translation = read_document(edited, source_lang=languages[1])
    ours, theirs = _translatable(document), _translatable(translation)
    if not ours or not theirs:
        raise FormatError("there is nothing to learn from", path=edited if ours else source)
    alignment = align_sentences(
        [segment.text for segment in ours],
        [segment.text for segment in theirs],
        source_lang=languages[0],
        target_lang=languages[1],
    )
    if not alignment.related:
        raise FormatError(
            f"this does not look like a translation of {source}",
            path=edited,
            hint="nothing was learned; check the files and their languages",
        )
    whole = ("", *(segment.text for segment in document.segments), "")
    neighbours = [(whole[segment.index], whole[segment.index + 2]) for segment in ours]
    return _of_beads(alignment, neighbours, confidence, edited.name, creator)


def learn(store: MemoryStore, lesson: Lesson) -> Added:
    """Put the units of a lesson into a memory, in one step, as confirmed by a person now.

    Raises:
        OutputError: the memory cannot be written.
        FormatError: its file is damaged.
    """
    return store.add(lesson.units, confirm=True)


def _translatable(document: Document) -> list[Segment]:
    return [segment for segment in document.segments if segment.role.translatable]


def _of_beads(
    alignment: SentenceAlignment,
    neighbours: Sequence[tuple[str, str]],
    confidence: float,
    name: str,
    creator: str,
) -> Lesson:
    units: list[MemoryUnit] = []
    doubts: list[Doubt] = []
    for bead in alignment.beads:
        source, target = alignment.text(bead)
        reason = _doubt(bead, confidence)
        if reason:
            doubts.append(Doubt(source, target, bead.score, reason))
            continue
        before, after = neighbours[bead.source[0]]
        units.append(
            MemoryUnit(
                source=source,
                target=target,
                source_lang=alignment.source_lang,
                target_lang=alignment.target_lang,
                before=before,
                after=after,
                origin=ORIGIN,
                creator=creator,
                note=name,
            )
        )
    return Lesson(tuple(units), tuple(doubts))


def _doubt(bead: Bead, confidence: float) -> str:
    if not bead.target:
        return "was left out"
    if not bead.source:
        return "was added"
    if bead.score < confidence:
        return "may not belong together"
    if len(bead.source) > 1:  # a segment is looked for alone and would never meet it
        return "was joined with its neighbour"
    return ""


def _of_pairs(edited: Path, languages: tuple[str, str], creator: str) -> Lesson:
    bitext = read_bitext(edited, source_lang=languages[0], target_lang=languages[1])
    units: list[MemoryUnit] = []
    doubts: list[Doubt] = []
    for unit in bitext.units:
        if not unit.source.strip() or not unit.target.strip():
            continue
        if unit.state:
            doubts.append(Doubt(unit.source, unit.target, unit.score or 0.0, "wants a review"))
            continue
        units.extend(
            MemoryUnit(
                source=source,
                target=target,
                source_lang=languages[0],
                target_lang=languages[1],
                origin=ORIGIN,
                creator=creator,
                note=edited.name,
            )
            for source, target in _sentences(unit, *languages)
        )
    return Lesson(tuple(units), tuple(doubts))


def _sentences(unit: Unit, source_lang: str, target_lang: str) -> list[tuple[str, str]]:
    """Divide a unit where both sides have as many sentences: a run asks for one at a time."""
    ours, theirs = (
        [text[start:end] for start, end in split_sentences(text, lang)]
        for text, lang in ((unit.source, source_lang), (unit.target, target_lang))
    )
    if len(ours) != len(theirs):
        return [(unit.source, unit.target)]
    return list(zip(ours, theirs, strict=True))
