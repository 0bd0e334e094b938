"""Checks of single segments and of whole documents, one module per kind.

`check_texts` runs them; `docs/checks.md` describes every rule with an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .finding import Finding, Pair, Severity, Spot
from .rules import RULES, Rule
from .settings import Settings

if TYPE_CHECKING:
    from .run import Checker, check_texts

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
]


def __getattr__(name: str) -> Any:
    """Load what runs the rules when it is used: who only asks which rules there are does not."""
    if name not in ("Checker", "check_texts"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import run

    return getattr(run, name)
