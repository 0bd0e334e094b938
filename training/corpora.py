"""The parallel corpora a model may learn from, and the texts it must never see.

Paths are those of the data folder (`../shared/data`, described by its `MANIFEST.md`). Text of one's
own is added with a table of the same columns, see `read_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.errors import FormatError

LANGS = ("id", "vi", "lo", "en")


class Rights(StrEnum):
    """What the licence of a text says about weights that were trained on it, freest first."""

    OPEN = "open"  # a licence that allows use, changes and sale
    UNSTATED = "unstated"  # no licence is stated: ask before weights are published
    RESEARCH = "research"  # copyrighted, or no commercial use, or no derived works


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A text in several languages, line by line.

    Attributes:
        name: short name; the stem of its files in what is prepared.
        path: path of its files without the language's ending.
        langs: its languages.
        domain: what it is about, in a word or two.
        licence: as stated where it came from.
        rights: whether weights may be released, see `Rights`.
        endings: file endings that are not the language's tag.
        weight: how often its sentences are shown, relative to others.
        lang_weights: the same for pairs with a language, on top.
        traits: `tokenised` (spaces around punctuation), `csv` (lines quoted as in a CSV file),
            `interface` (strings of a user interface), `short` (words and names: no check of
            language and length).
    """

    name: str
    path: str
    langs: tuple[str, ...]
    domain: str
    licence: str
    rights: Rights
    endings: dict[str, str] = field(default_factory=dict)
    weight: float = 1.0
    lang_weights: dict[str, float] = field(default_factory=dict)
    traits: frozenset[str] = frozenset()

    def file(self, data: Path, lang: str) -> Path:
        """Return the file of a language."""
        return data / f"{self.path}.{self.endings.get(lang, lang)}"

    def pair_weight(self, source: str, target: str) -> float:
        """Return how often a sentence pair of two languages is shown."""
        return self.weight * self.lang_weights.get(source, 1.0) * self.lang_weights.get(target, 1.0)


_NONE = "none stated"
_UI = frozenset({"interface"})
_TED = "none stated; TED talks are CC BY-NC-ND 4.0"

