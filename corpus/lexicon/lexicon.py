"""The lexicon: entries in reviewable text files, found by longest match.

A file of `corpus/lexicon/data` has one sense a line, seven columns separated by tabs: the
Indonesian form, part of speech, renderings in Vietnamese, Lao and English (`|` between
alternatives, best first), cues, and where the renderings were checked. The first line of a form is
the sense that news uses most; the others are chosen when one of their cues stands in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..errors import FormatError

FILES = ("function.tsv", "words.tsv", "phrases.tsv", "names.tsv")
"""The bundled files; for a form in several, the senses of an earlier file come first."""

_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of an Indonesian word or phrase.

    Attributes:
        form: the Indonesian form; lower case, but names keep their capitals.
        pos: part of speech (`n`, `v`, `vpass`, `adj`, `adv`, `prep`, `conj`, `pron`, `num`,
            `det`, `part`, `propn`, `interj`, `phrase`).
        vi: renderings in Vietnamese, best first; empty where there is none.
        lo: renderings in Lao.
        en: renderings in English: nouns singular, verbs in the base form.
        cues: Indonesian words that choose this sense when they are near.
        checked: where the renderings were checked, empty when nowhere.
    """

    form: str
    pos: str
    vi: tuple[str, ...]
    lo: tuple[str, ...]
    en: tuple[str, ...]
    cues: frozenset[str] = frozenset()
    checked: str = ""

    def renderings(self, lang: str) -> tuple[str, ...]:
        """Return the renderings in `vi`, `lo` or `en`."""
        if lang == "vi":
            return self.vi
        return self.lo if lang == "lo" else self.en


class Lexicon:
    """Entries by form, and the longest form that starts at a word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._senses: dict[str, list[Entry]] = {}
        self._lengths: dict[str, list[int]] = {}
        for entry in entries:
            key = entry.form.lower()
            senses = self._senses.setdefault(key, [])
            senses.append(entry)
            if len(senses) == 1 and " " in key:
                words = key.split(" ")
                lengths = self._lengths.setdefault(words[0], [])
                if len(words) not in lengths:
                    lengths.append(len(words))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    @classmethod
    def bundled(cls) -> Lexicon:
        """Return the lexicon that comes with kohesi; it is read once."""
        return _bundled()

    def __len__(self) -> int:
        """Number of forms."""
        return len(self._senses)

    def __contains__(self, form: str) -> bool:
        """Whether there is an entry of this lower-case form."""
        return form in self._senses

    def forms(self) -> Iterable[str]:
        """Return all forms, in lower case."""
        return self._senses.keys()

    def senses(self, form: str) -> Sequence[Entry]:
        """Return the senses of a lower-case form, the most usual first; empty when unknown."""
        return self._senses.get(form, ())

    def longest(self, words: Sequence[str], start: int) -> int:
        """Return how many of the lower-case `words` from `start` the longest phrase takes.

        Only phrases of two words and more are looked for; 0 when there is none.
        """
        for length in self._lengths.get(words[start], ()):
            if " ".join(words[start : start + length]) in self._senses and (
                start + length <= len(words)
            ):
                return length
        return 0


def read_entries(path: Path, text: str) -> Iterable[Entry]:
    """Read the entries of a lexicon file.

    Raises:
        FormatError: a line has the wrong number of columns.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != _COLUMNS:
            raise FormatError(
                f"a lexicon line has {_COLUMNS} columns, this one {len(fields)}",
                path=path,
                line=number,
            )
        form, pos, vi, lo, en, cues, checked = fields
        yield Entry(
            form,
            pos,
            tuple(vi.split("|")) if vi else (),
            tuple(lo.split("|")) if lo else (),
            tuple(en.split("|")) if en else (),
            frozenset(cues.split(",")) if cues else frozenset(),
            checked,
        )


@cache
def _bundled() -> Lexicon:
    folder = files("corpus").joinpath("lexicon", "data")
    entries: list[Entry] = []
    for name in FILES:
        source = folder.joinpath(name)
        if source.is_file():
            entries.extend(read_entries(Path(name), source.read_text(encoding="utf-8")))
    return Lexicon(entries)
