"""The statistics of chrF, counted in less time than sacreBLEU counts them.

The figures are sacreBLEU's to the last digit, and so is the signature; a test compares them. It is
quicker because the number of n-grams of a text is known from its length, so that only n-grams that
both texts have need to be looked at.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any


def fast_chrf(*, word_order: int) -> Any:
    """Return sacreBLEU's chrF with our counting."""
    return _chrf_class()(word_order=word_order)


@cache
def _chrf_class() -> Any:
    """Make the class when it is needed: sacreBLEU is not loaded with this module."""
    from sacrebleu.metrics import CHRF

    class FastCHRF(CHRF):  # type: ignore[misc]
        """chrF that takes its n-grams once and compares those that both sides have."""

        def _extract_reference_info(self, refs: list[str]) -> dict[str, Any]:
            return {"ref_ngrams": [self._ngrams(ref) for ref in refs]}

        def _compute_segment_statistics(
            self, hypothesis: str, ref_kwargs: dict[str, Any]
        ) -> list[int]:
            ours = self._ngrams(hypothesis)
            best: list[int] = []
            best_score = -1.0
            references = ref_kwargs["ref_ngrams"]
            for theirs in references:
                statistics: list[int] = []
                for (mine, count), (other, total) in zip(ours, theirs, strict=True):
                    statistics += (count if total else 0, total, _common(mine, other))
                score = self._compute_f_score(statistics) if len(references) > 1 else 0.0
                if score > best_score:
                    best_score, best = score, statistics
            return best

        def _ngrams(self, text: str) -> list[tuple[Counter[str], int]]:
            line = "".join(text.split())
            counted: list[tuple[Counter[str], int]] = []
            for n in range(1, self.char_order + 1):
                size = max(0, len(line) - n + 1)
                counted.append((Counter([line[i : i + n] for i in range(size)]), size))
            if self.word_order:
                words = self._remove_punctuation(text)
                for n in range(1, self.word_order + 1):
                    size = max(0, len(words) - n + 1)
                    counted.append(
                        (Counter([" ".join(words[i : i + n]) for i in range(size)]), size)
                    )
            return counted

    return FastCHRF


def _common(mine: Counter[str], other: Counter[str]) -> int:
    """Count the n-grams that both have, each as often as the one that has fewer."""
    shared = mine.keys() & other.keys()
    return sum([mine[key] if mine[key] < other[key] else other[key] for key in shared])
