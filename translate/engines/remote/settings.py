"""How patient an engine is with its server."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import EngineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How an engine asks its server.

    Attributes:
        timeout: seconds until an answer must have come.
        attempts: how often one request is sent before it is given up.
        concurrency: how many requests are under way at once.
        backoff: seconds that the first wait takes at most; each further wait takes twice as long.
        longest_wait: seconds that a wait takes at most. A server that asks for a longer one is
            not asked again in that time.
        tolerance: requests in a row that must fail before the server counts as down. It is then
            asked no more than once in `rest` seconds, so that a run does not wait for every
            segment anew.
        rest: see `tolerance`.
    """

    timeout: float = 120
    attempts: int = 4
    concurrency: int = 4
    backoff: float = 1
    longest_wait: float = 60
    tolerance: int = 3
    rest: float = 30


def read_settings(*, timeout: object, attempts: object, concurrency: object) -> Settings:
    """Make settings of numbers, or of the text of a command line.

    Raises:
        EngineError: one of them is no number, or out of its range.
    """
    return Settings(
        timeout=whole_number(timeout, "timeout", 1, 3600),
        attempts=whole_number(attempts, "attempts", 1, 20),
        concurrency=whole_number(concurrency, "concurrency", 1, 64),
    )


def whole_number(value: object, name: str, low: int, high: int) -> int:
    """Return an engine option as a number between `low` and `high`.

    Raises:
        EngineError: it is something else.
    """
    try:
        number = int(str(value))
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise EngineError(
            f"engine option {name} is {value!r}", hint=f"give a number from {low} to {high}"
        )
    return number
