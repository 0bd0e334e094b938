"""Examples and batches from packed shards: the same for the same seed, wherever a run resumes.

A run draws chunks of examples. What a chunk holds depends on the seed and on its number alone, so
a checkpoint needs to remember two numbers: the chunk, and the batch in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.engines.inline import MINI

from .shards import Shard, read_manifest, read_shard
from .vocabulary import SPACE, Vocabulary

if TYPE_CHECKING:
    import numpy as np

Ids = Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """What is drawn.

    Attributes:
        temperature: shares of the directions are their sizes to the power of 1/temperature.
        main: factor for directions from Indonesian.
        back: factor for directions into Indonesian, which make text for a second round; 0 leaves
            them out.
        annotated: share of the examples with a phrase replaced by its translation in the source,
            where the example has aligned phrases.
        bare: share of the annotated ones whose renderings stand without marks.
        directions: those to train, as `id-en`; empty is all there are.
        only: corpora to use; empty is all.
        longest: most tokens of a sentence on either side; 0 is no bound. Short sentences teach a
            young model sooner.
    """

    temperature: float = 3.0
    main: float = 3.0
    back: float = 0.5
    annotated: float = 0.3
    bare: float = 0.3
    directions: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows of token ids: sources, what the decoder reads, and what it should write."""

    sources: np.ndarray
    inputs: np.ndarray
    labels: np.ndarray


@dataclass(slots=True)
class _Direction:
    name: str
    source: str
    target: str
    shards: Any
    rows: Any
    ends: Any  # cumulated weights, for drawing


