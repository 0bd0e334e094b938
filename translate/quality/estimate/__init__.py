"""How good a translation probably is, without a reference."""

from __future__ import annotations

from .combine import Estimate, Estimator
from .signals import Signals

__all__ = ["Estimate", "Estimator", "Signals"]
