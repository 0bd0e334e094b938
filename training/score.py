"""Greedy translations of a model in training, and their chrF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.languages.spelling import preferred_spelling

from .examples import Examples, padded

_BATCH = 64
_MOST = 200  # tokens of a translation


def chrf(hypotheses: Sequence[str], references: Sequence[str], lang: str) -> float:
    """Return chrF++, for Lao chrF, since its words have no spaces between them."""
    from sacrebleu import corpus_chrf

    order = 0 if lang == "lo" else 2
    return float(corpus_chrf(list(hypotheses), [list(references)], word_order=order).score)


class Greedy:
    """Translates with a model of transformers, the likeliest token at each step.

    Args:
        examples: the packed folder, for its vocabulary and language codes.
        device: of the model.
        batch: sentences that are translated at once.
    """

    def __init__(self, examples: Examples, device: str, batch: int = _BATCH) -> None:
        self._examples = examples
        self._device = device
        self._batch = batch
        self._codes = {lang: int(code) for lang, code in examples.manifest["codes"].items()}

    def translate(
        self, model: Any, sources: Sequence[str], source_lang: str, target_lang: str
    ) -> list[str]:
        """Translate sentences, in their order."""
        vocabulary = self._examples.vocabulary
        rows = [vocabulary.encode(text) for text in sources]
        made = self.generate(model, rows, source_lang, target_lang)
        return [preferred_spelling(vocabulary.decode(row), target_lang)[0] for row in made]

    def generate(
        self, model: Any, sources: Sequence[Sequence[int]], source_lang: str, target_lang: str
    ) -> list[list[int]]:
        """Translate ids to ids, both without language codes and end, in their order."""
        import torch

        end, pad = self._examples.end, self._examples.pad
        code = self._codes[source_lang]
        rows = [[code, *source, end] for source in sources]
        order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
        found: list[list[int]] = [[] for _ in rows]
        model.eval()
        for start in range(0, len(order), self._batch):
            members = order[start : start + self._batch]
            ids = torch.from_numpy(padded([rows[index] for index in members], pad))
            ids = ids.to(self._device)
            with (
                torch.inference_mode(),
                torch.autocast(self._device, dtype=torch.bfloat16),
            ):
                made = model.generate(
                    input_ids=ids, attention_mask=ids != pad, num_beams=1, do_sample=False,
                    forced_bos_token_id=self._codes[target_lang],
                    max_new_tokens=min(_MOST, int(1.6 * ids.shape[1]) + 10),
                )  # fmt: skip
            for index, row in zip(members, made.tolist(), strict=True):
                found[index] = _written(row, end, pad)
        return found

    def scores(self, model: Any, sets: Sequence[dict[str, Any]], *, most: int) -> dict[str, float]:
        """Return the score of each dev set by `name:source-target`.

        Args:
            model: in the form of transformers.
            sets: as `dev.json` has them.
            most: sentences of each set that are used.
        """
        return {
            f"{one['name']}:{one['source_lang']}-{one['target_lang']}": round(
                chrf(
                    self.translate(
                        model, one["sources"][:most], one["source_lang"], one["target_lang"]
                    ),
                    one["references"][:most],
                    one["target_lang"],
                ),
                2,
            )
            for one in sets
        }


def _written(row: Sequence[int], end: int, pad: int) -> list[int]:
    """Return what a decoder wrote after its start token and the language."""
    ids = list(row)[2:]
    if end in ids:
        ids = ids[: ids.index(end)]
    return [one for one in ids if one != pad]
