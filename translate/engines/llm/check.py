"""Whether a model's text can be the translation: its terms, its length, its language, chatter.

None of this can prove a translation right. It finds what models are known to do instead of
translating: answer in the wrong language, talk about the task, follow the text, stop early.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.languages import LANGUAGES
from corpus.languages.normal import normal_text
from termbase import claim_places
from translate.engines.protocol import Constraint, Link, Request

from .prompt import instructions

_WORDS: dict[str, frozenset[str]] = {
    "id": frozenset("yang dan untuk dengan dari pada itu dalam akan tidak oleh juga telah".split()),
    "en": frozenset("the of and for with was that were from which has have been".split()),
    "vi": frozenset("và của là các được những đã này người không để với trong".split()),
}
"""Words that are frequent in one language and no words of the others."""

_CHATTER = re.compile(
    r"\A\W*(here('s| is| are)( the| your| a)?( \w+)? translations?\b|sure\b[,!.]|certainly[,!]"
    r"|of course[,!]|translation:|terjemahan:|bản dịch:|đây là bản dịch|ຄຳແປ:|as an ai\b"
    r"|i('m| am) sorry\b|i (cannot|can't)\b|xin lỗi\b)",
    re.IGNORECASE,
)


def find_terms(
    text: str, constraints: Sequence[Constraint], lang: str
) -> tuple[tuple[Link, ...], tuple[Constraint, ...]]:
    """Find the place of each constraint in a translation.

    Every occurrence in the source asks for one of its own in the target; see `claim_places`.

    Args:
        text: the translation.
        constraints: what was asked for, in source order.
        lang: the language of the translation.

    Returns:
        Links from the source spans to the target spans, and the required constraints that are not
        met.
    """
    places = claim_places(text, [constraint.forms for constraint in constraints], lang)
    return (
        tuple(
            Link((one.start, one.end), place)
            for one, place in zip(constraints, places, strict=True)
            if place is not None
        ),
        tuple(
            one
            for one, place in zip(constraints, places, strict=True)
            if place is None and one.required
        ),
    )


def find_faults(text: str, request: Request, *, source_lang: str, target_lang: str) -> list[str]:
    """Say what shows that a text is no translation of the request; empty when nothing does.

    Args:
        text: what the model gave as the translation.
        request: the segment.
        source_lang: BCP-47 tag.
        target_lang: BCP-47 tag.
    """
    faults = []
    if any(not c.isprintable() or c == "\ufffd" for c in text):
        faults.append("it holds broken characters")
    if _CHATTER.match(text) or instructions(source_lang, target_lang)[:40] in text:
        faults.append("it speaks about the task; give the translation alone")
    if "=" in text and "=" not in request.text:
        faults.append("it repeats the list of terms; give the translation alone")
    renderings = sum(max(map(len, c.forms)) for c in request.constraints)
    if len(text) > 3 * len(request.text) + renderings + 40:
        faults.append("it is far longer than the passage")
    elif len(request.text) >= 40 and len(text) < 0.3 * len(request.text):
        faults.append("it is far shorter than the passage; translate all of it")
    if wrong := _wrong_language(text, request.text, target_lang):
        faults.append(f"it is {wrong}, not {LANGUAGES[target_lang]}")
    return faults


def _wrong_language(text: str, source: str, target_lang: str) -> str:
    """Name the language of a text that is clearly not in the one wanted; else nothing.

    By the script, by the source given back, and by frequent words where there are enough.
    """
    words = re.findall(r"\w+", normal_text(text, target_lang))
    source_words = re.findall(r"\w+", normal_text(source, target_lang))
    if len(source_words) < 4 and len(words) < 4:
        return ""  # a name or two is the same in every language
    letters = [c for c in text if c.isalpha()]
    lao = sum("\u0e80" <= c <= "\u0eff" for c in letters)
    latin = sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)
    share = (lao if target_lang == "lo" else latin) / max(1, len(letters))
    if share < (0.3 if target_lang == "lo" else 0.6):
        return "in another script"
    if words == source_words:
        return "the passage itself"
    if target_lang == "lo":
        return ""
    counts = {lang: sum(word in common for word in words) for lang, common in _WORDS.items()}
    other = max((lang for lang in counts if lang != target_lang), key=counts.__getitem__)
    if counts[other] >= 3 and counts[other] > 2 * counts[target_lang]:
        return LANGUAGES[other]
    return ""
