"""Word alignment learnt from the texts themselves, with the models of Thot.

The hidden Markov model of Vogel, Ney and Tillmann (1996) is trained in both directions after
five rounds of IBM model 1; the two alignments are joined by grow-diag-final-and (Koehn, Och and
Marcu, 2003). Thot is the package `sil-thot`, in the extra `align`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import FormatError, MissingExtra, OutputError

from .bases import training_key
from .protocol import WordAlignment, check_languages, make_links
from .tokens import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LOG = logging.getLogger(__name__)
_META = "model.json"
_VERSION = 1
_ROUNDS = 5
_NULL = 0  # index of the empty word in every model
MODELS = ("hmm", "ibm1", "ibm2")
"""Models that can be trained."""


class StatisticalModel:
    """Translation probabilities of words in both directions.

    Make one with `train` or `load`.
    """

    def __init__(self, direct: Any, inverse: Any, meta: dict[str, Any]) -> None:
        self._direct = direct
        self._inverse = inverse
        self.meta = meta
        self.source_lang = str(meta["source_lang"])
        self.target_lang = str(meta["target_lang"])

    @classmethod
    def train(
        cls,
        pairs: Iterable[tuple[Sentence, Sentence]],
        *,
        source_lang: str,
        target_lang: str,
        model: str = "hmm",
        entries: Iterable[tuple[Sequence[str], Sequence[str]]] = (),
    ) -> StatisticalModel:
        """Learn from sentence pairs.

        Args:
            pairs: tokenised sentences that translate each other.
            source_lang: language of the first of each pair.
            target_lang: language of the second.
            model: one of `MODELS`.
            entries: dictionary entries (tokens in normal form), counted as sentences of their own
                (Och and Ney, 2000).

        Raises:
            MissingExtra: `sil-thot` is not installed.
        """
        kept = [
            (_keys(source), _keys(target))
            for source, target in pairs
            if source.tokens and target.tokens
        ]
        kept += [
            (
                [training_key(key, source_lang) for key in left],
                [training_key(key, target_lang) for key in right],
            )
            for left, right in entries
        ]
        direct = _train(kept, model)
        inverse = _train([(right, left) for left, right in kept], model)
        _LOG.info("trained %s on %d pairs", model, len(kept))
        meta = {
            "version": _VERSION,
            "model": model,
            "source_lang": source_lang,
            "target_lang": target_lang,
            "pairs": len(kept),
        }
        return cls(direct, inverse, meta)

    def save(self, folder: Path) -> None:
        """Write the model into a folder, which is made when it is not there.

        Raises:
            OutputError: the folder cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            written = self._direct.print(str(folder / "direct"))
            written = self._inverse.print(str(folder / "inverse")) and written
            if written:
                (folder / _META).write_text(json.dumps(self.meta, indent=2), encoding="utf-8")
        except OSError as error:
            raise OutputError("cannot write the alignment model", path=folder) from error
        if not written:
            raise OutputError("cannot write the alignment model", path=folder)

    @classmethod
    def load(cls, folder: Path) -> StatisticalModel:
        """Read a model that `save` wrote.

        Raises:
            FormatError: there is no readable model in the folder.
            MissingExtra: `sil-thot` is not installed.
        """
        try:
            meta = json.loads((folder / _META).read_text(encoding="utf-8"))
            known = meta["version"] == _VERSION and meta["model"] in MODELS
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FormatError(
                "no alignment model here", path=folder, hint="make one with --save-model"
            ) from error
        if not known:
            raise FormatError("an alignment model of another version", path=folder)
        direct, inverse = _new(meta["model"]), _new(meta["model"])
        loaded = direct.load(str(folder / "direct")) and inverse.load(str(folder / "inverse"))
        if not loaded:
            raise FormatError("the alignment model is damaged", path=folder)
        return cls(direct, inverse, meta)

    def symmetrised(self, source: Sentence, target: Sentence) -> set[tuple[int, int]]:
        """Return the links of both directions, joined by grow-diag-final-and."""
        import thot.alignment as ta

        aligner = ta.SymmetrizedAligner(self._direct, self._inverse)
        aligner.heuristic = ta.SymmetrizationHeuristic.GROW_DIAG_FINAL_AND
        _, matrix = aligner.get_best_alignment(_keys(source), _keys(target))
        return {
            (i, j)
            for i in range(len(source.tokens))
            for j in range(len(target.tokens))
            if matrix[i, j]
        }

    def shares(self, source: Sentence, target: Sentence) -> tuple[Floats, Floats]:
        """Return how likely each token comes from each of the other side, words alone.

        Returns:
            Two arrays, source tokens x target tokens: for each target token the share of each
            source token among all of them and the empty word, and the same the other way.
        """
        ours, theirs = _keys(source), _keys(target)
        return _shares(self._direct, ours, theirs), _shares(self._inverse, theirs, ours).T


class StatisticalAligner:
    """Aligns with a trained model alone."""

    def __init__(self, model: StatisticalModel) -> None:
        self.model = model
        self.source_lang = model.source_lang
        self.target_lang = model.target_lang

    def align(self, source: Sentence, target: Sentence) -> WordAlignment:
        """Align two sentences; confidence is the mean share of the two directions.

        Raises:
            LanguageError: a sentence is not in the aligner's language.
        """
        check_languages(self, source, target)
        if not (source.tokens and target.tokens):
            return WordAlignment(source, target, ())
        direct, inverse = self.model.shares(source, target)
        pairs = self.model.symmetrised(source, target)
        confidence = {(i, j): float(direct[i, j] + inverse[i, j]) / 2 for i, j in pairs}
        return WordAlignment(source, target, make_links(pairs, confidence))


def _keys(sentence: Sentence) -> list[str]:
    return [training_key(token.key, sentence.lang) for token in sentence.tokens]


def _new(model: str, before: Any = None) -> Any:
    try:
        import thot.alignment as ta
    except ImportError as error:
        raise MissingExtra("align", "statistical word alignment") from error
    kinds: dict[str, Any] = {
        "hmm": ta.HmmAlignmentModel,
        "ibm1": ta.Ibm1AlignmentModel,
        "ibm2": ta.Ibm2AlignmentModel,
    }
    return kinds[model]() if before is None else kinds[model](before)


def _train(pairs: Sequence[tuple[list[str], list[str]]], model: str) -> Any:
    first = _new("ibm1")
    for source, target in pairs:
        first.add_sentence_pair(source, target, 1)
    _rounds(first)
    if model == "ibm1":
        return first
    trained = _new(model, first)
    _rounds(trained)
    return trained


def _rounds(model: Any) -> None:
    model.start_training()
    for _ in range(_ROUNDS):
        model.train()
    model.end_training()


def _shares(model: Any, given: list[str], made: list[str]) -> Floats:
    import numpy as np

    ours = [_NULL, *(model.get_src_word_index(word) for word in given)]
    theirs = [model.get_trg_word_index(word) for word in made]
    table = np.array(
        [[model.translation_prob(i, j) for j in theirs] for i in ours], dtype=np.float64
    )
    table = np.maximum(table, 1e-7)
    shares: Floats = (table / table.sum(axis=0, keepdims=True))[1:]
    return shares
