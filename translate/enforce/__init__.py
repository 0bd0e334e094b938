"""Enforcement: every required term in its official form, or the reason why not.

One verifier judges every step, and the cheapest step that satisfies it wins; see `ladder`.
"""

from translate.strategy import Strategy

from .ladder import Enforcer, constraints, enforce
from .outcome import Enforced, Obtained, TermOutcome, Violation
from .requirements import Requirement, requirements
from .verify import verify, violations

__all__ = [
    "Enforced",
    "Enforcer",
    "Obtained",
    "Requirement",
    "Strategy",
    "TermOutcome",
    "Violation",
    "constraints",
    "enforce",
    "requirements",
    "verify",
    "violations",
]
