"""How fast forms are led to their roots; a ratio to PySastrawi where that is installed.

python benchmarks/bench_morphology.py
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from corpus.lexicon.morphology import lemma
from corpus.lexicon.word import inventory

FORMS = Path(__file__).resolve().parent.parent / "tests" / "data" / "morphology" / "forms.tsv"


def rate(work: Callable[[str], object], words: Sequence[str], repeat: int) -> float:
    """Return words per second, the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(repeat):
            for word in words:
                work(word)
        best = min(best, time.perf_counter() - start)
    return repeat * len(words) / best


def main() -> None:
    """Print loading time and the speed with an empty and a warm cache."""
    lines = FORMS.read_text(encoding="utf-8").splitlines()
    words = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    start = time.perf_counter()
    inventory()
    print(f"load: {1000 * (time.perf_counter() - start):.1f} ms")
    start = time.perf_counter()
    for word in words:
        lemma(word)
    print(f"cold: {len(words) / (time.perf_counter() - start):,.0f} words/s")
    warm = rate(lemma, words, 100)
    print(f"warm: {warm:,.0f} words/s")
    if find_spec("Sastrawi") is None:
        print("PySastrawi is not installed: no ratio")
        return
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    stemmer = StemmerFactory().create_stemmer()
    peer = rate(stemmer.stem, words, 1)
    print(f"PySastrawi, warm: {peer:,.0f} words/s; ratio {warm / peer:.0f}")


if __name__ == "__main__":
    main()
