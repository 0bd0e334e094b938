"""How fast a translation memory answers, and how many fuzzy matches its filter misses.

The units are made: beginnings and ends of sentences of the starter corpus joined at a word, with
one to four words replaced by words of the lexicon. They repeat each other far more than the
sentences of a newsroom do, which is the hard case for a filter by rare runs of letters.

Looked up are sources as they stand (exact hit), sources with one to three words replaced, left
out or put in, or with some letters mistyped (fuzzy hit), and sentences of random words (miss).
Beside it in the same run stand every source scored by rapidfuzz, and SQLite's FTS5 with its
trigram index.

Run `OMP_NUM_THREADS=1 python -m benchmarks.bench_memory [UNITS] [--json]`; a million units are
the default and take about five minutes and 3 GiB of disk.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from corpus.languages.normal import normal_text
from corpus.lexicon.lexicon import FILES
from corpus.memory import MemoryStore, MemoryUnit
from corpus.memory.fuzzy import index_path
from corpus.starter import starter_corpus
from translate.memory.recall import recall

THRESHOLD = 70.0
LOOKED_UP = 2000
COMPARED = 200  # texts for which every source is scored
INDEXED = 5  # texts that FTS5 is asked, which takes its time
LETTERS = {"id": "aeiouknrst", "lo": "ກຂຄງຈສຊຍດຕ"}
_LAO_STRETCH = re.compile(
    r"(?:[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc\u0edd][\u0eb0-\u0ebd\u0ec8-\u0ecd]*){1,6}|[^\u0e80-\u0eff]+"
    r"|[\u0e80-\u0eff]"
)


def lexicon_words(lang: str) -> list[str]:
    """Return the words of the lexicon in a language."""
    folder = Path(__file__).parent.parent / "corpus" / "lexicon" / "data"
    column = {"id": 0, "vi": 2, "lo": 3, "en": 4}[lang]
    return [
        line.split("\t")[column].split("|")[0]
        for name in FILES
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#") and line.split("\t")[column]
    ]


def parts_of(text: str, lang: str) -> list[str]:
    """Divide a text into words; Lao, which has no spaces, into stretches of three syllables."""
    return _LAO_STRETCH.findall(text) if lang == "lo" else text.split(" ")


def joined(parts: Sequence[str], lang: str) -> str:
    """Join words, or stretches of Lao."""
    return ("" if lang == "lo" else " ").join(part for part in parts if part)


def made_units(count: int, lang: str, seed: int = 1) -> Iterator[MemoryUnit]:
    """Make units with different sources; the same every time."""
    rng = random.Random(seed)
    words = lexicon_words(lang)
    sentences = [
        (parts_of(sentence.texts[lang].text, lang), sentence.texts["vi"].text)
        for sentence in starter_corpus()
    ]
    seen: set[str] = set()
    while len(seen) < count:
        (head, target), (tail, _) = rng.choice(sentences), rng.choice(sentences)
        made = head[: rng.randint(1 + len(head) // 3, len(head))]
        made += tail[rng.randint(0, len(tail)) :]
        for _ in range(rng.randint(1, 4)):
            made[rng.randrange(len(made))] = rng.choice(words)
        source = joined(made, lang)
        if source not in seen and len(source) > 8:
            seen.add(source)
            yield MemoryUnit(source=source, target=target, source_lang=lang, target_lang="vi")


def edited(text: str, lang: str, rng: random.Random, words: Sequence[str]) -> str:
    """Change a text; see `changed`."""
    made = text
    while made in ("", text):
        made = changed(text, lang, rng, words)
    return made


def changed(text: str, lang: str, rng: random.Random, words: Sequence[str]) -> str:
    """Change one to three words, or two to five letters."""
    if rng.random() < 0.25:
        letters = list(text)
        for _ in range(rng.randint(2, 5)):
            letters[rng.randrange(len(letters))] = rng.choice(LETTERS[lang])
        return "".join(letters)
    made = parts_of(text, lang)
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(made))
        kept, new = rng.randint(0, 1), rng.randint(0, 1)
        made[place : place + 1] = made[place : place + kept] + [rng.choice(words)] * new
        made = made or [rng.choice(words)]
    return joined(made, lang)


def timed(texts: Sequence[str], look_up: Callable[[str], object]) -> dict[str, float]:
    """Return look-ups a second: by the clock, and by the time this process computed."""
    for text in texts:  # pages of the file, caches of the program
        look_up(text)
    clock, computed = time.perf_counter(), time.process_time()
    for text in texts:
        look_up(text)
    return {
        "per second": round(len(texts) / (time.perf_counter() - clock)),
        "per CPU second": round(len(texts) / (time.process_time() - computed)),
    }


def memory_of_process() -> dict[str, int]:
    """Return MiB of this process: its own, and that of mapped files."""
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    kept = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return {
        name: int(kept[key].split()[0]) // 1024
        for name, key in (("own", "RssAnon"), ("mapped", "RssFile"), ("peak", "VmHWM"))
        if key in kept
    }


def looked_up(path: Path, lang: str) -> dict[str, Any]:
    """Measure look-ups in a memory that is there with its index."""
    rng = random.Random(7)
    words = lexicon_words(lang)
    pair = {"source_lang": lang, "target_lang": "vi"}
    with MemoryStore(path) as store:
        count = len(store)
        ids = rng.sample(range(1, count + 1), min(LOOKED_UP, count))
        sample = [
            source
            for place in ids
            for (source,) in store.query(f"SELECT source FROM unit WHERE id = {place}")
        ]
        fuzzy = [edited(text, lang, rng, words) for text in sample]
        missing = [joined(rng.choices(words, k=rng.randint(6, 18)), lang) for _ in sample]
        start = time.perf_counter()
        store.matches(fuzzy[0], **pair, threshold=THRESHOLD)
        result: dict[str, Any] = {"first look-up s": round(time.perf_counter() - start, 3)}

        def best(text: str) -> float:
            found = store.matches(text, **pair, threshold=THRESHOLD, limit=1)
            return found[0].score if found else 0.0

        result["look-ups"] = {
            "exact hit": timed(sample, lambda text: store.matches(text, **pair)),
            "exact miss": timed(fuzzy, lambda text: store.matches(text, **pair)),
            "fuzzy hit": timed(fuzzy, best),
            "fuzzy miss": timed(missing, best),
            "recall of a fuzzy hit": timed(
                fuzzy, lambda text: recall([store], text, (), **pair, threshold=THRESHOLD)
            ),
        }
        result["MiB looking up"] = memory_of_process()
        plain = [normal_text(source, lang) for _, _, source in store.sources(**pair)]
        result["beside rapidfuzz"] = compared(fuzzy[:COMPARED], plain, lang, best)
        result["beside FTS5"] = beside_index(
            [normal_text(text, lang) for text in fuzzy[:INDEXED]], plain, path.parent
        )
    ours = result["look-ups"]["fuzzy hit"]["per CPU second"]
    for peer in ("beside rapidfuzz", "beside FTS5"):
        result[peer]["times faster"] = round(ours / result[peer]["per CPU second"])
    return result


def compared(
    texts: Sequence[str], plain: Sequence[str], lang: str, best: Callable[[str], float]
) -> dict[str, Any]:
    """Score every source, and count how often the memory found as good a match."""
    there = found = as_good = 0
    computed = time.process_time()
    truth = [
        extractOne(
            normal_text(text, lang),
            plain,
            scorer=Levenshtein.normalized_similarity,
            processor=None,
            score_cutoff=THRESHOLD / 100,
        )
        for text in texts
    ]
    seconds = time.process_time() - computed
    for text, answer in zip(texts, truth, strict=True):
        if answer is not None:
            there += 1
            score = best(text)
            found += score > 0
            as_good += score >= min(answer[1] * 100, 99) - 1e-6
    return {
        "per CPU second": round(len(texts) / seconds, 2),
        "texts with a match": there,
        "found one": round(found / max(there, 1), 4),
        "found as good a one": round(as_good / max(there, 1), 4),
    }


def beside_index(texts: Sequence[str], plain: Sequence[str], folder: Path) -> dict[str, Any]:
    """Ask FTS5 for the 24 sources that share most trigrams, and score those."""
    connection = sqlite3.connect(folder / "fts5.sqlite", isolation_level=None)
    run = connection.execute
    start = time.perf_counter()
    run("CREATE VIRTUAL TABLE source USING fts5 (plain, content='', tokenize='trigram')")
    run("BEGIN")
    connection.executemany(
        "INSERT INTO source (rowid, plain) VALUES (?, ?)", enumerate(plain, start=1)
    )
    run("COMMIT")
    built = time.perf_counter() - start
    computed = time.process_time()
    for text in texts:
        trigrams = {text[place : place + 3].replace('"', '""') for place in range(len(text) - 2)}
        rows = run(
            "SELECT rowid FROM source WHERE source MATCH ? ORDER BY rank LIMIT 24",
            (" OR ".join(f'"{trigram}"' for trigram in trigrams),),
        ).fetchall()
        extractOne(
            text,
            [plain[row[0] - 1] for row in rows],
            scorer=Levenshtein.normalized_similarity,
            processor=None,
        )
    seconds = time.process_time() - computed
    connection.close()
    return {"built s": round(built, 1), "per CPU second": round(len(texts) / seconds, 2)}


def filled(path: Path, count: int, lang: str) -> dict[str, Any]:
    """Fill a memory with made units and index it; the time to make them is in that to fill."""
    result: dict[str, Any] = {"units": count, "language": lang}
    with MemoryStore(path, create=True) as store:
        start, computed = time.perf_counter(), time.process_time()
        store.add(made_units(count, lang))
        result["filled s"] = round(time.perf_counter() - start, 1)
        result["filled CPU s"] = round(time.process_time() - computed, 1)
        result["MiB filling"] = memory_of_process()
        start, computed = time.perf_counter(), time.process_time()
        store.matches("x", source_lang=lang, target_lang="vi", threshold=THRESHOLD)
        result["indexed s"] = round(time.perf_counter() - start, 1)
        result["indexed CPU s"] = round(time.process_time() - computed, 1)
        result["MiB indexing"] = memory_of_process()
        start = time.perf_counter()
        for _ in range(1000):
            digest = store.digest
        result["digest microseconds"] = round((time.perf_counter() - start) * 1000, 1)
        result["digest"] = digest[:16]
    index = index_path(path, lang, "vi")
    result["database MiB"] = path.stat().st_size // 2**20
    result["index MiB"] = index.stat().st_size // 2**20 if index.exists() else 0
    return result


def measured(count: int, lang: str) -> dict[str, Any]:
    """Make a memory of `count` units and measure it, each in a process of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes,
    ):
        path = Path(folder) / "memory.sqlite"
        made = processes.submit(filled, path, count, lang).result()
        return made | processes.submit(looked_up, path, lang).result()


def main() -> None:
    """Print the figures as text, or as JSON with `--json`."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    count = numbers[0] if numbers else 1_000_000
    rows = [measured(count, "id"), measured(max(count // 10, 1), "lo")]
    if "--json" in sys.argv:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        for name, value in row.items():
            if name == "look-ups":
                for kind, speeds in value.items():
                    told = ", ".join(f"{number:,} {unit}" for unit, number in speeds.items())
                    print(f"  {kind:<24}{told}")
            elif isinstance(value, dict):
                told = ", ".join(f"{part} {number:,}" for part, number in value.items())
                print(f"  {name:<24}{told}")
            else:
                print(f"  {name:<24}{value}")
        print()


if __name__ == "__main__":
    main()
