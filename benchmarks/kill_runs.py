"""Kill runs at random moments, and look at what the next run makes of it.

    python -m benchmarks.kill_runs [KILLS] [SEED]

One folder of small files is translated by process after process. Each is killed with SIGKILL
at a random moment of its work; the next goes on. In the end the outputs must be those of a run that
nobody disturbed, no segment may have been translated again after it was committed, and nothing
unfinished may lie about.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from termbase import Glossary
from translate import create_engine, translate_files
from translate.engines import Engine, Hypothesis, Request
from translate.pipeline import Task
from translate.runs.journal import entry_key
from translate.runs.options import Options, segment_digest
from translate.runs.place import journal_path

LANGS = ("vi", "en")
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Killed:
    """What a series of kills came to.

    Attributes:
        kills: how many runs were killed while they worked.
        runs: how many runs there were, the last one whole.
        segments: how many segments were committed.
        again: how many segments an engine was asked for after they had been committed.
        same: whether the outputs are those of an undisturbed run.
        left: files in the output that should not be there.
    """

    kills: int
    runs: int
    segments: int
    again: int
    same: bool
    left: tuple[str, ...]


class Slow:
    """The identity engine, slow enough to be killed, which writes down what it is asked.

    Args:
        log: file to which each segment's language and text go, a line each.
        delay: seconds that a batch takes.
    """

    def __init__(self, log: Path, delay: float) -> None:
        self._engine: Engine = create_engine("identity")
        self.info, self.signature = self._engine.info, self._engine.signature
        self._log, self._delay = log, delay

    def load(self) -> None:
        """Do nothing: there is no model."""

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Return each segment in capitals."""
        del source_lang
        with self._log.open("a", encoding="utf-8") as log:
            log.writelines(f"{target_lang}\t{request.text}\n" for request in requests)
        time.sleep(self._delay)
        return [Hypothesis(request.text.upper()) for request in requests]


def kill_runs(
    folder: Path, *, kills: int, seed: int, files: int = 24, delay: float = 0.002
) -> Killed:
    """Kill runs over files in an empty folder, and compare the end with an undisturbed run."""
    rng = random.Random(seed)
    tree, output, log = folder / "tree", folder / "killed", folder / "log.txt"
    _write_files(tree, files, rng)
    begun = time.perf_counter()
    _run(tree, folder / "whole", folder / "whole.txt", delay)
    whole = time.perf_counter() - begun
    committed = again = 0
    killed = runs = 0
    while killed < kills:
        log.unlink(missing_ok=True)
        known = _committed(output, folder)
        process = _FORK.Process(target=_run, args=(tree, output, log, delay))
        process.start()
        time.sleep(rng.uniform(0.0, whole))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        runs += 1
        killed += process.exitcode == -signal.SIGKILL
        again += sum(key in known for key in _asked(log))
        committed += len(_committed(output, folder) - known)
        if process.exitcode == 0:  # all is done: begin with an empty folder again
            same, left = _compare(output, folder / "whole")
            if not same or left:
                return Killed(killed, runs, committed, again, same, left)
            shutil.rmtree(output)
    log.unlink(missing_ok=True)
    known = _committed(output, folder)
    _run(tree, output, log, 0.0)
    again += sum(key in known for key in _asked(log))
    same, left = _compare(output, folder / "whole")
    return Killed(killed, runs + 1, committed, again, same, left)


def _run(tree: Path, output: Path, log: Path, delay: float) -> None:
    translate_files(
        [tree],
        target_langs=LANGS,
        engine=Slow(log, delay),
        glossary=Glossary([]),
        output=output,
        journal=True,
    )


def _write_files(tree: Path, files: int, rng: random.Random) -> None:
    words = "menteri tiba kota rapat sidang pekan jalan kereta pelabuhan desa sungai".split()
    for number in range(files):
        path = tree / f"bagian{number % 3}" / f"berita{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"Kalimat {line} berita {number} tentang {' '.join(rng.sample(words, 4))}."
            for line in range(rng.randint(1, 40))
        ]
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _committed(output: Path, folder: Path) -> set[bytes]:
    """Return the keys that a journal holds."""
    source = journal_path(output)
    if not source.exists():
        return set()
    # a copy with its write-ahead log: looking into a journal must not mend it
    copy = folder / "look"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for part in source.parent.glob(f"{source.name}*"):
        shutil.copy(part, copy / part.name)
    with contextlib.closing(sqlite3.connect(copy / source.name)) as base:
        try:
            return {key for (key,) in base.execute("SELECT key FROM segments")}
        except sqlite3.OperationalError:  # killed before it had its tables
            return set()


def _asked(log: Path) -> list[bytes]:
    """Return the keys of the segments that an engine was asked for."""
    if not log.exists():
        return []
    asked = segment_digest(Slow(log, 0.0), Options())
    lines = [line.partition("\t") for line in log.read_text("utf-8").splitlines()]
    return [entry_key(Task(text, ()), asked, lang) for lang, _, text in lines]


def _compare(output: Path, whole: Path) -> tuple[bool, tuple[str, ...]]:
    def content(root: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(root)): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and ".kohesi" not in path.parts
        }

    allowed = {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", ".gitignore"}
    left = tuple(path.name for path in (output / ".kohesi").iterdir() if path.name not in allowed)
    return content(output) == content(whole), left


def main() -> None:
    """Kill as often as the command line says."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        result = kill_runs(Path(folder), kills=kills, seed=seed)
    print(f"{result}\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
