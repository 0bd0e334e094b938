"""What differs between two texts, for a reader: whole words, or whole clusters of Lao."""

from __future__ import annotations

import re
from dataclasses import dataclass

# a word with its marks, or anything else; Lao by letters with the marks above, below and after
_PIECES = re.compile(
    "[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf][\u0eb0-\u0ebd\u0ec8-\u0ecd]*"
    r"|[^\W\u0e80-\u0eff]+|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two texts: `old` and `new` are the same where nothing changed.

    Attributes:
        old: what the first text has there.
        new: what the second has.
    """

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether both texts have it."""
        return self.old == self.new


def differences(old: str, new: str) -> tuple[Change, ...]:
    """Divide two texts into stretches that are the same and stretches that changed.

    The `old` of all stretches are the first text again, their `new` the second.
    """
    from rapidfuzz.distance import Indel

    ours, theirs = _PIECES.findall(old), _PIECES.findall(new)
    changes: list[Change] = []
    for step in Indel.opcodes(ours, theirs):
        left = "".join(ours[step.src_start : step.src_end])
        right = "".join(theirs[step.dest_start : step.dest_end])
        small = step.tag == "equal" and not left.strip()
        if changes and not changes[-1].same and (step.tag != "equal" or small):
            changes[-1] = Change(changes[-1].old + left, changes[-1].new + right)
        else:
            changes.append(Change(left, right))
    return tuple(changes)
