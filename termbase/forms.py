"""Finding a few given forms in a text, by the rules of the matcher.

This is what verification asks of a translation: does one of these accepted forms stand in it?
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from corpus.languages.normal import Normalised, normal_text, normalise
from corpus.placeables import find_placeables, is_placeable

from .boundaries import begins_word, ends_word, is_repeated
from .concept import Case, Term, is_acronym
from .matcher import english_plural
from .zones import zones_of


def find_forms(
    text: str,
    forms: Iterable[Term | str],
    lang: str,
    *,
    protected: tuple[tuple[int, int], ...] = (),
) -> tuple[tuple[int, int], ...]:
    """Find every occurrence of any of the forms, leftmost first, then longest.

    Args:
        text: any text as it stands.
        forms: terms or plain strings. A term whose case is `as-is` is compared with its case,
            and so is a string in capitals (`AI`, where Vietnamese has the word `ai`); all
            others without, because a translation may begin a sentence with it. Context
            conditions and policies play no part.
        lang: the language of text and forms; its word boundaries hold. An English form is
            found in its regular plural too. A placeable (`%s`, `{name}`, an address) is found
            exactly as it is, and nowhere else than where it is one.
        protected: spans in which nothing is to be found.

    Returns:
        Spans (start, end) in code points of `text`, in order, none overlapping another.
    """
    normal = _normalised(text, lang)
    whole = normal.text
    found: set[tuple[int, int]] = set()
    zones = zones_of(text, protected)
    for form in forms:
        surface = form if isinstance(form, str) else form.text
        if is_placeable(surface):
            placeables = find_placeables(text, number_sign=surface == "#")
            found |= {(one.start, one.end) for one in placeables if one.text == surface}
            continue
        as_is = is_acronym(form) if isinstance(form, str) else form.case is Case.AS_IS
        cased = normal_text(surface, lang, casefold=False).strip() if as_is else ""
        plural = english_plural(surface) if lang == "en" and not as_is else None
        for spelling in (surface, plural) if plural else (surface,):
            key = _key(spelling, lang)
            start = whole.find(key) if key else -1
            while start >= 0:
                end = start + len(key)
                if (
                    begins_word(whole, start, lang, end)
                    and ends_word(whole, end, lang, start)
                    and not is_repeated(whole, start, end)
                ):
                    span = normal.original_span(start, end)
                    if (zones is None or not zones.forbid(*span)) and (
                        not as_is or normal_text(text[slice(*span)], lang, casefold=False) == cased
                    ):
                        found.add(span)
                start = whole.find(key, start + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


@lru_cache(maxsize=16)
def _normalised(text: str, lang: str) -> Normalised:
    """Return a text in normal form; one text is asked for its forms several times in a row."""
    return normalise(text, lang)


@lru_cache(maxsize=4096)
def _key(form: str, lang: str) -> str:
    """Return a form in normal form; the same names occur all over an article."""
    return normal_text(form, lang).strip()
