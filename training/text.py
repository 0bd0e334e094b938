"""The form in which text is trained on, and the keys by which lines are compared."""

from __future__ import annotations

import html
import re
import unicodedata
import zlib

from corpus.languages.normal import normal_text
from corpus.languages.spelling import preferred_spelling

_UNSEEN = re.compile("[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_ENTITY = re.compile(r"& ?(#?[a-zA-Z0-9]{1,8}) ?;")
_BEFORE = re.compile(r"\s+([,.;:!?%)\]}»”…])")
_AFTER = re.compile(r"([(\[{«“])\s+")
_CLITIC = re.compile(r"\s+('|’)\s?(?=(?:s|t|m|d|re|ve|ll)\b)")
_STRAIGHT = re.compile(r'"([^"]+)"')
_KEY = re.compile(r"[\W_]+")
_ODD = re.compile(r"[%~{}<>\\$_|@#]|&[a-z]")
_CURLY_SHARE = 4


def training_form(text: str, lang: str) -> str:
    """Return a line as the model is to read and write it.

    NFC with composed Lao letters (the preferred spelling of the language), no characters that
    cannot be seen, every run of white space one space. Case, quotation marks and dashes stay.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    if lang == "lo":
        seen = seen.replace("\u0ec0\u0ec0", "\u0ec1")  # two signs that look like one
    return preferred_spelling(" ".join(seen.split()), lang)[0]


def detokenise(text: str) -> str:
    """Take out the spaces that a tokenizer put around punctuation, and its entities."""
    plain = html.unescape(_ENTITY.sub(r"&\1;", text))
    plain = _CLITIC.sub(r"\1", plain)
    plain = _AFTER.sub(r"\1", _BEFORE.sub(r"\1", plain))
    return re.sub(r'"\s*([^"]*?)\s*"', r'"\1"', plain)


def unquote(text: str) -> str:
    """Return a field of a CSV file without its quotation."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def curl(source: str, target: str) -> tuple[str, str]:
    """Write typographic quotation marks in every fourth pair that has straight ones on both sides.

    News has either kind. The choice depends on the text alone, so that it is always the same.
    """
    both = _STRAIGHT.search(source) and _STRAIGHT.search(target)
    if not both or zlib.crc32(source.encode()) % _CURLY_SHARE:
        return source, target
    return _STRAIGHT.sub(r"“\1”", source), _STRAIGHT.sub(r"“\1”", target)


def key(text: str, lang: str) -> str:
    """Return what two lines share that are the same but for case, spaces and punctuation."""
    return _KEY.sub("", normal_text(text, lang))


def is_markup(text: str) -> bool:
    """Whether a string of a user interface has placeholders, markup or accelerator keys."""
    return bool(_ODD.search(text))
