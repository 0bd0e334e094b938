"""Lao words: the way through a run of letters that takes the fewest known words.

Known are the Lao renderings of the bundled lexicon and the names of the bundled glossary. What is
not known is left together up to the next known word, so that a transliterated name stays one
word. Breaks stand only where a syllable can end (The Unicode Standard, section 16.2, on the order
of Lao letters and marks).
"""

from __future__ import annotations

from functools import cache

from corpus.languages.normal import normal_text, normalise

Span = tuple[int, int]

_FOLLOWING = frozenset("ະັາຳິີຶືຸູົຼຽ່້໊໋໌ໍໆ\u0eaf")
_LEADING = frozenset("ເແໂໃໄ")
_OPEN = frozenset("ັົ")  # vowels that need a final consonant
_TONES = frozenset("່້໊໋")
_UNKNOWN = 1.6  # cost of a letter group that no word covers; a known word costs 1
_UNKNOWN_RUN = 0.9  # cost of beginning such a run
_LONGEST = 24
_PREFIXES = ("ການ", "ຄວາມ", "ນັກ", "ຜູ້", "ຊາວ")
_SHORT_PARTS = 3  # letters that a word keeps at least when a prefix is taken off


def segment_lao(run: str) -> list[Span]:
    """Cut a run of Lao letters into words.

    Args:
        run: Lao letters, marks and digits without spaces.

    Returns:
        Code point spans of `run`, in order, that cover it.
    """
    normal = normalise(run)
    spans: list[Span] = []
    last = 0
    for _, end in _with_lone_letters(normal.text, _best_way(normal.text)):
        stop = normal.original_span(end - 1, end)[1] if end < len(normal.text) else len(run)
        if stop > last:
            spans.append((last, stop))
            last = stop
    return spans or [(0, len(run))]


def can_break(text: str, at: int) -> bool:
    """Tell whether a syllable can end before the letter at `at` of a text in normal form."""
    if at <= 0 or at >= len(text):
        return True
    before = text[at - 1]
    if text[at] in _FOLLOWING or before in _LEADING or before in _OPEN:
        return False
    return not (before in _TONES and at > 1 and text[at - 2] in _OPEN)


@cache
def lao_words() -> frozenset[str]:
    """Return the known words in normal form."""
    from corpus.lexicon import Lexicon
    from termbase import Glossary

    lexicon = Lexicon.bundled()
    words: set[str] = set()
    for form in lexicon.forms():
        for entry in lexicon.senses(form):
            if " " in form and entry.pos != "propn":
                continue
            for rendering in entry.lo:
                words.update(normal_text(part) for part in rendering.split())
    for concept in Glossary.bundled():
        if concept.id.startswith(("per-", "pl-")):
            for term in concept.terms:
                if term.lang == "lo":
                    words.update(normal_text(part) for part in term.text.split())
    words.update(_PREFIXES)
    for word in tuple(words):
        for prefix in _PREFIXES[:2]:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= _SHORT_PARTS and can_break(word, len(prefix)):
                words.add(rest)
    return frozenset(word for word in words if 1 < len(word) <= _LONGEST)


def _best_way(text: str) -> list[Span]:
    """Find the cheapest cover of a text in normal form by known words and unknown runs."""
    words = lao_words()
    size = len(text)
    breaks = [at for at in range(size + 1) if can_break(text, at)]
    # Two states at every break: behind a known word, and inside an unknown run.
    known: dict[int, tuple[float, int, bool]] = {0: (0.0, 0, True)}
    unknown: dict[int, tuple[float, int, bool]] = {}
    for place, at in enumerate(breaks[:-1]):
        ways = [
            (table[at][0], behind)
            for table, behind in ((known, True), (unknown, False))
            if at in table
        ]
        cost, behind = min(ways)
        for end in breaks[place + 1 :]:
            if end - at > _LONGEST:
                break
            if text[at:end] in words and cost + 1.0 < known.get(end, (9e9, 0, True))[0]:
                known[end] = (cost + 1.0, at, behind)
        end = breaks[place + 1]
        for before, was_known in ways:
            total = before + _UNKNOWN + (_UNKNOWN_RUN if was_known else 0.0)
            if total < unknown.get(end, (9e9, 0, True))[0]:
                unknown[end] = (total, at, was_known)
    return _trace(known, unknown, size)


def _trace(
    known: dict[int, tuple[float, int, bool]],
    unknown: dict[int, tuple[float, int, bool]],
    size: int,
) -> list[Span]:
    spans: list[Span] = []
    at = size
    never = (9e9, 0, True)
    is_known = known.get(size, never)[0] <= unknown.get(size, never)[0]
    while at > 0:
        _, start, before = (known if is_known else unknown)[at]
        if spans and not is_known and spans[-1][0] == at and spans[-1][1] < 0:
            spans[-1] = (start, spans[-1][1])
        else:
            spans.append((start, at if is_known else -at))
        at, is_known = start, before
    return [(start, abs(end)) for start, end in reversed(spans)]


def _with_lone_letters(text: str, spans: list[Span]) -> list[Span]:
    """Join a consonant without a vowel, which is no syllable, to what it ends."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and end - start == 1 and "ກ" <= text[start] <= "ຮ":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
