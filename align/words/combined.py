"""The aligner for every day: lexicon and glossary first, and statistics where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import LanguageError
from corpus.languages import check_language

from .decode import decode
from .prior import Match, fence, find_matches, prior_table, sure_terms
from .protocol import LONGEST, WordAlignment, check_languages, make_links
from .tokens import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .statistical import StatisticalModel

    Floats = NDArray[np.float64]

_FLOOR = 0.03  # evidence for two words of which nothing is known
_NOTHING = 0.05  # evidence that a word has no counterpart
_STATISTICS = 0.6  # weight of what a large model says ...
_HALF_TRUSTED = 50.0  # ... and the number of training pairs at which half of that counts
_OF_TERM = 0.3  # confidence of a link that rests on the glossary's word alone
_CLOSED = 0.5  # weight of a match whose words are all linked once some of them are


class CombinedAligner:
    """Aligns with what the lexicon, the glossary and, if given, a trained model say.

    Without a model it needs nothing but the sentence pair.

    Args:
        source_lang: BCP-47 tag of the source language.
        target_lang: BCP-47 tag of the target language.
        model: a model trained on texts of these languages.
        lexicon: False leaves out lexicon and glossary (numbers, names and signs too).
        glossary: False leaves out the bundled glossary alone.

    Raises:
        LanguageError: a language is unknown, both are the same, or the model's are others.
    """

    def __init__(
        self,
        source_lang: str,
        target_lang: str,
        *,
        model: StatisticalModel | None = None,
        lexicon: bool = True,
        glossary: bool = True,
    ) -> None:
        self.source_lang = check_language(source_lang)
        self.target_lang = check_language(target_lang)
        if self.source_lang == self.target_lang:
            raise LanguageError("words are aligned between two languages, not within one")
        if model is not None and (model.source_lang, model.target_lang) != (
            self.source_lang,
            self.target_lang,
        ):
            raise LanguageError(
                f"the model aligns {model.source_lang} with {model.target_lang}, not "
                f"{self.source_lang} with {self.target_lang}"
            )
        self._model = model
        pairs = float(model.meta["pairs"]) if model is not None else 0.0
        self._trust = _STATISTICS * pairs / (pairs + _HALF_TRUSTED)
        self._lexicon = lexicon
        self._glossary = glossary

    def align(self, source: Sentence, target: Sentence) -> WordAlignment:
        """Align two sentences.

        Confidence is the mean posterior probability of the link in the two directions. A sentence
        of more than `LONGEST` tokens gets no links.

        Raises:
            LanguageError: a sentence is not in the aligner's language.
        """
        check_languages(self, source, target)
        sizes = (len(source.tokens), len(target.tokens))
        if min(sizes) == 0 or max(sizes) > LONGEST:
            return WordAlignment(source, target, ())
        matches = find_matches(source, target, glossary=self._glossary) if self._lexicon else []
        prior = prior_table(matches, *sizes)
        there = back = prior + _FLOOR
        if self._model is not None:
            first, second = self._model.shares(source, target)
            there, back = there + self._trust * first, back + self._trust * second
        terms = sure_terms(matches)
        fences = fence(terms, *sizes)
        there, back = there * fences, back * fences
        links, confidence = decode(there, back, nothing=_NOTHING)
        _close(links, confidence, matches)
        _fill(links, confidence, terms, (source, target))
        sure = {pair: min(1.0, float(confidence[pair])) for pair in links}
        return WordAlignment(source, target, make_links(links, sure))


def _close(links: set[tuple[int, int]], confidence: Floats, matches: list[Match]) -> None:
    """Link every word of an expression that cannot be taken apart, once some of it is linked."""
    for match in matches:
        single = min(len(match.source), len(match.target)) == 1
        if match.weight < _CLOSED or not single or len(match.source) == len(match.target):
            continue
        cells = {(i, j) for i in match.source for j in match.target}
        if cells & links and cells - links:
            free = all(
                not any((i == k or j == m) and (k, m) not in cells for k, m in links)
                for i, j in cells - links
            )
            if free:
                best = max(confidence[cell] for cell in cells & links)
                for cell in cells - links:
                    confidence[cell] = best
                links |= cells


def _fill(
    links: set[tuple[int, int]],
    confidence: Floats,
    terms: list[Match],
    sentences: tuple[Sentence, Sentence],
) -> None:
    """Link the words of a term that nothing links with the likeliest word of its other side."""
    for term in terms:
        cells = [(i, j) for i in term.source for j in term.target]
        rows, columns = {i for i, _ in links}, {j for _, j in links}
        for at, side, linked in ((0, term.source, rows), (1, term.target, columns)):
            for token in side:
                if token not in linked and sentences[at].tokens[token].is_word:
                    best = max(
                        (cell for cell in cells if cell[at] == token),
                        key=lambda cell: (confidence[cell], cell),
                    )
                    links.add(best)
                    confidence[best] = max(confidence[best], _OF_TERM)
