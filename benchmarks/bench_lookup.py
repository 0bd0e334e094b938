"""How long a look-up takes as a process, beside a bare start of Python in the same run.

Run `python -m benchmarks.bench_lookup`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from termbase import Concept, Glossary, Term
from termbase.formats import tables
from termbase.store import write_store

SIZES = (10_000, 100_000)
QUERIES = ("taraban kopika", "tarabn kopka", "gắn kết chiến lược", "g000042")
PARTS = "ta ra ban ko pi ka ma su ne lo di ger wan si tu".split()


def made_concepts(count: int) -> list[Concept]:
    """Return concepts of three terms, with words made of syllables; the same every time."""
    rng = random.Random(count)
    words = ["".join(rng.choices(PARTS, k=rng.randint(2, 4))) for _ in range(20_000)]
    return [
        Concept(
            f"g{number:06}",
            "made",
            (
                Term(" ".join(rng.choices(words, k=3)), "id"),
                Term(" ".join(rng.choices(words, k=4)), "vi"),
                Term(" ".join(rng.choices(words, k=3)), "en"),
            ),
        )
        for number in range(count)
    ]


def process_seconds(code: str, *arguments: str, cache: Path, repeats: int = 5) -> float:
    """Return the shortest time of a Python process, in seconds."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "OMP_NUM_THREADS": "1"}
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, *arguments],
            check=False,
            capture_output=True,
            env=environment,
        )
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the table as text, or as JSON with `--json`."""
    look_up = "from termbase.cli import app; app()"
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        bare = process_seconds("pass", cache=cache)
        for size in (0, *SIZES):
            concepts = made_concepts(size) if size else list(Glossary.bundled())
            text, store = Path(folder) / f"{size}.tsv", Path(folder) / f"{size}.sqlite"
            tables.write(text, concepts)
            write_store(store, concepts)
            for path in (text, store):
                options = ("-g", str(path), "--no-bundled")
                first = process_seconds(
                    look_up, "lookup", QUERIES[0], *options, cache=cache, repeats=1
                )
                then = max(
                    process_seconds(look_up, "lookup", query, *options, cache=cache)
                    for query in QUERIES
                )
                rows.append(
                    {
                        "concepts": len(concepts),
                        "file": path.suffix,
                        "first_s": round(first, 3),
                        "slowest_query_s": round(then, 3),
                    }
                )
    if "--json" in sys.argv:
        print(json.dumps({"python_start_s": round(bare, 3), "rows": rows}))
        return
    print(f"bare start of Python: {bare:.3f} s\n")
    print(f"{'concepts':>9}{'file':>9}{'first s':>9}{'then s':>9}")
    for row in rows:
        print(f"{row['concepts']:>9}{row['file']:>9}{row['first_s']:>9}{row['slowest_query_s']:>9}")
    print("\n'then' is the slowest of four queries: exact, misspelt, another language, an id")


if __name__ == "__main__":
    main()
