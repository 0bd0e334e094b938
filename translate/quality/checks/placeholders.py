"""Variables and tags stand in the translation, each as often as in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .finding import Pair, Spot

_PLACEHOLDER = re.compile(
    r"</?[A-Za-z][^<>\n]{0,300}>"  # tags
    r"|\$?\{\{?[\w.:|!\s-]{0,60}\}\}?"  # {name}, ${name}, {{name}}, {0}
    r"|%\([\w.]{1,40}\)[sdif]|%(?:\d+\$)?[sdif](?![\w])"  # %(name)s, %s, %1$s
    r"|\[\[[^\[\]\n]{1,60}\]\]|⟦[^⟦⟧\n]*⟧"
)


def check(pair: Pair) -> Iterator[Spot]:
    """Give the placeholders that are missing, and those that are too many."""
    if not _may_hold(pair.source) and not _may_hold(pair.target):
        return
    ours = Counter(match.group() for match in _PLACEHOLDER.finditer(pair.source))
    theirs = Counter(match.group() for match in _PLACEHOLDER.finditer(pair.target))
    if ours == theirs:
        return
    for match in _PLACEHOLDER.finditer(pair.source):
        name = match.group()
        if ours[name] > theirs[name]:
            ours[name] -= 1
            yield Spot(f"{name} is not in the translation", "source", match.start(), match.end())
    ours = Counter(match.group() for match in _PLACEHOLDER.finditer(pair.source))
    for match in _PLACEHOLDER.finditer(pair.target):
        name = match.group()
        if theirs[name] > ours[name]:
            theirs[name] -= 1
            yield Spot(f"{name} is not in the source", "target", match.start(), match.end())


def _may_hold(text: str) -> bool:
    return "<" in text or "{" in text or "%" in text or "[[" in text or "⟦" in text
