"""From beads to units of a bitext."""

from __future__ import annotations

from corpus.bitext import NEEDS_REVIEW, Bitext, Unit

from .sentences import LOW_CONFIDENCE, SentenceAlignment


def to_bitext(alignment: SentenceAlignment, *, one_sided: bool = False) -> Bitext:
    """Return the beads of an alignment as units; those of low confidence want a review.

    Args:
        alignment: aligned sentences.
        one_sided: whether sentences without a counterpart become units with an empty side.
    """
    units: list[Unit] = []
    for bead in alignment.beads:
        if not one_sided and not (bead.source and bead.target):
            continue
        source, target = alignment.text(bead)
        state = NEEDS_REVIEW if bead.score < LOW_CONFIDENCE else ""
        units.append(Unit(source, target, state, round(bead.score, 4)))
    return Bitext(alignment.source_lang, alignment.target_lang, tuple(units))
