"""A transformers encoder-decoder, stepped by our own search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Stepper(Protocol):
    """A model that gives log probabilities for the next token of every beam."""

    def first(self) -> Any:
        """Return log probabilities (sentences, vocabulary) after the prefix."""
        ...

    def advance(self, tokens: Any, parents: Any, sentences: Any) -> Any:
        """Extend beams and return log probabilities (beams, vocabulary).

        Args:
            tokens: the token of each new beam.
            parents: index of the beam it extends, among those of the last call.
            sentences: index of the sentence of each new beam, in the batch of `first`.
        """
        ...


class TransformersStepper:
    """Runs the decoder of a model for all beams of a batch with a cache of keys and values.

    The prefix is run once per sentence, not per beam, and the cross-attention's keys and values,
    which are the same for all beams of a sentence, are not moved when beams change places.

    Args:
        model: a loaded encoder-decoder of transformers in evaluation mode.
        sources: token ids of each source, with its special tokens.
        prefix: token ids with which every target begins, the decoder's start token first.
        pad: the id that pads sources.
    """

    def __init__(
        self, model: Any, sources: Sequence[Sequence[int]], prefix: Sequence[int], pad: int
    ) -> None:
        self._model = model
        self._prefix = prefix
        self._inputs, self._mask = padded(sources, pad, model.device)
        self._cache: Any = None
        self._order: list[int] = []

    def first(self) -> Any:
        """Encode the sources, run the prefix, and return (sentences, vocabulary)."""
        import torch

        encoded = self._model.get_encoder()(
            input_ids=self._inputs, attention_mask=self._mask, return_dict=True
        )
        self._encoded = encoded
        count = len(self._inputs)
        prefix = torch.tensor([list(self._prefix)] * count, device=self._inputs.device)
        return self._forward(prefix)

    def advance(self, tokens: Any, parents: Any, sentences: Any) -> Any:
        """Move the cache to the new beams and return (beams, vocabulary)."""
        order = sentences.tolist()
        for layer in self._cache.self_attention_cache.layers:
            layer.keys = layer.keys.index_select(0, parents)
            layer.values = layer.values.index_select(0, parents)
        if order != self._order:
            for layer in self._cache.cross_attention_cache.layers:
                layer.keys = layer.keys.index_select(0, parents)
                layer.values = layer.values.index_select(0, parents)
            self._mask = self._mask.index_select(0, parents)
            hidden = self._encoded.last_hidden_state
            self._encoded.last_hidden_state = hidden[:1].expand(len(order), -1, -1)
            self._order = order
        return self._forward(tokens[:, None])

    def _forward(self, tokens: Any) -> Any:
        output = self._model(
            encoder_outputs=self._encoded,
            attention_mask=self._mask,
            decoder_input_ids=tokens,
            past_key_values=self._cache,
            use_cache=True,
            return_dict=True,
        )
        self._cache = output.past_key_values
        return output.logits[:, -1].float().log_softmax(-1)


def padded(rows: Sequence[Sequence[int]], pad: int, device: Any) -> tuple[Any, Any]:
    """Return rows of token ids as a tensor padded on the right, and its attention mask."""
    import torch

    width = max(len(row) for row in rows)
    ids = torch.tensor([[*row, *[pad] * (width - len(row))] for row in rows], device=device)
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=device)
    return ids, mask
