"""The one normal form in which texts are matched, compared and scored.

Two spellings that a reader takes for the same have the same normal form; an offset map leads
from it back to the code points of the text as it stands. The form is that of Unicode NFKC and case
folding (Unicode Standard Annex 15, section 1; The Unicode Standard, section 3.13), with these
rules on top:

- quotation marks and dashes of every kind are `"`, `'` and `-`; a dash between two spaces is as
  good as one without (`Vietnam - Laos`, `Vietnam-Laos`);
- soft hyphens, zero-width characters and direction marks are not there;
- a run of white space with at most one line break is one space, with more it is a blank line;
- HTML character references are what they stand for;
- Vietnamese tone marks stand on the first vowel of oa, oe, uy (`hoà` is `hòa`);
- Lao ໍ+າ is ຳ, also around a tone mark; ຫນ, ຫມ, ຫລ are ໜ, ໝ, ຫຼ; ເເ is ແ; a tone mark follows
  the vowel it stands on; white space between two Lao letters is not there, because where Lao
  puts it is a matter of taste.

Lao is thus composed, as people write it, where NFKC would take ຳ, ໜ and ໝ apart.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_BLANKS = " \\t\\n\\r\\f\\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_DASHES = "\\-\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LAO = "\u0e80-\u0eff"
_TONE = "\u0ec8-\u0ecb"
_ABOVE = "\u0eb1\u0eb4-\u0eb9\u0ebb"

_CLUSTERS = (
    r"(?P<break>\xad\r?\n)"
    rf"|(?P<dash>[{_BLANKS}{_UNSEEN}]+[{_DASHES}][{_BLANKS}{_UNSEEN}]+)"
    rf"|(?P<lao_blank>(?<=[{_LAO}])[{_BLANKS}{_UNSEEN}]+(?=[{_LAO}]))"
    rf"|(?P<blank>[{_BLANKS}{_UNSEEN}]{{2,}})"
    rf"|(?P<unseen>[{_UNSEEN}])"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}[0-9]{0,2});)"
    rf"|(?P<lao>\u0ecd[{_TONE}]?\u0eb2|[{_TONE}][{_ABOVE}\u0ecd]+\u0eb2?"
    r"|\u0eab[\u0e99\u0ea1\u0ea5]|\u0ec0\u0ec0)"
    rf"|(?P<marked>[^{_MARKS}{_BLANKS}{_UNSEEN}][{_MARKS}]+)"
)
_LAO_PAIRS = {
    "\u0eab\u0e99": "\u0edc",
    "\u0eab\u0ea1": "\u0edd",
    "\u0eab\u0ea5": "\u0eab\u0ebc",
    "\u0ec0\u0ec0": "\u0ec1",
}
# Letters that are brought together when a blank between them goes, and are a cluster then.
_LAO_SEAM = re.compile(
    rf"[{_LAO}][{_TONE}{_ABOVE}\u0ecd]|[\u0ecd{_TONE}{_ABOVE}]\u0eb2|\u0eab[\u0e99\u0ea1\u0ea5]"
    r"|\u0ec0\u0ec0"
)
# Plain ASCII in which nothing but case and single line breaks can differ from the normal form.
_ASCII_ODD = re.compile(r"[\x1c-\x1f]|\s\s|\s-\s|&[#a-zA-Z]")
_REFERENCE = re.compile(r"&[#a-zA-Z]")
_ASCII_BREAK = re.compile(r"[\t-\r]")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in normal form, with the way back.

    Attributes:
        text: the normal form.
    """

    text: str
    _starts: tuple[int, ...] = ()  # where each piece begins in the normal form ...
    _origins: tuple[int, ...] = ()  # ... and in the original
    _opaque: tuple[bool, ...] = ()  # a piece that has no inner offsets
    _length: int = 0
    _before: Normalised | None = None  # an earlier pass, when one pass was not enough

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that `text[start:end]` came from.

        Offsets are code points. Where a part of the original became something of another
        length, the span holds the whole of that part. An empty span stays empty.
        """
        if self._starts:
            if end <= start:
                begin = self._origin(start)
                start, end = begin, begin
            else:
                start, end = self._origin(start), self._origin_end(end - 1)
        if self._before is not None:
            return self._before.original_span(start, end)
        return start, end

    def _origin(self, offset: int) -> int:
        piece = bisect_right(self._starts, offset) - 1
        if self._opaque[piece]:
            return self._origins[piece]
        return self._origins[piece] + offset - self._starts[piece]

    def _origin_end(self, offset: int) -> int:
        piece = bisect_right(self._starts, offset) - 1
        if not self._opaque[piece]:
            return self._origins[piece] + offset - self._starts[piece] + 1
        following = piece + 1
        return self._origins[following] if following < len(self._origins) else self._length


class _Fold(dict[int, str]):
    """A translation table for characters that keep their length, filled as they are met."""

    def __init__(self, *, casefold: bool) -> None:
        super().__init__()
        self._casefold = casefold

    def whole(self, char: str) -> str:
        """Return the normal form of one character, of any length."""
        if "\u0e80" <= char <= "\u0eff":
            return char
        folded = unicodedata.normalize("NFKC", char)
        if self._casefold:
            folded = unicodedata.normalize("NFKC", folded.casefold())
        return folded.translate(_TYPOGRAPHY)

    def __missing__(self, code: int) -> str:
        folded = self.whole(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


def _typography() -> dict[int, str]:
    table = {ord(char): '"' for char in "“”„‟«»″＂❝❞〝〞"}
    table |= {ord(char): "'" for char in "‘’‚‛′‹›ʼʹ`´＇❛❜"}
    table |= dict.fromkeys(_class_codes(_BLANKS), " ")
    table |= dict.fromkeys(_class_codes(_DASHES), "-")
    return table


def _class_codes(characters: str) -> list[int]:
    """List the code points of a regular expression's character class."""
    plain = characters.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r")
    plain = plain.replace("\\f", "\f").replace("\\v", "\v")
    codes: list[int] = []
    position = 0
    while position < len(plain):
        char = plain[position]
        if char == "\\":
            codes.append(ord(plain[position + 1]))
            position += 2
        elif plain[position + 1 : position + 2] == "-":
            codes.extend(range(ord(char), ord(plain[position + 2]) + 1))
            position += 3
        else:
            codes.append(ord(char))
            position += 1
    return codes


