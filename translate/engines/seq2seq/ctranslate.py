"""CTranslate2: quick on any CPU (int8), and on a GPU (float16)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from corpus.errors import EngineError

from .backend import Attention, Decoded, Tokens
from .device import choose_compute, choose_device

LIBRARY_ERRORS = (RuntimeError, ValueError, OSError)
_CHUNK = 64
_MOST_ATTENTION = 1 << 23
"""Weights of attention that a decoding may give, at most: with longer targets they are made anew
where they are needed. A batch of 64 usual sentences stays at a fifth of that."""


class CTranslate2Backend:
    """A converted model.

    Args:
        folder: the folder with `model.bin`.
        device: `auto`, `cpu` or `cuda`.
        compute_type: CTranslate2's type of weights in memory; None takes int8 on a CPU and
            float16 on a GPU.
        threads: CPU threads; 0 lets CTranslate2 choose.
        batch_tokens: source tokens that are in work at once; it bounds the memory.

    Raises:
        EngineError: the model cannot be read, or the device or type is not to be had.
    """

    def __init__(
        self,
        folder: Path,
        *,
        device: str = "auto",
        compute_type: str | None = None,
        threads: int = 0,
        batch_tokens: int = 2048,
    ) -> None:
        import ctranslate2

        device = choose_device(device, ctranslate2.get_cuda_device_count())
        compute_type = choose_compute(
            compute_type, device, ctranslate2.get_supported_compute_types(device)
        )
        try:
            self._translator: Any = ctranslate2.Translator(
                str(folder), device=device, compute_type=compute_type, intra_threads=threads
            )
        except LIBRARY_ERRORS as error:
            raise EngineError(f"cannot load the model: {error}", path=folder) from error
        self._folder = folder
        self._words: frozenset[str] | None = None
        self._batch: dict[str, Any] = {"max_batch_size": batch_tokens, "batch_type": "tokens"}
        self.signature = {
            "ctranslate2": ctranslate2.__version__,
            "device": device,
            "compute": compute_type,
        }

    def knows(self, token: str) -> bool:
        """Whether a source token is in the vocabulary, which is read when this is first asked."""
        if self._words is None:
            names = ("shared_vocabulary.json", "source_vocabulary.json")
            path = next(self._folder / name for name in names if (self._folder / name).is_file())
            self._words = frozenset(json.loads(path.read_text(encoding="utf-8")))
        return token in self._words

    def decode(
        self,
        sources: Sequence[Tokens],
        prefix: Tokens,
        *,
        beams: int,
        n_best: int,
        limits: Sequence[int],
        heads: Sequence[Tokens] | None = None,
    ) -> list[list[Decoded]]:
        """Translate; see `Backend.decode`."""
        if not sources:
            return []
        if heads is None:
            starts = [list(prefix)] * len(sources)
        else:
            starts = [[*prefix, *head] for head in heads]
        count = min(n_best, beams)
        cells = sum(count * limit * len(one) for one, limit in zip(sources, limits, strict=True))
        results = self._run(
            sources,
            target_prefix=starts if any(starts) else None,
            beam_size=beams,
            num_hypotheses=count,
            max_decoding_length=max(limits) + len(prefix),
            return_scores=True,
            return_attention=cells <= _MOST_ATTENTION,
        )
        return [
            [
                self._decoded(*one, start=start, skip=len(prefix))
                # the best one is the draft that a term may be missing in; others are not kept
                for one in zip_longest(
                    result.hypotheses, result.scores, (result.attention or ())[:1]
                )
            ]
            for result, start in zip(results, starts, strict=True)
        ]

    @staticmethod
    def _decoded(
        tokens: list[str], score: float, attention: Any, *, start: Tokens, skip: int
    ) -> Decoded:
        # a head may hold tokens that the model does not know; they stand as they were given
        whole = [*start, *tokens[len(start) :]][skip:]
        if attention is not None:
            attention = attention[skip : skip + len(whole)]
        return Decoded(tuple(whole), float(score), attention)

    def score(
        self, sources: Sequence[Tokens], prefix: Tokens, targets: Sequence[Tokens]
    ) -> list[list[float]]:
        """Score targets; see `Backend.score`."""
        if not sources:
            return []
        try:
            results = self._translator.score_batch(
                [list(source) for source in sources],
                [[*prefix, *target] for target in targets],
                max_input_length=0,
                offset=len(prefix),
                **self._batch,
            )
        except LIBRARY_ERRORS as error:
            raise EngineError(f"the model failed: {error}") from error
        return [result.log_probs for result in results]

    def attend(
        self, sources: Sequence[Tokens], prefix: Tokens, targets: Sequence[Tokens]
    ) -> list[Attention]:
        """Force each target on the decoder and look at its cross-attention.

        Targets of like length go together, because the decoder writes on until the longest of
        them is through.
        """
        order = sorted(range(len(targets)), key=lambda index: len(targets[index]))
        found: list[Attention] = [[] for _ in targets]
        skip = len(prefix)
        for start in range(0, len(order), _CHUNK):
            chunk = [index for index in order[start : start + _CHUNK] if targets[index]]
            if not chunk:
                continue
            results = self._run(
                [sources[index] for index in chunk],
                target_prefix=[[*prefix, *targets[index]] for index in chunk],
                beam_size=1,
                max_decoding_length=max(len(targets[index]) for index in chunk) + skip,
                return_attention=True,
            )
            for index, result in zip(chunk, results, strict=True):
                # one row per token that the decoder was given or wrote, the prefix among them
                found[index] = result.attention[0][skip : skip + len(targets[index])]
        return found

    def _run(self, sources: Sequence[Tokens], **options: Any) -> list[Any]:
        try:
            results: list[Any] = self._translator.translate_batch(
                [list(source) for source in sources],
                max_input_length=0,
                **self._batch,
                **options,
            )
        except LIBRARY_ERRORS as error:
            raise EngineError(f"the model failed: {error}") from error
        return results
