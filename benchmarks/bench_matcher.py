"""How fast terms are found, beside spaCy's PhraseMatcher on the same text in the same run.

Run `python -m benchmarks.bench_matcher`. Text and surfaces come from `../shared/data` where it is
there, and are made of syllables otherwise. spaCy is no dependency of kohesi: without it (`pip
install spacy` in an environment of one's own) its row is left out.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from termbase import Concept, Matcher, Term

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SOURCES = ("panl_bppt_iwslt/panl_eco.id", "desmond_id_en/bbc.id", "gunnxx_id_en/news_valid.id")
MORE_SOURCES = ("desmond_id_en/smeru.id",)
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
WORD = re.compile(r"[^\W\d_]+")


def read_text(names: tuple[str, ...], size: int) -> str:
    """Return `size` characters or fewer of Indonesian text."""
    parts = [SHARED / name for name in names]
    if all(part.is_file() for part in parts):
        return "".join(part.read_text(encoding="utf-8") for part in parts)[:size]
    rng = random.Random(len(names))
    parts = "ka ra ta na sa ma pa ba di ku me ng ber an".split()
    words = ["".join(rng.choices(parts, k=rng.randint(1, 4))) for _ in range(20_000)]
    sentences = (" ".join(rng.choices(words, k=14)).capitalize() for _ in range(size // 90))
    return ".\n".join(sentences)[:size]


def occurring_surfaces(texts: list[str], count: int) -> list[str]:
    """Take `count` different word groups of one to four words from the texts, in equal parts.

    The worst case: nearly every word of the text belongs to a surface.
    """
    rng = random.Random(7)
    surfaces: dict[str, None] = {}
    tokens = [WORD.findall(text) for text in texts]
    while len(surfaces) < count:
        words = tokens[len(surfaces) % len(tokens)]
        length = rng.choices((1, 2, 3, 4), (10, 50, 28, 12))[0]
        start = rng.randrange(len(words) - length)
        group = words[start : start + length]
        if length > 1 or len(group[0]) > 6:
            surfaces.setdefault(" ".join(group).lower())
    return list(surfaces)


def termbase_surfaces(text: str, count: int) -> list[str]:
    """Give the surfaces of a termbase: 1,000 that occur in the text, then names that rarely do.

    The names are put together from the words of the text. That is what large termbases are
    like: they grow, and what a given article uses of them does not.
    """
    rng = random.Random(11)
    surfaces = dict.fromkeys(occurring_surfaces([text], 1_000))
    vocabulary = sorted({word.lower() for word in WORD.findall(text) if len(word) > 3})
    while len(surfaces) < count:
        surfaces.setdefault(" ".join(rng.choices(vocabulary, k=rng.choice((2, 2, 3, 3, 4)))))
    return list(surfaces)[:count]


def make_concepts(surfaces: list[str], per_concept: int = 3) -> list[Concept]:
    """Put the surfaces into concepts of a few terms each."""
    return [
        Concept(
            f"c{start}",
            "",
            tuple(Term(surface, "id") for surface in surfaces[start : start + per_concept]),
        )
        for start in range(0, len(surfaces), per_concept)
    ]


def best_time(function: Callable[[], object], repeats: int = 3) -> float:
    """Return the shortest of several runs, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def spacy_rate(surfaces: list[str], lines: list[str], size: float) -> tuple[float, int] | None:
    """Return MB per second and number of matches of spaCy's PhraseMatcher, tokenizing included."""
    try:
        import spacy  # type: ignore[import-not-found]
        from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found]
        from spacy.util import filter_spans  # type: ignore[import-not-found]
    except ImportError:
        return None
    nlp = spacy.blank("id")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("TERM", [nlp.make_doc(surface) for surface in surfaces])
    total = 0

    def run() -> None:
        nonlocal total
        total = 0
        for line in lines:
            total += len(filter_spans(matcher(nlp.make_doc(line), as_spans=True)))

    return size / best_time(run), total


def table(surfaces: list[str], lines: list[str], size: float) -> list[dict[str, float]]:
    """Measure every size of glossary; at 30,000 surfaces the peer too."""
    rows: list[dict[str, float]] = []
    for count in SIZES:
        concepts = make_concepts(surfaces[:count])
        build = best_time(lambda concepts=concepts: Matcher(concepts, "id"))
        matcher = Matcher(concepts, "id")

        def run(matcher: Matcher = matcher) -> int:
            return sum(len(matcher.find(line)) for line in lines)

        row = {
            "surfaces": count,
            "concepts": len(concepts),
            "build_s": round(build, 3),
            "mb_per_s": round(size / best_time(run), 2),
            "matches": run(),
        }
        peer = spacy_rate(surfaces[:count], lines, size) if count == 30_000 else None
        if peer is not None:
            row |= {
                "spacy_mb_per_s": round(peer[0], 2),
                "spacy_matches": peer[1],
                "times_spacy": round(row["mb_per_s"] / peer[0], 1),
            }
        rows.append(row)
    return rows


def main() -> None:
    """Print the tables as text, or as JSON with `--json`."""
    text = read_text(SOURCES, 3_000_000)
    lines = text.splitlines()
    size = len(text.encode("utf-8")) / 1e6
    texts = [text, read_text(MORE_SOURCES, 4_000_000)]
    tables = {
        "termbase": table(termbase_surfaces(text, max(SIZES)), lines, size),
        "every surface occurs": table(occurring_surfaces(texts, max(SIZES)), lines, size),
    }
    if "--json" in sys.argv:
        print(json.dumps({"mb": round(size, 2), "lines": len(lines), "tables": tables}))
        return
    print(f"{size:.1f} MB of Indonesian, {len(lines)} lines, one process")
    for name, rows in tables.items():
        print(f"\n{name}\n{'surfaces':>9}{'concepts':>10}{'build s':>9}{'MB/s':>8}{'matches':>9}")
        for row in rows:
            print(
                f"{row['surfaces']:>9}{row['concepts']:>10}{row['build_s']:>9}"
                f"{row['mb_per_s']:>8}{row['matches']:>9}"
            )
            if "times_spacy" in row:
                print(
                    f"          spaCy PhraseMatcher: {row['spacy_mb_per_s']} MB/s, "
                    f"{row['spacy_matches']} matches; kohesi is {row['times_spacy']} times as fast"
                )
        growth = rows[0]["mb_per_s"] / rows[-1]["mb_per_s"]
        print(f"time per MB from {SIZES[0]} to {SIZES[-1]} surfaces: {growth:.2f} times")


if __name__ == "__main__":
    main()
