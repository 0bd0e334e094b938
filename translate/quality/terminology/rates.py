"""Success and its opposites: what is simply counted.

- success (WMT25, exact): share of pairs of a segment and a term of its source whose official
  rendering stands in the translation, however often;
- success, accepted forms: the same with every preferred or admitted form;
- per occurrence (WMT21, exact-match accuracy): share of occurrences in the source that have an
  accepted form of their own in the translation;
- forbidden: share of the names of concepts in the translation that are deprecated or forbidden;
- over-use: official forms in the translation that no occurrence in the source asks for, per
  official form in the translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from termbase import find_forms

from .occurrences import Ratio, SegmentTerms, ratio


def success(segments: Iterable[SegmentTerms], lang: str, *, accepted: bool) -> Ratio:
    """Return the success rate, of the official rendering alone or of every accepted form."""
    pairs = []
    for segment in segments:
        asked = {(one.concept_id, one.rendering): one.forms for one in segment.required}
        hits = sum(
            bool(find_forms(segment.hypothesis, forms if accepted else (rendering,), lang))
            for (_, rendering), forms in asked.items()
        )
        pairs.append((hits, len(asked)))
    return ratio(pairs)


def per_occurrence(segments: Iterable[SegmentTerms]) -> Ratio:
    """Return the share of occurrences that are met."""
    return ratio(
        (sum(span is not None for span in segment.spans), len(segment.spans))
        for segment in segments
    )


def forbidden(segments: Sequence[SegmentTerms]) -> Ratio:
    """Return the share of names that are unwanted."""
    return ratio(
        (len(segment.unwanted), len(segment.unwanted) + segment.uses) for segment in segments
    )


def overuse(segments: Iterable[SegmentTerms]) -> Ratio:
    """Return the share of official forms that nothing asks for."""
    return ratio((len(segment.surplus), segment.uses) for segment in segments)
