"""Which sense of a word is meant: cues in the sentence, then the parts of speech around it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.lexicon import Entry, Lexicon

from .reorder import SAYING
from .unit import Kind, Unit

_NEAR = 4
"""A cue counts in full beside its word, and less within this many units."""

_VERB_MARKERS = frozenset(
    "akan telah sudah sedang tidak belum dapat bisa harus ingin mau perlu untuk guna agar mereka "
    "kami kita saya ia dia yang masih pernah mampu juga segera terus mulai hendak saling".split()
)
_NOUN_MARKERS = frozenset(
    "sebuah seorang suatu para beberapa banyak setiap semua seluruh sejumlah berbagai di dari pada "
    "dengan tentang terhadap oleh atas dua tiga empat lima ke dalam bagi antara kedua".split()
)
_DEGREES = frozenset("sangat lebih paling cukup terlalu semakin makin amat kurang agak".split())
_DEMONSTRATIVES = frozenset({"ini", "itu", "tersebut"})
_CONTENT = frozenset({"n", "v", "vpass", "adj", "propn"})


def choose_senses(units: list[Unit], lexicon: Lexicon) -> None:
    """Give every word of the lexicon its entry and part of speech."""
    undecided: list[tuple[int, Sequence[Entry]]] = []
    for place, unit in enumerate(units):
        if unit.kind is not Kind.WORD:
            continue
        senses = lexicon.senses(unit.word)
        if not senses:
            continue
        unit.entry = senses[0]
        unit.pos = senses[0].pos
        if len(senses) > 1:
            undecided.append((place, senses))
    if not undecided:
        return
    places: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        for word in unit.word.split(" "):
            places.setdefault(word, []).append(place)
    for place, senses in undecided:
        unit = units[place]
        unit.entry = _best(place, units, senses, places)
        unit.pos = unit.entry.pos


def _best(
    place: int, units: list[Unit], senses: Sequence[Entry], places: dict[str, list[int]]
) -> Entry:
    best, best_score = senses[0], float("-inf")
    function_word = senses[0].pos not in _CONTENT
    for rank, entry in enumerate(senses):
        score = _cues(entry, place, places, function_word) + _grammar(entry, place, units)
        score -= 0.1 * rank
        if score > best_score:
            best, best_score = entry, score
    return best


def _cues(entry: Entry, place: int, places: dict[str, list[int]], function_word: bool) -> float:
    """Score the cues of a sense; those of a function word must stand beside it."""
    score = 0.0
    for cue in entry.cues:
        distance = min((abs(place - other) for other in places.get(cue, ())), default=0)
        if distance == 1:
            score += 3.0
        elif distance and not function_word:
            score += 1.0 if distance <= _NEAR else 0.5
    return score


def _grammar(entry: Entry, place: int, units: list[Unit]) -> float:
    """Score how well a part of speech fits between its neighbours."""
    unit = units[place]
    before = units[place - 1] if place else None
    after = units[place + 1] if place + 1 < len(units) else None
    word_before = before.word if before is not None else ""
    word_after = after.word if after is not None else ""
    score = 0.0
    if entry.pos == "v":
        if word_before in _VERB_MARKERS:
            score += 1.5
        if unit.passive:
            score += 2.0
        if unit.word in SAYING and before is not None and before.kind is Kind.MARK:
            score += 2.0
    elif entry.pos == "n":
        if word_before in _NOUN_MARKERS or unit.clitic == "nya":
            score += 1.5
        if word_after in _DEMONSTRATIVES or unit.plural:
            score += 0.5
    elif entry.pos == "conj" and entry.form == "jadi":
        score += 1.0 if before is None or before.kind is Kind.MARK else 0.0
    elif entry.pos == "adj" and (word_before in _DEGREES or word_before == "yang"):
        score += 1.5
    elif entry.pos == "prep" and (
        after is None or after.kind is Kind.MARK or after.pos in ("conj", "prep")
    ):
        score -= 2.0
    elif entry.pos == "propn":
        score += 2.0 if unit.capital else -2.0
    return score
