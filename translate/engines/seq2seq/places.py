"""Where a target was written for a span of the source, by cross-attention."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass

from termbase.boundaries import begins_word

from .backend import Attention
from .tokenizer import SPACE

_INSIDE = frozenset("'’-")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Target tokens `start` to `end` that were written for a source span."""

    start: int
    end: int


def find_place(
    weights: Attention,
    columns: Sequence[int],
    target: Sequence[str],
    source_offset: int,
    source_length: int,
    blocked: Set[int] = frozenset(),
) -> Place:
    """Find where the target was written for some source pieces.

    It is the run of target words, longest in attention, of which a token looks at the span more
    than at any other piece; where nothing does so, the word that looks at the span most.

    Args:
        weights: one row per target token, one weight per source token.
        columns: the source tokens of the span.
        target: the target's tokens.
        source_offset: number of special tokens before the first source piece.
        source_length: number of source pieces.
        blocked: target tokens that are not to be touched; where all are, the place is the end.
    """
    wanted, pieces = set(columns), range(source_offset, source_offset + source_length)
    words = [
        (start, end)
        for start, end in words_of(target)
        if blocked.isdisjoint(range(start, end)) and not is_mark("".join(target[start:end]))
    ]
    if not words:
        return Place(len(target), len(target))
    mass = {
        (start, end): sum(weights[row][column] for row in range(start, end) for column in columns)
        / (end - start)
        for start, end in words
    }
    runs: list[list[tuple[int, int]]] = []
    for word in words:
        if not any(max(pieces, key=weights[row].__getitem__) in wanted for row in range(*word)):
            continue
        if runs and runs[-1][-1][1] == word[0]:
            runs[-1].append(word)
        else:
            runs.append([word])
    if runs:
        best = max(runs, key=lambda run: sum(mass[word] for word in run))
        return Place(best[0][0], best[-1][1])
    return Place(*max(words, key=mass.__getitem__))


def widened(
    place: Place, form: str, target: Sequence[str], blocked: Set[int] = frozenset()
) -> Place:
    """Take the words beside a place in that are words of the form too.

    They are what the model wrote of the name; left there, they would stand twice.

    Args:
        place: the place.
        form: what is to stand there.
        target: the target's tokens.
        blocked: target tokens that are not to be touched.
    """
    known = {word.casefold() for word in form.split()} - _WEAK
    words = words_of(target)

    def reach(beside: Sequence[tuple[int, int]]) -> int:
        """Return how many of the words that follow are taken in."""
        count = 0
        for number, (start, end) in enumerate(beside, start=1):
            text = "".join(target[start:end]).replace(SPACE, " ").strip().casefold()
            if not blocked.isdisjoint(range(start, end)):
                break
            if text in known:
                count = number
            elif text not in _WEAK:
                break
        return count

    after = [word for word in words if word[0] >= place.end]
    before = [word for word in reversed(words) if word[1] <= place.start]
    left, right = reach(before), reach(after)
    return Place(
        before[left - 1][0] if left else place.start, after[right - 1][1] if right else place.end
    )


_WEAK = frozenset(
    "the a an of and on in for to at by with from between"
    " và của về các những cho với trong tại là ຂອງ ແລະ ໃນ ທີ່".split()
)
"""Words that hold names together, and stand beside them as well."""


def is_mark(token: str) -> bool:
    """Whether a token is punctuation or a space alone."""
    return not any(
        character.isalnum() or unicodedata.category(character) == "Mn" for character in token
    )


def words_of(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Group tokens into words by their leading spaces; punctuation is apart.

    An apostrophe or a hyphen inside a word is part of it (`people's`). Lao writes no spaces: there
    a word begins with each token that can begin one.
    """
    starts = []
    apart = True
    for index, token in enumerate(tokens):
        before = tokens[index - 1][-1:] if index else ""
        lao = any("\u0e80" <= character <= "\u0eff" for character in token) and (
            not before or begins_word(before + token, 1, "lo")
        )
        follows = tokens[index + 1] if index + 1 < len(tokens) else SPACE
        mark = is_mark(token) and not (
            token in _INSIDE and not apart and not is_mark(follows) and follows[:1] != SPACE
        )
        if apart or lao or mark or token.startswith(SPACE):
            starts.append(index)
        apart = mark and token != SPACE
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))