def _vietnamese_tones() -> dict[str, str]:
    """Pair every second-vowel spelling with the first-vowel one: `oà` -> `òa`."""
    table: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in "\u0300\u0301\u0309\u0303\u0323":
            for head in (first, first.upper()):
                for tail in (second, second.upper()):
                    modern = head + unicodedata.normalize("NFC", tail + mark)
                    table[modern] = unicodedata.normalize("NFC", head + mark) + tail
    return table


_TYPOGRAPHY = _typography()
_FOLDED = _Fold(casefold=True)
_CASED = _Fold(casefold=False)
_TONES = _vietnamese_tones()
_TONE_PAIR = re.compile(
    f"[oO][{''.join(sorted({pair[1] for pair in _TONES if pair[0] in 'oO'}))}]"
    f"|[uU][{''.join(sorted({pair[1] for pair in _TONES if pair[0] in 'uU'}))}]"
)


def normalise(text: str, lang: str = "", *, casefold: bool = True) -> Normalised:
    """Bring a text into normal form, with a map back to its offsets.

    Args:
        text: any text; it may be decomposed, hold soft hyphens, line breaks, HTML references.
        lang: its language. The rules do not clash, so those of all languages hold everywhere;
            the language is here for the rules that one day will.
        casefold: False keeps capitals, for the comparison of forms whose case matters.
    """
    del lang
    plain = plain_normal_text(text, casefold=casefold)
    if plain is not None:
        return Normalised(plain)
    before: Normalised | None = None
    current = text
    for _ in range(8):
        result, settled = _pass(current, before, casefold)
        if settled or result.text == current:
            return result
        before, current = result, result.text
    return result


def plain_normal_text(text: str, *, casefold: bool = True) -> str | None:
    """Return the normal form of a text that keeps all its offsets, the quick way.

    Returns:
        None where the text is not plain ASCII or may change its length; then `normalise`.
    """
    if not text.isascii():
        return None
    if not text.isprintable():  # most lines are; then the searches below suffice
        if _ASCII_ODD.search(text):
            return None
        text = _ASCII_BREAK.sub(" ", text)
    elif "  " in text or " - " in text or ("&" in text and _REFERENCE.search(text)):
        return None
    if "`" in text:
        text = text.replace("`", "'")
    return text.lower() if casefold else text


def normal_text(text: str, lang: str = "", *, casefold: bool = True) -> str:
    """Return the normal form alone."""
    return normalise(text, lang, casefold=casefold).text


