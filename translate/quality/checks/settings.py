"""Which rules are on: the table `[checks]` of `kohesi.toml`.

Each key is a rule, its value `error`, `warning`, `info` or `off`; `fail-on` is `error`, `warning`
or `never`. The file is looked for in the working folder and in those above it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import KohesiError

from .finding import Severity
from .rules import RULES

FILE_NAME = "kohesi.toml"
FAIL_ON = ("error", "warning", "never")


def _defaults() -> dict[str, Severity]:
    return {name: rule.severity for name, rule in RULES.items()}


@dataclass(frozen=True, slots=True)
class Settings:
    """How the rules are set.

    Attributes:
        severities: every rule with its severity.
        fail_on: the severity from which on a finding makes a check fail, or `never`.
        path: the file that says so; None for the defaults.
    """

    severities: Mapping[str, Severity] = field(default_factory=_defaults)
    fail_on: str = "error"
    path: Path | None = None

    def only(self, names: list[str]) -> Settings:
        """Switch all other rules off.

        Raises:
            KohesiError: a name is no rule.
        """
        for name in names:
            _check_rule(name, None)
        defaults = _defaults()
        chosen = {
            name: (severity if severity is not Severity.OFF else defaults[name])
            if name in names
            else Severity.OFF
            for name, severity in self.severities.items()
        }
        return Settings(chosen, self.fail_on, self.path)


def load_settings(path: Path | None = None, *, start: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: the file; None looks for `kohesi.toml` from `start` upward.
        start: the folder to begin in; the working folder when None.

    Raises:
        KohesiError: the file cannot be read, or has a key or a value that is none.
    """
    found = path if path is not None else _find(start or Path.cwd())
    if found is None:
        return Settings()
    try:
        values = tomllib.loads(found.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KohesiError(f"cannot be read: {error}", path=found) from error
    except tomllib.TOMLDecodeError as error:
        raise KohesiError(f"this is not TOML: {error}", path=found) from error
    return _read(values.get("checks", {}), found)


def _find(start: Path) -> Path | None:
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def _read(table: Any, path: Path) -> Settings:
    if not isinstance(table, dict):
        raise KohesiError("checks is no table", path=path, hint="write [checks]")
    severities = _defaults()
    fail_on = "error"
    for key, value in table.items():
        if key == "fail-on":
            if value not in FAIL_ON:
                raise KohesiError(
                    f"fail-on is {value!r}", path=path, hint=f"use one of {', '.join(FAIL_ON)}"
                )
            fail_on = value
            continue
        _check_rule(key, path)
        if value not in tuple(Severity):
            raise KohesiError(
                f"the rule {key} is {value!r}",
                path=path,
                hint=f"use one of {', '.join(Severity)}",
            )
        severities[key] = Severity(value)
    return Settings(severities, fail_on, path)


def _check_rule(name: str, path: Path | None) -> None:
    if name not in RULES:
        raise KohesiError(
            f"there is no rule {name!r} to check", path=path, hint=f"use one of {', '.join(RULES)}"
        )
