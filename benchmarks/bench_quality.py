"""How quick scoring and checking are, and what the checks find: python -m benchmarks.bench_quality

Scoring is held against sacreBLEU's own command with the same metrics in the same run, in CPU time,
start of the program included. Data are the FLORES and TICO parts of the development data; with
other folders as arguments: python -m benchmarks.bench_quality FLORES TICO
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from termbase import Glossary
from tests.planted_errors import PLANTS
from translate.quality.checks import RULES, Pair, check_texts

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEGMENTS = 10_000


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file without their ends."""
    return path.read_text(encoding="utf-8").splitlines()


def cpu_seconds(command: list[str]) -> float:
    """Run a command; return the CPU time it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scoring(flores: Path, lang: str) -> None:
    """Print the time of scoring, and of sacreBLEU's command."""
    rng = random.Random(5)
    sources, references = ((read_lines(flores / f"test.{tag}") * 10)[:SEGMENTS]
                           for tag in ("id", lang))  # fmt: skip
    hypotheses = [
        " ".join(word for word in line.split() if rng.random() > 0.2) for line in references
    ]
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, lines in (("s", sources), ("h", hypotheses), ("r", references)):
            paths[name] = str(Path(folder) / f"{name}.txt")
            Path(paths[name]).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for intervals in (False, True):
            peer = cpu_seconds(
                [sys.executable, "-m", "sacrebleu", paths["r"], "-i", paths["h"], "-m", "chrf",
                 "bleu", "--chrf-word-order", "2", *(["--confidence"] if intervals else [])]
            )  # fmt: skip
            ours = cpu_seconds(
                [sys.executable, "-c", "from translate.cli import main; main()", "score",
                 "--hypothesis", paths["h"], "--reference", paths["r"], "--source", paths["s"],
                 "--lang", lang, "--metrics", "chrF++,BLEU",
                 "--bootstrap", "1000" if intervals else "0"]
            )  # fmt: skip
            print(
                f"score {lang} {len(hypotheses)} segments, "
                f"{'with' if intervals else 'without'} intervals: {ours:.1f} s with terminology, "
                f"sacreBLEU {peer:.1f} s: {ours / peer:.2f} times"
            )


def checking(name: str, sources: list[str], targets: list[str], langs: tuple[str, str]) -> None:
    """Print speed and alarms of all checks."""
    glossary = Glossary.bundled()
    documents = [str(place) for place in range(len(sources))]  # sentences of many articles
    options = {"source_lang": langs[0], "target_lang": langs[1], "glossary": glossary}
    check_texts(sources[:20], targets[:20], **options)
    start = time.process_time()
    findings = check_texts(sources, targets, documents=documents, **options)
    seconds = time.process_time() - start
    count = len(sources)
    shares = []
    for severities in (("error",), ("error", "warning")):
        hit = {one.segment for one in findings if one.severity.value in severities}
        shares.append(f"{'+'.join(severities)} {100 * len(hit) / count:.2f}%")
    rules = Counter(rule for rule, _ in {(one.rule, one.segment) for one in findings})
    worst = ", ".join(f"{rule} {100 * n / count:.2f}%" for rule, n in rules.most_common(8))
    print(f"check {name}: {count / seconds:.0f} segments a second; {', '.join(shares)}; {worst}")


def planted(flores: Path) -> None:
    """Print the share of planted errors that each rule finds."""
    sources = read_lines(flores / "test.id")
    for rule, plant in PLANTS.items():
        check = RULES[rule].load()
        cells = []
        for lang in ("vi", "lo", "en"):
            generator = random.Random(7)
            total = found = 0
            for source, target in zip(sources, read_lines(flores / f"test.{lang}"), strict=True):
                damaged = plant(source, target, lang, generator)
                if damaged is None or damaged == (source, target):
                    continue
                if any(check(Pair(source, target, "id", lang))):
                    continue
                total += 1
                found += any(check(Pair(*damaged, "id", lang)))
            cells.append(f"{lang} {100 * found / max(total, 1):.1f}% of {total}")
        print(f"planted {rule:<14} {', '.join(cells)}")


def main() -> None:
    """Print all tables."""
    flores = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "sib200_flores"
    tico = Path(sys.argv[2]) if len(sys.argv) > 2 else DATA / "tico19"
    for lang in ("vi", "lo", "en"):
        pair = [read_lines(flores / f"test.{tag}") for tag in ("id", lang)]
        checking(f"FLORES id-{lang}", pair[0], pair[1], ("id", lang))
    pair = [read_lines(tico / f"test.{tag}") for tag in ("id", "en")]
    checking("TICO id-en", pair[0], pair[1], ("id", "en"))
    checking("TICO en-id", pair[1], pair[0], ("en", "id"))
    planted(flores)
    for lang in ("vi", "en"):
        scoring(flores, lang)


if __name__ == "__main__":
    main()
