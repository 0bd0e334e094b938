"""From a document to its translation: match, translate, enforce, in the order of the segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Document, EngineError, Segment
from corpus.languages import LANGUAGES, check_language
from termbase import Glossary, Matcher

from .enforce import Enforced, Obtained, TermOutcome, constraints, enforce, requirements
from .engines import Engine, Hypothesis, Request

Progress = Callable[[int], None]
"""Called with the number of segments that were finished since the last call."""

BATCH = 64
"""Segments handed to an engine at once; engines make their own batches inside."""


class SegmentStatus(StrEnum):
    """What became of a segment."""

    OK = "ok"
    """translated; every required term was there"""
    ENFORCED = "enforced"
    """translated; at least one term was given to the engine or put in place"""
    NEEDS_REVIEW = "needs-review"
    """translated, but a required term is missing, has no rendering, or the engine failed on it"""
    PASSED_THROUGH = "passed-through"
    """not translated: a file name, an address, a credit, boilerplate"""


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """The translation of one segment.

    Attributes:
        segment: the source segment.
        target: its translation, or its source text where it passed through.
        status: what became of it.
        outcomes: each term of the segment and how it was obtained.
        unknown: code point spans of `target` that the engine left untranslated.
        reasons: why the segment needs review, one line each; empty otherwise.
        error: why the engine failed on it, one line; empty when it did not.
    """

    segment: Segment
    target: str
    status: SegmentStatus
    outcomes: tuple[TermOutcome, ...] = ()
    unknown: tuple[tuple[int, int], ...] = ()
    reasons: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in one target language: one result per segment, in order."""

    document: Document
    target_lang: str
    results: tuple[SegmentResult, ...]

    @property
    def failure(self) -> str:
        """Why nothing of the document was translated: the engine's reason for the first
        segment, when it failed on every one. Empty otherwise.
        """
        asked = [r for r in self.results if r.status is not SegmentStatus.PASSED_THROUGH]
        return asked[0].error if asked and all(result.error for result in asked) else ""

    def render(self, *, drop_boilerplate: bool = False, mark_unknown: bool = False) -> bytes:
        """Return the file in the target language.

        Args:
            drop_boilerplate: leave the site's menus and counters out.
            mark_unknown: put words that the engine could not translate between `⟦` and `⟧`.
        """
        targets = {
            result.segment.index: _marked(result) if mark_unknown else result.target
            for result in self.results
            if result.status is not SegmentStatus.PASSED_THROUGH
        }
        return self.document.render(targets, drop_boilerplate=drop_boilerplate)


class Translator:
    """Translates documents with one engine and one glossary.

    Args:
        engine: a loaded engine.
        glossary: the terms to enforce.
        source_lang: BCP-47 tag of the documents.
        enforce_terms: False gives the engine's own output, judged but not mended.
    """

    def __init__(
        self,
        engine: Engine,
        glossary: Glossary,
        *,
        source_lang: str = "id",
        enforce_terms: bool = True,
    ) -> None:
        self.engine = engine
        self.glossary = glossary
        self.source_lang = check_language(source_lang)
        self.enforce_terms = enforce_terms
        self._matcher = Matcher(glossary, self.source_lang)

    def translate(
        self, document: Document, *, target_lang: str, progress: Progress | None = None
    ) -> Translation:
        """Translate a document.

        Segments with the same text get the same translation, so a repeated title reads the same.

        Args:
            document: what to translate; its language is the translator's source language.
            target_lang: BCP-47 tag of the translation.
            progress: told how many segments were finished.

        Raises:
            LanguageError: a language is unknown or the engine does not write it.
            EngineError: the engine failed.
        """
        target_lang = check_language(target_lang)
        wanted = (segment.text for segment in document.segments if segment.role.translatable)
        done: dict[str, Enforced] = {}
        for batch in _batches(list(dict.fromkeys(wanted))):
            done.update(zip(batch, self._translate_batch(batch, target_lang), strict=True))
            if progress:
                progress(len(batch))
        return Translation(
            document,
            target_lang,
            tuple(
                _result(segment, done[segment.text], target_lang)
                if segment.role.translatable
                else SegmentResult(segment, segment.text, SegmentStatus.PASSED_THROUGH)
                for segment in document.segments
            ),
        )

    def _translate_batch(self, texts: Sequence[str], target_lang: str) -> list[Enforced]:
        required = [
            requirements(self._matcher.find(text), self.glossary, target_lang) for text in texts
        ]
        told = self.enforce_terms and self.engine.info.uses_constraints
        requests = [
            Request(text, constraints(needs) if told else ())
            for text, needs in zip(texts, required, strict=True)
        ]
        hypotheses = self.engine.translate(
            requests, source_lang=self.source_lang, target_lang=target_lang
        )
        if len(hypotheses) != len(requests):
            raise EngineError(
                f"engine {self.engine.info.name!r} gave {len(hypotheses)} translations "
                f"for {len(requests)} segments"
            )
        return [
            enforce(
                _one_line(hypothesis),
                needs,
                target_lang=target_lang,
                told=told,
                mend=self.enforce_terms,
            )
            for hypothesis, needs in zip(hypotheses, required, strict=True)
        ]


def _result(segment: Segment, enforced: Enforced, target_lang: str) -> SegmentResult:
    """Turn what enforcement found into the result of one segment."""
    reasons = [
        _reason(outcome, target_lang) for outcome in enforced.outcomes if outcome.needs_review
    ]
    target = enforced.hypothesis.text
    error = enforced.hypothesis.error
    if error:
        target = segment.text
        reasons = [f"not translated, this is the source text: {error}"]
    elif not target:
        target = segment.text
        reasons.insert(0, "the engine returned nothing; this is the source text")
    imposed = any(
        outcome.obtained in (Obtained.CONSTRAINT, Obtained.REPLACED)
        for outcome in enforced.outcomes
        if outcome.span is not None
    )
    if reasons:
        status = SegmentStatus.NEEDS_REVIEW
    else:
        status = SegmentStatus.ENFORCED if imposed else SegmentStatus.OK
    return SegmentResult(
        segment=segment,
        target=target,
        status=status,
        outcomes=enforced.outcomes,
        unknown=enforced.hypothesis.unknown,
        reasons=tuple(dict.fromkeys(reasons)),
        error=error,
    )


def _reason(outcome: TermOutcome, target_lang: str) -> str:
    requirement = outcome.requirement
    if outcome.obtained is Obtained.NO_RENDERING:
        return (
            f"the glossary has no {LANGUAGES[target_lang]} rendering of "
            f"{requirement.surface!r} ({requirement.concept_id})"
        )
    return (
        f"{requirement.rendering!r} is missing for {requirement.surface!r} "
        f"({requirement.concept_id})"
    )


def _one_line(hypothesis: Hypothesis) -> Hypothesis:
    """Keep the document's line structure, whatever an engine writes.

    Each line break becomes one space, so that every span stays valid.
    """
    text = hypothesis.text
    if not any(character in text for character in _LINE_BREAKS):
        return hypothesis
    return replace(hypothesis, text=text.translate(dict.fromkeys(map(ord, _LINE_BREAKS), " ")))


_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def _marked(result: SegmentResult) -> str:
    text = result.target
    for start, end in sorted(result.unknown, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def _batches(texts: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(texts), BATCH):
        yield texts[start : start + BATCH]
