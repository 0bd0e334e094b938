"""The glossary's rules: names that are missing, unwanted, or not the same throughout."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.languages.normal import normal_text
from termbase import Status
from translate.quality.terminology.occurrences import SegmentTerms

from .finding import Spot


def missing(terms: SegmentTerms) -> Iterator[Spot]:
    """Give the terms of the source that have no official rendering in the translation."""
    for asked, span in zip(terms.required, terms.spans, strict=True):
        if span is None:
            yield Spot(
                f"{asked.surface} is not rendered as {asked.rendering}",
                "source",
                asked.start,
                asked.end,
            )


def unwanted(terms: SegmentTerms) -> Iterator[Spot]:
    """Give the deprecated and forbidden names in the translation."""
    for (start, end), concept_id in terms.unwanted:
        shown = terms.hypothesis[start:end]
        official = next(
            (one.rendering for one in terms.required if one.concept_id == concept_id), ""
        )
        instead = f", use {official}" if official else ""
        yield Spot(f"{shown} is not to be used{instead}", "target", start, end)


class Names:
    """How the concepts of a document have been named so far, on both sides."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._target: dict[tuple[str, str, str], str] = {}
        self._source: dict[tuple[str, str], str] = {}

    def renderings(self, terms: SegmentTerms) -> Iterator[Spot]:
        """Give the terms that are rendered otherwise than where the document first had them."""
        for asked, span, rendering in zip(
            terms.required, terms.spans, terms.renderings, strict=True
        ):
            if not rendering:
                continue
            key = (terms.document, asked.concept_id, normal_text(asked.rendering, self._lang))
            first = self._target.setdefault(key, rendering)
            if first != rendering:
                start, end = span or (0, len(terms.hypothesis))
                yield Spot(
                    f"{asked.surface} is {rendering} here and {first} before", "target", start, end
                )

    def sources(self, terms: SegmentTerms) -> Iterator[Spot]:
        """Give the source names that are deprecated where the document has another as well."""
        for asked in terms.required:
            key = (terms.document, asked.concept_id)
            name = normal_text(asked.surface)
            first = self._source.setdefault(key, name)
            unusual = asked.status in (Status.DEPRECATED.value, Status.FORBIDDEN.value)
            if first != name and unusual:
                yield Spot(
                    f"the source says {asked.surface} here and {first} before",
                    "source",
                    asked.start,
                    asked.end,
                )
