"""The ladder: one verifier judges every step, and the cheapest step that satisfies it wins.

Free decoding; another of the engine's beams; splicing, and decoding again under constraints;
replacement of the aligned words; and then the honest end, a segment that needs review. Each step
sees only the segments that the one before could not satisfy, as one batch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as changed
from functools import partial

from corpus.errors import EngineError
from corpus.placeables import is_placeable
from termbase.matcher import english_plural
from translate.engines.inline import marks_of
from translate.engines.protocol import Constraint, Engine, Hypothesis, Request
from translate.engines.steering import Steer, Steerable
from translate.strategy import Strategy

from .agree import agree
from .annotate import inline, mask, unmask
from .outcome import Attempt, Enforced, Obtained
from .place import find_places
from .replace import replace, replace_span
from .requirements import Requirement

_HOW = {"constrained": Obtained.CONSTRAINED, "splice": Obtained.SPLICED}


class Enforcer:
    """Translates segments with one engine and gets their terms in.

    Args:
        engine: a loaded engine.
        strategy: what is done about terms. An engine that takes constraints itself is given
            them in every strategy but `none`.

    Raises:
        EngineError: the engine cannot do what the strategy asks for.
    """

    def __init__(self, engine: Engine, *, strategy: Strategy = Strategy.HYBRID) -> None:
        self.engine = engine
        self.strategy = strategy
        self.methods = _methods(engine, strategy)
        self.told = strategy is not Strategy.NONE and engine.info.uses_constraints

    def run(
        self,
        texts: Sequence[str],
        required: Sequence[tuple[Requirement, ...]],
        *,
        source_lang: str,
        target_lang: str,
    ) -> list[Enforced]:
        """Translate segments.

        Args:
            texts: the source segments.
            required: what is asked of each.
            source_lang: BCP-47 tag of the texts.
            target_lang: BCP-47 tag of the translation.

        Raises:
            LanguageError: the engine does not know a language.
            EngineError: the engine failed.
        """
        hypotheses = self._translated(texts, required, source_lang, target_lang)
        how = Obtained.CONSTRAINT if self._changes_source or self.told else Obtained.ENGINE
        attempts = [
            Attempt(one_line(hypothesis), needs, target_lang, how)
            for hypothesis, needs in zip(hypotheses, required, strict=True)
        ]
        if self.strategy is Strategy.HYBRID:
            for attempt in attempts:
                _rerank(attempt)
        for method in self.methods:
            self._steer(method, texts, attempts, source_lang, target_lang)
        if self.strategy in (Strategy.REPLACE, Strategy.HYBRID):
            self._replace(texts, attempts, source_lang, target_lang)
        if self.strategy is not Strategy.NONE:
            for attempt in attempts:
                repair(attempt, forced=self.strategy is Strategy.PLACEHOLDER)
        return [attempt.result() for attempt in attempts]

    @property
    def _changes_source(self) -> bool:
        return self.strategy in (Strategy.PLACEHOLDER, Strategy.INLINE)

    def _translated(
        self,
        texts: Sequence[str],
        required: Sequence[tuple[Requirement, ...]],
        source_lang: str,
        target_lang: str,
    ) -> list[Hypothesis]:
        """Translate freely, or as the strategy changes the source."""
        ways: dict[Strategy, Callable[[str, Sequence[Requirement]], str]] = {
            Strategy.PLACEHOLDER: mask,
            Strategy.INLINE: partial(inline, marks=marks_of(self.engine)),
        }
        change = ways.get(self.strategy)
        requests = [
            Request(change(text, needs) if change else text)
            if change or not self.told
            else Request(text, constraints(needs))
            for text, needs in zip(texts, required, strict=True)
        ]
        hypotheses = self.engine.translate(
            requests, source_lang=source_lang, target_lang=target_lang
        )
        if len(hypotheses) != len(requests):
            raise EngineError(
                f"engine {self.engine.info.name!r} gave {len(hypotheses)} translations "
                f"for {len(requests)} segments"
            )
        if change is None:
            return hypotheses
        # links and alternatives speak of the changed source
        return [
            Hypothesis(
                unmask(one.text, needs) if change is mask else one.text,
                score=one.score,
                error=one.error,
            )
            for one, needs in zip(hypotheses, required, strict=True)
        ]

    def _steer(
        self,
        method: str,
        texts: Sequence[str],
        attempts: Sequence[Attempt],
        source_lang: str,
        target_lang: str,
    ) -> None:
        open_ = [index for index, attempt in enumerate(attempts) if attempt.mendable]
        if not open_ or not isinstance(self.engine, Steerable):
            return
        results = self.engine.steer(
            [_steer(texts[index], attempts[index], source_lang) for index in open_],
            method,
            source_lang=source_lang,
            target_lang=target_lang,
        )
        for index, candidates in zip(open_, results, strict=True):
            for candidate in candidates:
                attempts[index].offer(one_line(candidate), _HOW[method])
                if attempts[index].satisfied:
                    break

    def _replace(
        self,
        texts: Sequence[str],
        attempts: Sequence[Attempt],
        source_lang: str,
        target_lang: str,
    ) -> None:
        open_ = [index for index, attempt in enumerate(attempts) if attempt.mendable]
        if open_ and isinstance(self.engine, Steerable):
            linked = self.engine.linked(
                [texts[index] for index in open_],
                [attempts[index].hypothesis for index in open_],
                source_lang=source_lang,
                target_lang=target_lang,
            )
            for index, hypothesis in zip(open_, linked, strict=True):
                attempts[index].hypothesis = hypothesis
        noisy = isinstance(self.engine, Steerable)
        for index in open_:
            # the links of an engine that is made of rules are exact, those of attention are not
            known = attempts[index].hypothesis.links and not noisy
            replace_missing(
                attempts[index], text="" if known else texts[index], source_lang=source_lang
            )


def constraints(required: Sequence[Requirement]) -> tuple[Constraint, ...]:
    """Return what an engine is told of the requirements that have a rendering."""
    return tuple(
        Constraint(
            start=requirement.start,
            end=requirement.end,
            forms=requirement.forms,
            required=requirement.enforceable,
        )
        for requirement in required
        if requirement.forms
    )


def enforce(
    hypothesis: Hypothesis,
    required: Sequence[Requirement],
    *,
    target_lang: str,
    told: bool,
    mend: bool = True,
) -> Enforced:
    """Judge a hypothesis and mend it by itself, without its engine, where a term is missing.

    Args:
        hypothesis: what the engine wrote.
        required: the requirements of the segment, in source order.
        target_lang: the language of the hypothesis.
        told: whether the engine was given the constraints and honours them.
        mend: False only judges and changes nothing.
    """
    how = Obtained.CONSTRAINT if told else Obtained.ENGINE
    attempt = Attempt(hypothesis, required, target_lang, how)
    if mend:
        replace_missing(attempt)
        repair(attempt)
    return attempt.result()


def replace_missing(attempt: Attempt, *, text: str = "", source_lang: str = "") -> None:
    """Replace, term by term, an unwanted name or else the aligned words by the rendering.

    Args:
        attempt: the segment.
        text: its source; without it only the engine's own links tell the place.
        source_lang: BCP-47 tag of the source.
    """
    for index, span in reversed(attempt.unwanted):
        candidate = replace_span(attempt.hypothesis, attempt.required[index], span)
        attempt.offer(candidate, Obtained.REPLACED)
    for index in attempt.missing:
        occupied = tuple(span for span in attempt.spans if span is not None)
        wanted = attempt.required[index]
        place = None
        if text:
            (place,) = find_places(
                text,
                attempt.hypothesis.text,
                [(wanted.start, wanted.end)],
                source_lang=source_lang,
                target_lang=attempt.lang,
            )
        swapped = replace(attempt.hypothesis, wanted, occupied, place=place)
        if swapped is not None:
            attempt.offer(swapped, Obtained.REPLACED)


def repair(attempt: Attempt, *, forced: bool = False) -> None:
    """Make what stands around the terms agree with them.

    Args:
        attempt: the segment.
        forced: whether terms that the engine was given came in from outside, without agreement.
    """
    imposed = {Obtained.CONSTRAINED, Obtained.SPLICED, Obtained.REPLACED}
    if forced:
        imposed.add(Obtained.CONSTRAINT)
    terms = [
        (span, requirement.forms, how in imposed)
        for requirement, span, how in zip(
            attempt.required, attempt.spans, attempt.obtained, strict=True
        )
        if span is not None and requirement.enforceable
    ]
    edits = agree(attempt.hypothesis.text, terms, attempt.lang)
    if edits:
        attempt.polish(edits)


def one_line(hypothesis: Hypothesis) -> Hypothesis:
    """Keep the document's line structure, whatever an engine writes.

    Each line break becomes one space, so that every span stays valid.
    """
    text = hypothesis.text
    if not any(character in text for character in _LINE_BREAKS):
        return hypothesis
    return changed(hypothesis, text=text.translate(dict.fromkeys(map(ord, _LINE_BREAKS), " ")))


_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def _methods(engine: Engine, strategy: Strategy) -> tuple[str, ...]:
    if strategy is Strategy.HYBRID:
        return engine.methods if isinstance(engine, Steerable) else ()
    if strategy not in (Strategy.CONSTRAINED, Strategy.SPLICE):
        return ()
    if not isinstance(engine, Steerable) or strategy.value not in engine.methods:
        raise EngineError(
            f"engine {engine.info.name!r} has no strategy {strategy.value!r} on this backend",
            hint="use hybrid, which takes the best there is",
        )
    return (strategy.value,)


def _rerank(attempt: Attempt) -> None:
    """Take the best of the engine's other translations that satisfies the verifier."""
    if not attempt.mendable:
        return
    for other in attempt.hypothesis.alternatives:
        trial = Attempt(one_line(other), attempt.required, attempt.lang)
        if trial.satisfied:
            attempt.offer(trial.hypothesis, Obtained.RERANKED)
            return


