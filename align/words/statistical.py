"""Word alignment learnt from the texts themselves, with the models of Thot.

The hidden Markov model of Vogel, Ney and Tillmann (1996) is trained in both directions after
five rounds of IBM model 1; the two alignments are joined by grow-diag-final-and (Koehn, Och and
Marcu, 2003). Thot is the package `sil-thot`, in the extra `align`.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
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
_LONGEST = 200  # tokens of a sentence that Thot takes
_SMALLEST = 1e-7  # probability of a translation that was never seen
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
        self._tables = (_Table(direct), _Table(inverse))
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
            if 0 < len(source.tokens) <= _LONGEST and 0 < len(target.tokens) <= _LONGEST
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
        # Written beside its place and moved there, so that nobody reads half a model.
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
                fresh = Path(made) / "model"
                fresh.mkdir()
                written = self._direct.print(str(fresh / "direct"))
                written = self._inverse.print(str(fresh / "inverse")) and written
                if not written:
                    raise OutputError("cannot write the alignment model", path=folder)
                (fresh / _META).write_text(json.dumps(self.meta, indent=2), encoding="utf-8")
                if (folder / _META).is_file():
                    shutil.rmtree(folder)
                fresh.replace(folder)
        except OSError as error:
            raise OutputError(
                "cannot write the alignment model",
                path=folder,
                hint="give a new folder, or one that holds an older model",
            ) from error

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
        return self._tables[0].shares(ours, theirs), self._tables[1].shares(theirs, ours).T


class StatisticalAligner:
    """Aligns with a trained model alone."""

    def __init__(self, model: StatisticalModel) -> None:
        self.model = model
        self.source_lang = model.source_lang
        self.target_lang = model.target_lang

    def align(self, source: Sentence, target: Sentence) -> WordAlignment:
        """Align two sentences; confidence is the mean share of the two directions.

        A sentence of more tokens than Thot takes (200) gets no links.

        Raises:
            LanguageError: a sentence is not in the aligner's language.
        """
        check_languages(self, source, target)
        sizes = (len(source.tokens), len(target.tokens))
        if min(sizes) == 0 or max(sizes) > _LONGEST:
            return WordAlignment(source, target, ())
        direct, inverse = self.model.shares(source, target)
        pairs = self.model.symmetrised(source, target)
        confidence = {(i, j): float(direct[i, j] + inverse[i, j]) / 2 for i, j in pairs}
        return WordAlignment(source, target, make_links(pairs, confidence))


def _keys(sentence: Sentence) -> list[str]:
    return [training_key(token.key, sentence.lang) for token in sentence.tokens]


def require_thot() -> None:
    """Tell whether Thot is there before any text is read.

    Raises:
        MissingExtra: `sil-thot` is not installed.
    """
    try:
        import thot.alignment  # noqa: F401
    except ImportError as error:
        raise MissingExtra("align", "statistical word alignment") from error


def _new(model: str, before: Any = None) -> Any:
    require_thot()
    import thot.alignment as ta

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


class _Table:
    """The translation probabilities of one direction, read from the model word by word."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._rows: dict[int, dict[int, float]] = {}

    def shares(self, given: list[str], made: list[str]) -> Floats:
        """Return the share of each given word, among all and the empty word, in each made one."""
        import numpy as np

        theirs = [self._model.get_trg_word_index(word) for word in made]
        rows = [self._row(_NULL)]
        rows += [self._row(self._model.get_src_word_index(word)) for word in given]
        table = np.array([[row.get(j, 0.0) for j in theirs] for row in rows], dtype=np.float64)
        table = np.maximum(table, _SMALLEST)
        shares: Floats = (table / table.sum(axis=0))[1:]
        return shares

    def _row(self, word: int) -> dict[int, float]:
        row = self._rows.get(word)
        if row is None:
            row = self._rows[word] = dict(self._model.get_translations(word, _SMALLEST))
        return row
