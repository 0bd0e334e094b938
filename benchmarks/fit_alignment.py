"""Fit the weights of sentence alignment: `python -m benchmarks.fit_alignment`.

The weights make the known beads of the development documents as probable as can be (maximum
conditional likelihood with a normal prior, by Adam; Kingma and Ba, 2015). They are written to
`align/data/sentence_weights.json`, one set without sentence vectors and one with.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.beads import Bead, compare
from align.dictionary import bundled_dictionary
from align.dynamic import backward, best_path, forward, probabilities
from align.features import NAMES, SHAPES, Rectangle, Signals, measure
from align.keys import read_keys
from align.synthetic import KnownDocument
from align.vectors import centred, embed

from .alignment_data import ROOT, development

TARGET = ROOT / "align" / "data" / "sentence_weights.json"
ROUNDS = 40
PRIOR = 0.02


@dataclass
class Example:
    """A document with its signals."""

    name: str
    known: KnownDocument
    place: Rectangle
    table: np.ndarray  # shapes x signals x height x width
    observed: np.ndarray


def example(name, source_lang, target_lang, known, *, vectors):
    """Compute the signals of a document; None where a true bead has no shape of ours."""
    if any(bead.shape not in SHAPES for bead in known.beads):
        return None
    keys = read_keys(
        known.source,
        known.target,
        bundled_dictionary(source_lang, target_lang),
        source_lang=source_lang,
        target_lang=target_lang,
    )
    pair = centred(embed(known.source), embed(known.target)) if vectors else None
    measured = measure(
        known.source,
        known.target,
        keys,
        source_lang=source_lang,
        target_lang=target_lang,
        vectors=pair,
    )
    place = Rectangle(0, len(known.source), 0, len(known.target))
    signals = Signals(measured, place)
    table = np.stack([signals.of(shape) for shape in SHAPES])
    observed = np.zeros(len(NAMES))
    row = column = 0
    for bead in known.beads:
        row, column = row + len(bead.source), column + len(bead.target)
        observed += table[SHAPES.index(bead.shape), :, row, column]
    return Example(f"{name} {source_lang}-{target_lang}", known, place, table, observed)


def gradient(item, weights):
    """Log-likelihood of the true beads, and its gradient."""
    band = [item.place]
    given = np.einsum("sfij,f->sij", item.table, weights)
    scores = lambda _: given  # noqa: E731
    before, after = forward(band, scores), backward(band, scores)
    chances = probabilities(band, scores, before, after)(0)
    expected = np.einsum("sij,sfij->f", chances, item.table)
    return float(weights @ item.observed - before[-1][-1, -1]), item.observed - expected


def found(item, weights, *, viterbi=True):
    """Align a document with the weights."""
    band = [item.place]
    given = np.einsum("sfij,f->sij", item.table, weights)
    scores = lambda _: given  # noqa: E731
    if not viterbi:
        scores = probabilities(band, scores, forward(band, scores), backward(band, scores))
    return [
        Bead(
            tuple(range(step.row - SHAPES[step.shape][0], step.row)),
            tuple(range(step.column - SHAPES[step.shape][1], step.column)),
        )
        for step in best_path(band, scores)
    ]


def fit(examples: Sequence[Example], used: np.ndarray, *, rounds: int = ROUNDS) -> np.ndarray:
    """Fit the weights of the signals that are used."""
    rng = np.random.default_rng(1)
    weights = np.zeros(len(NAMES))
    first, second = np.zeros(len(NAMES)), np.zeros(len(NAMES))
    step = 0
    for turn in range(rounds):
        total = 0.0
        order = rng.permutation(len(examples))
        for start in range(0, len(order), 8):
            batch = [examples[at] for at in order[start : start + 8]]
            slope = np.zeros(len(NAMES))
            for item in batch:
                value, part = gradient(item, weights)
                total += value
                slope += part / len(item.known.beads)
            slope = (slope / len(batch) - PRIOR * weights / 10) * used
            step += 1
            first = 0.9 * first + 0.1 * slope
            second = 0.99 * second + 0.01 * slope * slope
            rate = 0.25 * (1 - turn / rounds) + 0.01
            weights = weights + rate * (first / (1 - 0.9**step)) / (
                np.sqrt(second / (1 - 0.99**step)) + 1e-8
            )
        if turn % 10 == 9:
            print(f"round {turn + 1}: log-likelihood {total:.1f}", file=sys.stderr)
    return weights


def table_of(examples: Sequence[Example], weights: np.ndarray) -> None:
    """Print F1 by set."""
    names = sorted({item.name for item in examples})
    for name in names:
        items = [item for item in examples if item.name == name]
        rows = [
            np.mean(
                [compare(found(item, weights, viterbi=way), item.known.beads).f1 for item in items]
            )
            for way in (True, False)
        ]
        print(f"  {name:18} {rows[0]:.3f} {rows[1]:.3f}  ({len(items)})")


def main() -> None:
    """Fit both sets of weights."""
    result = {"signals": list(NAMES)}
    kinds = [arg == "vectors" for arg in sys.argv[1:]] or [False, True]
    for vectors in kinds:
        started = time.perf_counter()
        examples = [
            item
            for row in development(scale=2 if vectors else 3)
            if (item := example(*row, vectors=vectors)) is not None
        ]
        print(f"{len(examples)} documents in {time.perf_counter() - started:.0f} s")
        used = np.array([vectors or "similar" not in name for name in NAMES], dtype=float)
        weights = fit(examples, used)
        print(f"vectors: {vectors}; F1 by most probable path, by most probable beads")
        table_of(examples, weights)
        result["with vectors" if vectors else "without vectors"] = [
            round(float(value), 4) for value in weights
        ]
    if not TARGET.is_file() or len(kinds) == 2:
        old = {}
    else:
        old = json.loads(TARGET.read_text(encoding="utf-8"))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(old | result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