def _steer(text: str, attempt: Attempt, source_lang: str) -> Steer:
    """Tell the engine what the segment needs: all its terms, also those that stand already."""
    needed = [index for index, one in enumerate(attempt.required) if one.enforceable]
    missing = set(attempt.missing)
    unwanted = dict.fromkeys(name for index in needed for name in attempt.required[index].unwanted)
    return Steer(
        text=text,
        constraints=tuple(
            Constraint(
                attempt.required[index].start,
                attempt.required[index].end,
                _with_plurals(attempt.required[index].forms, attempt.lang),
            )
            for index in needed
        ),
        missing=tuple(place for place, index in enumerate(needed) if index in missing),
        forbidden=_with_plurals(tuple(unwanted), attempt.lang),
        draft=attempt.hypothesis,
        places=find_places(
            text,
            attempt.hypothesis.text,
            [(attempt.required[index].start, attempt.required[index].end) for index in needed],
            source_lang=source_lang,
            target_lang=attempt.lang,
        ),
    )


def _with_plurals(forms: tuple[str, ...], lang: str) -> tuple[str, ...]:
    if lang != "en":
        return forms
    words = (form for form in forms if form[:1].islower() and not is_placeable(form))
    plurals = map(english_plural, words)
    return tuple(dict.fromkeys((*forms, *(form for form in plurals if form))))
