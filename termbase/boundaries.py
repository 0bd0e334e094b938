"""Where a term may begin and end: the word boundaries of each language.

All functions look at a text in normal form (`corpus.languages.normal`).
"""

from __future__ import annotations

import re
import unicodedata

_LAO_LEADING = "ເແໂໃໄ"
# What may not stand first in a piece of Lao: vowels and marks that belong to the letter before.
_LAO_FOLLOWING = frozenset("ະັາຳິີຶື຺ຸູົຼຽ່້໊໋໌ໍ໎ໆຯ")
_CLITIC = re.compile(r"(?:ku|mu|nya)?(?:lah|kah|pun|tah)?(?!\w)")
_SHORTEST_WITH_CLITIC = 3
_SHORTEST_WITH_PROCLITIC = 5


def begins_word(text: str, start: int, lang: str, end: int | None = None) -> bool:
    """Whether a term may begin at `start` of a normal form.

    Args:
        text: the whole text, in normal form.
        start: offset of the term's first character.
        lang: the language whose rule holds.
        end: offset after the term's last character, for rules that look at its length.
    """
    if start == 0:
        return True
    first, before = text[start], text[start - 1]
    if _is_lao(first) or (lang == "lo" and _is_lao(before)):
        return first not in _LAO_FOLLOWING and before not in _LAO_LEADING
    if first.isdigit() and before in ".,:" and start > 1 and text[start - 2].isdigit():
        return False
    if not _is_word(first) or not _is_word(before) or _is_lao(before):
        return True
    return (
        lang == "id"
        and before == "u"
        and end is not None
        and end - start >= _SHORTEST_WITH_PROCLITIC
        and start > 1
        and text[start - 2] == "k"
        and (start == 2 or not _is_word(text[start - 3]))
    )


def ends_word(text: str, end: int, lang: str, start: int = 0) -> bool:
    """Whether a term may end before `end` of a normal form; `start` is where it begins.

    An Indonesian term may be followed by clitics (`-nya`, `-lah`, `-kah`, `-pun`, `-ku`, `-mu`),
    which stay outside.
    """
    if end >= len(text):
        return True
    last, after = text[end - 1], text[end]
    if _is_lao(last):
        return after not in _LAO_FOLLOWING and last not in _LAO_LEADING
    if last.isdigit() and after in ".,:" and end + 1 < len(text) and text[end + 1].isdigit():
        return False
    if not _is_word(last) or not _is_word(after) or _is_lao(after):
        return True
    if lang == "id" and last.isalpha() and end - start >= _SHORTEST_WITH_CLITIC:
        clitic = _CLITIC.match(text, end)
        return clitic is not None and clitic.end() > end
    return False


def is_repeated(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the copied half of a reduplication (`inovasi-inovasi`)."""
    length = end - start
    return (
        start > length
        and text[start - 1] == "-"
        and text[start - 1 - length : start - 1] == text[start:end]
        and (start - 1 - length == 0 or not _is_word(text[start - 2 - length]))
    )


def _is_lao(char: str) -> bool:
    return "\u0e80" <= char <= "\u0eff"


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char) in ("Mn", "Mc")
