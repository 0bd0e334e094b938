"""The checks find what was planted, and are silent on good translations, as far as the floors say."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.planted_errors import PLANTS
from translate.quality.checks import RULES, Pair

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))[
    "checks"
]
LANGS = ("vi", "lo", "en")
EVERY = 4  # segments of which one is looked at, to be quick


@cache
def _pairs(folder: Path, lang: str) -> list[tuple[str, str]]:
    sides = [
        (folder / f"test.{tag}").read_text(encoding="utf-8").splitlines() for tag in ("id", lang)
    ]
    return list(zip(*sides, strict=True))


@pytest.fixture(scope="module")
def flores(shared: Path) -> Path:
    return shared / "data" / "sib200_flores"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", PLANTS)
def test_planted_errors_are_found(rule, lang, flores):
    check = RULES[rule].load()
    generator = random.Random(7)
    planted = found = 0
    pairs = _pairs(flores, lang)
    # what few segments have is planted in all of them
    for source, target in pairs[::EVERY] if rule not in FLOORS["scarce"] else pairs:
        damaged = PLANTS[rule](source, target, lang, generator)
        if damaged is None or damaged == (source, target):
            continue
        if any(check(Pair(source, target, "id", lang))):
            continue
        planted += 1
        found += any(check(Pair(*damaged, "id", lang)))
    assert planted >= 10
    assert found / planted >= FLOORS["found"].get(rule, FLOORS["found"]["default"])


@pytest.mark.parametrize("lang", LANGS)
def test_good_translations_raise_few_alarms(lang, flores):
    pairs = _pairs(flores, lang)
    rules = [(name, rule.load()) for name, rule in RULES.items() if rule.module]
    alarms = dict.fromkeys((name for name, _ in rules), 0)
    for source, target in pairs:
        pair = Pair(source, target, "id", lang)
        for name, check in rules:
            alarms[name] += any(check(pair))
    worst = max(alarms, key=lambda name: alarms[name])
    assert alarms[worst] / len(pairs) <= FLOORS["alarms"], worst
