"""Mechanical checks of the lexicon: what cannot be Vietnamese, Lao or English is found by program.

The checks need no word list: a Vietnamese syllable is an onset, a rhyme and a tone that can stand
together (Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*, 1977; the spelling rules of c/k, g/gh, ng/ngh), a
Lao word is letters and marks in an order that can be written. What is right and yet fails (loans,
abbreviations) stands in `data/allowed.tsv`, one token a line, so that each exception can be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ..errors import FormatError
from .lexicon import Entry, read_entries

PARTS_OF_SPEECH = frozenset(
    "n v vpass adj adv prep conj pron num det part propn interj phrase".split()
)

SOURCES = frozenset("cldr news-bitext bitext lao-eng-dict tico-terms lo-vi-bitext reader".split())
"""What may stand after the language in the column `checked`; `data/README.md` says what each is."""

_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}

_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oc oi om on ong op ot oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt
    ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    uân uâng uât uây uê uên uêch uênh uơ uy uych uyn uynh uyp uyt uyu uya uyên uyêt
    """.split()
)
_ONSETS = (
    "ngh ng nh gh gi kh ph th tr ch qu b c d đ g h k l m n p r s t v x".split()
)  # longest first
_FRONT = "eêiy"
_STOPS = ("c", "ch", "p", "t")

_LAO_CONSONANT = "ກ-ຮໜ-ໟ"
_LAO_MARK = "ັິີຶືຸູົໍຼ"
_LAO_TONE = "່້໊໋"
_LAO_FAULTS = tuple(
    (re.compile(pattern), what)
    for pattern, what in (
        ("[\u0e00-\u0e7f]", "a Thai character"),
        ("ໍ[່້໊໋]?າ", "a decomposed ຳ"),
        ("ຫ[ນມລ]", "ຫນ, ຫມ or ຫລ for ໜ, ໝ or ຫຼ"),
        (f"[ເແໂໃໄ](?![{_LAO_CONSONANT}])", "a vowel before no consonant"),
        (f"(?<![{_LAO_CONSONANT}ຼ])[{_LAO_MARK}]", "a mark on no consonant"),
        (f"(?<![{_LAO_CONSONANT}{_LAO_MARK}])[{_LAO_TONE}]", "a tone on nothing"),
        (f"[ັົ][{_LAO_TONE}]?(?![{_LAO_CONSONANT}{_LAO_TONE}ຽາ])", "a closed vowel without its end"),
        (f"(?<![{_LAO_CONSONANT}{_LAO_TONE}ຼົາ])[ະາຳຽ]", "a vowel after no consonant"),
        ("(?<![ກ-ໝ່-໋])ໆ", "a repetition of nothing"),
        ("[\u200b-\u200d\ufeff]", "an invisible character"),
    )
)
_LATIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .,'/&%+-]*[A-Za-z0-9.%+])?")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong in a lexicon file.

    Attributes:
        line: line of the file, from 1.
        form: the Indonesian form of the row.
        what: what is wrong, in words.
    """

    line: int
    form: str
    what: str


def is_vietnamese_syllable(syllable: str) -> bool:
    """Whether letters can be one Vietnamese syllable, in either place of the tone (hòa, hoà)."""
    marks = ""
    letters = []
    for character in unicodedata.normalize("NFD", syllable.lower()):
        if character in _TONES:
            marks += character
        else:
            letters.append(character)
    if len(marks) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(letters))
    return any(_fits(onset, rhyme, marks) for onset, rhyme in _splits(plain))


def _splits(plain: str) -> Iterator[tuple[str, str]]:
    yield "", plain
    for onset in _ONSETS:
        if plain.startswith(onset):
            yield onset, plain[len(onset) :]
    if plain.startswith("gi"):
        yield "gi", plain[1:]


def _fits(onset: str, rhyme: str, tone: str) -> bool:
    if rhyme not in _RHYMES and not (onset == "qu" and rhyme in ("ôc", "yt")):
        return False
    if rhyme.endswith(_STOPS) and _TONES.get(tone) not in ("sắc", "nặng"):
        return False
    front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front or (onset == "k" and rhyme == "y")
    if onset in ("c", "g", "ng"):
        return not front
    if onset == "qu":
        return rhyme[0] in "aăâeêiyơô"
    return True


def lao_faults(text: str) -> list[str]:
    """Return what cannot stand in written Lao, in words; empty for a plausible text."""
    return [what for pattern, what in _LAO_FAULTS if pattern.search(text)]


def allowed_tokens() -> dict[str, frozenset[str]]:
    """Return the reviewed exceptions by language (`vi`, `en`), in lower case."""
    text = files("corpus").joinpath("lexicon", "data", "allowed.tsv").read_text(encoding="utf-8")
    tokens: dict[str, set[str]] = {"vi": set(), "en": set(), "lo": set()}
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("#"):
            lang, _, token = line.partition("\t")
            if lang not in tokens or not token:
                raise FormatError(
                    "an exception is a language, a tab and a token",
                    path=Path("allowed.tsv"),
                    line=number,
                )
            tokens[lang].add(token.lower())
    return {lang: frozenset(found) for lang, found in tokens.items()}


def check_text(name: str, text: str, allowed: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Check the text of a lexicon file.

    Args:
        name: the file's name, for messages.
        text: its content.
        allowed: tokens that may stand although they fail, by language, in lower case.

    Raises:
        FormatError: a line has the wrong number of columns.
    """
    numbers = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if line and not line.startswith("#")
    ]
    seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for number, entry in zip(numbers, read_entries(Path(name), text), strict=True):
        for what in _entry_faults(entry, allowed):
            yield Finding(number, entry.form, what)
        key = (entry.form.lower(), entry.pos, entry.en)
        if key in seen:
            yield Finding(number, entry.form, f"the same sense stands in line {seen[key]}")
        seen[key] = number


