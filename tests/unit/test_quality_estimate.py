"""The estimate without reference falls when a translation gets worse."""

from __future__ import annotations

import sys

import pytest

from corpus.errors import KohesiError
from translate.quality.comet import comet
from translate.quality.estimate import Estimator

SOURCE = "Presiden Laos mengunjungi Vietnam pada 4 Agustus 2025 dan tidak bertemu 12 menteri."
GOOD = "Chủ tịch nước Lào thăm Việt Nam ngày 4 tháng 8 năm 2025 và không gặp 12 bộ trưởng."


@pytest.fixture(scope="module")
def estimator():
    return Estimator("id", "vi")


def value(estimator, target):
    return estimator.estimate([SOURCE], [target])[0].value


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        SOURCE,
        "Hôm nay trời đẹp và chúng tôi đi chơi ở công viên với bạn bè.",
        "Chủ tịch nước Lào thăm Việt Nam",
        GOOD.replace("12", "21"),
        GOOD.replace("không ", ""),
        GOOD.replace("Việt Nam", "Việt Nam Việt Nam Việt Nam"),
        GOOD.lower(),
        GOOD.rstrip("."),
        " ".join(reversed(GOOD.split())),
    ],
)
def test_damage_lowers_the_estimate(estimator, damaged):
    assert value(estimator, damaged) < value(estimator, GOOD)


def test_the_estimate_is_between_0_and_100(estimator):
    for target in (GOOD, "", "?", "12", "ລາວ"):
        assert 0 <= value(estimator, target) <= 100
    assert estimator.estimate(["", "..."], ["", "..."])[0].value == 100


def test_an_estimate_does_not_depend_on_its_neighbours(estimator):
    alone = value(estimator, GOOD)
    together = estimator.estimate([SOURCE, SOURCE, SOURCE], ["", GOOD, SOURCE])
    assert together[1].value == alone


def _python(tmp_path, body):
    """A command that stands for the Python of another environment."""
    path = tmp_path / "python"
    path.write_text(f"#!{sys.executable}\nimport json, sys\nasked = json.load(sys.stdin)\n{body}\n")
    path.chmod(0o755)
    return path


def test_comet_is_asked_in_its_own_environment(tmp_path):
    python = _python(
        tmp_path,
        "print('noise')\n"
        "rows = [len(row) / 10 for row in asked['data']]\n"
        "print('KOHESI ' + json.dumps({'system': 0.3, 'segments': rows, 'version': '2.2.7'}))",
    )
    found = comet(python, ["a", "b"], ["c", "d"], ["e", "f"])
    assert found.segments == (0.3, 0.3)
    assert found.signature == "COMET|model:Unbabel/wmt22-comet-da|version:2.2.7"


def test_comet_that_is_not_there_is_a_plain_error(tmp_path):
    with pytest.raises(KohesiError, match="cannot be run"):
        comet(tmp_path / "nothing", ["a"], ["b"])
    python = _python(tmp_path, "sys.exit('ModuleNotFoundError: no comet')")
    with pytest.raises(KohesiError, match=r"no comet.*pip install unbabel-comet"):
        comet(python, ["a"], ["b"])
