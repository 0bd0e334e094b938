"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of articles and data beside the repository; tests skip where it is missing."""
    path = REPOSITORY.parent / "shared"
    if not path.is_dir():
        pytest.skip("no ../shared beside the repository: articles and data are not here")
    return path


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[Path]:
    """The five seed articles."""
    articles = sorted((shared / "seeds").glob("*.txt"))
    if not articles:
        pytest.skip("no articles in ../shared/seeds")
    return articles
