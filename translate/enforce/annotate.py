"""Two old ways that change the source: masking a term, or writing its rendering there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .requirements import Requirement


def inline(text: str, required: Sequence[Requirement]) -> str:
    """Return the source with the official renderings in place of the terms."""
    return _swapped(text, [(one, one.rendering) for one in required if one.enforceable])


def mask(text: str, required: Sequence[Requirement]) -> str:
    """Return the source with a numbered mark in place of each term."""
    terms = [one for one in required if one.enforceable]
    return _swapped(text, [(one, _MARK.format(number)) for number, one in enumerate(terms, 1)])


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


def _swapped(text: str, changes: Sequence[tuple[Requirement, str]]) -> str:
    for requirement, words in reversed(changes):
        text = text[: requirement.start] + words + text[requirement.end :]
    return text
