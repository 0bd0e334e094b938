"""Which element stands inside which, for a page of any quality."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..html_elements import VOID
from .html_tokens import Token, tag_attributes

# What the start of an element closes, where its own end tag was left out (HTML, "optional tags").
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_CLOSES_P = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr main nav ol p pre section table ul".split()
)
_LABEL_LENGTH = 500
_NAMING = re.compile(r"\b(?:class|id|role|itemprop|rel|style|hidden|aria-hidden)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a page.

    Attributes:
        name: its name in lower case.
        parent: index of the element around it, -1 for none.
        start: offset of its start tag.
        end: offset after its end tag, or after all that belongs to it.
        label: what it is called: class, id, role and the like, in lower case.
        hidden: whether it says that it is not shown.
    """

    name: str
    parent: int
    start: int
    end: int
    label: str
    hidden: bool


class Tree:
    """The elements of a page in the order of their start tags.

    Args:
        text: the page.
        tokens: its tokens.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        begun: list[tuple[Token, int, str, bool]] = []
        ends: list[int] = []
        stack: list[int] = []
        open_: dict[str, int] = {}
        self._starts: list[int] = []
        self._inside: list[int] = []

        def close(at: int) -> None:
            index = stack.pop()
            ends[index] = at
            open_[begun[index][0].name] -= 1

        for token in tokens:
            if token.kind == "start":
                closed = _CLOSED_BY.get(token.name, frozenset())
                if token.name in _CLOSES_P:
                    closed = closed | {"p"}
                while stack and begun[stack[-1]][0].name in closed:
                    close(token.start)
                label, hidden = _label(text, token)
                begun.append((token, stack[-1] if stack else -1, label, hidden))
                ends.append(token.end)
                if token.name not in VOID and not text.endswith("/>", token.start, token.end):
                    stack.append(len(begun) - 1)
                    open_[token.name] = open_.get(token.name, 0) + 1
            elif token.kind == "end" and open_.get(token.name):
                while begun[stack[-1]][0].name != token.name:
                    close(token.start)
                close(token.end)
            self._starts.append(token.start)
            self._inside.append(stack[-1] if stack else -1)
        while stack:
            close(len(text))
        self.elements = [
            Element(token.name, parent, token.start, ends[index], label, hidden)
            for index, (token, parent, label, hidden) in enumerate(begun)
        ]

    def inside(self, offset: int) -> int:
        """Return the index of the innermost element around what stands at an offset, or -1.

        At the offset of a tag that is the element around it, or the element that it opens.
        """
        at = bisect_right(self._starts, offset) - 1
        return self._inside[at] if at >= 0 else -1


def _label(text: str, token: Token) -> tuple[str, bool]:
    raw = text[token.start : token.end]
    if not _NAMING.search(raw):
        return "", False
    found = tag_attributes(text, token)
    label = " ".join(
        found[name].value for name in ("class", "id", "role", "itemprop", "rel") if name in found
    )
    style = found["style"].value.replace(" ", "").lower() if "style" in found else ""
    hidden = (
        "hidden" in found
        or ("aria-hidden" in found and found["aria-hidden"].value == "true")
        or "display:none" in style
    )
    # nobody calls an element anything longer, and it is looked at again for all that it holds
    return label[:_LABEL_LENGTH].lower(), hidden
