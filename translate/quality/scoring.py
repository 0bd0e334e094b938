"""Scoring of files: what `kohesi score` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import KohesiError
from corpus.languages import check_language
from termbase import Glossary

from .comet import MODEL, Comet, comet
from .estimate import Estimate, Estimator
from .resampling import SAMPLES
from .score import Scores, check_counts, score
from .terminology import TermScores, evaluate_terms
from .texts import read_texts, with_sources


@dataclass(frozen=True, slots=True)
class FileScores:
    """What was found about a file.

    Attributes:
        count: number of segments.
        scores: figures against the references; none where there is no reference.
        terms: figures against the glossary; None where there is no source.
        estimates: reference-free estimates of the segments; empty when they were not asked for.
        comet: what COMET said; None when it was not asked.
    """

    count: int
    scores: Scores
    terms: TermScores | None
    estimates: tuple[Estimate, ...] = ()
    comet: Comet | None = None


def chosen_glossary(paths: Sequence[Path], *, bundled: bool) -> Glossary:
    """Load the user's glossaries, the first one first, above the bundled one.

    Raises:
        GlossaryError: a glossary cannot be read.
    """
    glossaries = [Glossary.load(path) for path in paths]
    if bundled:
        glossaries.append(Glossary.bundled())
    return Glossary.merged(*glossaries)


def score_files(
    hypothesis: Path,
    *,
    lang: str,
    source_lang: str = "id",
    source: Path | None = None,
    references: Sequence[Path] = (),
    glossaries: Sequence[Path] = (),
    bundled: bool = True,
    metrics: Sequence[str] = (),
    samples: int = SAMPLES,
    placement: bool = False,
    segments: bool = False,
    estimate: bool = False,
    vectors: bool = False,
    comet_python: Path | None = None,
    comet_model: str = MODEL,
) -> FileScores:
    """Score a translation in a file.

    Args:
        hypothesis: the translation.
        lang: its language.
        source_lang: the language of its source.
        source: the source, where `hypothesis` does not hold it.
        references: reference translations.
        glossaries: glossaries of the user's own, the first one wins.
        bundled: whether the bundled glossary stands below them.
        metrics: names of metrics; all that fit the language when empty.
        samples: resampled texts for the intervals; 0 for none.
        placement: whether to judge where terms stand.
        segments: whether to score single segments too.
        estimate: whether to estimate the quality without reference.
        vectors: whether the estimate compares sentence vectors too.
        comet_python: the Python of an environment with COMET; None does without COMET.
        comet_model: COMET's model.

    Raises:
        FormatError: a file cannot be read.
        KohesiError: the numbers of segments differ, or there is neither reference nor source.
        LanguageError: a language is unknown.
    """
    target, origin = check_language(lang), check_language(source_lang)
    texts = with_sources(
        read_texts(hypothesis, source_lang=origin, target_lang=target),
        source,
        source_lang=origin,
        target_lang=target,
    )
    if not references and not texts.sources:
        raise KohesiError(
            "there is nothing to score against",
            hint="give --reference for metrics, --source for terminology",
        )
    others = [read_texts(path, source_lang=origin, target_lang=target) for path in references]
    check_counts([(texts.name, len(texts)), *((other.name, len(other)) for other in others)])
    scores = Scores((), ())
    if others:
        scores = score(
            texts.targets,
            [other.targets for other in others],
            lang=target,
            metrics=metrics,
            samples=samples,
            segments=segments,
        )
    terms = of_comet = None
    estimates: tuple[Estimate, ...] = ()
    wanted = estimate or vectors or comet_python is not None
    if wanted and not texts.sources:
        raise KohesiError("an estimate needs the source", hint="give --source")
    glossary = chosen_glossary(glossaries, bundled=bundled) if texts.sources else None
    if estimate or vectors:
        estimator = Estimator(origin, target, glossary=glossary, vectors=vectors)
        estimates = tuple(estimator.estimate(texts.sources, texts.targets))
    if comet_python is not None:
        of_comet = comet(
            comet_python,
            texts.sources,
            texts.targets,
            others[0].targets if others else (),
            model=comet_model,
        )
    if glossary is not None:
        terms = evaluate_terms(
            texts.sources,
            texts.targets,
            glossary,
            source_lang=origin,
            target_lang=target,
            references=others[0].targets if others else (),
            documents=texts.documents,
            aligned=placement,
        )
    return FileScores(len(texts), scores, terms, estimates, of_comet)
