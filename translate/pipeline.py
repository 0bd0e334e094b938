"""From a document to its translation: match, translate, enforce, in the order of the segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus import Document, Segment, Targets
from corpus.document import SpanLink
from corpus.languages import LANGUAGES, check_language
from corpus.segment import Role
from termbase import Glossary, Matcher

from .enforce import (
    Enforced,
    Enforcer,
    Obtained,
    Requirement,
    Strategy,
    TermOutcome,
    requirements,
)
from .enforce.mentions import Mentions
from .engines import Engine

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
        links: which span of `target` came from which span of the source, as far as it is known.
    """

    segment: Segment
    target: str
    status: SegmentStatus
    outcomes: tuple[TermOutcome, ...] = ()
    unknown: tuple[tuple[int, int], ...] = ()
    reasons: tuple[str, ...] = ()
    error: str = ""
    links: tuple[SpanLink, ...] = ()


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
        return self.document.render(
            Targets(
                targets,
                lang=self.target_lang,
                # marks move what the links point at
                links={} if mark_unknown else {r.segment.index: r.links for r in self.results},
                review={
                    r.segment.index for r in self.results if r.status is SegmentStatus.NEEDS_REVIEW
                },
                drop_boilerplate=drop_boilerplate,
            )
        )


class Translator:
    """Translates documents with one engine and one glossary.

    Args:
        engine: a loaded engine.
        glossary: the terms to enforce.
        source_lang: BCP-47 tag of the documents.
        enforce_terms: False gives the engine's own output, judged but not mended.
        strategy: how a term is obtained where the engine did not write it.
        mentions: the first mention of a name in a document is its full form with the acronym,
            later ones are short.

    Raises:
        EngineError: the engine cannot do what the strategy asks for.
    """

    def __init__(
        self,
        engine: Engine,
        glossary: Glossary,
        *,
        source_lang: str = "id",
        enforce_terms: bool = True,
        strategy: Strategy = Strategy.HYBRID,
        mentions: bool = False,
    ) -> None:
        self.engine = engine
        self.glossary = glossary
        self.source_lang = check_language(source_lang)
        self.enforce_terms = enforce_terms
        self.mentions = mentions
        self._enforcer = Enforcer(engine, strategy=strategy if enforce_terms else Strategy.NONE)
        self._matcher = Matcher(glossary, self.source_lang)

    def translate(
        self, document: Document, *, target_lang: str, progress: Progress | None = None
    ) -> Translation:
        """Translate a document.

        Segments with the same text, of which the same is asked, get the same translation, so a
        repeated title reads the same.

        Args:
            document: what to translate; its language is the translator's source language.
            target_lang: BCP-47 tag of the translation.
            progress: told how many segments were finished.

        Raises:
            LanguageError: a language is unknown or the engine does not write it.
            EngineError: the engine failed.
        """
        target_lang = check_language(target_lang)
        wanted = self._wanted(document, target_lang)
        done: dict[_Task, Enforced] = {}
        for batch in _batches(list(dict.fromkeys(wanted.values()))):
            made = self._enforcer.run(
                [text for text, _ in batch],
                [needs for _, needs in batch],
                source_lang=self.source_lang,
                target_lang=target_lang,
            )
            done.update(zip(batch, made, strict=True))
            if progress:
                progress(len(batch))
        return Translation(
            document,
            target_lang,
            tuple(
                _result(segment, done[wanted[segment.index]], target_lang)
                if segment.role.translatable
                else SegmentResult(segment, segment.text, SegmentStatus.PASSED_THROUGH)
                for segment in document.segments
            ),
        )

    def _wanted(self, document: Document, target_lang: str) -> dict[int, _Task]:
        """Return what is to be done for each segment, by its index."""
        mentions = Mentions(self.glossary, target_lang) if self.mentions else None
        known: dict[str, tuple[Requirement, ...]] = {}
        wanted = {}
        for segment in document.segments:
            if not segment.role.translatable:
                continue
            text = segment.text
            if text not in known:
                known[text] = requirements(self._matcher.find(text), self.glossary, target_lang)
            needs = known[text]
            if mentions is not None:
                needs = mentions.adjust(text, needs, body=segment.role is Role.BODY)
            wanted[segment.index] = (text, needs)
        return wanted


_Task = tuple[str, tuple[Requirement, ...]]
"""A source text and what is asked of its translation."""


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
    imposed = any(outcome.imposed for outcome in enforced.outcomes)
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
        links=_links(enforced) if target == enforced.hypothesis.text else (),
    )


def _links(enforced: Enforced) -> tuple[SpanLink, ...]:
    """Join what the engine aligned with the terms, whose places are known for certain."""
    terms = [
        ((outcome.requirement.start, outcome.requirement.end), outcome.span)
        for outcome in enforced.outcomes
        if outcome.span is not None
    ]
    rest = [(link.source, link.target) for link in enforced.hypothesis.links]
    return tuple(dict.fromkeys((*terms, *rest)))


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


def _marked(result: SegmentResult) -> str:
    text = result.target
    for start, end in sorted(result.unknown, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def _batches(tasks: list[_Task]) -> Iterator[list[_Task]]:
    for start in range(0, len(tasks), BATCH):
        yield tasks[start : start + BATCH]
