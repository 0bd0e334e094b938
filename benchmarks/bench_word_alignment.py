"""Error rates of the word aligners, projection of term spans, and speed.

    python -m benchmarks.bench_word_alignment [--no-projection]

Alignment is measured on the 150 pairs aligned by hand in tests/data/word-alignment, projection on
the terms marked in the starter corpus. `held out` is trained on the starter corpus without its dev
and test parts, from which the pairs come.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from align.project import project
from align.words.agreement import ErrorRate, HandAligned, error_rate, read_hand_aligned
from align.words.choose import train
from align.words.combined import CombinedAligner
from align.words.protocol import WordAligner
from align.words.statistical import StatisticalAligner, StatisticalModel
from align.words.tokens import Sentence, tokenise
from corpus.starter import starter_corpus

LANGS = ("vi", "lo", "en")
KINDS = (
    "combined", "held out", "no glossary", "lexicon", "statistical", "posterior", "five sentences",
)  # fmt: skip
_DATA = Path(__file__).parent.parent / "tests" / "data" / "word-alignment"


@dataclass(frozen=True, slots=True)
class Rates:
    """How well the marked terms of the starter corpus were projected.

    Attributes:
        spans: number of terms.
        exact: share whose target span is exactly the marked one.
        within_one: share whose ends are, both together, at most one token off.
    """

    spans: int
    exact: float
    within_one: float


@cache
def hand_aligned(lang: str) -> tuple[HandAligned, ...]:
    """Return the pairs aligned by hand."""
    return read_hand_aligned(_DATA / f"id-{lang}.jsonl")


@cache
def trained(lang: str, *, held_out: bool = False) -> StatisticalModel:
    """Return a model of the starter corpus, or of its train part alone."""
    if not held_out:
        return train("id", lang)
    pairs = [
        (tokenise(row.texts["id"].text, "id"), tokenise(row.texts[lang].text, lang))
        for row in starter_corpus()
        if row.split == "train"
    ]
    return StatisticalModel.train(pairs, source_lang="id", target_lang=lang)


def measure_alignment(lang: str, kind: str) -> ErrorRate:
    """Return the error rate of one kind of aligner on one pair of languages."""
    pairs = [
        (tokenise(hand.source_text, "id"), tokenise(hand.target_text, lang), hand)
        for hand in hand_aligned(lang)
    ]
    found = []
    for start in range(0, len(pairs), 5):
        group = pairs[start : start + 5]
        aligner = _aligner(lang, kind, [(source, target) for source, target, _ in group])
        found += [(aligner.align(source, target), hand) for source, target, hand in group]
    return error_rate(found)


def _aligner(lang: str, kind: str, group: list[tuple[Sentence, Sentence]]) -> WordAligner:
    if kind == "statistical":
        return StatisticalAligner(trained(lang))
    if kind == "lexicon":
        return CombinedAligner("id", lang)
    if kind == "posterior":
        return CombinedAligner("id", lang, model=trained(lang), lexicon=False)
    if kind == "no glossary":
        return CombinedAligner("id", lang, model=trained(lang), glossary=False)
    if kind == "held out":
        return CombinedAligner("id", lang, model=trained(lang, held_out=True))
    if kind == "five sentences":
        model = StatisticalModel.train(group, source_lang="id", target_lang=lang)
        return CombinedAligner("id", lang, model=model)
    return CombinedAligner("id", lang, model=trained(lang))


def measure_projection(lang: str, kind: str = "combined") -> Rates:
    """Project every marked term of the starter corpus, and compare with where it is marked."""
    aligner = _aligner(lang, kind, [])
    spans = exact = near = 0
    for row in starter_corpus():
        ours, theirs = row.texts["id"], row.texts[lang]
        if not ours.annotations:
            continue
        source, target = tokenise(ours.text, "id"), tokenise(theirs.text, lang)
        alignment = aligner.align(source, target)
        left = list(theirs.annotations)
        for term in ours.annotations:
            place = next((one for one in left if one.concept_id == term.concept_id), None)
            if place is None:
                continue
            left.remove(place)
            spans += 1
            found = project((term.start, term.end), alignment)
            if found is None:
                continue
            first, last = _ends(target, place.start, place.end)
            start, end = _ends(target, found.start, found.end)
            off = abs(first - start) + abs(last - end)
            exact += off == 0
            near += off <= 1
    return Rates(spans, exact / spans, near / spans)


def _ends(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    touched = [
        at for at, token in enumerate(sentence.tokens) if token.start < end and start < token.end
    ]
    return touched[0], touched[-1]


def main() -> None:
    """Print all tables."""
    print(f"{'alignment':<16}" + "".join(f"{lang + ' AER':>9}{'P':>7}{'R':>7}" for lang in LANGS))
    for kind in KINDS:
        cells = []
        for lang in LANGS:
            rate = measure_alignment(lang, kind)
            cells.append(f"{rate.aer:>9.3f}{rate.precision:>7.3f}{rate.recall:>7.3f}")
        print(f"{kind:<16}{''.join(cells)}")
    if "--no-projection" not in sys.argv:
        print(
            f"\n{'projection':<16}" + "".join(f"{lang:>7}{'exact':>7}{'±1':>7}" for lang in LANGS)
        )
        for kind in ("combined", "held out", "no glossary", "lexicon"):
            cells = []
            for lang in LANGS:
                rates = measure_projection(lang, kind)
                cells.append(f"{rates.spans:>7}{rates.exact:>7.3f}{rates.within_one:>7.3f}")
            print(f"{kind:<16}{''.join(cells)}")
    print("\nspeed, sentence pairs a second (tokenising and aligning; training apart)")
    for lang in LANGS:
        started = time.perf_counter()
        model = train("id", lang)
        training = time.perf_counter() - started
        rows = starter_corpus()
        aligner = CombinedAligner("id", lang, model=model)
        started = time.perf_counter()
        for row in rows:
            aligner.align(
                tokenise(row.texts["id"].text, "id"), tokenise(row.texts[lang].text, lang)
            )
        rate = len(rows) / (time.perf_counter() - started)
        print(f"  {lang}: {rate:.0f} pairs/s; training on {len(rows)} pairs {training:.1f} s")


if __name__ == "__main__":
    main()
