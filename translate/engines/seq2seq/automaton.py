"""What a decoder must and must not write, as tables that a whole batch of beams looks up.

Two machines run beside every beam. A trie per constraint is entered on purpose: its forms are
alternatives, and once inside, the beam follows it to an end. An Aho-Corasick automaton (Aho and
Corasick, 1975) watches all that is written: when it has seen a whole form that no trie was entered
for, the word may still grow into another one, but it may not end there. That holds too where the
form lies across the edge of one that was entered.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Script(IntEnum):
    """How a form begins or ends, as far as word boundaries go."""

    OTHER = 0
    WORD = 1
    LAO = 2


class Start(IntEnum):
    """Where a phrase may begin: its first token brings its space, or relies on what precedes."""

    ANYWHERE = 0
    AFTER_OPENING = 1
    SENTENCE = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to write a form in tokens."""

    tokens: tuple[int, ...]
    start: Start = Start.ANYWHERE
    begins: Script = Script.OTHER
    ends: Script = Script.OTHER


@dataclass(frozen=True, slots=True)
class Wanted:
    """A constraint: any of `phrases`, `count` times in all; at least one may begin anywhere."""

    phrases: tuple[Phrase, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """All constraints on one sentence."""

    wanted: tuple[Wanted, ...] = ()
    forbidden: tuple[Phrase, ...] = ()

    @property
    def total(self) -> int:
        """Number of occurrences that are asked for."""
        return sum(wanted.count for wanted in self.wanted)

    @property
    def shortest(self) -> int:
        """Number of tokens that all constraints take in their shortest forms."""
        return sum(wanted.count * _shortest(wanted) for wanted in self.wanted)


def _shortest(wanted: Wanted) -> int:
    return min(len(phrase.tokens) for phrase in wanted.phrases if phrase.start is Start.ANYWHERE)


class _Trie:
    """The forms of all constraints of one sentence; node 0 is no place of any form."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.children: list[dict[int, int]] = [{}]
        self.depth = [0]
        self.terminal = [False]
        self.ends = [0]
        self.entries: dict[tuple[int, int, int, int], int] = {}
        for owner, constraint in enumerate(wanted):
            for phrase in constraint.phrases:
                self._add(owner, phrase)

    def _add(self, owner: int, phrase: Phrase) -> None:
        key = (phrase.tokens[0], owner, int(phrase.start), int(phrase.begins))
        node = self.entries.get(key)
        if node is None:
            node = self.entries[key] = self._node(1)
        for token in phrase.tokens[1:]:
            if token not in self.children[node]:
                self.children[node][token] = self._node(self.depth[node] + 1)
            node = self.children[node][token]
        self.terminal[node] = True
        self.ends[node] = int(phrase.ends)

    def _node(self, depth: int) -> int:
        self.children.append({})
        self.depth.append(depth)
        self.terminal.append(False)
        self.ends.append(0)
        return len(self.children) - 1

    def left(self) -> list[int]:
        """Fewest tokens from each node to an end of a form."""
        left = [0] * len(self.children)
        for node in reversed(range(1, len(self.children))):
            if not self.terminal[node]:
                left[node] = 1 + min(left[child] for child in self.children[node].values())
        return left


class _Watch:
    """An Aho-Corasick automaton over tokens.

    Attributes:
        seen: of each node, the `Script` in which the form ends that was just written, or -1.
        length: tokens of that form, of the longest one where there are several, or 0.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.alphabet = sorted({token for phrase in phrases for token in phrase.tokens})
        goto: list[dict[int, int]] = [{}]
        self.seen = [-1]
        self.length = [0]
        for phrase in phrases:
            node = 0
            for token in phrase.tokens:
                if token not in goto[node]:
                    goto.append({})
                    self.seen.append(-1)
                    self.length.append(0)
                    goto[node][token] = len(goto) - 1
                node = goto[node][token]
            self.seen[node] = int(phrase.ends)
            self.length[node] = len(phrase.tokens)
        fail = [0] * len(goto)
        self.next = [[0] * (len(self.alphabet) + 1) for _ in goto]
        waiting = deque([0])
        while waiting:
            node = waiting.popleft()
            if self.seen[node] < 0:
                self.seen[node] = self.seen[fail[node]]
                self.length[node] = self.length[fail[node]]
            for place, token in enumerate(self.alphabet):
                onward = self.next[fail[node]][place] if node else 0
                child = goto[node].get(token)
                if child is None:
                    self.next[node][place] = onward
                else:
                    fail[child] = onward
                    self.next[node][place] = child
                    waiting.append(child)


@dataclass(slots=True)
class Tables:
    """The machines of a batch as tensors; the first dimension is the sentence.

    Attributes:
        count, shortest: per constraint, occurrences asked for and fewest tokens of one.
        entry_token, entry_node, entry_owner, entry_start, entry_begins: ways into the tries;
            owner -1 pads.
        child_token, child_node: children of each trie node; token -1 pads.
        terminal, left, ends, depth: of each trie node; depth is the number of tokens up to it.
        alphabet: tokens of watched forms, -1 pads; `next` has a last column for all others.
        next, seen, length: the watching automaton.
    """

    count: Any
    shortest: Any
    entry_token: Any
    entry_node: Any
    entry_owner: Any
    entry_start: Any
    entry_begins: Any
    child_token: Any
    child_node: Any
    terminal: Any
    left: Any
    ends: Any
    depth: Any
    alphabet: Any
    next: Any
    seen: Any
    length: Any

    def select(self, rows: Any) -> Tables:
        """Keep the sentences `rows` (an index tensor)."""
        return Tables(*(getattr(self, name)[rows] for name in self.__slots__))


def build(plans: Sequence[Plan], device: Any) -> Tables:
    """Build the tables of a batch."""
    import torch

    tries = [_Trie(plan.wanted) for plan in plans]
    watches = [_Watch(_watched(plan)) for plan in plans]

    def tensor(rows: list[list[int]], pad: int) -> Any:
        width = max(1, *(len(row) for row in rows)) if rows else 1
        return torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=device)

    def cube(blocks: list[list[list[int]]], pad: int) -> Any:
        height = max(len(block) for block in blocks)
        width = max(1, *(len(row) for block in blocks for row in block))
        return torch.tensor(
            [
                [row + [pad] * (width - len(row)) for row in block]
                + [[pad] * width] * (height - len(block))
                for block in blocks
            ],
            device=device,
        )

    entries = [list(trie.entries.items()) for trie in tries]
    width = max(len(watch.alphabet) for watch in watches)
    return Tables(
        count=tensor([[one.count for one in plan.wanted] for plan in plans], 0),
        shortest=tensor([[_shortest(one) for one in plan.wanted] for plan in plans], 0),
        entry_token=tensor([[key[0] for key, _ in row] for row in entries], 0),
        entry_node=tensor([[node for _, node in row] for row in entries], 0),
        entry_owner=tensor([[key[1] for key, _ in row] for row in entries], -1),
        entry_start=tensor([[key[2] for key, _ in row] for row in entries], 0),
        entry_begins=tensor([[key[3] for key, _ in row] for row in entries], 0),
        child_token=cube([[list(child) for child in trie.children] for trie in tries], -1),
        child_node=cube([[list(child.values()) for child in trie.children] for trie in tries], 0),
        terminal=tensor([[int(one) for one in trie.terminal] for trie in tries], 0).bool(),
        left=tensor([trie.left() for trie in tries], 0),
        ends=tensor([trie.ends for trie in tries], 0),
        depth=tensor([trie.depth for trie in tries], 0),
        alphabet=tensor([watch.alphabet for watch in watches], -1),
        next=cube(
            [
                [row[:-1] + [0] * (width - len(row) + 1) + row[-1:] for row in watch.next]
                for watch in watches
            ],
            0,
        ),
        seen=tensor([watch.seen for watch in watches], -1),
        length=tensor([watch.length for watch in watches], 0),
    )


def _watched(plan: Plan) -> list[Phrase]:
    """Return the phrases that may not stand freely.

    A form of a constraint is written through its trie or not at all, so that each occurrence is
    counted. A phrase without its space is watched only in Lao, elsewhere it would be met inside
    longer words.
    """
    phrases = [phrase for wanted in plan.wanted for phrase in wanted.phrases]
    return [
        phrase
        for phrase in (*phrases, *plan.forbidden)
        if phrase.start is not Start.AFTER_OPENING or phrase.begins is Script.LAO
    ]
