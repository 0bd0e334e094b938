"""Which rules are on: the table `[checks]` of `kohesi.toml` (see `translate.config`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import KohesiError

from .finding import Severity
from .rules import RULES

if TYPE_CHECKING:
    from translate.config.said import Config

FAIL_ON = ("error", "warning", "never")


def _defaults() -> dict[str, Severity]:
    return {name: rule.severity for name, rule in RULES.items()}


@dataclass(frozen=True, slots=True)
class Settings:
    """How the rules are set.

    Attributes:
        severities: every rule with its severity.
    """

    severities: Mapping[str, Severity] = field(default_factory=_defaults)

    @classmethod
    def of(cls, config: Config) -> Settings:
        """Take what a file says of each rule, its own severity where the file says nothing."""
        return cls(
            {
                name: Severity(str(config.get(f"checks.{name}") or severity))
                for name, severity in _defaults().items()
            }
        )

    def only(self, names: list[str]) -> Settings:
        """Switch all other rules off.

        Raises:
            KohesiError: a name is no rule.
        """
        for name in names:
            if name not in RULES:
                raise KohesiError(
                    f"there is no rule {name!r} to check", hint=f"use one of {', '.join(RULES)}"
                )
        defaults = _defaults()
        chosen = {
            name: (severity if severity is not Severity.OFF else defaults[name])
            if name in names
            else Severity.OFF
            for name, severity in self.severities.items()
        }
        return Settings(chosen)
