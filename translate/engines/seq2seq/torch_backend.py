"""transformers with torch: slower on a CPU, but its decoder can be constrained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import EngineError, MissingExtra

from .automaton import Plan
from .backend import Attention, Decoded, Demands, Tokens
from .device import choose_device, choose_dtype
from .families import END, Family
from .forms import Phrasebook
from .search import Found, Vocabulary, search
from .stepper import TransformersStepper, padded
from .tokenizer import Tokenizer
from .vocabulary import vocabulary_of

LIBRARY_ERRORS = (RuntimeError, ValueError, OSError, KeyError)
_SCORES = 1 << 26
"""Scores that are in memory at once; a quarter of a gigabyte in single precision."""


class TransformersBackend:
    """A checkpoint in the form of transformers.

    Args:
        folder: the checkpoint.
        family: how it wraps its tokens.
        target_tokenizer: the SentencePiece model of the target.
        device: `auto`, `cpu` or `cuda`.
        compute_type: torch's type of weights in memory; None takes float32 on a CPU and float16
            on a GPU.
        batch_tokens: source tokens, padding included, that are in work at once.

    Raises:
        MissingExtra: torch is not installed.
        EngineError: the checkpoint cannot be read, or the device or type is not to be had.
    """

    def __init__(
        self,
        folder: Path,
        family: Family,
        target_tokenizer: Tokenizer,
        *,
        device: str = "auto",
        compute_type: str | None = None,
        batch_tokens: int = 2048,
    ) -> None:
        try:
            import torch
        except ImportError as error:
            raise MissingExtra("torch", "the transformers backend") from error
        import transformers

        device = choose_device(device, torch.cuda.device_count())
        dtype = choose_dtype(compute_type, device)
        try:
            self._model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                folder, dtype=getattr(torch, dtype), local_files_only=True
            ).to(device)
            self._ids = vocabulary_of(folder, family)
        except LIBRARY_ERRORS as error:
            raise EngineError(f"cannot load the model: {error}", path=folder) from error
        self._model.eval()
        self._family = family
        self._tokenizer = target_tokenizer
        self._tokens = {index: token for token, index in self._ids.items()}
        self._unknown = self._ids.get("<unk>", -1)
        self._pad = int(self._model.config.pad_token_id)
        self._end = self._ids[END]
        self._size = int(self._model.get_output_embeddings().weight.shape[0])
        self._batch_tokens = batch_tokens
        self._books: dict[str, tuple[Phrasebook, Vocabulary]] = {}
        none = torch.zeros((3, self._size), dtype=torch.bool, device=device)
        self._plain = Vocabulary(self._end, none, none, none[0], banned=(self._pad,))
        self.signature = {
            "transformers": transformers.__version__,
            "torch": torch.__version__,
            "device": device,
            "compute": dtype,
        }

    def knows(self, token: str) -> bool:
        """Whether a source token is in the vocabulary."""
        return token in self._ids

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
        forced = None if heads is None else [self._known(head) for head in heads]
        found = self._search(
            sources, prefix, [Plan()] * len(sources), self._plain, beams, n_best, limits, forced
        )
        if heads is None:
            return found
        # a head may hold tokens that the model does not know; they stand as they were given
        return [
            [Decoded((*head, *one.tokens[len(head) :]), one.score) for one in results]
            for head, results in zip(heads, found, strict=True)
        ]

    def constrain(
        self,
        sources: Sequence[Tokens],
        prefix: Tokens,
        demands: Sequence[Demands],
        *,
        lang: str,
        beams: int,
        n_best: int,
        limits: Sequence[int],
    ) -> list[list[Decoded]]:
        """Translate under demands; see `Constraining.constrain`.

        Sentences with like numbers of constraints go together: the number of beams is that of
        the sentence with the most.
        """
        book, vocabulary = self._book(lang)
        plans = [book.plan(demand) for demand in demands]
        found: list[list[Decoded]] = [[] for _ in sources]
        by_total: dict[int, list[int]] = {}
        for index, plan in enumerate(plans):
            if plan is not None:
                by_total.setdefault(plan.total if plan.total + 2 > beams else 0, []).append(index)
        for members in by_total.values():
            results = self._search(
                [sources[index] for index in members], prefix,
                [plan for index in members if (plan := plans[index]) is not None],
                vocabulary, beams, n_best, [limits[index] for index in members], None,
            )  # fmt: skip
            for index, result in zip(members, results, strict=True):
                found[index] = result
        return found

    def score(
        self, sources: Sequence[Tokens], prefix: Tokens, targets: Sequence[Tokens]
    ) -> list[list[float]]:
        """Score targets; see `Backend.score`."""
        import torch

        scores: list[list[float]] = [[] for _ in sources]
        start = [*self._start(), *self._known(prefix)]
        for members in self._batches(sources):
            rows = [[*start, *self._known(targets[index]), self._end] for index in members]
            with torch.inference_mode():
                ids, _ = padded(rows, self._pad, self._model.device)
                logits = self._forward([sources[index] for index in members], ids[:, :-1]).logits
                chosen = logits.gather(2, ids[:, 1:, None])[..., 0].float()
                values = (chosen - logits.float().logsumexp(-1)).tolist()
            for index, row, value in zip(members, rows, values, strict=True):
                scores[index] = value[len(start) - 1 : len(row) - 1]
        return scores

    def attend(
        self, sources: Sequence[Tokens], prefix: Tokens, targets: Sequence[Tokens]
    ) -> list[Attention]:
        """Force each target on the decoder; the mean over the heads of its last layer."""
        import torch

        found: list[Attention] = [[] for _ in sources]
        start = [*self._start(), *self._known(prefix)]
        usual = self._model.config._attn_implementation
        self._model.set_attn_implementation("eager")
        try:
            for members in self._batches(sources):
                rows = [[*start, *self._known(targets[index])] for index in members]
                with torch.inference_mode():
                    ids, _ = padded(rows, self._pad, self._model.device)
                    weights = self._attention([sources[index] for index in members], ids)
                for place, index in enumerate(members):
                    # the row of a token is that of the step which wrote it
                    last = len(rows[place]) - 1
                    found[index] = weights[place, len(start) - 1 : last].tolist()
        finally:
            self._model.set_attn_implementation(usual)
        return found

    def _attention(self, sources: Sequence[Tokens], decoder_ids: Any) -> Any:
        """Run encoder and decoder, and not the scores of the whole vocabulary, which cost most."""
        ids, mask = padded(
            [self._known(source) for source in sources], self._pad, self._model.device
        )
        encoded = self._model.get_encoder()(input_ids=ids, attention_mask=mask, return_dict=True)
        decoded = self._model.get_decoder()(
            input_ids=decoder_ids, encoder_hidden_states=encoded.last_hidden_state,
            encoder_attention_mask=mask, output_attentions=True, use_cache=False, return_dict=True,
        )  # fmt: skip
        return decoded.cross_attentions[-1].mean(1)

    def _forward(self, sources: Sequence[Tokens], decoder_ids: Any, **options: Any) -> Any:
        ids, mask = padded(
            [self._known(source) for source in sources], self._pad, self._model.device
        )
        return self._model(
            input_ids=ids, attention_mask=mask, decoder_input_ids=decoder_ids, use_cache=False,
            return_dict=True, **options,
        )  # fmt: skip

    def _search(
        self,
        sources: Sequence[Tokens],
        prefix: Tokens,
        plans: Sequence[Plan],
        vocabulary: Vocabulary,
        beams: int,
        n_best: int,
        limits: Sequence[int],
        heads: Sequence[Sequence[int]] | None,
    ) -> list[list[Decoded]]:
        found: list[list[Decoded]] = [[] for _ in sources]
        start = [*self._start(), *self._known(prefix)]
        widest = max(beams, 2 + max((plan.total for plan in plans), default=0))
        for members in self._batches(sources, widest):
            try:
                results = search(
                    TransformersStepper(
                        self._model, [self._known(sources[i]) for i in members], start, self._pad
                    ),
                    [plans[index] for index in members],
                    vocabulary,
                    beams=beams,
                    max_lengths=[limits[index] for index in members],
                    n_best=n_best,
                    heads=None if heads is None else [heads[index] for index in members],
                )
            except RuntimeError as error:
                raise EngineError(f"the model failed: {error}") from error
            for index, result in zip(members, results, strict=True):
                found[index] = [self._decoded(one) for one in result]
        return found

    def _decoded(self, found: Found) -> Decoded:
        return Decoded(tuple(self._tokens.get(one, "<unk>") for one in found.tokens), found.score)

    def _batches(self, sources: Sequence[Tokens], beams: int = 4) -> Iterator[list[int]]:
        """Give the sentences in batches of like length, shortest first.

        A batch is bounded by its tokens and by the scores that a step makes: one for each word
        of the vocabulary and each beam.
        """
        most = max(1, _SCORES // (beams * self._size))
        batch: list[int] = []
        for index in sorted(range(len(sources)), key=lambda index: len(sources[index])):
            tokens = len(sources[index]) * (len(batch) + 1)
            if batch and (tokens > self._batch_tokens or len(batch) >= most):
                yield batch
                batch = []
            batch.append(index)
        if batch:
            yield batch

    def _known(self, tokens: Tokens) -> list[int]:
        return [self._ids.get(token, self._unknown) for token in tokens]

    def _start(self) -> list[int]:
        return self._known([self._family.start])

    def _book(self, lang: str) -> tuple[Phrasebook, Vocabulary]:
        if lang not in self._books:
            book = Phrasebook(self._tokenizer, self._ids, self._unknown, lang)
            codes = [self._ids[code] for code in self._family.codes.values() if code in self._ids]
            banned = sorted({self._pad, self._unknown, *codes} - {-1})
            vocabulary = book.vocabulary(self._size, self._end, banned, self._model.device)
            self._books[lang] = book, vocabulary
        return self._books[lang]