def _pass(text: str, before: Normalised | None, casefold: bool) -> tuple[Normalised, bool]:
    """Apply every rule once; say whether another pass could change the outcome."""
    table = _FOLDED if casefold else _CASED
    odd = _odd_characters(text, casefold)
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    opaque: list[bool] = []
    settled = True
    written = done = 0
    for match in _pattern(odd).finditer(text):
        first, last = match.span()
        old = match.group()
        new = _replace(match, table)
        if new == old:
            continue
        if match.lastgroup in ("unseen", "entity", "marked", "odd", "break", "lao"):
            settled = False
        if match.lastgroup == "lao_blank" and _LAO_SEAM.fullmatch(text[first - 1] + text[last]):
            settled = False
        if first > done:
            starts.append(written)
            origins.append(done)
            opaque.append(False)
            pieces.append(text[done:first])
            written += first - done
        starts.append(written)
        origins.append(first)
        opaque.append(True)
        pieces.append(new)
        written += len(new)
        done = last
    if not starts:
        return Normalised(_finish(text, table), _before=before), True
    if done < len(text):
        starts.append(written)
        origins.append(done)
        opaque.append(False)
        pieces.append(text[done:])
    whole = _finish("".join(pieces), table)
    return (
        Normalised(whole, tuple(starts), tuple(origins), tuple(opaque), len(text), before),
        settled,
    )


def _finish(text: str, table: _Fold) -> str:
    """Apply what keeps every offset: folding of single characters, tone placement."""
    if "\n\n" in text:
        folded = "\n\n".join(part.translate(table) for part in text.split("\n\n"))
    else:
        folded = text.translate(table)
    if folded.isascii():
        return folded
    return _TONE_PAIR.sub(lambda match: _TONES[match.group()], folded)


def _odd_characters(text: str, casefold: bool) -> str:
    """List the characters of a text whose normal form has another length."""
    known = _ODD_FOLDED if casefold else _ODD_CASED
    table = _FOLDED if casefold else _CASED
    odd: list[str] = []
    for char in set(text):
        is_odd = known.get(char)
        if is_odd is None:
            is_odd = known[char] = len(table.whole(char)) != 1
        if is_odd:
            odd.append(char)
    return "".join(sorted(odd))


_ODD_FOLDED: dict[str, bool] = {}
_ODD_CASED: dict[str, bool] = {}


@lru_cache(maxsize=256)
def _pattern(odd: str) -> re.Pattern[str]:
    if not odd:
        return re.compile(_CLUSTERS)
    return re.compile(f"{_CLUSTERS}|(?P<odd>[{re.escape(odd)}])")


def _replace(match: re.Match[str], table: _Fold) -> str:
    kind = match.lastgroup
    if kind == "dash":
        return _spaced_dash(match.group(), at_start=match.start() == 0)
    if kind == "odd" or kind is None:
        return table.whole(match.group())
    return _REPLACEMENTS[kind](match.group())


def _compose(cluster: str) -> str:
    """Compose a letter and its marks; what they compose to is folded like any character."""
    return unicodedata.normalize("NFKC", cluster)


def _blank(run: str, *, within_lao: bool = False) -> str:
    if len(_LINE_BREAK.findall(run)) > 1:
        return "\n\n"
    if within_lao:
        return ""
    # White space is removed with the unseen characters around it, unless only those are there.
    return " " if any(code in _BLANK_CODES for code in map(ord, run)) else ""


_BLANK_CODES = frozenset(_class_codes(_BLANKS))
_DASH = re.compile(f"[{_DASHES}]")


def _spaced_dash(run: str, *, at_start: bool) -> str:
    """A dash between spaces binds; one that starts a line opens an item of a list."""
    middle = _DASH.search(run)
    if middle is None:  # cannot be: the cluster holds one
        return run
    left, right = _blank(run[: middle.start()]), _blank(run[middle.end() :])
    if left and not at_start and _LINE_BREAK.search(run[: middle.start()]):
        left = "\n\n"
    if left == right == " " and not at_start:
        return "-"
    return f"{left}-{right}"


def _lao(cluster: str) -> str:
    pair = _LAO_PAIRS.get(cluster)
    if pair is not None:
        return pair
    tones = "".join(char for char in cluster if "\u0ec8" <= char <= "\u0ecb")
    others = "".join(char for char in cluster if not "\u0ec8" <= char <= "\u0ecb")
    if others.endswith("\u0ecd\u0eb2"):
        return f"{others[:-2]}{tones}\u0eb3"
    if others.endswith("\u0eb2"):
        return f"{others[:-1]}{tones}\u0eb2"
    return others + tones


_REPLACEMENTS: dict[str, Callable[[str], str]] = {
    "unseen": lambda _: "",
    "break": lambda _: "",
    "blank": _blank,
    "lao_blank": lambda run: _blank(run, within_lao=True),
    "entity": html.unescape,
    "lao": _lao,
    "marked": _compose,
}
