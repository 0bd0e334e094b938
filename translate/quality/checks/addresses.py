"""Web and mail addresses, handles and tags stand in the translation as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Pair, Spot

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”\u0e80-\u0eff]+|\bwww\.[^\s<>\"“”\u0e80-\u0eff]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@&])[@#][A-Za-z_]\w+"
)
_END = ".,;:!?)]}'’”"


def check(pair: Pair) -> Iterator[Spot]:
    """Give the addresses that the translation does not have."""
    if not (
        "/" in pair.source or "@" in pair.source or "#" in pair.source or "www." in pair.source
    ):
        return
    there: set[str] | None = None
    for match in _ADDRESS.finditer(pair.source):
        address = match.group().rstrip(_END)
        if there is None:
            there = {found.group().rstrip(_END) for found in _ADDRESS.finditer(pair.target)}
        if address not in there:
            yield Spot(
                f"{address} is not in the translation",
                "source",
                match.start(),
                match.start() + len(address),
            )
