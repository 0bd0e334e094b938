"""Sentence alignment beside `galechurch` and a plain alignment of vectors, on the same documents.

Run `python -m benchmarks.bench_sentence_alignment`; `--vectors` adds the rows with sentence vectors
(extra `embed`, minutes at the first run), `--large` times 20,000 sentences. Documents are FLORES
lines with merges and deletions of known place (`../shared/data`), of 1,004 and of 60 lines; our own
starter corpus where that is missing. `galechurch` is no dependency of kohesi: without it (`pip
install galechurch`) its rows are left out. Times are of the processor, not of the clock.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterable

import numpy as np

from align.beads import Bead, compare
from align.dynamic import best_path
from align.features import SHAPES, Rectangle
from align.sentences import align_sentences
from align.synthetic import KnownDocument, make_document

from .alignment_data import SHARED, checking, pairs_of, starter_pairs

LANGUAGES = ("en", "vi", "lo")
SIZES = (1004, 60)
Aligner = Callable[[KnownDocument, str], Iterable[Bead]]


def ours(known: KnownDocument, lang: str) -> Iterable[Bead]:
    """Align without vectors."""
    return align_sentences(known.source, known.target, source_lang="id", target_lang=lang).beads


def ours_with_vectors(known: KnownDocument, lang: str) -> Iterable[Bead]:
    """Align with vectors."""
    return align_sentences(
        known.source, known.target, source_lang="id", target_lang=lang, vectors=True
    ).beads


def gale_church(known: KnownDocument, _: str) -> Iterable[Bead]:
    """Align by length alone, with the defaults of the package."""
    import galechurch

    result = galechurch.align(list(known.source), list(known.target))
    for line in result.to_pharaoh_lines():
        left, right = line.split(":")
        yield Bead(_indices(left), _indices(right))


def _indices(text: str) -> tuple[int, ...]:
    inside = text.strip("[]")
    return tuple(int(part) for part in inside.split(",")) if inside else ()


def plain_vectors(known: KnownDocument, _: str) -> Iterable[Bead]:
    """Align by the cosines of raw vectors: the sum of (cosine - 0.82) over all sentences."""
    from align.vectors import embed

    sides = [embed(known.source), embed(known.target)]
    size = (len(known.source), len(known.target))
    table = np.full((len(SHAPES), size[0] + 1, size[1] + 1), -1e9)
    for at, (up, back) in enumerate(SHAPES):
        if up and back and up + back < 4:
            whole = [_sums(side, count) for side, count in zip(sides, (up, back), strict=True)]
            table[at, up:, back:] = (whole[0] @ whole[1].T - 0.82) * (up + back) - 0.02 * (
                up + back - 2
            )
        elif not up or not back:
            table[at] = 0.0
    band = [Rectangle(0, size[0], 0, size[1])]
    for step in best_path(band, lambda _: table):
        up, back = SHAPES[step.shape]
        yield Bead(
            tuple(range(step.row - up, step.row)), tuple(range(step.column - back, step.column))
        )


def _sums(vectors: np.ndarray, count: int) -> np.ndarray:
    total = sum(vectors[at : len(vectors) - count + 1 + at] for at in range(count))
    return total / np.linalg.norm(total, axis=1, keepdims=True)


def documents(lang: str, size: int) -> list[KnownDocument]:
    """Return documents from FLORES, or from the starter corpus."""
    if SHARED.is_dir():
        return list(checking(lang, size=size))
    pairs = starter_pairs("id", lang)
    return [
        make_document(pairs[start : start + size], random.Random(start))
        for start in range(0, len(pairs) - size // 2, size)
    ]


def row(name: str, aligner: Aligner) -> None:
    """Print the figures of one aligner."""
    cells: list[str] = []
    for lang in LANGUAGES:
        for size in SIZES:
            known = documents(lang, size)
            list(aligner(known[0], lang))  # dictionaries and vectors are ready
            started = time.process_time()
            found = [list(aligner(document, lang)) for document in known]
            spent = time.process_time() - started
            f1 = np.mean([compare(a, b.beads).f1 for a, b in zip(found, known, strict=True)])
            speed = sum(len(document.source) for document in known) / max(spent, 1e-9)
            cells.append(f"{lang} {size:>4}: {f1:.3f} {speed:>7,.0f}/s")
    print(f"{name:22} " + " | ".join(cells))


def large(lang: str) -> None:
    """Time 20,000 sentences against as many."""
    pairs = pairs_of("sib200_flores/test", "id", lang)
    rng = random.Random(1)
    lines = [pair for _ in range(21) for pair in rng.sample(pairs, len(pairs))][:21_000]
    known = make_document(lines, rng)
    started = time.process_time()
    beads = align_sentences(known.source, known.target, source_lang="id", target_lang=lang).beads
    spent = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{len(known.source):,} x {len(known.target):,} id-{lang}: {spent:.1f} s, "
        f"{len(known.source) / spent:,.0f}/s, F1 {compare(beads, known.beads).f1:.3f}, {memory} MB"
    )


def main() -> None:
    """Print a row for each aligner: strict F1, sentence pairs a second."""
    row("kohesi", ours)
    try:
        import galechurch  # noqa: F401
    except ImportError:
        print("galechurch is not installed")
    else:
        row("galechurch", gale_church)
    if "--vectors" in sys.argv:
        row("kohesi with vectors", ours_with_vectors)
        row("plain vectors", plain_vectors)
    if "--large" in sys.argv:
        for lang in LANGUAGES:
            large(lang)


if __name__ == "__main__":
    main()
