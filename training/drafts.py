"""Vietnamese and Lao for Indonesian texts that have neither, by the draft engine.

    python -m training.drafts --out build/mini        # after training.prepare

Adds tables `drafted-NAME` to OUT/text: what the rules and the lexicon make of Indonesian lines,
where every word was known. A model that is trained on it learns the lexicon's words and the
glossary's spelling in news sentences (sequence-level distillation, Kim and Rush, 2016); the human
texts beside it teach it better sentences. It is only ever a target, and machine-written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from align.clean import CleaningOptions, Reason, clean
from corpus.atomic import write_text
from corpus.bitext import Bitext, Unit
from translate.engines import Engine, Request, create_engine

from .prepare import read_rows, write_rows
from .short import Row

PREFIX = "drafted-"
SOURCES = (
    *(f"panl-{part}" for part in ("int", "eco", "sci", "spo")), "smeru", "ausaid", "bbc",
    "tatoeba", "ted-dev2010", "ted-tst2010", "ted-tst2011", "ted-tst2014", "ted-tst2015-16",
    "ted-tst2017plus",
)  # fmt: skip
"""Corpora with Indonesian and English only."""

LANGS = ("vi", "lo")
_RULES = CleaningOptions(ratio=2.2, ignore=frozenset({Reason.COPY, Reason.WRONG_LANGUAGE}))


def drafted(engine: Engine, texts: Sequence[str], lang: str) -> dict[int, str]:
    """Return the drafts of those texts of which every word was known, by index."""
    made = engine.translate([Request(text) for text in texts], source_lang="id", target_lang=lang)
    units = tuple(
        Unit(text, one.text if not one.unknown else "")
        for text, one in zip(texts, made, strict=True)
    )
    _, rejects = clean(Bitext("id", lang, units), _RULES)
    lost = {one.index for one in rejects}
    return {at: unit.target for at, unit in enumerate(units) if at not in lost}


def add_drafts(out: Path, sources: Sequence[str] = SOURCES, *, weight: float = 0.5) -> None:
    """Add a table of drafts for each corpus that is there; see the module.

    Args:
        out: the folder of the prepared text.
        sources: names of corpora; those that are not there are passed over.
        weight: of the drafted pairs in training.
    """
    report: dict[str, Any] = json.loads((out / "text.json").read_text(encoding="utf-8"))
    engine = create_engine("draft")
    engine.load()
    for name in sources:
        if name not in report["corpora"]:
            continue
        texts = [row["id"] for _, row in read_rows(out / "text" / f"{name}.tsv") if "id" in row]
        columns = {lang: drafted(engine, texts, lang) for lang in LANGS}
        rows: list[Row] = [
            {"id": text, **{lang: found[at] for lang, found in columns.items() if at in found}}
            for at, text in enumerate(texts)
        ]
        good = [[f"id-{lang}" for lang in LANGS if lang in row] for row in rows]
        write_rows(out / "text" / f"{PREFIX}{name}.tsv", ("id", *LANGS), rows, good)
        kept = {f"id-{lang}": len(found) for lang, found in columns.items()}
        report["corpora"][f"{PREFIX}{name}"] = {
            **report["corpora"][name],
            "rows": len(rows), "kept": kept, "rejected": {}, "directions": sorted(kept),
            "weights": dict.fromkeys(sorted(kept), weight),
            "made": "Vietnamese and Lao by the draft engine",
        }  # fmt: skip
        counts = ", ".join(f"{pair} {count}" for pair, count in kept.items())
        typer.echo(f"{PREFIX}{name}: {counts} of {len(rows)}", err=True)
    write_text(out / "text.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def main(
    out: Annotated[Path, typer.Option(help="Folder of the prepared text.")] = Path("build/mini"),
    sources: Annotated[str, typer.Option(help="Corpora, by name.")] = ",".join(SOURCES),
    weight: Annotated[float, typer.Option(help="Weight of the drafted pairs.")] = 0.5,
) -> None:
    """Add Vietnamese and Lao for Indonesian texts that have neither."""
    add_drafts(out, sources.split(","), weight=weight)


if __name__ == "__main__":
    typer.run(main)
