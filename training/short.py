"""Text that comes with kohesi or lies in tables: the starter corpus, the lexicon, dictionaries."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.lexicon import Lexicon
from corpus.starter import starter_corpus

from .corpora import LANGS, Corpus, Rights

Row = dict[str, str]
"""A sentence or word by language; a language that is not there is missing."""

_SHORT = frozenset({"short"})

STARTER = Corpus(
    name="starter", path="(bundled)", langs=LANGS, domain="news",
    licence="CC0 1.0; machine-written, not reviewed", rights=Rights.OPEN, weight=10.0,
)  # fmt: skip
LEXICON = Corpus(
    name="lexicon", path="(bundled)", langs=LANGS, domain="words", licence="Apache-2.0",
    rights=Rights.OPEN, weight=0.5, traits=_SHORT,
)  # fmt: skip
LAO_DICTIONARY = Corpus(
    name="lao-dictionary", path="lao_eng_dict/lo_en.tsv", langs=("lo", "en"), domain="words",
    licence="MIT", rights=Rights.OPEN, weight=0.2, traits=_SHORT,
)  # fmt: skip
CLDR = Corpus(
    name="cldr", path="cldr/names.tsv", langs=LANGS, domain="names", licence="Unicode-3.0",
    rights=Rights.OPEN, weight=0.3, traits=_SHORT,
)  # fmt: skip
WIKTIONARY = Corpus(
    name="wiktionary", path="wiktionary_words.tsv", langs=LANGS, domain="words",
    licence="ISC; Wiktionary is CC BY-SA", rights=Rights.OPEN, weight=0.5, traits=_SHORT,
)  # fmt: skip

_PLAIN = re.compile(r"[()\[\]/;{}<>|=]")


def starter_rows() -> Iterator[Row]:
    """Give the training part of the starter corpus."""
    for sentence in starter_corpus():
        if sentence.split == "train":
            yield {lang: sentence.texts[lang].text for lang in LANGS}


def lexicon_rows() -> Iterator[Row]:
    """Give the first renderings of the senses of the lexicon's words and phrases."""
    lexicon = Lexicon.bundled()
    for form in lexicon.forms():
        for entry in lexicon.senses(form)[:2]:
            if entry.pos in ("part", "det", "prep", "conj"):
                continue
            row = {"id": entry.form}
            for lang in ("vi", "lo", "en"):
                if found := entry.renderings(lang):
                    row[lang] = found[0]
            if len(row) > 1:
                yield row


def table_rows(path: Path, langs: tuple[str, ...]) -> Iterator[Row]:
    """Give the rows of a table with one column per language; odd cells are left out."""
    with path.open(encoding="utf-8", newline="") as stream:
        for record in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            cells = {lang: (record.get(lang) or "").strip() for lang in langs}
            yield {lang: cell for lang, cell in cells.items() if cell and not _PLAIN.search(cell)}


def short_texts(data: Path) -> Iterator[tuple[Corpus, Iterator[Row]]]:
    """Give what there is of these texts, each with its row of the table."""
    yield STARTER, starter_rows()
    yield LEXICON, lexicon_rows()
    for corpus in (LAO_DICTIONARY, CLDR, WIKTIONARY):
        if (data / corpus.path).is_file():
            yield corpus, table_rows(data / corpus.path, corpus.langs)
