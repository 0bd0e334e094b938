"""What a shell offers where a language or a format is typed, each with its meaning."""

from __future__ import annotations

from collections.abc import Iterable


def complete(incomplete: str, known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what an unfinished word can become; in a list with commas its last part is finished.

    Args:
        incomplete: what was typed so far.
        known: words and their meanings.
    """
    *done, last = incomplete.split(",")
    return [
        (",".join([*done, word]), meaning)
        for word, meaning in known
        if word.startswith(last) and word not in done
    ]


def complete_language(incomplete: str) -> list[tuple[str, str]]:
    """Offer the languages."""
    from .languages import LANGUAGES

    return complete(incomplete, LANGUAGES.items())


def complete_format(incomplete: str) -> list[tuple[str, str]]:
    """Offer the formats of documents."""
    from .formats import FORMATS

    return complete(incomplete, ((name, " ".join(ends)) for name, (_, ends) in FORMATS.items()))
