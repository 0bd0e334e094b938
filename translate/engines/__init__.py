"""The engines, found by name in one table and imported when used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import signature

from corpus.errors import EngineError

from .protocol import Constraint, Engine, EngineInfo, Hypothesis, Link, Request

ENGINES: dict[str, str] = {
    "identity": ".identity",
    "draft": ".draft",
    "mini": ".mini",
    "nllb": ".seq2seq",
    "llm": ".llm",
    "libretranslate": ".libretranslate",
}
"""Engine name to module. A module has `INFO: EngineInfo`, `create() -> Engine` (with `model=` where
`INFO.takes_model`, `url=` where `INFO.takes_url`, and named keywords of its own, which take the
text of a command line too) and, when the engine is not always there, `missing() -> str`: the
reason why it cannot run, or the empty string. One that `auto` is to take for some of its languages
only names them in `auto_langs() -> tuple[str, ...]`."""

__all__ = [
    "ENGINES",
    "Availability",
    "Constraint",
    "Engine",
    "EngineInfo",
    "Hypothesis",
    "Link",
    "Request",
    "availability",
    "choose_engines",
    "create_engine",
    "option_names",
]


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can run on this machine now.

    Attributes:
        info: what is known of the engine.
        missing: why it cannot run, one line; empty when it can.
        auto_langs: the target languages for which `auto` may take it.
    """

    info: EngineInfo
    missing: str
    auto_langs: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether the engine can run."""
        return not self.missing


def create_engine(
    name: str,
    *,
    model: str | None = None,
    url: str | None = None,
    options: Mapping[str, object] | None = None,
) -> Engine:
    """Make an engine by name, not yet loaded.

    Args:
        name: a key of `ENGINES`.
        model: name or directory of the engine's model, for engines that take one.
        url: address of the engine's server, for engines that ask one.
        options: the engine's own settings, by the names of the keywords of its `create`.

    Raises:
        EngineError: there is no engine of that name, or it takes no such setting.
    """
    if name not in ENGINES:
        raise EngineError(
            f"unknown engine {name!r}", hint=f"use auto, or one of {', '.join(ENGINES)}"
        )
    module = import_module(ENGINES[name], __name__)
    if model is not None and not module.INFO.takes_model:
        raise EngineError(f"engine {name!r} takes no model", hint="leave out --model")
    if url is not None and not module.INFO.takes_url:
        raise EngineError(f"engine {name!r} asks no server", hint="leave out --url")
    settings = dict(options or {})
    known = option_names(name)
    if unknown := sorted(set(settings) - set(known)):
        raise EngineError(
            f"engine {name!r} has no option {unknown[0]!r}",
            hint=f"it has {', '.join(known)}" if known else "it has none",
        )
    if module.INFO.takes_model:
        settings["model"] = model
    if module.INFO.takes_url:
        settings["url"] = url
    engine: Engine = module.create(**settings)
    return engine


def option_names(name: str) -> tuple[str, ...]:
    """Return the settings of its own that the engine of a key of `ENGINES` has, in order."""
    module = import_module(ENGINES[name], __name__)
    parameters = signature(module.create).parameters.values()
    known = {p.name for p in parameters if p.kind is p.KEYWORD_ONLY} - {"model", "url"}
    return tuple(sorted(known))


def availability() -> list[Availability]:
    """Say of every engine whether it can run here; nothing is loaded or fetched."""
    found = []
    for path in ENGINES.values():
        module = import_module(path, __name__)
        missing = module.missing() if hasattr(module, "missing") else ""
        langs = module.auto_langs() if hasattr(module, "auto_langs") else module.INFO.target_langs
        found.append(Availability(info=module.INFO, missing=missing, auto_langs=langs))
    return found


def choose_engines(target_langs: tuple[str, ...]) -> dict[str, Availability]:
    """Return for each language the best engine that can run here and writes it.

    Raises:
        EngineError: for one of them there is none.
    """
    ready = [entry for entry in availability() if entry.ready and entry.info.rank]
    chosen = {
        lang: max(
            (entry for entry in ready if lang in entry.auto_langs),
            key=lambda entry: entry.info.rank,
            default=None,
        )
        for lang in target_langs
    }
    if without := [lang for lang, entry in chosen.items() if entry is None]:
        raise EngineError(
            f"no engine on this machine writes {', '.join(without)}",
            hint="see: kohesi engine list",
        )
    return {lang: entry for lang, entry in chosen.items() if entry is not None}
