"""The starter corpus: our own news-style sentences in four languages, with their terms marked."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from .bitext import Bitext, Unit
from .errors import FormatError, LanguageError

LANGS = ("id", "vi", "lo", "en")
SPLITS = ("train", "dev", "test")

_MARKED = re.compile(r"\[\[([a-z0-9-]+)\|([^\]|]+)\]\]")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A glossary term in a text: code points `[start, end)`, and the concept."""

    start: int
    end: int
    concept_id: str


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in one language, without markup, and the terms in it."""

    text: str
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class StarterSentence:
    """One sentence in all four languages.

    Attributes:
        key: `visit-001`; stays with the sentence.
        domain: `visit`, `trade`, ...
        split: `train`, `dev` or `test`, see `split_of`.
        texts: the sentence by language.
    """

    key: str
    domain: str
    split: str
    texts: Mapping[str, Text]


def split_of(key: str) -> str:
    """Return the part of the corpus that a key belongs to: 80% train, 10% dev, 10% test.

    The rule is the CRC-32 of the key modulo 10: 0 is test, 1 is dev. It depends on nothing else,
    so a sentence never changes sides when others come or go.
    """
    return {0: "test", 1: "dev"}.get(zlib.crc32(key.encode("ascii")) % 10, "train")


def read_marked(text: str) -> Text:
    """Take the markup `[[concept_id|surface]]` out of a text and keep its places."""
    plain = ""
    annotations = []
    last = 0
    for match in _MARKED.finditer(text):
        plain += text[last : match.start()]
        annotations.append(Annotation(len(plain), len(plain) + len(match[2]), match[1]))
        plain += match[2]
        last = match.end()
    return Text(plain + text[last:], tuple(annotations))


@cache
def starter_corpus() -> tuple[StarterSentence, ...]:
    """Return all sentences, in the order of the domains' names and the keys.

    Raises:
        FormatError: a line of the data is broken.
    """
    folder = files("corpus").joinpath("data", "starter")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".tsv"))
    return tuple(
        sentence
        for name in names
        for sentence in _read(name, folder.joinpath(name).read_text(encoding="utf-8"))
    )


def _read(name: str, text: str) -> Iterator[StarterSentence]:
    for number, line in enumerate(text.splitlines(), start=1):
        fields = line.split("\t")
        if len(fields) != 1 + len(LANGS) or not all(fields):
            raise FormatError(
                f"a line has a key and {len(LANGS)} sentences", path=Path(name), line=number
            )
        key = fields[0]
        texts = {lang: read_marked(field) for lang, field in zip(LANGS, fields[1:], strict=True)}
        yield StarterSentence(key, key.rpartition("-")[0], split_of(key), texts)


def starter_bitext(source_lang: str, target_lang: str, *, split: str | None = None) -> Bitext:
    """Return two languages of the corpus as a bitext, without markup.

    Args:
        source_lang: one of `LANGS`.
        target_lang: another.
        split: `train`, `dev` or `test`; None takes all.

    Raises:
        LanguageError: the corpus does not have a language.
        FormatError: there is no such split.
    """
    for lang in (source_lang, target_lang):
        if lang not in LANGS:
            raise LanguageError(
                f"the starter corpus has no {lang!r}", hint=f"use one of {', '.join(LANGS)}"
            )
    if split is not None and split not in SPLITS:
        raise FormatError(f"there is no split {split!r}", hint=f"use one of {', '.join(SPLITS)}")
    return Bitext(
        source_lang,
        target_lang,
        tuple(
            Unit(sentence.texts[source_lang].text, sentence.texts[target_lang].text)
            for sentence in starter_corpus()
            if split in (None, sentence.split)
        ),
    )


def count_starter_corpus() -> dict[str, Any]:
    """Count the corpus.

    Returns:
        `total`: sentences, annotated sentences, terms (in the Indonesian text) and different
        concepts; `splits`: sentences by split; `domains`: sentences and annotated ones by domain.
    """
    corpus = starter_corpus()
    marked = [sentence.texts["id"].annotations for sentence in corpus]
    domains: dict[str, dict[str, int]] = {}
    for sentence, terms in zip(corpus, marked, strict=True):
        row = domains.setdefault(sentence.domain, {"sentences": 0, "annotated": 0})
        row["sentences"] += 1
        row["annotated"] += bool(terms)
    return {
        "total": {
            "sentences": len(corpus),
            "annotated": sum(map(bool, marked)),
            "terms": sum(map(len, marked)),
            "concepts": len({term.concept_id for terms in marked for term in terms}),
        },
        "splits": {split: sum(sentence.split == split for sentence in corpus) for split in SPLITS},
        "domains": domains,
    }
