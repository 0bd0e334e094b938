"""COMET (Rei et al., 2020), run by a Python of the user's that has it.

COMET needs versions of transformers and numpy that kohesi cannot have, so it stays in an
environment of its own and is spoken to over standard input and output.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import KohesiError

MODEL = "Unbabel/wmt22-comet-da"
_PROGRAM = """
import json, sys
from importlib.metadata import version
from comet import download_model, load_from_checkpoint
asked = json.load(sys.stdin)
path = asked["model"] if asked["model"].endswith(".ckpt") else download_model(asked["model"])
found = load_from_checkpoint(path).predict(asked["data"], batch_size=8, gpus=0, progress_bar=False)
answer = {"system": float(found.system_score), "segments": [float(x) for x in found.scores],
          "version": version("unbabel-comet")}
print("\\nKOHESI " + json.dumps(answer))
"""
_MARK = "KOHESI "


@dataclass(frozen=True, slots=True)
class Comet:
    """What COMET said.

    Attributes:
        value: the mean over all segments, as COMET gives it (about 0 to 1).
        segments: the scores of the segments.
        signature: model and version.
    """

    value: float
    segments: tuple[float, ...]
    signature: str


def comet(
    python: Path,
    sources: Sequence[str],
    hypotheses: Sequence[str],
    references: Sequence[str] = (),
    *,
    model: str = MODEL,
) -> Comet:
    """Score with COMET.

    Args:
        python: the interpreter of an environment with `unbabel-comet`.
        sources: source texts.
        hypotheses: their translations.
        references: one reference; empty for models that need none.
        model: name of a model, or path of a checkpoint that ends with `.ckpt`.

    Raises:
        KohesiError: the interpreter cannot be run, has no COMET, or failed.
    """
    data = [
        {"src": source, "mt": hypothesis}
        for source, hypothesis in zip(sources, hypotheses, strict=True)
    ]
    if references:
        data = [{**row, "ref": text} for row, text in zip(data, references, strict=True)]
    try:
        done = subprocess.run(
            [str(python), "-c", _PROGRAM],
            input=json.dumps({"model": model, "data": data}),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise KohesiError(
            f"COMET's Python cannot be run: {error.strerror}",
            path=python,
            hint="give the python of an environment with unbabel-comet",
        ) from error
    lines = [line for line in done.stdout.splitlines() if line.startswith(_MARK)]
    if done.returncode or not lines:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise KohesiError(
            f"COMET failed: {last}", path=python, hint="pip install unbabel-comet in there"
        )
    answer = json.loads(lines[-1][len(_MARK) :])
    return Comet(
        answer["system"],
        tuple(answer["segments"]),
        f"COMET|model:{model}|version:{answer['version']}",
    )
