"""The script for a machine that is lent for minutes, here on a CPU and for seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from training.model import read_export
from training.pack import pack
from training.prepare import prepare
from training.tokenizer import train

from ..conftest import REPOSITORY
from ..unit.training_texts import write_data


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_calls_go_on_until_the_minutes_are_used_and_bring_the_weights_back(tmp_path):
    data = write_data(tmp_path / "data")
    prepare(data, tmp_path, bundled=False)
    train(tmp_path / "text", tmp_path / "tokenizer", size=420)
    packed = pack(tmp_path, data)
    out, run = tmp_path / "out", tmp_path / "run"

    def call() -> str:
        settings = {
            "PYTHON": sys.executable, "OMP_NUM_THREADS": "1", "SHAPE": "tiny", "BATCH": "400",
            "CHECK": "20", "CALL": "0.35", "MINUTES": "0.12", "BACK": "0.04",
            "EXTRA": "--dev-lines 1 --chunk 100", "BACK_EXTRA": "--most 2 --sources udhr:vi",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "training/run_gpu.sh", packed, run, out], cwd=REPOSITORY, text=True,
            env=os.environ | settings, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout + done.stderr

    said = call()
    for _ in range(4):
        if "all minutes used" in said:
            break
        said = call()
    assert "all minutes used" in said
    assert (run / "second").is_file()
    assert "synthetic-udhr" in (run / "packed" / "manifest.json").read_text("utf-8")
    assert "synthetic-udhr" not in (packed / "manifest.json").read_text("utf-8")
    weights, shape, facts = read_export(out)
    assert weights
    assert shape.width == 32
    assert facts["step"] > 0
    assert (out / "log.jsonl").is_file()
