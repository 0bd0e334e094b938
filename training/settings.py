"""How a model is trained."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from .examples import Mixture
from .model import Shape


class Schedule(StrEnum):
    """How the learning rate falls after the warm-up."""

    COSINE = "cosine"
    INVERSE = "inverse-sqrt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a model is trained; what each means says `--help`."""

    shape: Shape
    mixture: Mixture
    seed: int = 1
    rate: float = 1e-3
    warmup: int = 1000
    schedule: Schedule = Schedule.COSINE
    steps: int = 0
    minutes: float = 0.0
    call_minutes: float = 0.0
    batch_tokens: int = 30_000
    accumulate: int = 1
    chunk: int = 65_536
    dropout: float = 0.1
    attention_dropout: float = 0.0
    smoothing: float = 0.1
    decay: float = 0.01
    clip: float = 1.0
    check: int = 1000
    save_minutes: float = 3.0
    keep: int = 6
    patience: int = 0
    dev_lines: int = 200
    bits: int = 16
    compile: bool = False


def rate_at(settings: Settings, step: int, elapsed: float) -> float:
    """Return the learning rate of a step.

    Args:
        settings: of the run.
        step: which, from 1.
        elapsed: minutes of training so far; used only where the run is bounded by minutes.
    """
    rise = min(1.0, step / max(1, settings.warmup))
    if settings.steps:
        progress = step / settings.steps
    else:
        progress = elapsed / settings.minutes if settings.minutes else 0.0
    progress = min(1.0, progress)
    if settings.schedule is Schedule.COSINE:
        fall = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress))
    else:
        fall = min(1.0, math.sqrt(settings.warmup / max(1, step)))
    return settings.rate * rise * fall
