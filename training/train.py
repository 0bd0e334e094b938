"""Train a model on packed text; a killed run goes on where it was.

    python -m training.train --packed build/mini/packed --out build/mini/run --minutes 25

Writes OUT/last.pt (everything needed to go on), OUT/snapshots (weights of the last checks),
OUT/export (the mean of the last snapshots whose dev score was best, in small pieces) and
OUT/log.jsonl. The same command goes on from `last.pt`. A run of `--steps` that was interrupted ends
with the very weights of one that was not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from .examples import Mixture
from .model import SHAPES
from .settings import Schedule, Settings
from .trainer import Trainer


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def main(
    packed: Annotated[Path, typer.Option(help="Packed folder.")] = Path("build/mini/packed"),
    out: Annotated[Path, typer.Option(help="Folder of the run.")] = Path("build/mini/run"),
    shape: Annotated[str, typer.Option(help=f"Size: {', '.join(SHAPES)}.")] = "mini",
    steps: Annotated[int, typer.Option(help="Steps in all; 0: as many as the minutes allow.")] = 0,
    minutes: Annotated[float, typer.Option(help="Minutes in all, over every call.")] = 0.0,
    call_minutes: Annotated[float, typer.Option(help="Minutes of this call.")] = 0.0,
    batch_tokens: Annotated[int, typer.Option(help="Tokens of a batch, either side.")] = 30_000,
    accumulate: Annotated[int, typer.Option(help="Batches of a step.")] = 1,
    rate: Annotated[float, typer.Option(help="Highest learning rate.")] = 1e-3,
    warmup: Annotated[int, typer.Option(help="Steps of the warm-up.")] = 1000,
    schedule: Annotated[Schedule, typer.Option(help="How the rate falls.")] = Schedule.COSINE,
    dropout: Annotated[float, typer.Option(help="Dropout.")] = 0.1,
    smoothing: Annotated[float, typer.Option(help="Label smoothing.")] = 0.1,
    temperature: Annotated[float, typer.Option(help="Of the directions' shares.")] = 3.0,
    main_share: Annotated[float, typer.Option(help="Factor of directions from Indonesian.")] = 3.0,
    back_share: Annotated[float, typer.Option(help="Factor of those into Indonesian.")] = 0.5,
    annotated: Annotated[float, typer.Option(help="Share of sources with renderings.")] = 0.3,
    bare: Annotated[float, typer.Option(help="Share of those without marks.")] = 0.3,
    directions: Annotated[str, typer.Option(help="As id-en,id-vi; all when empty.")] = "",
    only: Annotated[str, typer.Option(help="Corpora; all when empty.")] = "",
    longest: Annotated[int, typer.Option(help="Most tokens of a sentence; 0: no bound.")] = 0,
    check: Annotated[int, typer.Option(help="Steps between dev scores.")] = 1000,
    dev_lines: Annotated[int, typer.Option(help="Dev sentences of each set.")] = 200,
    keep: Annotated[int, typer.Option(help="Snapshots that are averaged.")] = 6,
    patience: Annotated[
        int, typer.Option(help="Checks without gain before the end; 0: no end.")
    ] = 0,
    save_minutes: Annotated[float, typer.Option(help="Minutes between checkpoints.")] = 3.0,
    chunk: Annotated[int, typer.Option(help="Examples drawn at once.")] = 65_536,
    seed: Annotated[int, typer.Option(help="Seed of everything that is drawn.")] = 1,
    bits: Annotated[int, typer.Option(help="Of exported weights: 16, or 8, half as large.")] = 16,
    compiled: Annotated[bool, typer.Option("--compile", help="Use torch.compile.")] = False,
    init: Annotated[
        Path | None, typer.Option(help="Exported weights to begin with, where no run is yet.")
    ] = None,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
) -> None:
    """Train a model on packed text; a killed run goes on where it was."""
    import torch

    if shape not in SHAPES:
        raise typer.BadParameter(f"there is no shape {shape!r}; use one of {', '.join(SHAPES)}")
    if not (steps or minutes or patience):
        raise typer.BadParameter("give --steps, --minutes or --patience: nothing else ends a run")
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    if threads := os.environ.get("OMP_NUM_THREADS"):
        torch.set_num_threads(int(threads))
    mixture = Mixture(
        temperature=temperature, main=main_share, back=back_share, annotated=annotated, bare=bare,
        directions=_names(directions), only=_names(only), longest=longest,
    )  # fmt: skip
    settings = Settings(
        shape=SHAPES[shape], mixture=mixture, seed=seed, rate=rate, warmup=warmup,
        schedule=schedule, steps=steps, minutes=minutes, call_minutes=call_minutes,
        batch_tokens=batch_tokens, accumulate=accumulate, chunk=chunk, dropout=dropout,
        smoothing=smoothing, check=check, keep=keep, patience=patience, dev_lines=dev_lines,
        save_minutes=save_minutes, bits=bits, compile=compiled,
    )  # fmt: skip
    trainer = Trainer(packed, out, settings, device)
    if init and not trainer.step:
        trainer.begin_with(init)
    for name, (count, share) in trainer.examples.shares().items():
        typer.echo(f"{name}: {count} examples, {share:.1%} of the draws", err=True)
    typer.echo(trainer.run(), err=True)


if __name__ == "__main__":
    typer.run(main)
