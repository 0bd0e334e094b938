"""Make Indonesian for texts that have none: a second round of training on news.

    python -m training.backtranslate --packed build/mini/packed --run build/mini/run

For each shard that is named, the best exported weights translate one of its languages into
Indonesian. The result is a shard `synthetic-NAME`, whose Indonesian is only ever a source, with
what people wrote as its target (Sennrich, Haddow and Birch, 2016). The English side of
English-Vietnamese news so gives Indonesian-Vietnamese news, the Vietnamese side of
Vietnamese-Lao texts Indonesian-Lao ones. Everything happens in token ids; only torch is needed.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from .examples import Examples, Mixture
from .model import create, read_export
from .score import Greedy
from .shards import MANIFEST, Shard, read_manifest, read_shard, write_shard

PREFIX = "synthetic-"
SOURCES = ("news-envi:en", "alt:en", "basic-envi:en", "vlsp:vi", "everyday:en")
"""Shards, each with the language that is translated into Indonesian."""

_RATIO = 2.5
_REPEATS = 4  # the same token so often in a row is a decoder that hangs


def looks_sound(source: Sequence[int], made: Sequence[int]) -> bool:
    """Whether a translation in ids is of a sensible length and does not repeat itself."""
    if not made or not len(source) / _RATIO <= len(made) + 3 <= _RATIO * len(source) + 6:
        return False
    runs = 1
    for before, after in itertools.pairwise(made):
        runs = runs + 1 if before == after else 1
        if runs >= _REPEATS:
            return False
    return True


def synthetic(shard: Shard, lang: str, made: Sequence[Sequence[int]], rows: Any) -> Shard:
    """Return a shard whose Indonesian is `made`.

    Args:
        shard: the texts.
        lang: the language that was translated.
        made: Indonesian ids of each of `rows`.
        rows: indices of the rows of the shard that were translated.
    """
    import numpy as np

    arrays: dict[str, Any] = {}
    langs = [key.removeprefix("ids.") for key in shard.arrays if key.startswith("ids.")]
    originals = shard.texts(lang)
    sound = [
        place for place, row in enumerate(rows) if looks_sound(_row(originals, row), made[place])
    ]
    texts = {"id": [made[place] for place in sound]}
    for other in langs:
        if other != "id":
            whole = shard.texts(other)
            texts[other] = [_row(whole, rows[place]) for place in sound]
    for name, ids in texts.items():
        arrays[f"lengths.{name}"] = np.array([len(one) for one in ids], dtype=np.uint16)
        arrays[f"ids.{name}"] = np.array([i for one in ids for i in one], dtype=np.uint16)
    for other, lines in texts.items():
        if other != "id":
            whole_rows = [at for at, ids in enumerate(lines) if len(ids)]
            arrays[f"pairs.id-{other}"] = np.array(whole_rows, dtype=np.uint32)
            arrays[f"rows.id-{other}"] = np.zeros(0, dtype=np.uint32)
            arrays[f"spans.id-{other}"] = np.zeros((0, 4), dtype=np.uint8)
    return Shard(f"{PREFIX}{shard.name}", arrays)


def _row(texts: tuple[Any, Any], row: int) -> list[int]:
    ids, starts = texts
    found: list[int] = ids[starts[row] : starts[row + 1]].tolist()
    return found


def backtranslate(
    packed: Path,
    export: Path,
    sources: Sequence[str],
    *,
    device: str,
    batch: int = 0,
    most: int = 0,
    weight: float = 1.0,
) -> dict[str, int]:
    """Add synthetic shards to a packed folder; returns how many sentences each has.

    Args:
        packed: the folder.
        export: weights that were trained into Indonesian as well.
        sources: as `SOURCES`; shards that are not there are passed over.
        device: `cpu` or `cuda`.
        batch: sentences at once; 0: 1024 on a GPU, 64 on a CPU.
        most: sentences of each shard, 0 for all.
        weight: of the synthetic pairs in training.

    Raises:
        ValueError: the weights or the folder are broken.
    """
    import numpy as np
    import torch

    manifest = read_manifest(packed)
    weights, shape, facts = read_export(export)
    model = create(shape, manifest, dropout=0.0, attention=0.0)
    model.load_state_dict(weights, strict=False)
    model.to(device, torch.bfloat16 if device == "cuda" else torch.float32)
    greedy = Greedy(
        Examples(packed, Mixture()), device, batch or (1024 if device == "cuda" else 64)
    )
    counts = {}
    for source in sources:
        name, _, lang = source.partition(":")
        if name not in manifest["shards"]:
            continue
        shard = read_shard(packed, name, manifest["shards"][name]["sha256"])
        ids, starts = shard.texts(lang)
        rows = np.flatnonzero(np.diff(starts)).tolist()
        rows = rows[:most] if most else rows
        texts = [_row((ids, starts), row) for row in rows]
        began = time.monotonic()
        made = synthetic(shard, lang, greedy.generate(model, texts, lang, "id"), rows)
        pairs = {
            key.removeprefix("pairs."): len(value)
            for key, value in made.arrays.items()
            if key.startswith("pairs.")
        }
        manifest["shards"][made.name] = {
            **manifest["shards"][name],
            "sha256": write_shard(packed, made),
            "pairs": pairs,
            "directions": list(pairs),
            "weights": dict.fromkeys(pairs, weight),
            "made": f"id from {lang} by this model at step {facts['step']}",
        }
        counts[made.name] = max(pairs.values())
        seconds = time.monotonic() - began
        typer.echo(f"{made.name}: {counts[made.name]} of {len(rows)} in {seconds:.0f} s", err=True)
    # in one step: a run that reads the folder finds the old list or the new one
    fresh = packed / f".{MANIFEST}.new"
    fresh.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(packed / MANIFEST)
    return counts


def main(
    packed: Annotated[Path, typer.Option(help="Packed folder.")] = Path("build/mini/packed"),
    run: Annotated[Path, typer.Option(help="Folder of the run.")] = Path("build/mini/run"),
    sources: Annotated[str, typer.Option(help="Shards, as NAME:LANG.")] = ",".join(SOURCES),
    batch: Annotated[int, typer.Option(help="Sentences at once; 0: as the device likes.")] = 0,
    most: Annotated[int, typer.Option(help="Sentences of each shard; 0 for all.")] = 0,
    weight: Annotated[float, typer.Option(help="Weight of the synthetic pairs.")] = 1.0,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
) -> None:
    """Make Indonesian for texts that have none."""
    import torch

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    backtranslate(
        packed, run / "export", sources.split(","), device=device, batch=batch, most=most,
        weight=weight,
    )  # fmt: skip


if __name__ == "__main__":
    typer.run(main)
