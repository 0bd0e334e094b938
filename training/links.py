"""Word links learnt from the pairs themselves, for hundreds of thousands of pairs in minutes.

Model 1 of Brown et al. (1993) with a prior for the diagonal (Dyer, Chahuneau and Smith, 2013), by
expectation maximisation over flat arrays, once for each direction; a link is a cell that is best
for its source word and for its target word. Weaker than the aligners of `align.words`, which take
20 ms a pair and more; phrases need few links, and sure ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from align.words.protocol import WordAlignment, make_links
from align.words.tokens import Sentence

if TYPE_CHECKING:
    import numpy as np

_ROUNDS = 5
_DIAGONAL = 4.0
_CELLS = 24_000_000
"""Cells (source word x target word) that are in memory at once while learning."""
_UNSEEN = 1e-6


class Links:
    """Learns from sentence pairs, and links words.

    Args:
        pairs: tokenised sentences that translate each other; as many of them are learnt from as
            fit in memory, evenly spread.
    """

    def __init__(self, pairs: Sequence[tuple[Sentence, Sentence]]) -> None:
        import numpy as np

        self._words: tuple[dict[str, int], dict[str, int]] = ({}, {})
        cells = sum(len(source.tokens) * len(target.tokens) for source, target in pairs)
        step = max(1, -(-cells // _CELLS))
        learnt = [pair for pair in pairs[::step] if pair[0].tokens and pair[1].tokens]
        blocks = [self._cells(*pair, grow=True) for pair in learnt]
        self._keys = np.zeros(0, dtype=np.int64)
        self._tables = (np.zeros(0), np.zeros(0))
        if not blocks:
            return
        keys, cell = np.unique(np.concatenate([one[0] for one in blocks]), return_inverse=True)
        prior = np.concatenate([one[1] for one in blocks])
        # which target word, and which source word, of all sentences a cell belongs to
        columns, rows, made = [], [], [0, 0]
        for source, target in learnt:
            height, width = len(source.tokens), len(target.tokens)
            rows.append(np.repeat(np.arange(height), width) + made[0])
            columns.append(np.tile(np.arange(width), height) + made[1])
            made = [made[0] + height, made[1] + width]
        left = (keys >> 32).astype(np.int64)
        right = (keys & 0xFFFFFFFF).astype(np.int64)
        self._keys = keys
        self._tables = (
            _learn(cell, np.concatenate(columns), left, prior),
            _learn(cell, np.concatenate(rows), right, prior),
        )

    def _cells(self, source: Sentence, target: Sentence, *, grow: bool) -> tuple[Any, Any]:
        """Return the key of every pair of words, row by row, and the prior of its place."""
        import numpy as np

        ids = []
        for words, sentence in zip(self._words, (source, target), strict=True):
            if grow:
                for token in sentence.tokens:
                    words.setdefault(token.key, len(words) + 1)
            ids.append(np.array([words.get(token.key, 0) for token in sentence.tokens], np.int64))
        keys = (ids[0][:, None] << 32) | ids[1][None, :]
        places = [(np.arange(len(one)) + 0.5) / len(one) for one in ids]
        prior = np.exp(-_DIAGONAL * np.abs(places[0][:, None] - places[1][None, :]))
        return keys.ravel(), prior.ravel().astype(np.float32)

    def align(self, source: Sentence, target: Sentence) -> WordAlignment:
        """Link the words of a pair; confidence is the geometric mean of the two directions."""
        import numpy as np

        shape = (len(source.tokens), len(target.tokens))
        if not min(shape) or not len(self._keys):
            return WordAlignment(source, target, ())
        keys, prior = self._cells(source, target, grow=False)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        known = self._keys[places] == keys
        shares = []
        for axis, table in enumerate(self._tables):
            weights = (np.where(known, table[places], _UNSEEN) * prior).reshape(shape)
            shares.append(weights / (weights.sum(axis=axis, keepdims=True) + _UNSEEN))
        best = np.sqrt(shares[0] * shares[1])
        by_source, by_target = best.argmax(axis=1), best.argmax(axis=0)
        links = {
            (row, int(column)): float(best[row, column])
            for row, column in enumerate(by_source)
            if by_target[column] == row and known.reshape(shape)[row, column]
        }
        return WordAlignment(source, target, make_links(links, links))


def _learn(cell: np.ndarray, group: np.ndarray, given: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Return how probable each kind of cell is: the second word given the first.

    Args:
        cell: kind of each cell.
        group: word that each cell explains; its cells share one count.
        given: for each kind, the word that is given.
        prior: weight of each cell's place.
    """
    import numpy as np

    table = np.ones(len(given), dtype=np.float32)
    for _ in range(_ROUNDS):
        weights = table[cell] * prior
        totals = np.bincount(group, weights)
        counts = np.bincount(cell, weights / totals[group], minlength=len(given))
        sums = np.bincount(given, counts)
        table = (counts / sums[given]).astype(np.float32)
    return table
