"""Nothing stays in the source language: no empty target, no copied segment, no copied run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termbase.zones import zones_of

from .finding import Pair, Spot

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_RUN = 4
_SHORTEST = 3
# A run of words that begin with capitals is a name or a title, which may stay as it is.


def check(pair: Pair) -> Iterator[Spot]:
    """Give what was left out or left as it was."""
    source, target = pair.source, pair.target
    if not target.strip():
        if source.strip():
            yield Spot("there is no translation", "target", 0, len(target))
        return
    ours = _WORD.findall(source)
    if source.strip() == target.strip():
        if sum(word[0].islower() for word in ours) >= _SHORTEST:
            yield Spot("the translation is the source", "target", 0, len(target))
        return
    if len(ours) < _RUN:
        return
    known = {word for word in ours if word[0].islower()}
    if not known.intersection(_WORD.findall(target)):
        return
    run: list[re.Match[str]] = []
    text = f" {' '.join(ours)} "
    longest: list[re.Match[str]] = []
    for match in _WORD.finditer(target):
        if match.group() in known and (
            not run or f" {' '.join(one.group() for one in [*run, match])} " in text
        ):
            run.append(match)
        else:
            run = [match] if match.group() in known else []
        if len(run) > len(longest):
            longest = list(run)
    if len(longest) >= _RUN:
        start, end = longest[0].start(), longest[-1].end()
        zones = zones_of(target)
        if zones is not None and zones.forbid(start, end):
            return
        yield Spot(f"untranslated: {target[start:end]}", "target", start, end)
