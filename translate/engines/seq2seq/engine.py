"""NLLB-200, M2M-100, SMaLL-100, MADLAD-400 and OPUS-MT checkpoints, on either backend."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.errors import EngineError
from corpus.languages.spelling import preferred_spelling
from translate.engines.inline import BARE, Marks
from translate.engines.protocol import EngineInfo, Hypothesis, Request
from translate.engines.steering import Steer

from .attention import attention_links
from .backend import Backend, Decoded, Demands
from .convert import converted, digest
from .families import Flavour, flavour_of
from .inplace import attended
from .long import MAX_PIECES, joined, parts_of
from .models import find_model, unpinned
from .splice import splice
from .tokenizer import Tokenizer
from .unknown import fill_unknown

Span = tuple[int, int]

log = logging.getLogger(__name__)

INFO = EngineInfo(
    name="nllb",
    summary="a neural model that translates whole sentences (NLLB-200, through CTranslate2)",
    quality="good; chrF++ on FLORES-200 from Indonesian: vi 49 to 52, lo 38 to 39, en 63 to 65",
    licence="CC BY-NC 4.0 (no commercial use)",
    size="0.6 or 1.4 GB",
    target_langs=("id", "vi", "lo", "en"),
    rank=30,
    uses_constraints=False,
    takes_model=True,
)

BACKENDS = ("ctranslate2", "transformers")


class Seq2SeqEngine:
    """Translates with a checkpoint, freely or under constraints.

    Args:
        model: name or directory of the model; None takes the best one that was pulled.
        backend: `ctranslate2`, which converts a checkpoint once and is quick, or `transformers`,
            which can constrain the decoder.
        beam_size: number of hypotheses that the search keeps; all of them are returned.
        device: `auto`, `cpu` or `cuda`.
        compute_type: type of the weights in memory; None takes int8 (transformers: float32) on
            a CPU and float16 on a GPU.
        threads: CPU threads of CTranslate2; 0 lets it choose.
        batch_tokens: source tokens in work at once; it bounds the memory.
        length_ratio: most target tokens for each source token, beside a fixed allowance.

    Raises:
        EngineError: there is no such backend.
    """

    info = INFO

    def __init__(
        self,
        *,
        model: str | None = None,
        backend: str = "ctranslate2",
        beam_size: int = 4,
        device: str = "auto",
        compute_type: str | None = None,
        threads: int = 0,
        batch_tokens: int = 2048,
        length_ratio: float = 3.0,
    ) -> None:
        if backend not in BACKENDS:
            raise EngineError(f"unknown backend {backend!r}", hint=f"use {' or '.join(BACKENDS)}")
        self._name = model
        self._backend_name = backend
        self._beam_size = beam_size
        self._device = device
        self._compute_type = compute_type
        self._threads = threads
        self._batch_tokens = batch_tokens
        self._length_ratio = length_ratio
        self._backend: Backend | None = None
        self._signature: dict[str, str] = {"engine": self.info.name}
        self._written: dict[tuple[str, str], Decoded] = {}
        self._flavour: Flavour
        self._tokenizers: tuple[Tokenizer, Tokenizer]

    @property
    def signature(self) -> dict[str, str]:
        """Return what identifies the output: model digest, library versions, options."""
        return dict(self._signature)

    @property
    def inline_marks(self) -> Marks:
        """Return what stands around a rendering in the source; empty before `load`."""
        return BARE if self._backend is None else self._flavour.marks

    @property
    def methods(self) -> tuple[str, ...]:
        """Return how it can be steered, the better way first."""
        constrains = self._backend_name == "transformers"
        return ("splice", "constrained") if constrains else ("splice",)

    def load(self) -> None:
        """Read the model; CTranslate2 has it converted first when it is a checkpoint.

        Raises:
            ModelUnavailable: the model is not on this machine.
            EngineError: the model cannot be read.
            MissingExtra: torch is needed and not installed.
        """
        if self._backend is not None:
            return
        slow = self._backend_name == "transformers"
        folder = find_model(self._name, checkpoint=slow)
        if warning := unpinned(self._name, folder):
            log.warning("%s", warning)
        if not slow:
            folder = converted(folder)
        self._flavour = flavour_of(folder)
        family = self._flavour.family
        source = Tokenizer(folder / family.source_tokenizer)
        same = family.source_tokenizer == family.target_tokenizer
        target = source if same else Tokenizer(folder / family.target_tokenizer)
        self._tokenizers = source, target
        if slow:
            from .torch_backend import TransformersBackend

            self._backend = TransformersBackend(
                folder,
                family,
                target,
                device=self._device,
                compute_type=self._compute_type,
                batch_tokens=self._batch_tokens,
            )
        else:
            from .ctranslate import CTranslate2Backend

            self._backend = CTranslate2Backend(
                folder,
                device=self._device,
                compute_type=self._compute_type,
                threads=self._threads,
                batch_tokens=self._batch_tokens,
            )
        self._signature |= {
            "model": Path(self._name).name if self._name else folder.name,
            "family": family.name,
            "digest": digest(folder),
            **self._backend.signature,
            "beam": str(self._beam_size),
        }

    def translate(
        self, requests: Sequence[Request], *, source_lang: str, target_lang: str
    ) -> list[Hypothesis]:
        """Translate segments freely; constraints are not used.

        A hypothesis carries the other beams as alternatives. Links cost time and are made by
        `linked` where they are asked for; only a segment that had to be cut brings them along.

        Raises:
            LanguageError: the model does not know a language.
            EngineError: the model failed.
        """
        backend = self._ready(source_lang, target_lang)
        tokenizer, _ = self._tokenizers
        parts = [parts_of(request.text, tokenizer) for request in requests]
        flat = [text for group in parts for _, text in group]
        sources = self._sources(flat, source_lang, target_lang)
        self._written.clear()
        prefix = self._flavour.family.prefix(target_lang)
        decoded = backend.decode(
            sources,
            prefix,
            beams=self._beam_size,
            n_best=self._beam_size,
            limits=[self._limit(source) for source in sources],
        )
        results = iter(fill_unknown(backend, sources, prefix, decoded))
        hypotheses = []
        for group in parts:
            made = [self._hypothesis(text, next(results), target_lang) for _, text in group]
            if len(group) > 1:
                made = self.linked(
                    [text for _, text in group],
                    made,
                    source_lang=source_lang,
                    target_lang=target_lang,
                )
                hypotheses.append(joined(made, [start for start, _ in group]))
            else:
                hypotheses.append(made[0])
        return hypotheses

    def steer(
        self, segments: Sequence[Steer], method: str, *, source_lang: str, target_lang: str
    ) -> list[tuple[Hypothesis, ...]]:
        """Decode segments again under their constraints; see `Steerable.steer`.

        A segment that is too long for the model is left alone.
        """
        backend = self._ready(source_lang, target_lang)
        if method not in self.methods:
            raise EngineError(
                f"the backend {self._backend_name} has no {method!r}",
                hint=f"use {' or '.join(self.methods)}",
            )
        tokenizer, _ = self._tokenizers
        fitting = [
            index
            for index, segment in enumerate(segments)
            if segment.constraints
            and len(tokenizer.encode(segment.text).tokens) <= MAX_PIECES
            and (method == "constrained" or segment.draft is not None)
        ]
        chosen = [segments[index] for index in fitting]
        sources = self._sources([one.text for one in chosen], source_lang, target_lang)
        steered = self._constrained if method == "constrained" else self._spliced
        candidates: list[tuple[Hypothesis, ...]] = [()] * len(segments)
        for index, found in zip(
            fitting, steered(backend, chosen, sources, target_lang), strict=True
        ):
            candidates[index] = found
        return candidates

    def linked(
        self,
        texts: Sequence[str],
        hypotheses: Sequence[Hypothesis],
        *,
        source_lang: str,
        target_lang: str,
    ) -> list[Hypothesis]:
        """Give links from cross-attention to the hypotheses that have none."""
        backend = self._ready(source_lang, target_lang)
        source_tokenizer, _ = self._tokenizers
        bare = [
            index
            for index, one in enumerate(hypotheses)
            if not one.links
            and one.text
            and len(source_tokenizer.encode(texts[index]).tokens) <= MAX_PIECES
        ]
        pieces = [source_tokenizer.encode(texts[index]) for index in bare]
        targets = [self._target(texts[index], hypotheses[index].text) for index in bare]
        family = self._flavour.family
        attention = attended(
            backend,
            [family.source(one.tokens, source_lang, target_lang) for one in pieces],
            family.prefix(target_lang),
            [written for written, _ in targets],
        )
        found = list(hypotheses)
        for index, piece, (_, spans), weights in zip(bare, pieces, targets, attention, strict=True):
            links = attention_links(weights, piece.spans, spans, source_offset=family.source_offset)
            found[index] = replace(hypotheses[index], links=links)
        return found

    def _constrained(
        self, backend: Any, segments: Sequence[Steer], sources: list[list[str]], target_lang: str
    ) -> list[tuple[Hypothesis, ...]]:
        demands = [
            Demands(
                tuple(Counter(one.forms for one in segment.constraints if one.required).items()),
                segment.forbidden,
            )
            for segment in segments
        ]
        results = backend.constrain(
            sources,
            self._flavour.family.prefix(target_lang),
            demands,
            lang=target_lang,
            beams=self._beam_size,
            n_best=self._beam_size,
            limits=[
                self._steered_limit(segment, source)
                for segment, source in zip(segments, sources, strict=True)
            ],
        )
        return [
            tuple(self._one(segment.text, decoded, target_lang) for decoded in found)
            for segment, found in zip(segments, results, strict=True)
        ]

    def _spliced(
        self,
        backend: Backend,
        segments: Sequence[Steer],
        sources: list[list[str]],
        target_lang: str,
    ) -> list[tuple[Hypothesis, ...]]:
        family = self._flavour.family
        results: Sequence[Sequence[Decoded]] = splice(
            segments,
            backend,
            self._tokenizers,
            sources,
            [self._decoded(one.text, one.draft.text if one.draft else "") for one in segments],
            family.prefix(target_lang),
            source_offset=family.source_offset,
            lang=target_lang,
        )
        results = fill_unknown(backend, sources, family.prefix(target_lang), results)
        return [
            tuple(self._one(segment.text, target, target_lang) for target in found)
            for segment, found in zip(segments, results, strict=True)
        ]

    def _ready(self, source_lang: str, target_lang: str) -> Backend:
        self.load()
        if self._backend is None:
            raise EngineError("the engine is not loaded")
        self._flavour.check(source_lang, target_lang)
        return self._backend

    def _sources(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[list[str]]:
        tokenizer, _ = self._tokenizers
        return [
            self._flavour.family.source(tokenizer.encode(text).tokens, source_lang, target_lang)
            for text in texts
        ]

    def _limit(self, source: Sequence[str]) -> int:
        return min(2 * MAX_PIECES, int(self._length_ratio * len(source)) + 16)

    def _steered_limit(self, segment: Steer, source: Sequence[str]) -> int:
        """Return the most tokens of a target under constraints.

        A weak model puts off what it finds improbable until it may write no more. So the free
        translation is the measure, with room for the forms.
        """
        most = self._limit(source)
        if segment.draft is None or not segment.draft.text:
            return most
        draft = len(self._decoded(segment.text, segment.draft.text).tokens)
        forms = sum(len(self._target_tokens(one.forms[0])) for one in segment.constraints)
        return min(most, draft + draft // 4 + forms + 8)

    def _target_tokens(self, text: str) -> tuple[str, ...]:
        return self._tokenizers[1].encode(text).tokens

    def _one(self, source: str, decoded: Decoded, target_lang: str) -> Hypothesis:
        text, _ = Tokenizer.decode(list(decoded.tokens))
        text = preferred_spelling(text, target_lang)[0]
        self._written[source, text] = decoded
        return Hypothesis(text, score=decoded.score)

    def _target(self, source: str, text: str) -> tuple[Decoded, Sequence[Span]]:
        """Return a translation in tokens, with their places in it."""
        decoded = self._decoded(source, text)
        written, spans = Tokenizer.decode(list(decoded.tokens))
        if written == text:
            return decoded, spans
        pieces = self._tokenizers[1].encode(text)
        return Decoded(pieces.tokens, 0.0), pieces.spans

    def _decoded(self, source: str, text: str) -> Decoded:
        """Return a translation in tokens, as the model itself wrote it if it did so lately.

        Tokenizing anew can cut words otherwise than the model did.
        """
        written = self._written.get((source, text))
        return written or Decoded(self._tokenizers[1].encode(text).tokens, 0.0)

    def _hypothesis(self, source: str, found: Sequence[Decoded], target_lang: str) -> Hypothesis:
        best, *others = (self._one(source, decoded, target_lang) for decoded in found)
        return Hypothesis(
            text=best.text,
            score=best.score,
            alternatives=tuple(one for one in others if one.text != best.text),
        )
