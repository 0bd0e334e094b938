"""What can be seen of a translation's quality without a reference, each from 0 to 1.

- source and target coverage: words that the aligner links, after the lexicon and the glossary;
- order: linked words in the order of the source, and neighbours beside each other;
- length: how near the length is to what is usual for the pair of languages;
- form: capitals, punctuation and brackets as in the source;
- findings: what `kohesi check` finds, as a factor;
- vectors: the cosine of sentence vectors (extra `embed`), where asked for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from align.words import Sentence, WordAlignment
from translate.quality.checks.finding import Finding
from translate.quality.checks.length import length_ratio

# What a finding of a rule leaves of the estimate; each rule counts once, terms each.
_FACTORS = {
    "untranslated": 0.3, "script": 0.5, "length": 0.8, "numbers": 0.8, "units": 0.92, "dates": 0.85,
    "names": 0.93, "addresses": 0.85, "placeholders": 0.8, "marks": 0.95, "spaces": 0.97,
    "repeated": 0.8, "negation": 0.8, "term-missing": 0.85, "term-unwanted": 0.85,
}  # fmt: skip
_LENGTH_WIDTH = 0.45
_NEAR_SOURCE, _NEAR_TARGET = 2, 3  # tokens between words that are neighbours
_CLASSES = {".": ".", "!": "!", "?": "?", ",": ",", ";": ",", ":": ":", "(": "(", ")": "("}
_MARK = re.compile(r"[.!?,;:()](?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one segment, each from 0 to 1; `vectors` is None where not asked for."""

    source_coverage: float
    target_coverage: float
    order: float
    length: float
    form: float
    findings: float
    vectors: float | None = None


def coverage(alignment: WordAlignment) -> tuple[float, float]:
    """Return the shares of source words and of target words that have a link."""
    return (
        _covered(alignment.source, {link.source for link in alignment.links}),
        _covered(alignment.target, {link.target for link in alignment.links}),
    )


def _covered(sentence: Sentence, linked: set[int]) -> float:
    words = [at for at, token in enumerate(sentence.tokens) if token.is_word]
    return sum(at in linked for at in words) / len(words) if words else 1.0


def order(alignment: WordAlignment) -> float:
    """Return how far links keep the order, far and near.

    The mean of two shares: of all pairs of links, those in the order of the source; of links that
    are neighbours in the source, those that are neighbours in the translation.
    """
    words = [
        (link.source, link.target)
        for link in alignment.links
        if alignment.source.tokens[link.source].is_word
    ]
    kept = total = 0
    for place, (i, j) in enumerate(words):
        for k, m in words[place + 1 :]:
            if i != k and j != m:
                total += 1
                kept += (i < k) == (j < m)
    near = neighbours = 0
    for (i, j), (k, m) in pairwise(words):
        if 0 < k - i <= _NEAR_SOURCE:
            neighbours += 1
            near += abs(m - j) <= _NEAR_TARGET
    far = kept / total if total else 0.5
    return (far + near / neighbours) / 2 if neighbours else far


def length(source: Sentence, target: Sentence) -> float:
    """Return 1 for the usual length, less for a shorter or longer text."""
    ratio = length_ratio(source.text, target.text, source.lang, target.lang)
    if ratio is None:
        return 1.0
    return math.exp(-((math.log(max(ratio, 0.01)) / _LENGTH_WIDTH) ** 2) / 2)


def form(source: Sentence, target: Sentence) -> float:
    """Return how far capitals and marks are those of the source."""
    ours, theirs = (_marks(one.text) for one in (source, target))
    total = max(ours.total(), theirs.total())
    marks = (ours & theirs).total() / total if total else 1.0
    ending = float(_ending(source.text) == _ending(target.text))
    if target.lang == "lo":
        case = _names_kept(source.text, target.text)
    else:
        capitals = [_capitals(one.text) for one in (source, target)]
        first = float(capitals[0][0] == capitals[1][0])
        share = 1.0 - min(1.0, abs(capitals[0][1] - capitals[1][1]) * 2)
        case = (first + share + _names_kept(source.text, target.text)) / 3
    return 0.25 * marks + 0.25 * ending + 0.5 * case


def _marks(text: str) -> Counter[str]:
    return Counter(_CLASSES[mark] for mark in _MARK.findall(text))


def _ending(text: str) -> str:
    last = text.rstrip(" \"'”’»)")[-1:]
    return _CLASSES.get(last, "")


def _capitals(text: str) -> tuple[bool, float]:
    """Return whether the first letter is a capital, and the share of capitals among letters."""
    letters = "".join(_LETTERS.findall(text))
    if not letters:
        return False, 0.0
    return letters[0].isupper(), sum(map(str.isupper, letters)) / len(letters)


def _names_kept(source: str, target: str) -> float:
    """Return how many capitalised words that both have are written in the same case."""
    theirs = _LETTERS.findall(target)
    exact, folded = set(theirs), {word.lower() for word in theirs}
    both = [
        word
        for word in _LETTERS.findall(source)
        if word[0].isupper() and len(word) > 1 and word.lower() in folded
    ]
    return sum(word in exact for word in both) / len(both) if both else 1.0


def findings_factor(findings: Iterable[Finding]) -> float:
    """Return what the findings of a segment leave of its estimate."""
    rules = Counter(finding.rule for finding in findings)
    factor = 1.0
    for rule, count in rules.items():
        factor *= _FACTORS.get(rule, 1.0) ** (min(count, 3) if rule.startswith("term") else 1)
    return factor
