"""The aligners by name, and the model that is trained on the starter corpus."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FormatError, KohesiError, OutputError
from corpus.languages import check_language

from .protocol import WordAligner
from .tokens import Sentence, tokenise

if TYPE_CHECKING:
    from .statistical import StatisticalModel

_LOG = logging.getLogger(__name__)

ALIGNERS = {
    "combined": "lexicon, glossary and statistics together",
    "lexicon": "lexicon and glossary alone; needs no training text",
    "statistical": "the statistics of the texts alone",
}
"""Aligners that `create_aligner` makes, each with one line on what it goes by."""


def create_aligner(
    name: str, source_lang: str, target_lang: str, *, model: StatisticalModel | None = None
) -> WordAligner:
    """Make an aligner.

    Args:
        name: one of `ALIGNERS`.
        source_lang: BCP-47 tag of the source language.
        target_lang: BCP-47 tag of the target language.
        model: what `combined` and `statistical` know from texts; the latter needs one.

    Raises:
        KohesiError: there is no aligner of that name, or it needs a model.
        LanguageError: a language is unknown, or the model's languages are others.
    """
    from .combined import CombinedAligner
    from .statistical import StatisticalAligner

    if name not in ALIGNERS:
        raise KohesiError(f"no word aligner {name!r}", hint=f"use one of {', '.join(ALIGNERS)}")
    if name == "combined":
        return CombinedAligner(source_lang, target_lang, model=model)
    if name == "lexicon":
        return CombinedAligner(source_lang, target_lang)
    if model is None:
        raise KohesiError("the statistical aligner needs a model")
    return StatisticalAligner(model)


def starter_pairs(source_lang: str, target_lang: str) -> list[tuple[Sentence, Sentence]]:
    """Return the starter corpus in two languages, tokenised.

    Raises:
        LanguageError: a language is unknown.
    """
    from corpus.starter import starter_corpus

    source, target = check_language(source_lang), check_language(target_lang)
    return [
        (
            tokenise(sentence.texts[source].text, source),
            tokenise(sentence.texts[target].text, target),
        )
        for sentence in starter_corpus()
    ]


def train(
    source_lang: str, target_lang: str, *, pairs: Iterable[tuple[Sentence, Sentence]] = ()
) -> StatisticalModel:
    """Train a model on the starter corpus and on sentence pairs of one's own.

    Raises:
        LanguageError: a language is unknown.
        MissingExtra: `sil-thot` is not installed.
    """
    from .statistical import StatisticalModel, require_thot

    require_thot()
    return StatisticalModel.train(
        [*starter_pairs(source_lang, target_lang), *pairs],
        source_lang=check_language(source_lang),
        target_lang=check_language(target_lang),
    )


def starter_model(
    source_lang: str, target_lang: str, *, cache: Path | None = None
) -> StatisticalModel:
    """Return the model of the starter corpus; it is trained once and kept on disk.

    Args:
        source_lang: BCP-47 tag of the source language.
        target_lang: BCP-47 tag of the target language.
        cache: where models are kept; None takes the user's cache folder.

    Raises:
        LanguageError: a language is unknown.
        MissingExtra: `sil-thot` is not installed.
    """
    from platformdirs import user_cache_path

    from .statistical import StatisticalModel, require_thot

    require_thot()
    source, target = check_language(source_lang), check_language(target_lang)
    root = user_cache_path("kohesi") / "word-models" if cache is None else cache
    folder = root / f"{source}-{target}-{_digest()}"
    try:
        return StatisticalModel.load(folder)
    except FormatError:
        model = train(source, target)
    try:
        model.save(folder)
    except OutputError as error:
        _LOG.info("the model is not kept: %s", error)
    return model


def _digest() -> str:
    """Return a short digest of what a model of the starter corpus depends on."""
    from importlib.metadata import version

    content = hashlib.sha256(version("sil-thot").encode())
    folders: Sequence[tuple[str, ...]] = (("data", "starter"), ("lexicon", "data"))
    for parts in folders:
        folder = files("corpus").joinpath(*parts)
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith(".tsv"):
                content.update(item.read_bytes())
    return content.hexdigest()[:16]
