"""What the pipeline costs over the bare engine, and how memory grows with the number of segments.

    python -m benchmarks.bench_pipeline [--segments N] [--curve N,N,...] [--model DIR]

The same segments are translated three ways in the same run: by `engine.translate` alone, by the
engine with the glossary enforced, and by a whole run: files read, cut into segments, matched,
translated, enforced, kept in the journal, rendered and written. Each figure is the median of three.
The draft engine is the hardest case, for it is as quick as the pipeline around it; a model is given
as a directory that CTranslate2 reads.

The curve is the peak memory of a run over one file of JSON lines, each size in a process of its
own, with the engine that changes nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus.starter import starter_corpus
from termbase import Glossary
from translate import create_engine, translate_files
from translate.engines import Engine, Request
from translate.pipeline import BATCH, Translator

SENTENCES_PER_FILE = 20
ROUNDS = 3


def write_articles(folder: Path, segments: int, *, seed: int = 1) -> list[str]:
    """Write articles of sentences that are all different, and return the sentences.

    A sentence is one of the starter corpus with a number of its own.
    """
    rng = random.Random(seed)
    corpus = [sentence.texts["id"].text.rstrip(".") for sentence in starter_corpus()]
    sentences = [f"{rng.choice(corpus)}, kata laporan nomor {n}." for n in range(segments)]
    for start in range(0, segments, SENTENCES_PER_FILE):
        part = sentences[start : start + SENTENCES_PER_FILE]
        lines = [" ".join(part[at : at + 4]) for at in range(0, len(part), 4)]
        (folder / f"a{start:07}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return sentences


def _clock(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure_cost(engine: Engine, lang: str, segments: int) -> None:
    """Print the three times for one engine and language."""
    glossary = Glossary.bundled()
    engine.load()
    translator = Translator(engine, glossary)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        sentences = write_articles(folder, segments)

        def bare() -> None:
            for start in range(0, len(sentences), BATCH):
                engine.translate(
                    [Request(text) for text in sentences[start : start + BATCH]],
                    source_lang="id",
                    target_lang=lang,
                )

        def enforced() -> None:
            for start in range(0, len(sentences), BATCH):
                tasks = [translator.task(text, lang) for text in sentences[start : start + BATCH]]
                translator.solve(tasks, target_lang=lang)

        def run() -> None:
            with tempfile.TemporaryDirectory(dir=name) as output:
                translate_files(
                    [folder],
                    target_langs=[lang],
                    engine=engine,
                    glossary=glossary,
                    output=Path(output),
                    journal=True,
                )

        times: dict[str, list[tuple[float, float]]] = {"bare": [], "enforced": [], "run": []}
        bare()  # warm
        for _ in range(ROUNDS):
            for label, work in (("bare", bare), ("enforced", enforced), ("run", run)):
                times[label].append(_clock(work))
    wall = {label: statistics.median(t[0] for t in values) for label, values in times.items()}
    cpu = {label: statistics.median(t[1] for t in values) for label, values in times.items()}
    print(
        f"{engine.info.name} {lang}: {segments / wall['bare']:.0f} segments/s bare, "
        f"{segments / wall['run']:.0f} in a run; ratios of time (of processor time):"
    )
    for one, other in (("enforced", "bare"), ("run", "enforced"), ("run", "bare")):
        print(
            f"  {one} to {other} {wall[one] / wall[other]:.2f} ({cpu[one] / cpu[other]:.2f})",
            end="",
        )
    print()


def peak_of_rows(rows: int) -> tuple[float, float]:
    """Return the peak memory in MiB and the seconds of a run over so many JSON lines."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rows.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            for number in range(rows):
                text = f"Menteri tiba di kota nomor {number} untuk rapat tentang ekonomi."
                stream.write(json.dumps({"text": text}) + "\n")
        start = time.perf_counter()
        translate_files(
            [path],
            target_langs=["vi"],
            engine=create_engine("identity"),
            glossary=Glossary.bundled(),
            output=Path(name) / "out",
            report=Path(name) / "report.json",
            journal=True,
        )
        seconds = time.perf_counter() - start
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, seconds


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=6_000)
    parser.add_argument("--curve", default="1000,10000,100000,1000000")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--rows", type=int, help="one point of the curve, in this process")
    arguments = parser.parse_args()
    if arguments.rows:
        print(*peak_of_rows(arguments.rows))
        return
    for lang in ("vi", "lo", "en") if arguments.segments else ():
        measure_cost(create_engine("draft"), lang, arguments.segments)
    if arguments.model:
        model = create_engine("nllb", model=str(arguments.model))
        measure_cost(model, "en", arguments.segments // 10 or 600)
    for rows in filter(None, arguments.curve.split(",")):
        command = [sys.executable, "-m", "benchmarks.bench_pipeline", "--rows", rows]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        peak, seconds = map(float, answer.split())
        print(f"{int(rows):>9,} JSON lines: peak {peak:.0f} MiB, {int(rows) / seconds:,.0f} rows/s")


if __name__ == "__main__":
    main()
