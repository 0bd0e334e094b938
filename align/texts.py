"""From files to sentences: what of a file is aligned, and whether it is in its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.errors import FormatError
from corpus.formats.reading import decode_text, read_file
from corpus.languages import LANGUAGES
from corpus.languages.sentences import split_sentences

_LETTER = re.compile(r"[^\W\d_]")
_LAO = re.compile("[\u0e81-\u0ec6\u0edc-\u0edf]")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 3  # function words that must be there to tell Indonesian from English


def read_sentences(path: str | Path, lang: str, *, presegmented: bool = False) -> tuple[str, ...]:
    """Return the sentences of a text file.

    Args:
        path: a text file.
        lang: its language.
        presegmented: every line is one sentence, also an empty one, so that the index of a
            sentence is that of its line; otherwise lines are paragraphs that are split.

    Raises:
        FormatError: the file is missing, empty, or no text.
    """
    text, _ = decode_text(read_file(path), name=str(path))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    if not any(line.strip() for line in lines):
        raise FormatError("the file has no text", path=path, hint="there is nothing to align")
    if presegmented:
        return tuple(lines)
    return tuple(
        " ".join(line[start:end].split())
        for line in lines
        for start, end in split_sentences(line, lang)
    )


def guess_language(sentences: Sequence[str]) -> str:
    """Return which of the four languages a text seems to be in; empty where that is not clear.

    Lao is known by its script and Vietnamese by its letters; Indonesian and English by their
    function words.
    """
    sample = " ".join(sentences[:400])[:40_000]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ""
    if len(_LAO.findall(sample)) * 2 > letters:
        return "lo"
    if len(_VIETNAMESE.findall(sample)) * 12 > letters:
        return "vi"
    words = _WORD.findall(sample.lower())
    indonesian, english = _function_words()
    counts = {
        "id": sum(word in indonesian for word in words),
        "en": sum(word in english for word in words),
    }
    best = max(counts, key=lambda lang: counts[lang])
    if counts[best] < _ENOUGH or counts[best] < 3 * min(counts.values()):
        return ""
    return best


@cache
def _function_words() -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(
            "yang dan di ke dari untuk dengan pada ini itu adalah dalam tidak akan oleh juga "
            "sebagai telah bahwa para atau karena ada bisa sudah dapat mereka kami kita saya dia "
            "ia lebih "
            "seperti antara tersebut secara serta namun setelah saat belum harus hanya".split()
        ),
        frozenset(
            "the of and to in is for on that with as by at from was are were be has have had it "
            "this an or not but his her their they which who will would can could been its".split()
        ),
    )


def wrong_language(sentences: Sequence[str], lang: str) -> str:
    """Say in words that a text is in another language than `lang`; empty when it may be in it."""
    guess = guess_language(sentences)
    if not guess or guess == lang:
        return ""
    return f"looks like {LANGUAGES[guess]}, not {LANGUAGES[lang]}"
