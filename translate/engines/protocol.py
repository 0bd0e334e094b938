"""What an engine is: text and constraints go in, hypotheses come out.

Engines know nothing of files or of glossary policy. A constraint tells an engine which words of
the source have which renderings; an engine that cannot use constraints ignores them, and
enforcement does the work afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Constraint:
    """A span of the source text whose rendering is known.

    Attributes:
        start: offset of the span's first code point in `Request.text`.
        end: offset after its last code point.
        forms: acceptable renderings in the target language, best first; never empty.
        required: True for an enforced term, False for a suggestion.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to translate, with the constraints on it in order, not overlapping."""

    text: str
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An alignment link between two code point spans: `source` of the request's text,
    `target` of the hypothesis's text.
    """

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine made of a request.

    Attributes:
        text: the translation.
        links: which target span came from which source span, as far as the engine knows.
        unknown: spans of `text` that the engine left untranslated, and knows it.
        score: the engine's own score (higher is better), None where it has none.
        alternatives: other translations that the engine thought of, best first.
        error: why there is no translation of this segment, one line; empty when there is one.
            An engine that fails on one segment and not on the next says so here, so that the run
            goes on; `text` is then empty.
    """

    text: str
    links: tuple[Link, ...] = ()
    unknown: tuple[tuple[int, int], ...] = ()
    score: float | None = None
    alternatives: tuple[Hypothesis, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What there is to know of an engine before it is used.

    Attributes:
        name: what `--engine` takes.
        summary: one line for a translator.
        quality: what to expect of its output, in words, with figures where they were measured.
        licence: licence of its model or data.
        size: what it takes on disk, in words.
        target_langs: BCP-47 tags it can write.
        rank: `auto` takes the available engine with the highest rank; 0 is never taken.
        uses_constraints: whether it renders constraints itself.
        takes_model: whether `create_engine` accepts the name or directory of a model for it.
        takes_url: whether it asks a server, whose address `create_engine` needs.
    """

    name: str
    summary: str
    quality: str
    licence: str
    size: str
    target_langs: tuple[str, ...]
    rank: int
    uses_constraints: bool
    takes_model: bool = False
    takes_url: bool = False


class Engine(Protocol):
    """A translation engine. It is made cheaply, and loads what it needs in `load`."""

    @property
    def info(self) -> EngineInfo:
        """Return what is known of the engine without loading it."""
        ...

    @property
    def signature(self) -> dict[str, str]:
        """Return what identifies the engine's output: versions, model digest, options.

        The same signature and the same input give the same output. Valid after `load`.
        """
        ...

    def load(self) -> None:
        """Read models and data into memory; a second call does nothing.

        Raises:
            ModelUnavailable: the model is not on this machine.
            EngineError: the model is there but cannot be read.
        """
        ...

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Translate segments; the result has one hypothesis per request, in order.

        Raises:
            LanguageError: the engine does not know one of the languages.
            EngineError: the engine failed on all of it; a failure on one segment is told in
                `Hypothesis.error` where the engine can go on after it.
        """
        ...
