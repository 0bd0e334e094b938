"""Which files of two folders are translations of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import FormatError
from corpus.languages import LANGUAGES

from .dictionary import bundled_dictionary
from .features import Rectangle, hits
from .keys import KINDS, Keys, Side, read_keys
from .sentences import UNRELATED
from .texts import read_sentences


@dataclass(frozen=True, slots=True)
class Pairing:
    """Files that belong together, and those that do not.

    Attributes:
        pairs: source and target file, and how they were found: `name` or `content`.
        source_only: source files without a counterpart.
        target_only: target files without a counterpart.
    """

    pairs: tuple[tuple[Path, Path, str], ...]
    source_only: tuple[Path, ...]
    target_only: tuple[Path, ...]


def pair_documents(
    source: Path, target: Path, *, source_lang: str, target_lang: str, presegmented: bool = False
) -> Pairing:
    """Pair the text files of two folders.

    Files with one name, apart from the language (`a.id.txt`, `a.lo.txt`, `a_vi.txt`), belong
    together; the rest is paired by what the texts share, the likest first.

    Raises:
        FormatError: a folder is missing or holds no file, or a file cannot be read.
    """
    ours, theirs = _files(source), _files(target)
    named = {_stem(path, target_lang): path for path in theirs}
    pairs: list[tuple[Path, Path, str]] = []
    for path in list(ours):
        other = named.pop(_stem(path, source_lang), None)
        if other is not None:
            pairs.append((path, other, "name"))
            ours.remove(path)
            theirs.remove(other)
    for left, right in _by_content(
        [read_sentences(path, source_lang, presegmented=presegmented) for path in ours],
        [read_sentences(path, target_lang, presegmented=presegmented) for path in theirs],
        source_lang,
        target_lang,
    ):
        pairs.append((ours[left], theirs[right], "content"))
    taken = {path for pair in pairs for path in pair[:2]}
    return Pairing(
        tuple(sorted(pairs)),
        tuple(path for path in ours if path not in taken),
        tuple(path for path in theirs if path not in taken),
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FormatError("there is no such folder", path=folder, hint="name two folders of files")
    found = sorted(
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")
    )
    if not found:
        raise FormatError("the folder has no files", path=folder)
    return found


def _stem(path: Path, lang: str) -> str:
    """Return the name of a file without its ending and its language."""
    stem = path.name if path.suffix.removeprefix(".") in LANGUAGES else path.stem
    for mark in (".", "_", "-"):
        if stem.lower().endswith(f"{mark}{lang}"):
            return stem[: -len(lang) - 1]
    return stem


def _by_content(
    ours: Sequence[Sequence[str]],
    theirs: Sequence[Sequence[str]],
    source_lang: str,
    target_lang: str,
) -> list[tuple[int, int]]:
    """Pair texts by the share of their words and numbers that meet, each text taken as a whole."""
    if not ours or not theirs:
        return []
    keys = read_keys(
        [sentence for text in ours for sentence in text],
        [sentence for text in theirs for sentence in text],
        bundled_dictionary(source_lang, target_lang),
        source_lang=source_lang,
        target_lang=target_lang,
    )
    whole = Keys(
        _whole_texts(keys.source, ours, keys),
        _whole_texts(keys.target, theirs, keys),
        keys.kinds,
        keys.weights,
    )
    table = hits(whole, Rectangle(0, len(ours), 0, len(theirs))).sum(axis=0)
    left = whole.source.totals[:, [0, 2, 3]].sum(axis=1)[:, None]
    right = whole.target.totals[:, [1, 2, 3]].sum(axis=1)[None, :]
    share = table / (left + right + 1.0)
    order = sorted(
        (float(-share[row, column]), row, column)
         for row in range(len(ours)) for column in range(len(theirs))
    )  # fmt: skip
    rows: set[int] = set()
    columns: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for score, row, column in order:
        if row not in rows and column not in columns and -score >= UNRELATED:
            rows.add(row)
            columns.add(column)
            pairs.append((row, column))
    return pairs


def _whole_texts(side: Side, texts: Sequence[Sequence[str]], keys: Keys) -> Side:
    """Turn the keys of sentences into those of whole texts; the weights stay those of sentences."""
    import numpy as np

    text_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    count = len(keys.kinds)
    found = np.unique(text_of[side.sentences] * count + side.keys)
    places, own = found // count, found % count
    totals = np.bincount(
        places * len(KINDS) + keys.kinds[own],
        weights=keys.weights[own],
        minlength=len(texts) * len(KINDS),
    )
    return Side(places, own, totals.reshape(-1, len(KINDS)).astype(np.float32))
