"""Writing a rendering into the source: one form, for training a model and for asking it.

A model that saw sources with a span replaced by its rendering learns to copy what stands there
("train by replace", Dinu et al., 2019). kohesi-mini has the rendering between marks; a model that
knows no marks gets the bare rendering, which it may or may not copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands before and after a rendering in the source; both empty for a bare rendering."""

    opening: str = ""
    closing: str = ""


BARE = Marks()
"""No marks: the rendering alone."""

MINI = Marks("\u27e6", "\u27e7")
"""The marks that kohesi-mini is trained with; each is one token of its vocabulary."""


def write_inline(text: str, changes: Sequence[tuple[int, int, str]], marks: Marks = BARE) -> str:
    """Return a text with spans replaced by renderings.

    Args:
        text: the source.
        changes: start and end in code points and the rendering, in order, not overlapping.
        marks: what stands around a rendering. Marks are set off by spaces, so that the rendering
            between them is cut into the same tokens as in a target.
    """
    for start, end, rendering in reversed(changes):
        words = rendering
        if marks.opening:
            words = f"{marks.opening} {rendering} {marks.closing}"
        text = text[:start] + words + text[end:]
    return text


def marks_of(engine: object) -> Marks:
    """Return the marks that a loaded engine's model expects; none where it has not said any."""
    marks = getattr(engine, "inline_marks", BARE)
    return marks if isinstance(marks, Marks) else BARE