CORPORA: tuple[Corpus, ...] = (
    *(
        Corpus(
            name=f"panl-{part}", path=f"panl_bppt_iwslt/panl_{part}", langs=("id", "en"),
            domain="news", licence=_NONE, rights=Rights.UNSTATED,
        )
        for part in ("int", "eco", "sci", "spo")
    ),
    *(
        Corpus(
            name=f"ted-{part}", path=f"panl_bppt_iwslt/ted_{part}", langs=("id", "en"),
            domain="talks", licence=_TED, rights=Rights.RESEARCH,
        )
        for part in (
            "dev2010", "tst2010", "tst2011", "tst2012", "tst2013", "tst2014", "tst2015-16",
            "tst2017plus",
        )
    ),
    Corpus(
        name="smeru", path="desmond_id_en/smeru", langs=("id", "en"), domain="reports",
        licence=_NONE, rights=Rights.UNSTATED,
    ),
    Corpus(
        name="ausaid", path="desmond_id_en/ausaid", langs=("id", "en"), domain="reports",
        licence=_NONE, rights=Rights.UNSTATED,
    ),
    Corpus(
        name="odb", path="desmond_id_en/odb", langs=("id", "en"), domain="devotional",
        licence=_NONE, rights=Rights.UNSTATED, weight=0.5,
    ),
    Corpus(
        name="bbc", path="desmond_id_en/bbc", langs=("id", "en"), domain="news",
        licence=_NONE, rights=Rights.UNSTATED,
    ),
    Corpus(
        name="tatoeba", path="tatoeba_id_en/all", langs=("id", "en"), domain="phrases",
        licence="CC BY 2.0 FR", rights=Rights.OPEN,
    ),
    Corpus(
        name="tatoeba-pivot", path="tatoeba_id_en/pivot_id_vi_en", langs=("id", "vi", "en"),
        domain="phrases", licence="CC BY 2.0 FR; Vietnamese side none stated",
        rights=Rights.UNSTATED,
    ),
    Corpus(
        name="xcopa", path="xcopa_id_vi/all", langs=("id", "vi"), domain="phrases",
        licence="CC BY 4.0", rights=Rights.OPEN, weight=2.0,
    ),
    Corpus(
        name="ted-pivot", path="iwslt_pivot_id_vi_en/all", langs=("id", "vi", "en"),
        domain="talks", licence=_TED, rights=Rights.RESEARCH, weight=2.0,
        traits=frozenset({"tokenised"}),
    ),
    Corpus(
        name="news-envi", path="envicorpora_en_vi/news_train", langs=("en", "vi"), domain="news",
        licence=_NONE, rights=Rights.UNSTATED, traits=frozenset({"csv"}),
    ),
    Corpus(
        name="alt", path="envicorpora_en_vi/alt_train", langs=("en", "vi"), domain="news",
        licence="none stated; ALT is CC BY 4.0", rights=Rights.UNSTATED,
    ),
    Corpus(
        name="basic-envi", path="envicorpora_en_vi/basic", langs=("en", "vi"), domain="phrases",
        licence=_NONE, rights=Rights.UNSTATED,
    ),
    Corpus(
        name="vlsp", path="vlsp2023_lo_vi/dev", langs=("lo", "vi"), domain="mixed",
        licence=_NONE, rights=Rights.UNSTATED, weight=4.0, traits=frozenset({"tokenised"}),
    ),
    Corpus(
        name="everyday", path="everyday_lao/all", langs=("lo", "en"), domain="phrases",
        licence=_NONE, rights=Rights.UNSTATED, weight=2.0,
    ),
    Corpus(
        name="bible", path="bible/all", langs=LANGS, domain="scripture",
        licence="none stated; id, vi, lo under publishers' copyright, ASV public domain",
        rights=Rights.RESEARCH, weight=0.3, lang_weights={"en": 0.3, "lo": 2.0},
    ),
    Corpus(
        name="bible-bpt", path="bible/all", langs=("id", "vi", "lo"), domain="scripture",
        licence="none stated; under publishers' copyright", rights=Rights.RESEARCH,
        endings={"vi": "vi_bpt"}, weight=0.3, lang_weights={"lo": 2.0},
    ),
    Corpus(
        name="quran", path="quran/all", langs=("id", "vi", "en"), domain="scripture",
        licence="CC BY-NC-ND 4.0", rights=Rights.RESEARCH, weight=0.3,
    ),
    Corpus(
        name="libreoffice", path="libreoffice_ui/all4", langs=LANGS, domain="interface",
        licence="MPL-2.0", rights=Rights.OPEN, weight=0.3, traits=_UI,
    ),
    Corpus(
        name="libreoffice-lo", path="libreoffice_ui/enlo", langs=("en", "lo"),
        domain="interface", licence="MPL-2.0", rights=Rights.OPEN, weight=0.3, traits=_UI,
    ),
    Corpus(
        name="aosp", path="aosp_core_strings/all", langs=LANGS, domain="interface",
        licence="Apache-2.0", rights=Rights.OPEN, weight=0.5, traits=_UI,
    ),
    Corpus(
        name="debian", path="debian_installer/all", langs=LANGS, domain="interface",
        licence="GPL-2+", rights=Rights.OPEN, weight=0.5, traits=_UI,
    ),
    Corpus(
        name="udhr", path="udhr/data", langs=LANGS, domain="law", licence=_NONE,
        rights=Rights.UNSTATED, weight=3.0,
    ),
)  # fmt: skip
"""Sentence corpora that may be trained on. The starter corpus and the lexicon are added by
`training.short`, `alt.*` is left out because `alt_train` is it without its test part, the KJV
because its English is four hundred years old, `iwslt_dev`, `iwslt_test` because they are HTML."""

EVALUATION: tuple[str, ...] = (
    "ntrex/*",
    "sib200_flores/test.*",
    "tico19/test.*",
    "alt_test_lo_vi/test*",
    "gunnxx_id_en/*",
    "iwslt15_en_vi/*",
    "envicorpora_en_vi/news_test.*",
    "envicorpora_en_vi/news_dev.*",
    "envicorpora_en_vi/vlsp20_test.*",
    "envicorpora_en_vi/iwslt_offtest.*",
    "vlsp2023_lo_vi/test*",
)
"""Files whose lines no training text may hold. A missing folder is no error: it cannot leak."""

_COLUMNS = 6


def evaluation_files(data: Path) -> Iterator[tuple[Path, str]]:
    """Give the evaluation files that are there, each with its language."""
    for pattern in EVALUATION:
        for path in sorted(data.glob(pattern)):
            lang = re.split(r"[._]", path.suffix.removeprefix("."))[0]
            if lang in LANGS:
                yield path, lang


def read_table(path: Path) -> tuple[Corpus, ...]:
    """Read a table of one's own corpora: tab-separated, without a header.

    Columns: name, path without ending, languages separated by commas, domain, licence, rights
    (`open`, `unstated`, `research`), and, if wanted, a weight.

    Raises:
        FormatError: a line is not of that form.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        try:
            name, stem, langs, domain, licence, rights = fields[:_COLUMNS]
            weight = float(fields[_COLUMNS]) if len(fields) > _COLUMNS else 1.0
            found.append(
                Corpus(
                    name=name,
                    path=stem,
                    langs=tuple(langs.split(",")),
                    domain=domain,
                    licence=licence,
                    rights=Rights(rights),
                    weight=weight,
                )
            )
        except ValueError as error:
            raise FormatError(
                "a line of the table is not name, path, languages, domain, licence, rights, weight",
                path=path, line=number,
            ) from error  # fmt: skip
        if not set(found[-1].langs) <= set(LANGS):
            raise FormatError(f"a language is none of {', '.join(LANGS)}", path=path, line=number)
    return tuple(found)
