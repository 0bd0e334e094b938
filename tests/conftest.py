"""What all tests share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from translate.cli import main
from translate.engines import Engine, create_engine
from translate.engines.seq2seq.convert import convert

from .tiny_model import build

# a test never looks at the clock: machines are busy at times
settings.register_profile("kohesi", deadline=None)
settings.load_profile("kohesi")

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Result:
    """What a command left: exit status, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the models and memories of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("home")))
        yield


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


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of NLLB's shape in the form of transformers, trained in seconds."""
    return build(tmp_path_factory.mktemp("tiny") / "checkpoint")


@pytest.fixture(scope="session")
def tiny_model(tiny_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model, converted for CTranslate2."""
    return convert(tiny_checkpoint, tmp_path_factory.mktemp("converted") / "tiny")


@pytest.fixture(scope="session")
def tiny_engine(tiny_model: Path) -> Engine:
    """The engine `nllb` with the tiny model."""
    engine = create_engine("nllb", model=str(tiny_model))
    engine.load()
    return engine


@pytest.fixture
def kohesi(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Run the command line in this process: `kohesi("term", "lookup", "Laos")`."""

    def run(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["kohesi", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        code = stopped.value.code
        captured = capsys.readouterr()
        return Result(int(code or 0), captured.out, captured.err)

    return run
