"""What a file of settings says, and which file holds; light, for the many calls without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .kinds import Plain

FILE_NAME = "kohesi.toml"


@dataclass(frozen=True, slots=True)
class Said:
    """What the file says of one setting, and in which line."""

    value: Plain
    line: int


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a file.

    Attributes:
        path: the file; None where there is none.
        said: setting to what the file says. Paths in it start from the working folder already.
    """

    path: Path | None = None
    said: Mapping[str, Said] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def folder(self) -> Path:
        """The folder of the file; the working folder where there is no file."""
        return self.path.parent if self.path else Path()

    def get(self, key: str) -> Plain | None:
        """Return what the file says of a setting; None where it says nothing of it.

        An empty text or list says nothing: it is how `kohesi init` writes what is not set.
        """
        said = self.said.get(key)
        return None if said is None or said.value in ("", ()) else said.value

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return what the file says in a table of free keys, in its order."""
        value = self.get(key)
        rows = value if isinstance(value, tuple) else ()
        return tuple((row[0], row[1]) for row in rows if isinstance(row, tuple))

    def origin(self, key: str) -> str:
        """Return `FILE:LINE` of a setting; empty where the file says nothing of it."""
        return "" if self.get(key) is None else f"{self.path}:{self.said[key].line}"


def find_config(start: Path | None = None) -> Path | None:
    """Return the `kohesi.toml` that holds for a file or folder: the nearest one upward.

    Args:
        start: a file or folder, there or not; the working folder when None.
    """
    place = (start or Path()).absolute()
    for folder in (place, *place.parents):
        if (folder / FILE_NAME).is_file():
            return _shown(folder / FILE_NAME)
    return None


def _shown(path: Path) -> Path:
    """Return a path as a reader would write it here: from the working folder where it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
