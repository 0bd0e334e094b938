"""Where the user's own translation memory is."""

from __future__ import annotations

from pathlib import Path


def default_path() -> Path:
    """Return the file of the user's memory; it may not be there yet, and nothing is made."""
    from platformdirs import user_data_path

    return user_data_path("kohesi", appauthor=False) / "memory.sqlite"
