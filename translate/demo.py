"""The demonstration: the article that comes with kohesi, in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus.atomic import write_bytes
from termbase import Glossary

from .engines import Engine
from .results import Translation
from .runs.outcome import Run
from .runs.run import Progress, translate_files

SAMPLE = "kunjungan-kenegaraan.txt"
TARGET_LANGS = ("vi", "lo", "en")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The article, the run over it with its translations, and the report."""

    article: Path
    run: Run
    translations: tuple[Translation, ...]
    report: Path


def sample_article() -> bytes:
    """Return the bytes of the article in the package data."""
    return files("corpus").joinpath("data", "sample", SAMPLE).read_bytes()


def run_demo(output: Path, *, engine: Engine, progress: Progress | None = None) -> Demonstration:
    """Write the article, its three translations and the report into a folder.

    Raises:
        KohesiError: as `translate_files`.
    """
    article = output / SAMPLE
    write_bytes(article, sample_article())
    report = output / "report.json"
    translations: list[Translation] = []
    run = translate_files(
        [article],
        target_langs=TARGET_LANGS,
        engine=engine,
        glossary=Glossary.bundled(),
        output=output,
        report=report,
        progress=progress,
        seen=lambda translation, _: translations.append(translation),
    )
    return Demonstration(article, run, tuple(translations), report)
