"""Consistency across a document (Semenov et al., 2023; WMT23 and WMT25).

Every occurrence of a term is compared with a pseudo-reference; the figure is the share that agrees.
The pseudo-reference is the first rendering that the document uses for the term (`first`), the one
that it uses most (`frequent`), or the official one (`predefined`). Source forms with one official
rendering are one term. An occurrence without any known rendering agrees with none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.languages.normal import normal_text

from .occurrences import Ratio, SegmentTerms, ratio

MODES = ("first", "frequent", "predefined")


def consistency(segments: Sequence[SegmentTerms], lang: str, *, mode: str) -> Ratio:
    """Return the consistency in one of `MODES`; what is counted goes by term and document."""
    used: dict[tuple[str, str, str], list[str]] = {}
    for segment in segments:
        for asked, rendering in zip(segment.required, segment.renderings, strict=True):
            key = (segment.document, asked.concept_id, normal_text(asked.rendering, lang))
            used.setdefault(key, []).append(rendering)
    pairs = []
    for (_, _, official), renderings in used.items():
        known = [rendering for rendering in renderings if rendering]
        if mode == "predefined":
            wanted = official
        elif not known:
            wanted = ""
        else:
            wanted = known[0] if mode == "first" else Counter(known).most_common(1)[0][0]
        hits = sum(bool(wanted) and rendering == wanted for rendering in renderings)
        pairs.append((hits, len(renderings)))
    return ratio(pairs)
