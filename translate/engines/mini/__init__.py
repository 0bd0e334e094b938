"""The engine `mini`: kohesi's own small model, when its weights came with this copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import KohesiError
from translate.engines.protocol import EngineInfo

from .package import find_package

if TYPE_CHECKING:
    from translate.engines.protocol import Engine

__all__ = ["INFO", "auto_langs", "create", "missing"]

_LANGS = ("vi", "lo", "en")


def _info() -> EngineInfo:
    try:
        package = find_package()
        langs = tuple(lang for lang in _LANGS if lang in package.scores)
        figures = ", ".join(f"{lang} {package.scores[lang].mini:.0f}" for lang in langs)
        quality = f"chrF++ (lo: chrF) on FLORES-200 from Indonesian: {figures}"
        licence = package.licence
    except KohesiError:
        langs, quality, licence = _LANGS, "not measured: no weights here", "of its weights"
    return EngineInfo(
        name="mini",
        summary="kohesi's own small neural model; translates whole sentences, offline",
        quality=quality,
        licence=licence,
        size="in the package, at most 45 MB",
        target_langs=langs,
        rank=20,
        uses_constraints=False,
    )


INFO = _info()


def missing() -> str:
    """Say why the engine cannot run here, or return the empty string."""
    try:
        find_package()
    except KohesiError as error:
        return str(error)
    return ""


def auto_langs() -> tuple[str, ...]:
    """Return the languages in which the model scores higher than the draft engine."""
    try:
        scores = find_package().scores
    except KohesiError:
        return ()
    return tuple(lang for lang in _LANGS if lang in scores and scores[lang].is_better)


def create(
    *,
    beam_size: int | str = 4,
    device: str = "auto",
    compute_type: str | None = None,
    threads: int | str = 0,
    batch_tokens: int | str = 2048,
) -> Engine:
    """Make the engine; the settings are those of `Seq2SeqEngine`.

    Raises:
        EngineError: a setting is not what it must be.
    """
    from .engine import create_mini

    return create_mini(
        beam_size=beam_size,
        device=device,
        compute_type=compute_type,
        threads=threads,
        batch_tokens=batch_tokens,
    )
