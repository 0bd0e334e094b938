"""Making the engine from a command line's settings."""

from __future__ import annotations

from corpus.errors import EngineError, KohesiError

from .engine import Seq2SeqEngine
from .models import find_model


def missing() -> str:
    """Say why the engine cannot run here, or return the empty string."""
    try:
        find_model(None)
    except KohesiError as error:
        return str(error)
    return ""


def create(
    *,
    model: str | None = None,
    backend: str = "ctranslate2",
    beam_size: int | str = 4,
    device: str = "auto",
    compute_type: str | None = None,
    threads: int | str = 0,
    batch_tokens: int | str = 2048,
) -> Seq2SeqEngine:
    """Make the engine for a model name or directory; None is the best pulled model.

    The other settings are those of `Seq2SeqEngine`; numbers may be written as text, as they come
    from a command line.

    Raises:
        EngineError: a setting is not what it must be.
    """
    return Seq2SeqEngine(
        model=model,
        backend=backend,
        beam_size=whole_number("beam_size", beam_size, least=1),
        device=device,
        compute_type=compute_type,
        threads=whole_number("threads", threads, least=0),
        batch_tokens=whole_number("batch_tokens", batch_tokens, least=1),
    )


def whole_number(name: str, value: int | str, *, least: int) -> int:
    """Read a setting that may be text.

    Raises:
        EngineError: it is no whole number from `least` on.
    """
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if number < least:
        raise EngineError(f"{name} is {value!r}", hint=f"give a whole number from {least} on")
    return number
