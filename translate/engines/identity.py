"""The engine that changes nothing: with enforcement it shows what a glossary will do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.languages import LANGUAGES

from .protocol import EngineInfo, Hypothesis, Link, Request

INFO = EngineInfo(
    name="identity",
    summary="copies the source; with enforcement, a preview of what the glossary will do",
    quality="no translation",
    licence="none",
    size="nothing",
    target_langs=tuple(LANGUAGES),
    rank=0,
    uses_constraints=False,
)


class IdentityEngine:
    """Returns each source text as its own translation, every word linked to itself."""

    info = INFO
    signature: dict[str, str] = {"engine": "identity"}  # noqa: RUF012 - read only, part of a Protocol

    def load(self) -> None:
        """Do nothing: there is nothing to load."""

    def translate(
        self,
        requests: Sequence[Request],
        *,
        source_lang: str,  # noqa: ARG002
        target_lang: str,  # noqa: ARG002
    ) -> list[Hypothesis]:
        """Return the source texts."""
        return [
            Hypothesis(
                text=request.text,
                links=tuple(Link(span, span) for span in _words(request.text)),
            )
            for request in requests
        ]


def create() -> IdentityEngine:
    """Make the engine."""
    return IdentityEngine()


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


_WORD = re.compile(r"\w+")
