"""Damage lowers the estimate as often as the floors say."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from tests.damage import DAMAGES, Case
from translate.quality.estimate import Estimator

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))[
    "estimate"
]
SEGMENTS = 24
EVERY = 37  # sentences of one article stand together


@pytest.mark.parametrize("lang", ["vi", "lo"])
def test_gross_damage_is_seen(lang, shared):
    folder = shared / "data" / "sib200_flores"
    source, target, foreign = (
        (folder / f"test.{tag}").read_text(encoding="utf-8").splitlines()[::EVERY][:SEGMENTS]
        for tag in ("id", lang, "en")
    )
    estimator = Estimator("id", lang)
    good = [one.value for one in estimator.estimate(source, target)]
    seen = damaged = 0
    for damage in DAMAGES.values():
        for place, value in enumerate(good):
            case = Case(source[place], target[place], lang, target[place - 1], foreign[place])
            text = damage(case, 3, random.Random(place))
            if text is None or text == case.target:
                continue
            damaged += 1
            seen += estimator.estimate([case.source], [text])[0].value < value
    assert damaged > 5 * SEGMENTS
    assert seen / damaged >= FLOORS["gross"]
