"""The texts of a page with what is known of their places: running text, links, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..html_elements import INLINE
from ..segment import Role
from .blocks import Block
from .html_tree import Tree

_PROSE = 50
_ANCHOR = re.compile(r"\bhref\s*=\s*[\"']?#", re.IGNORECASE)
FINAL = re.compile(r"""[.!?…:;][\s"'”’»)\]]*\Z""")
"""What ends a sentence, at the end of a text."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A block with what is known of its place.

    Attributes:
        block: the block.
        element: index of the innermost element around it that is none of a sentence, or -1.
        length: characters of its text.
        linked: how many of them stand in links.
    """

    block: Block
    element: int
    length: int
    linked: int

    @property
    def link_density(self) -> float:
        """How much of the text stands in links, from 0 to 1."""
        return self.linked / self.length if self.length else 0.0

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return (
            not self.block.inner
            and self.length >= _PROSE
            and self.link_density < 0.4
            and bool(FINAL.search(self.block.text[-8:]))
        )


def sentence_holders(tree: Tree) -> list[int]:
    """Return for each element the innermost around it, or itself, that is none of a sentence."""
    holders: list[int] = []
    for index, element in enumerate(tree.elements):
        parent = holders[element.parent] if element.parent >= 0 else -1
        holders.append(parent if element.name in INLINE else index)
    return holders


def placed(block: Block, tree: Tree, holders: Sequence[int]) -> PlacedText:
    """Return a block with its place.

    Args:
        block: the block.
        tree: the elements of the page.
        holders: see `sentence_holders`.
    """
    at = tree.inside(block.start)
    if at >= 0 and not block.inner:
        at = holders[at]
    linked = begun = 0
    inside = False
    for tag in block.tags:
        if tag.raw[:2].lower() == "<a" and tag.raw[2:3] in " \t\r\n>":
            # a link to a place of the same page leads to nothing else
            if _ANCHOR.search(tag.raw):
                continue
            inside, begun = True, tag.offset
        elif inside and tag.raw[:3].lower() == "</a":
            inside, linked = False, linked + tag.offset - begun
    return PlacedText(block, at, len(block.text), linked)


def same_title(heading: str, title: str) -> bool:
    """Whether a heading is the title of the page, which may have the portal's name behind it."""
    ours, theirs = _plain(heading), _plain(title)
    if not theirs or len(ours.split()) < 3:
        return False
    return ours in theirs or ours.startswith(theirs)


def like_title(heading: str, title: str) -> bool:
    """Whether a heading is nearly the title: another spelling, a word more or less."""
    ours, theirs = _plain(heading), _plain(title)
    return SequenceMatcher(None, ours[:200], theirs[: len(ours)][:200]).ratio() > 0.8


def _plain(text: str) -> str:
    return " ".join(text[:1000].split()).lower()


def teasers_of(texts: Sequence[PlacedText]) -> set[int]:
    """Return the offsets of texts about other pages: right behind a heading that is a link."""
    found: set[int] = set()
    linked = False
    for one in texts:
        if one.block.inner:
            continue
        if linked:
            found.add(one.block.start)
        linked = one.block.role in (Role.HEADING, Role.TITLE) and one.link_density > 0.7
    return found
