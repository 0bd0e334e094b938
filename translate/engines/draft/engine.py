"""A draft without any model: longest match, analysed forms, a few rules per language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

from corpus.errors import LanguageError
from corpus.lexicon import Lexicon
from translate.engines.protocol import EngineInfo, Hypothesis, Request

from .pieces import Piece, assemble
from .units import Analyser, Unit

INFO = EngineInfo(
    name="draft",
    summary="an offline draft from the glossary and a lexicon; every term right, sentences rough",
    quality="a draft to work on; chrF++ on FLORES-200 from Indonesian: vi 44, en 51; lo chrF 42",
    licence="Apache-2.0",
    size="in the package",
    target_langs=("vi", "lo", "en"),
    rank=10,
    uses_constraints=True,
)

_RENDERERS = {"vi": ".vietnamese", "lo": ".lao", "en": ".english"}
"""Target language to the module whose `render` writes it; imported when used."""


class DraftEngine:
    """Translates Indonesian with the bundled lexicon; constraints are rendered as given."""

    info = INFO

    def __init__(self) -> None:
        self._analyser: Analyser | None = None

    @property
    def signature(self) -> dict[str, str]:
        """Return the version: rules and lexicon come with the package."""
        return {"engine": INFO.name, "rules": version("kohesi")}

    def load(self) -> None:
        """Read the lexicon."""
        if self._analyser is None:
            self._analyser = Analyser(Lexicon.bundled())

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Draft each segment.

        Raises:
            LanguageError: the source is not Indonesian, or the target is none of vi, lo, en.
        """
        if source_lang != "id":
            raise LanguageError(
                f"the draft engine reads Indonesian, not {source_lang!r}",
                hint="use --from id, or another engine",
            )
        if target_lang not in _RENDERERS:
            raise LanguageError(f"the draft engine does not write {target_lang!r}")
        self.load()
        render = import_module(_RENDERERS[target_lang], __package__).render
        return [self._draft(request, target_lang, render) for request in requests]

    def _draft(
        self, request: Request, lang: str, render: Callable[[list[Unit]], list[Piece]]
    ) -> Hypothesis:
        if self._analyser is None:
            raise LanguageError("the engine is not loaded")
        units = self._analyser.units(request.text, request.constraints)
        letters = [character for character in request.text if character.isalpha()]
        pieces = render(units)
        return assemble(pieces, lang, capitalise=bool(letters) and letters[0].isupper())


def create() -> DraftEngine:
    """Make the engine."""
    return DraftEngine()