class Examples:
    """All examples of a packed folder.

    Args:
        folder: the packed folder.
        mixture: what is drawn.

    Raises:
        ValueError: a shard is damaged, or there is nothing to draw from.
    """

    def __init__(self, folder: Path, mixture: Mixture) -> None:
        import numpy as np

        self.manifest = read_manifest(folder)
        self._mixture = mixture
        special = self.manifest["special"]
        self.vocabulary = Vocabulary(folder, int(special["unknown"]))
        self.tokens = self.vocabulary.tokens
        self.pad, self.end = int(special["pad"]), int(special["end"])
        self._codes = {lang: int(code) for lang, code in self.manifest["codes"].items()}
        self._opening = self.vocabulary.ids[MINI.opening]
        self._closing = self.vocabulary.ids[MINI.closing]
        self._space = self.vocabulary.ids[SPACE]
        self._pieces: dict[tuple[int, ...], tuple[int, ...]] = {}
        names = [
            name for name in self.manifest["shards"] if not mixture.only or name in mixture.only
        ]
        self._shards = [
            read_shard(folder, name, self.manifest["shards"][name]["sha256"]) for name in names
        ]
        self._texts = [
            {lang: shard.texts(lang) for lang in self._codes if f"ids.{lang}" in shard.arrays}
            for shard in self._shards
        ]
        self._phrases = [_phrases(shard) for shard in self._shards]
        self._directions = self._found(names)
        if not self._directions:
            raise ValueError("there is nothing to train on: no shard has the directions asked for")
        sizes = np.array([one.ends[-1] for one in self._directions], dtype=np.float64)
        shares = (sizes / sizes.sum()) ** (1 / mixture.temperature)
        shares *= [
            mixture.main if one.source == "id" else mixture.back if one.target == "id" else 1.0
            for one in self._directions
        ]
        self._shares = shares / shares.sum()

    def shares(self) -> dict[str, tuple[int, float]]:
        """Return for each direction its number of different examples and its share of the draws."""
        return {
            one.name: (len(one.rows), float(share))
            for one, share in zip(self._directions, self._shares, strict=True)
        }

    def texts(self) -> dict[str, dict[str, Any]]:
        """Return what the manifest says of each corpus that is drawn from."""
        told = ("domain", "licence", "rights", "pairs", "made")
        return {
            shard.name: {
                key: value
                for key, value in self.manifest["shards"][shard.name].items()
                if key in told
            }
            for shard in self._shards
        }

    def chunk(self, number: int, *, size: int, batch_tokens: int, seed: int) -> list[Batch]:
        """Return the batches of a chunk.

        Args:
            number: which chunk.
            size: examples in it.
            batch_tokens: most tokens of a batch on either side, padding included.
            seed: of the run.
        """
        import numpy as np

        random = np.random.default_rng([seed, number])
        counts = random.multinomial(size, self._shares)
        drawn: list[tuple[list[int], list[int]]] = []
        for direction, count in zip(self._directions, counts, strict=True):
            places = random.random(count) * direction.ends[-1]
            chosen = np.searchsorted(direction.ends, places, side="right")
            drawn += [
                self._example(direction, int(direction.shards[at]), int(direction.rows[at]), random)
                for at in chosen
            ]
        noise = random.random(len(drawn))
        order = sorted(
            range(len(drawn)),
            key=lambda index: (*sorted(map(len, drawn[index]), reverse=True), noise[index]),
        )
        batches = list(self._batches([drawn[index] for index in order], batch_tokens))
        return [batches[index] for index in random.permutation(len(batches))]

    def _found(self, names: Sequence[str]) -> list[_Direction]:
        import numpy as np

        collected: dict[str, list[tuple[Any, Any, Any]]] = {}
        for index, (name, shard) in enumerate(zip(names, self._shards, strict=True)):
            weights = self.manifest["shards"][name]["weights"]
            for pair in self.manifest["shards"][name]["pairs"]:
                left, right = pair.split("-")
                rows = shard.arrays[f"pairs.{pair}"]
                if longest := self._mixture.longest:
                    short = [shard.arrays[f"lengths.{lang}"][rows] <= longest
                             for lang in (left, right)]  # fmt: skip
                    rows = rows[short[0] & short[1]]
                for direction in (f"{left}-{right}", f"{right}-{left}"):
                    if self._mixture.directions and direction not in self._mixture.directions:
                        continue
                    if direction not in self.manifest["shards"][name].get(
                        "directions", [direction]
                    ):
                        continue
                    if direction.endswith("-id") and not self._mixture.back:
                        continue
                    weight = np.full(len(rows), weights[pair], dtype=np.float64)
                    collected.setdefault(direction, []).append(
                        (np.full(len(rows), index, dtype=np.uint16), rows, weight)
                    )
        found = []
        for name in sorted(collected):
            shards, rows, weights = (
                np.concatenate(parts) for parts in zip(*collected[name], strict=True)
            )
            source, target = name.split("-")
            if len(rows) and weights.sum() > 0:
                found.append(_Direction(name, source, target, shards, rows, np.cumsum(weights)))
        return found

    def _example(
        self, direction: _Direction, shard: int, row: int, random: np.random.Generator
    ) -> tuple[list[int], list[int]]:
        source = self._row(shard, direction.source, row)
        target = self._row(shard, direction.target, row)
        if random.random() < self._mixture.annotated:
            spans = self._spans(direction, shard, row)
            if spans:
                some = random.permutation(len(spans))[: 1 + int(random.integers(3))]
                bare = bool(random.random() < self._mixture.bare)
                source = self.annotated(source, target, [spans[at] for at in some], bare=bare)
        return (
            [self._codes[direction.source], *source, self.end],
            [self._codes[direction.target], *target, self.end],
        )

    def annotated(
        self,
        source: list[int],
        target: list[int],
        spans: Sequence[tuple[int, int, int, int]],
        *,
        bare: bool,
    ) -> list[int]:
        """Return a source with phrases replaced by their translations.

        The ids are those that `translate.engines.inline.write_inline` gives once it is tokenised.

        Args:
            source: ids of the source.
            target: ids of the target.
            spans: begin and end of each phrase in source and target tokens; those that overlap an
                earlier one are left out.
            bare: without marks.
        """
        kept: list[tuple[int, int, int, int]] = []
        for span in spans:
            if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
                kept.append(span)
        for start, end, first, last in sorted(kept, reverse=True):
            words: list[int] = list(self._with_space(tuple(target[first:last])))
            if not bare:
                opening = [self._opening]
                if self.tokens[source[start]].startswith(SPACE):
                    opening = [self._space, self._opening]
                words = [*opening, *words, self._space, self._closing]
            source = [*source[:start], *words, *source[end:]]
        return source

    def _with_space(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        """Return the ids of a phrase that follows a space."""
        if self.tokens[ids[0]].startswith(SPACE):
            return ids
        if ids not in self._pieces:
            self._pieces[ids] = tuple(self.vocabulary.encode(self.vocabulary.decode(ids)))
        return self._pieces[ids]

    def _row(self, shard: int, lang: str, row: int) -> list[int]:
        ids, starts = self._texts[shard][lang]
        found: list[int] = ids[starts[row] : starts[row + 1]].tolist()
        return found

    def _spans(
        self, direction: _Direction, shard: int, row: int
    ) -> list[tuple[int, int, int, int]]:
        phrases = self._phrases[shard]
        if found := phrases.get(direction.name, {}).get(row):
            return found
        back = phrases.get(f"{direction.target}-{direction.source}", {}).get(row, ())
        return [(first, last, start, end) for start, end, first, last in back]

    def _batches(
        self, examples: Sequence[tuple[list[int], list[int]]], most: int
    ) -> Iterator[Batch]:
        held: list[tuple[list[int], list[int]]] = []
        widest = 0
        for example in examples:
            width = max(widest, len(example[0]), len(example[1]))
            if held and width * (len(held) + 1) > most:
                yield self._batch(held)
                held, width = [], max(len(example[0]), len(example[1]))
            held.append(example)
            widest = width
        if held:
            yield self._batch(held)

    def _batch(self, examples: Sequence[tuple[list[int], list[int]]]) -> Batch:
        sources = padded([source for source, _ in examples], self.pad)
        labels = padded([target for _, target in examples], self.pad)
        inputs = padded([[self.end, *target[:-1]] for _, target in examples], self.pad)
        return Batch(sources, inputs, labels)


def padded(rows: Sequence[Ids], pad: int) -> np.ndarray:
    """Return rows of ids as one array, filled up on the right to a multiple of eight."""
    import numpy as np

    width = -(-max(len(row) for row in rows) // 8) * 8
    array = np.full((len(rows), width), pad, dtype=np.int64)
    for index, row in enumerate(rows):
        array[index, : len(row)] = row
    return array


def _phrases(shard: Shard) -> dict[str, dict[int, list[tuple[int, int, int, int]]]]:
    found: dict[str, dict[int, list[tuple[int, int, int, int]]]] = {}
    for key, spans in shard.arrays.items():
        if key.startswith("spans."):
            pair = key.removeprefix("spans.")
            rows = found.setdefault(pair, {})
            for row, span in zip(
                shard.arrays[f"rows.{pair}"].tolist(), spans.tolist(), strict=True
            ):
                rows.setdefault(row, []).append(tuple(span))
    return found
