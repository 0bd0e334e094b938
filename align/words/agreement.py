"""How far an alignment agrees with one made by hand: the alignment error rate.

Sure links have to be there, possible ones may be (Och and Ney, 2003, section 5.2):
precision = |A & P| / |A|, recall = |A & S| / |S|, AER = 1 - (|A & S| + |A & P|) / (|A| + |S|).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import FormatError

from .protocol import WordAlignment

Span = tuple[int, int]
Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class HandAligned:
    """A sentence pair whose words were aligned by a reader.

    Attributes:
        key: name of the pair.
        source_text: the source sentence.
        target_text: the target sentence.
        source: code point spans of the source tokens.
        target: code point spans of the target tokens.
        sure: links that every reader would draw.
        possible: links that a reader may draw; the sure ones are among them.
    """

    key: str
    source_text: str
    target_text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    sure: Pairs
    possible: Pairs


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Counts over a set of sentence pairs.

    Attributes:
        found: links of the aligner.
        sure: sure links of the reader.
        found_sure: sure links that were found.
        found_possible: links found that are possible or sure.
    """

    found: int = 0
    sure: int = 0
    found_sure: int = 0
    found_possible: int = 0

    @property
    def precision(self) -> float:
        """Share of the links found that are possible."""
        return self.found_possible / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the sure links that were found."""
        return self.found_sure / self.sure if self.sure else 1.0

    @property
    def aer(self) -> float:
        """The alignment error rate, from 0 to 1; lower is better."""
        total = self.found + self.sure
        return 1 - (self.found_sure + self.found_possible) / total if total else 0.0


def error_rate(pairs: Iterable[tuple[WordAlignment, HandAligned]]) -> ErrorRate:
    """Compare alignments with those made by hand.

    The aligner may cut the texts otherwise than the reader did: a link holds between all tokens
    of the reader that its two tokens overlap.
    """
    found = sure = found_sure = found_possible = 0
    for alignment, hand in pairs:
        ours = {
            (i, j)
            for first, second in alignment.spans()
            for i in _overlapped(first, hand.source)
            for j in _overlapped(second, hand.target)
        }
        found += len(ours)
        sure += len(hand.sure)
        found_sure += len(ours & hand.sure)
        found_possible += len(ours & hand.possible)
    return ErrorRate(found, sure, found_sure, found_possible)


def _overlapped(span: Span, tokens: tuple[Span, ...]) -> list[int]:
    return [at for at, (start, end) in enumerate(tokens) if start < span[1] and span[0] < end]


def read_hand_aligned(path: Path) -> tuple[HandAligned, ...]:
    """Read pairs aligned by hand: one JSON object a line.

    Its keys are `key`, `source_text`, `target_text`, `source` and `target` (lists of tokens),
    `sure` and `possible` (links as in `0-0 1-2`).

    Raises:
        FormatError: the file cannot be read, or a line is not of this form.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise FormatError("cannot read the aligned pairs", path=path) from error
    rows: list[HandAligned] = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(_row(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(
                f"not a pair aligned by hand: {error}", path=path, line=number
            ) from error
    return tuple(rows)


def _row(row: dict[str, Any]) -> HandAligned:
    source = _places(row["source_text"], row["source"])
    target = _places(row["target_text"], row["target"])
    sure = _links(row["sure"], len(source), len(target))
    possible = _links(row["possible"], len(source), len(target))
    return HandAligned(
        row["key"], row["source_text"], row["target_text"], source, target, sure, sure | possible
    )


def _places(text: str, tokens: list[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    last = 0
    for token in tokens:
        start = text.index(token, last)
        last = start + len(token)
        spans.append((start, last))
    return tuple(spans)


def _links(text: str, rows: int, columns: int) -> Pairs:
    links = set()
    for link in text.split():
        left, right = link.split("-")
        i, j = int(left), int(right)
        if not (0 <= i < rows and 0 <= j < columns):
            raise ValueError(f"no tokens for the link {link}")
        links.add((i, j))
    return frozenset(links)
