"""The metrics that compare a translation with references, one module each.

All are sacreBLEU's (Post, 2018), so that a figure can be quoted with its signature and found again
with sacreBLEU's own command.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

from corpus.errors import KohesiError

# name -> module, in the order in which figures are shown
METRICS: dict[str, str] = {
    "chrF": "chrf",
    "chrF++": "chrf_words",
    "BLEU": "bleu",
    "spBLEU": "spbleu",
    "TER": "ter",
}


class MetricModule(Protocol):
    """What a module of this package offers."""

    LOWER_IS_BETTER: bool

    def missing(self, lang: str) -> str:
        """Say why the metric cannot be had for a language, and what to do; empty when it can."""
        ...

    def create(self, lang: str, *, segments: bool = False) -> Any:
        """Make the sacreBLEU metric; with `segments` the variant for scores of one segment."""
        ...


def metric_module(name: str) -> MetricModule:
    """Return the module of a metric; letter case plays no part in the name.

    Raises:
        KohesiError: there is no metric of that name.
    """
    for known, module in METRICS.items():
        if known.lower() == name.strip().lower():
            found: MetricModule = import_module(f".{module}", __package__)
            return found
    raise KohesiError(f"unknown metric {name!r}", hint=f"use one of {', '.join(METRICS)}")


def metric_name(name: str) -> str:
    """Return the name as it is written.

    Raises:
        KohesiError: there is no metric of that name.
    """
    metric_module(name)
    return next(known for known in METRICS if known.lower() == name.strip().lower())
