"""NLLB-200 and other M2M-100 checkpoints, run by CTranslate2."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import EngineError, KohesiError
from corpus.languages.spelling import preferred_spelling
from translate.engines.protocol import EngineInfo, Hypothesis, Link, Request

from .attention import attention_links
from .convert import converted, digest
from .models import TOKENIZER_FILE, find_model
from .tokenizer import LANGUAGE_CODES, Tokenizer, language_code

log = logging.getLogger(__name__)

INFO = EngineInfo(
    name="nllb",
    summary="a neural model that translates whole sentences (NLLB-200, through CTranslate2)",
    quality="good; chrF++ on FLORES-200 from Indonesian: vi 49 to 52, lo 38 to 39, en 63 to 65",
    licence="CC BY-NC 4.0 (no commercial use)",
    size="0.6 or 1.4 GB",
    target_langs=tuple(LANGUAGE_CODES),
    rank=30,
    uses_constraints=False,
    takes_model=True,
)

MAX_PIECES = 500
"""A longer segment is cut: the model was trained on sentences of at most 512 pieces."""

_END = "</s>"
_LIBRARY_ERRORS = (RuntimeError, ValueError, OSError)


class Seq2SeqEngine:
    """Translates with a converted checkpoint.

    Args:
        model: name or directory of the model; None takes the best one that was pulled.
        beam_size: number of hypotheses that the search keeps.
        compute_type: CTranslate2's type of weights in memory; `int8` is quick on any CPU.
        threads: CPU threads; 0 lets CTranslate2 choose.
    """

    info = INFO

    def __init__(
        self,
        *,
        model: str | None = None,
        beam_size: int = 4,
        compute_type: str = "int8",
        threads: int = 0,
    ) -> None:
        self._name = model
        self._beam_size = beam_size
        self._compute_type = compute_type
        self._threads = threads
        self._translator: Any = None
        self._tokenizer: Tokenizer | None = None
        self._signature: dict[str, str] = {"engine": INFO.name}

    @property
    def signature(self) -> dict[str, str]:
        """Return what identifies the output: model digest, library version, options."""
        return dict(self._signature)

    def load(self) -> None:
        """Read the model, after converting it when it is a transformers checkpoint.

        Raises:
            ModelUnavailable: the model is not on this machine.
            EngineError: the model cannot be read.
        """
        if self._translator is not None:
            return
        folder = converted(find_model(self._name))
        import ctranslate2

        self._tokenizer = Tokenizer(folder / TOKENIZER_FILE)
        try:
            self._translator = ctranslate2.Translator(
                str(folder), compute_type=self._compute_type, intra_threads=self._threads
            )
        except _LIBRARY_ERRORS as error:
            raise EngineError(f"cannot load the model: {error}", path=folder) from error
        self._signature |= {
            "model": _model_name(self._name, folder),
            "digest": digest(folder),
            "ctranslate2": ctranslate2.__version__,
            "compute": self._compute_type,
            "beam": str(self._beam_size),
        }

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Translate segments in batches of similar length; constraints are not used.

        Raises:
            LanguageError: the model has no code for a language.
            EngineError: CTranslate2 failed.
        """
        source_code, target_code = language_code(source_lang), language_code(target_lang)
        self.load()
        if self._tokenizer is None:
            raise EngineError("the engine is not loaded")
        parts = [_parts(request.text, self._tokenizer) for request in requests]
        pieces = [[self._tokenizer.encode(text) for _, text in group] for group in parts]
        flat = [piece for group in pieces for piece in group]
        try:
            results = iter(
                self._translator.translate_batch(
                    [[source_code, *piece.tokens, _END] for piece in flat],
                    target_prefix=[[target_code]] * len(flat),
                    beam_size=self._beam_size,
                    max_input_length=0,
                    max_decoding_length=2 * MAX_PIECES,
                    max_batch_size=2048,
                    batch_type="tokens",
                    return_scores=True,
                    return_attention=True,
                )
            )
        except _LIBRARY_ERRORS as error:
            raise EngineError(f"the model failed: {error}") from error
        hypotheses = []
        for group, encoded in zip(parts, pieces, strict=True):
            made = [self._hypothesis(next(results), piece.spans, target_code) for piece in encoded]
            starts = [start for start, _ in group]
            hypotheses.append(_spelled(_joined(made, starts), target_lang))
        return hypotheses

    def _hypothesis(
        self, result: Any, source_spans: Sequence[tuple[int, int]], target_code: str
    ) -> Hypothesis:
        tokens = list(result.hypotheses[0])
        attention = list(result.attention[0])
        if tokens and tokens[0] == target_code:
            tokens, attention = tokens[1:], attention[-len(tokens) + 1 :]
        text, spans = Tokenizer.decode(tokens)
        return Hypothesis(
            text=text,
            links=attention_links(attention, source_spans, spans, source_offset=1),
            score=float(result.scores[0]),
        )


def _parts(text: str, tokenizer: Tokenizer) -> list[tuple[int, str]]:
    """Cut a text that is too long for the model: at `;` or `,` or a space near its middle.

    Returns:
        The parts with the offset of each in the text.
    """
    if len(tokenizer.encode(text).tokens) <= MAX_PIECES:
        return [(0, text)]
    middle = len(text) // 2
    places = [
        place
        for mark in ("; ", ", ", " ")
        for place in (text.rfind(mark, 1, middle) + len(mark),)
        if place > len(mark)
    ]
    cut = next((place for place in places if place > middle // 2), middle)
    left, right = text[:cut], text[cut:]
    return _parts(left, tokenizer) + [
        (cut + start, part) for start, part in _parts(right, tokenizer)
    ]


def _joined(parts: Sequence[Hypothesis], source_starts: Sequence[int]) -> Hypothesis:
    if len(parts) == 1:
        return parts[0]
    text = ""
    links: list[Link] = []
    for part, start in zip(parts, source_starts, strict=True):
        text = f"{text} " if text else ""
        shift = len(text)
        text += part.text
        links.extend(
            Link(
                (link.source[0] + start, link.source[1] + start),
                (link.target[0] + shift, link.target[1] + shift),
            )
            for link in part.links
        )
    scores = [part.score for part in parts if part.score is not None]
    return Hypothesis(text, tuple(links), score=sum(scores) / len(scores) if scores else None)


def _spelled(hypothesis: Hypothesis, lang: str) -> Hypothesis:
    """Write the hypothesis in the preferred spelling of its language, and move its links."""
    text, moved = preferred_spelling(hypothesis.text, lang)
    if text == hypothesis.text:
        return hypothesis
    return Hypothesis(
        text=text,
        links=tuple(
            Link(link.source, (moved(link.target[0]), moved(link.target[1])))
            for link in hypothesis.links
        ),
        score=hypothesis.score,
    )


def _model_name(name: str | None, folder: Path) -> str:
    return Path(name).name if name else folder.name


def missing() -> str:
    """Say why the engine cannot run here, or return the empty string."""
    try:
        find_model(None)
    except KohesiError as error:
        return str(error)
    return ""


def create(*, model: str | None = None) -> Seq2SeqEngine:
    """Make the engine for a model name or directory; None is the best pulled model."""
    return Seq2SeqEngine(model=model)
