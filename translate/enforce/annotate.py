"""Two old ways that change the source: masking a term, or writing its rendering there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from translate.engines.inline import BARE, Marks, write_inline

from .requirements import Requirement


def inline(text: str, required: Sequence[Requirement], marks: Marks = BARE) -> str:
    """Return the source with the official renderings in place of the terms.

    Args:
        text: the source.
        required: what is asked of it, in order.
        marks: what the engine's model expects around a rendering.
    """
    changes = [(one.start, one.end, one.rendering) for one in required if one.enforceable]
    return write_inline(text, changes, marks)


def mask(text: str, required: Sequence[Requirement]) -> str:
    """Return the source with a numbered mark in place of each term."""
    terms = [one for one in required if one.enforceable]
    changes = [(one.start, one.end, _MARK.format(n)) for n, one in enumerate(terms, 1)]
    return write_inline(text, changes)


def unmask(text: str, required: Sequence[Requirement]) -> str:
    """Return the target with the official renderings in place of the marks that came through.

    Models change the case of a mark and put spaces into it; a mark that cannot be read stays.
    """
    terms = [one for one in required if one.enforceable]

    def rendering(match: re.Match[str]) -> str:
        number = int(match[1])
        return terms[number - 1].rendering if 0 < number <= len(terms) else match[0]

    return _READ.sub(rendering, text)


_MARK = "[T{}]"
_READ = re.compile(r"\[\s*[Tt]\s*(\d+)\s*\]")
