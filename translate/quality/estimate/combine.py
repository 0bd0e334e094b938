"""One figure from 0 to 100 out of all signals.

A weighted geometric mean of the signals, times what the findings leave: one bad signal is enough
to make a translation a bad one. The weights were chosen on FLORES; `docs/quality.md` says what the
figure is worth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from align.words import tokenise
from corpus.languages import check_language
from termbase import Glossary
from translate.quality.checks import Checker

from . import signals
from .signals import Signals

_WEIGHTS = {
    "source_coverage": 0.27, "target_coverage": 0.20, "order": 0.30, "length": 0.13, "form": 0.10,
}  # fmt: skip
_VECTORS = 0.35  # weight of sentence vectors, of which the others leave as much
_LEAST = 0.02
# Cosines of multilingual-e5-small: those of unrelated sentences, and those of translations.
_UNRELATED, _SAME = 0.74, 0.93


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate and what it was made of.

    Attributes:
        value: 0 to 100; higher is better. It orders translations of one source; it is no score
            that could be held against that of another tool.
        signals: the signals.
    """

    value: float
    signals: Signals


class Estimator:
    """Estimates the quality of translations of one pair of languages.

    Args:
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the translations.
        glossary: whose terms must be met; None leaves terms out.
        vectors: whether sentence vectors are compared too (extra `embed`).

    Raises:
        LanguageError: a language is unknown.
    """

    def __init__(
        self,
        source_lang: str,
        target_lang: str,
        *,
        glossary: Glossary | None = None,
        vectors: bool = False,
    ) -> None:
        from align.words.combined import CombinedAligner

        self._source, self._target = check_language(source_lang), check_language(target_lang)
        self._aligner = CombinedAligner(self._source, self._target)
        self._glossary = glossary
        self._vectors = vectors

    def estimate(self, sources: Sequence[str], targets: Sequence[str]) -> list[Estimate]:
        """Estimate the quality of every segment.

        Args:
            sources: source texts.
            targets: their translations, as many.

        Raises:
            MissingExtra: vectors were asked for and the extra is not installed.
        """
        cosines = self._cosines(sources, targets)
        return [
            self._one(source, target, cosine)
            for source, target, cosine in zip(sources, targets, cosines, strict=True)
        ]

    def _cosines(self, sources: Sequence[str], targets: Sequence[str]) -> Sequence[float | None]:
        if not self._vectors:
            return [None] * len(sources)
        from align.vectors import embed

        ours, theirs = embed(list(sources)), embed(list(targets))
        return [float(value) for value in (ours * theirs).sum(axis=1)]

    def _one(self, source: str, target: str, cosine: float | None) -> Estimate:
        if not target.strip():
            nothing = Signals(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, None if cosine is None else 0.0)
            return Estimate(100.0 if not source.strip() else 0.0, nothing)
        # a new checker each time: segments are estimated each by itself
        checker = Checker(self._source, self._target, glossary=self._glossary)
        ours, theirs = tokenise(source, self._source), tokenise(target, self._target)
        alignment = self._aligner.align(ours, theirs)
        covered = signals.coverage(alignment)
        found = Signals(
            source_coverage=covered[0],
            target_coverage=covered[1],
            order=signals.order(alignment),
            length=signals.length(ours, theirs),
            form=signals.form(ours, theirs),
            findings=signals.findings_factor(checker.check(source, target)),
            vectors=None if cosine is None else _stretched(cosine),
        )
        return Estimate(100 * _mean(found) * found.findings, found)


def _stretched(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - _UNRELATED) / (_SAME - _UNRELATED)))


def _mean(found: Signals) -> float:
    total = sum(
        weight * math.log(max(_LEAST, getattr(found, name))) for name, weight in _WEIGHTS.items()
    )
    if found.vectors is not None:
        total = (1 - _VECTORS) * total + _VECTORS * math.log(max(_LEAST, found.vectors))
    return math.exp(total)
