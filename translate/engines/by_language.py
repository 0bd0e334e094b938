"""Several engines as one: each target language is written by the engine that does it best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.errors import LanguageError

from .protocol import Engine, EngineInfo, Hypothesis, Request


class ByLanguage:
    """Hands every request to the engine of its target language.

    Enforcement asks for the engine of a language with `engine_for`, since engines differ in what
    they offer.

    Args:
        engines: target language to engine; one engine may write several.
    """

    def __init__(self, engines: Mapping[str, Engine]) -> None:
        self.engines = dict(engines)
        unique = list({id(one): one for one in self.engines.values()}.values())
        names = list(dict.fromkeys(one.info.name for one in unique))
        self.info = EngineInfo(
            name="+".join(names),
            summary="; ".join(f"{lang}: {one.info.name}" for lang, one in self.engines.items()),
            quality="; ".join(dict.fromkeys(one.info.quality for one in unique)),
            licence="; ".join(dict.fromkeys(one.info.licence for one in unique)),
            size="; ".join(dict.fromkeys(one.info.size for one in unique)),
            target_langs=tuple(self.engines),
            rank=0,
            uses_constraints=all(one.info.uses_constraints for one in unique),
            takes_url=any(one.info.takes_url for one in unique),
        )
        self.members: tuple[Engine, ...] = tuple(unique)

    @property
    def signature(self) -> dict[str, str]:
        """Return what identifies each engine's output, under the engine's name."""
        return {
            "engine": self.info.name,
            **{lang: one.info.name for lang, one in self.engines.items()},
            **{
                f"{one.info.name} {key}": value
                for one in self.members
                for key, value in one.signature.items()
                if key != "engine"
            },
        }

    def load(self) -> None:
        """Load all engines.

        Raises:
            ModelUnavailable: the model of one is not on this machine.
            EngineError: one cannot be loaded.
        """
        for one in self.members:
            one.load()

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Translate with the engine of the target language; see `Engine.translate`."""
        return self.of(target_lang).translate(
            requests, source_lang=source_lang, target_lang=target_lang
        )

    def of(self, target_lang: str) -> Engine:
        """Return the engine of a target language.

        Raises:
            LanguageError: there is none.
        """
        if target_lang not in self.engines:
            raise LanguageError(
                f"none of the chosen engines writes {target_lang!r}",
                hint=f"they write {', '.join(self.engines)}",
            )
        return self.engines[target_lang]


def members(engine: Engine) -> tuple[Engine, ...]:
    """Return the engines that do the work: those of a `ByLanguage`, else the engine itself."""
    return engine.members if isinstance(engine, ByLanguage) else (engine,)


def engine_for(engine: Engine, target_lang: str) -> Engine:
    """Return the engine that writes a language: the member of a `ByLanguage`, else itself."""
    return engine.of(target_lang) if isinstance(engine, ByLanguage) else engine
