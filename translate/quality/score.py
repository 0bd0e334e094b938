"""Scores of a translation against references, each with its signature and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import KohesiError
from corpus.languages import check_language
from corpus.languages.spelling import preferred_spelling

from .metrics import METRICS, metric_module, metric_name
from .resampling import SAMPLES, SEED, Interval, bootstrap_scores, interval


@dataclass(frozen=True, slots=True)
class Score:
    """One figure.

    Attributes:
        name: the metric.
        value: the score of the whole text, 0 to 100 (TER: 0 and up).
        signature: what one needs to get the same figure again, as sacreBLEU writes it.
        interval: mean and half width of the 95% interval; None when it was not asked for.
        lower_is_better: true for TER alone.
        segments: scores of the single segments; empty when they were not asked for.
    """

    name: str
    value: float
    signature: str
    interval: Interval | None = None
    lower_is_better: bool = False
    segments: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of a translation, and the metrics that were left out, with the reason."""

    scores: tuple[Score, ...]
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric with the statistics that it took of every segment."""

    name: str
    metric: Any
    statistics: list[list[float]]

    def value(self, summed: Any) -> float:
        """Return the score of summed statistics."""
        return float(self.metric._compute_score_from_stats(summed).score)


def check_counts(named: Sequence[tuple[str, int]]) -> None:
    """Refuse texts that do not have the same number of segments.

    Args:
        named: the name of each text and its number of segments.

    Raises:
        KohesiError: they differ; the message has both numbers. Or there is nothing to score.
    """
    first, count = named[0]
    for name, other in named[1:]:
        if other != count:
            raise KohesiError(
                f"{first} has {count} segment{'s' * (count != 1)}, {name} has {other}",
                hint="give texts with the same segments in the same order",
            )
    if not count:
        raise KohesiError(f"there is nothing to score in {first}")


def choose_metrics(
    names: Sequence[str], lang: str
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Return the metrics that can be had, and those that cannot with the reason.

    Raises:
        KohesiError: a name is unknown.
    """
    wanted = [metric_name(name) for name in names] or list(METRICS)
    reasons = {name: metric_module(name).missing(lang) for name in dict.fromkeys(wanted)}
    return (
        [name for name, reason in reasons.items() if not reason],
        tuple((name, reason) for name, reason in reasons.items() if reason),
    )


def measure(
    names: Sequence[str],
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    lang: str,
) -> list[Measured]:
    """Take the statistics of every segment for each metric.

    Texts are compared in composed letters (NFC, Lao am and digraphs): what looks alike is alike.
    For texts that are composed already, as published test sets are, that changes nothing.
    """
    ours = [preferred_spelling(text, lang)[0] for text in hypotheses]
    theirs = [[preferred_spelling(text, lang)[0] for text in texts] for texts in references]
    found = []
    for name in names:
        metric = metric_module(name).create(lang)
        found.append(Measured(name, metric, metric._extract_corpus_statistics(ours, theirs)))
    return found


def score(
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    *,
    lang: str,
    metrics: Sequence[str] = (),
    samples: int = SAMPLES,
    segments: bool = False,
) -> Scores:
    """Score a translation.

    Args:
        hypotheses: the translation, one text per segment.
        references: one or more reference translations, each with as many segments.
        lang: the target language.
        metrics: names of `METRICS`; all that fit the language when empty.
        samples: resampled texts for the 95% interval; 0 for none.
        segments: whether to score single segments too.

    Raises:
        KohesiError: the numbers of segments differ, there are none, or a metric is unknown.
        LanguageError: the language is unknown.
    """
    target = check_language(lang)
    check_counts(
        [
            ("the hypothesis", len(hypotheses)),
            *((f"reference {place}", len(texts)) for place, texts in enumerate(references, 1)),
        ]
    )
    names, left_out = choose_metrics(metrics, target)
    found = []
    for measured in measure(names, hypotheses, references, target):
        total = measured.metric._aggregate_and_compute(measured.statistics)
        module = metric_module(measured.name)
        single: tuple[float, ...] = ()
        if segments:
            scorer = module.create(target, segments=True)
            single = tuple(
                float(scorer._compute_score_from_stats(row).score) for row in measured.statistics
            )
        found.append(
            Score(
                name=measured.name,
                value=float(total.score),
                signature=signature(measured, target, samples),
                interval=(
                    interval(bootstrap_scores(measured.statistics, measured.value, samples=samples))
                    if samples
                    else None
                ),
                lower_is_better=module.LOWER_IS_BETTER,
                segments=single,
            )
        )
    return Scores(tuple(found), left_out)


def signature(measured: Measured, lang: str, samples: int) -> str:
    """Return sacreBLEU's signature of a metric, with language and letter form."""
    found = measured.metric.get_signature()
    if samples:
        found.update("bs", samples)
        found.update("seed", SEED)
    return f"{measured.name}|{found}|lang:{lang}|letters:composed"
