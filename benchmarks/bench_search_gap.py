"""How far the constrained search is from the best of all sequences, on tiny random models.

    OMP_NUM_THREADS=1 python -m benchmarks.bench_search_gap [--seeds 6]

Every plan of `tests.exhaustive.CASES` on several untrained models: the mean log probability of a
token in the best sequence that the plan allows, minus that of the one that was found.
"""

from __future__ import annotations

import argparse

from tests.exhaustive import CASES, best_of_all, found_by_search


def main() -> None:
    """Print a line for each number of beams."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    seeds = range(parser.parse_args().seeds)
    best = {(seed, name): best_of_all(seed, plan) for seed in seeds for name, plan in CASES.items()}
    print(f"{len(best)} models and plans")
    for beams in (2, 4, 8, 16):
        gaps = [
            top - found_by_search(seed, CASES[name], beams=beams)[0].score
            for (seed, name), top in best.items()
        ]
        exact = sum(gap < 1e-4 for gap in gaps) / len(gaps)
        print(
            f"{beams:>3} beams: mean gap {sum(gaps) / len(gaps):.3f}, worst {max(gaps):.2f}, "
            f"the best itself in {exact:.0%}"
        )


if __name__ == "__main__":
    main()
