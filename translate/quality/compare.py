"""Comparison of translations of one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.languages import check_language

from .metrics import metric_module
from .resampling import SAMPLES, TRIALS, Difference, paired_difference
from .score import Measured, check_counts, choose_metrics, measure, signature
from .scoring import chosen_glossary
from .terminology import TermScores, evaluate_terms
from .texts import read_texts, sources_of


@dataclass(frozen=True, slots=True)
class SystemScore:
    """A score of one translation, and how it differs from the first one's.

    Attributes:
        value: the score.
        difference: None for the first translation.
    """

    value: float
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """A segment that two translations render very differently well.

    Attributes:
        index: its place.
        source: the source text; empty where there is none.
        reference: the first reference.
        texts: the translations, in order.
        scores: their scores in the metric that contrasts are chosen by.
    """

    index: int
    source: str
    reference: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found.

    Attributes:
        names: the translations, in order.
        count: number of segments.
        scores: metric to the scores of all translations.
        signatures: metric to its signature.
        left_out: metrics that cannot be had, with the reason.
        terms: terminology of all translations; empty without a source.
        contrast_metric: the metric by which contrasts are chosen.
        contrasts: the segments that differ most, the greatest difference first.
    """

    names: tuple[str, ...]
    count: int
    scores: dict[str, tuple[SystemScore, ...]]
    signatures: dict[str, str]
    left_out: tuple[tuple[str, str], ...]
    terms: tuple[TermScores, ...]
    contrast_metric: str
    contrasts: tuple[Contrast, ...]


def compare_files(
    translations: Sequence[Path],
    *,
    references: Sequence[Path],
    lang: str,
    source_lang: str = "id",
    source: Path | None = None,
    glossaries: Sequence[Path] = (),
    bundled: bool = True,
    metrics: Sequence[str] = (),
    most: int = 5,
) -> Comparison:
    """Compare translations in files.

    Args:
        translations: the translations; the others are held against the first.
        references: reference translations.
        lang: the language of all of them.
        source_lang: the language of the source.
        source: the source, where the first translation does not hold it.
        glossaries: glossaries of the user's own, the first one wins.
        bundled: whether the bundled glossary stands below them.
        metrics: names of metrics; all that fit the language when empty.
        most: how many contrasts to give.

    Raises:
        FormatError: a file cannot be read.
        KohesiError: the numbers of segments differ, or a metric is unknown.
        LanguageError: a language is unknown.
    """
    target, origin = check_language(lang), check_language(source_lang)
    systems = [read_texts(path, source_lang=origin, target_lang=target) for path in translations]
    others = [read_texts(path, source_lang=origin, target_lang=target) for path in references]
    sources = systems[0].sources
    if source is not None:
        sources = sources_of(source, source_lang=origin, target_lang=target)
    counted = [(texts.name, len(texts)) for texts in (*systems, *others)]
    check_counts([*counted, (str(source), len(sources))] if sources else counted)

    names, left_out = choose_metrics(metrics, target)
    wanted = [texts.targets for texts in others]
    measured = [measure(names, texts.targets, wanted, target) for texts in systems]
    glossary = chosen_glossary(glossaries, bundled=bundled) if sources else None
    return Comparison(
        names=tuple(texts.name for texts in systems),
        count=len(systems[0]),
        scores={
            name: tuple(_scores([of[place] for of in measured])) for place, name in enumerate(names)
        },
        signatures={
            name: f"{signature(measured[0][place], target, SAMPLES)}|ar:{TRIALS}"
            for place, name in enumerate(names)
        },
        left_out=left_out,
        terms=tuple(
            evaluate_terms(
                sources,
                texts.targets,
                glossary,
                source_lang=origin,
                target_lang=target,
                references=wanted[0],
                documents=texts.documents,
            )
            for texts in systems
            if glossary is not None
        ),
        contrast_metric=names[0] if names else "",
        contrasts=tuple(
            Contrast(
                index,
                sources[index] if sources else "",
                wanted[0][index],
                tuple(texts.targets[index] for texts in systems),
                scores,
            )
            for index, scores in _contrasts([of[0] for of in measured], target)[:most]
        )
        if names
        else (),
    )


def _scores(systems: Sequence[Measured]) -> list[SystemScore]:
    first = systems[0]
    found = []
    for system in systems:
        value = float(system.metric._aggregate_and_compute(system.statistics).score)
        difference = None
        if system is not first:
            difference = paired_difference(first.statistics, system.statistics, system.value)
        found.append(SystemScore(value, difference))
    return found


def _contrasts(systems: Sequence[Measured], lang: str) -> list[tuple[int, tuple[float, ...]]]:
    """Order segments by how far their scores are apart, the farthest first."""
    scorer = metric_module(systems[0].name).create(lang, segments=True)
    rows = [
        tuple(float(scorer._compute_score_from_stats(row).score) for row in rows)
        for rows in zip(*(system.statistics for system in systems), strict=True)
    ]
    order = sorted(range(len(rows)), key=lambda index: min(rows[index]) - max(rows[index]))
    return [(index, rows[index]) for index in order if max(rows[index]) > min(rows[index])]
