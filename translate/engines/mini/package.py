"""The weights that come with kohesi: where they are, and what was measured of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpus.errors import EngineError, ModelUnavailable

MANIFEST = "manifest.json"
MOST_BYTES = 45_000_000
"""A wheel is downloaded by everyone: the weights may not be larger than this."""


@dataclass(frozen=True, slots=True)
class Score:
    """chrF++ (Lao: chrF) on the FLORES part, of the model and of the draft engine.

    Attributes:
        mini: the model's.
        draft: the draft engine's, measured on the same lines; None where it was not measured.
    """

    mini: float
    draft: float | None

    @property
    def is_better(self) -> bool:
        """Whether the model reaches more than the draft engine, as far as was measured."""
        return self.draft is not None and self.mini > self.draft


@dataclass(frozen=True, slots=True)
class Package:
    """Weights on this machine.

    Attributes:
        folder: the CTranslate2 model with its tokenizer.
        scores: by target language, from Indonesian.
        licence: of the weights, or what is said of the texts they were trained on.
    """

    folder: Path
    scores: dict[str, Score]
    licence: str


@cache
def find_package(folder: Path | None = None) -> Package:
    """Return the weights.

    Args:
        folder: where they are; None takes those that came with kohesi.

    Raises:
        ModelUnavailable: they are not there.
        EngineError: their manifest is broken.
    """
    place = folder or Path(str(files(__package__).joinpath("weights")))
    if not (place / "model.bin").is_file() or not (place / MANIFEST).is_file():
        raise ModelUnavailable(
            "this copy of kohesi comes without the weights of kohesi-mini",
            hint="make them with the recipe in training/README.md, or use --engine draft",
        )
    try:
        manifest = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        scores = {
            str(lang): Score(float(one["mini"]), None if one["draft"] is None else
                             float(one["draft"]))
            for lang, one in manifest["scores"].items()
        }  # fmt: skip
        return Package(place, scores, str(manifest.get("licence") or manifest["rights"]))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise EngineError("the manifest of kohesi-mini is broken", path=place / MANIFEST) from error
