"""Running the rules over texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.languages import check_language
from corpus.languages.normal import normal_text
from termbase import Glossary
from translate.quality.terminology.occurrences import TermFinder

from .finding import Finding, Pair, Severity, Spot
from .rules import RULES
from .settings import Settings
from .terms import Names, missing, unwanted

_TERM_RULES = ("term-missing", "term-unwanted", "term-inconsistent", "source-inconsistent")


class Checker:
    """Checks segments one after the other, and remembers what they say of one document.

    Args:
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the translations.
        glossary: for the rules about terms; None leaves them out.
        settings: which rules are on.

    Raises:
        LanguageError: a language is unknown.
    """

    def __init__(
        self,
        source_lang: str,
        target_lang: str,
        *,
        glossary: Glossary | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._source = check_language(source_lang)
        self._target = check_language(target_lang)
        self._severities = (settings or Settings()).severities
        self._pairs = [
            (name, rule.load()) for name, rule in RULES.items() if rule.module and self._on(name)
        ]
        self._terms: TermFinder | None = None
        if glossary is not None and any(map(self._on, _TERM_RULES)):
            self._terms = TermFinder(glossary, self._source, self._target)
        self._names = Names(self._target)
        self._translations: dict[str, tuple[str, int]] = {}

    def _on(self, name: str) -> bool:
        return self._severities[name] is not Severity.OFF

    def check(
        self, source: str, target: str, *, index: int = 0, document: str = "", line: int = 0
    ) -> list[Finding]:
        """Check one segment.

        Args:
            source: the source text.
            target: its translation.
            index: place of the segment.
            document: the document it belongs to.
            line: its line, for the reader.
        """
        pair = Pair(source, target, self._source, self._target)
        found = [(name, spot) for name, check in self._pairs for spot in check(pair)]
        if target.strip():
            found += self._of_terms(pair, index, document)
            if self._on("translation-inconsistent"):
                found += [("translation-inconsistent", spot) for spot in self._same(pair, index)]
        return [
            Finding(name, self._severities[name], spot, index, document, line)
            for name, spot in found
        ]

    def _of_terms(self, pair: Pair, index: int, document: str) -> list[tuple[str, Spot]]:
        if self._terms is None:
            return []
        terms = self._terms.find(pair.source, pair.target, index=index, document=document)
        if not terms.required and not terms.unwanted:
            return []
        found = {
            "term-missing": missing,
            "term-unwanted": unwanted,
            "term-inconsistent": self._names.renderings,
            "source-inconsistent": self._names.sources,
        }
        return [(name, spot) for name, of in found.items() if self._on(name) for spot in of(terms)]

    def _same(self, pair: Pair, index: int) -> Iterator[Spot]:
        """Give a translation that differs from an earlier one of the same source."""
        key = " ".join(pair.source.split())
        first, place = self._translations.setdefault(key, (pair.target, index))
        if first == pair.target or place == index:
            return
        if normal_text(first, self._target) != pair.target_normal:
            yield Spot(
                f"segment {place + 1} has the same source and another translation",
                "target",
                0,
                len(pair.target),
            )


def check_texts(
    sources: Sequence[str],
    targets: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    glossary: Glossary | None = None,
    settings: Settings | None = None,
    documents: Sequence[str] = (),
    lines: Sequence[int] = (),
) -> list[Finding]:
    """Check all segments.

    Args:
        sources: source texts.
        targets: their translations, as many.
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the translations.
        glossary: for the rules about terms; None leaves them out.
        settings: which rules are on; all with their own severity when None.
        documents: the document of each segment; one for all when empty.
        lines: the line of each segment; its number when empty.

    Returns:
        The findings in the order of the segments.

    Raises:
        LanguageError: a language is unknown.
    """
    checker = Checker(source_lang, target_lang, glossary=glossary, settings=settings)
    names = documents or [""] * len(sources)
    places = lines or range(1, len(sources) + 1)
    return [
        finding
        for index, (source, target, document, line) in enumerate(
            zip(sources, targets, names, places, strict=True)
        )
        for finding in checker.check(source, target, index=index, document=document, line=line)
    ]