def _entry_faults(entry: Entry, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    if entry.pos not in PARTS_OF_SPEECH:
        yield f"unknown part of speech {entry.pos!r}"
    if entry.pos != "propn" and entry.form != entry.form.lower():
        yield "a form that is no name has capitals"
    if any(cue != cue.lower() or not cue or cue != cue.strip() for cue in entry.cues):
        yield "a cue is empty, spaced or has capitals"
    if not entry.en:
        yield "no English rendering"
    for lang in ("vi", "lo", "en"):
        renderings = entry.renderings(lang)
        if len(set(renderings)) != len(renderings):
            yield f"{lang}: a rendering stands twice"
        for rendering in renderings:
            if rendering != " ".join(rendering.split()) or not rendering:
                yield f"{lang}: empty or spaced: {rendering!r}"
            if unicodedata.normalize("NFC", rendering) != rendering:
                yield f"{lang}: not in normal form C: {rendering!r}"
    yield from _language_faults(entry, allowed)
    for mark in entry.checked.split(",") if entry.checked else ():
        lang, _, source = mark.partition(":")
        if mark != "cldr" and (lang not in ("vi", "lo", "en") or source not in SOURCES):
            yield f"unknown mark {mark!r} in the column 'checked'"


def _language_faults(entry: Entry, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    name = entry.pos == "propn"
    for rendering in entry.vi:
        for token in re.findall(r"[^\W\d_]+", rendering):
            if name and token[0].isupper() and token.isascii():
                continue
            if token.lower() not in allowed["vi"] and not is_vietnamese_syllable(token):
                yield f"vi: no Vietnamese syllable: {token!r} in {rendering!r}"
    for rendering in entry.lo:
        checked = rendering
        for token in allowed["lo"]:
            checked = checked.replace(token, "")
        for what in lao_faults(checked):
            yield f"lo: {what}: {rendering!r}"
        for token in re.findall(r"[A-Za-z]+", rendering):
            if token.lower() not in allowed["lo"] and not (name and token.isupper()):
                yield f"lo: Latin letters {token!r} in {rendering!r}"
    for rendering in entry.en:
        if not name and not _LATIN.fullmatch(rendering) and rendering.lower() not in allowed["en"]:
            yield f"en: odd characters: {rendering!r}"
