"""Checks of single segments and of whole documents, one module per kind.

`check_texts` runs them; `docs/checks.md` describes every rule with an example.
"""

from __future__ import annotations

from .finding import Finding, Pair, Severity, Spot
from .rules import RULES, Rule
from .run import Checker, check_texts
from .settings import Settings, load_settings

__all__ = [
    "RULES",
    "Checker",
    "Finding",
    "Pair",
    "Rule",
    "Settings",
    "Severity",
    "Spot",
    "check_texts",
    "load_settings",
]
