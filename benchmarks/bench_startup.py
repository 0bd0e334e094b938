"""How long a command takes as a process, beside an empty Python process.

    python -m benchmarks.bench_startup

Prints the median of ten runs of each command, and its ratio to ``python -c pass``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 10
KOHESI = str(Path(sys.executable).parent / "kohesi")
COMMANDS = {
    "python -c pass": ([sys.executable, "-c", "pass"], None),
    "kohesi --help": ([KOHESI, "--help"], 0.25),
    "kohesi term lookup": ([KOHESI, "term", "lookup", "koneksi strategis"], 0.35),
    "kohesi term lookup, fuzzy": ([KOHESI, "term", "lookup", "koneksi stratejis"], 0.35),
}


def median_seconds(command: list[str]) -> float:
    """Return the median wall time of `RUNS` runs after one that is not counted."""
    times = []
    for run in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        if run:
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    peer = 0.0
    for name, (command, limit) in COMMANDS.items():
        seconds = median_seconds(command)
        peer = peer or seconds
        wanted = f"wanted under {limit} s" if limit else "the peer"
        print(f"{name:<28}{seconds:7.3f} s   {seconds / peer:5.1f} x   {wanted}")


if __name__ == "__main__":
    main()
