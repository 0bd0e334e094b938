"""From exported weights to the two forms that kohesi loads, and to the package that is shipped.

    python -m training.convert --packed build/mini/packed --export build/mini/run/export \
        --out build/mini/model

Writes OUT/hf (a transformers checkpoint), OUT/ct2 (CTranslate2, int8). With `--ship DIR` the
second also goes to DIR with its manifest and model card: the folder from which the engine `mini`
loads, `translate/engines/mini/weights` in the source tree. Folders change in one step.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from translate.engines.mini.package import MANIFEST, MOST_BYTES
from translate.engines.seq2seq.convert import convert
from translate.engines.seq2seq.families import flavour_of

from .card import least_free, model_card
from .model import average, read_export, swap, write_checkpoint


def convert_export(exports: list[Path], packed: Path, out: Path) -> tuple[Path, Path]:
    """Make both forms of a model.

    Args:
        exports: folders of exported weights; of several the mean is taken.
        packed: the packed folder they were trained on.
        out: where `hf` and `ct2` are written.

    Returns:
        The checkpoint and the converted model.

    Raises:
        ValueError: the weights are broken or of another model.
        EngineError: CTranslate2 cannot convert them.
    """
    parts = [read_export(folder) for folder in exports]
    weights = average([part[0] for part in parts])
    _, shape, facts = parts[-1]
    origin = {
        "model": "kohesi-mini",
        "step": str(facts["step"]),
        "minutes": str(facts["minutes"]),
        "packed": hashlib.sha256((packed / "manifest.json").read_bytes()).hexdigest()[:16],
        "torch": str(facts["torch"]),
        "device": str(facts["device"]),
    }
    checkpoint = write_checkpoint(out / "hf", weights, shape, packed, origin)
    fresh = convert(checkpoint, out / ".ct2.new", origin=origin)
    swap(fresh, out / "ct2")
    return checkpoint, out / "ct2"


def ship(
    model: Path, scores: Path, facts: Mapping[str, Any], target: Path, *, licence: str = ""
) -> Path:
    """Write the folder that the engine `mini` loads: model, manifest and model card.

    Args:
        model: the converted model.
        scores: what `training.evaluate` wrote of it.
        facts: of the export.
        target: the folder; an old one is replaced.
        licence: of the weights; whoever publishes them decides.

    Raises:
        ValueError: the model is too large, or was not evaluated.
    """
    size = sum(path.stat().st_size for path in model.iterdir())
    if size > MOST_BYTES:
        raise ValueError(
            f"{model} has {size / 1e6:.1f} MB; at most {MOST_BYTES / 1e6:.0f} may ship"
        )
    if not scores.is_file():
        raise ValueError(f"{scores} is not there; run training.evaluate on the model first")
    measured = json.loads(scores.read_text(encoding="utf-8"))
    langs = flavour_of(model).source_langs
    fresh = target.parent / f".{target.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(model, fresh)
    digest = hashlib.sha256((model / "model.bin").read_bytes()).hexdigest()
    manifest = {
        "name": "kohesi-mini",
        "sha256": digest,
        "licence": licence or "see the model card",
        "rights": least_free(facts["texts"]),
        "scores": measured["flores"],
        "speed": measured["speed"],
        "terms": measured["terms"],
    }
    (fresh / MANIFEST).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (fresh / "MODEL_CARD.md").write_text(
        model_card(facts, measured, langs, size=size), encoding="utf-8"
    )
    swap(fresh, target)
    return target


def main(
    packed: Annotated[Path, typer.Option(help="Packed folder.")] = Path("build/mini/packed"),
    export: Annotated[
        list[Path] | None, typer.Option(help="Exported weights; the mean of several.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("build/mini/model"),
    target: Annotated[
        Path | None, typer.Option("--ship", help="Folder of the engine's weights, to ship them.")
    ] = None,
    licence: Annotated[str, typer.Option(help="Licence of the weights that are shipped.")] = "",
) -> None:
    """Convert exported weights, and ship them if told to."""
    exports = export or [Path("build/mini/run/export")]
    try:
        checkpoint, model = convert_export(exports, packed, out)
        typer.echo(f"{checkpoint}\n{model}", err=True)
        if target:
            facts = read_export(exports[-1])[2]
            typer.echo(ship(model, out / "scores.json", facts, target, licence=licence), err=True)
    except (ValueError, OSError) as error:
        raise typer.BadParameter(str(error)) from error


if __name__ == "__main__":
    typer.run(main)
