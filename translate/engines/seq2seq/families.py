"""How each family of checkpoints names languages and wraps its tokens."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import EngineError, LanguageError
from translate.engines.inline import BARE, Marks

RECORD = "kohesi.json"
"""In a converted model: its family, languages, and where it came from."""

END = "</s>"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of checkpoints that share a tokenizer and the place of language codes.

    Attributes:
        name: what `kohesi.json` calls it.
        codes: BCP-47 tag to language token.
        source_tokenizer: SentencePiece model of the source.
        target_tokenizer: SentencePiece model of the target.
        tokenizer_files: all files that a checkpoint's tokenizer needs.
        source_code: `source`, `target` or nothing: whose code begins the source.
        target_code: whether the target's code begins the target.
        start: the token from which the decoder starts.
    """

    name: str
    codes: dict[str, str]
    source_tokenizer: str
    target_tokenizer: str
    tokenizer_files: tuple[str, ...]
    source_code: str = ""
    target_code: bool = False
    start: str = END

    def code(self, lang: str) -> str:
        """Return the token of a language.

        Raises:
            LanguageError: this family has none for it, as far as kohesi knows.
        """
        if lang not in self.codes:
            raise LanguageError(
                f"{self.name} is not set up for {lang!r}", hint=f"use {', '.join(self.codes)}"
            )
        return self.codes[lang]

    def source(self, tokens: Sequence[str], source_lang: str, target_lang: str) -> list[str]:
        """Return the tokens that go into the encoder."""
        if self.source_code == "source":
            return [self.code(source_lang), *tokens, END]
        if self.source_code == "target":
            return [self.code(target_lang), *tokens, END]
        return [*tokens, END]

    @property
    def source_offset(self) -> int:
        """Number of special tokens before the first piece of a source."""
        return 1 if self.source_code else 0

    def prefix(self, target_lang: str) -> list[str]:
        """Return the tokens with which every target begins."""
        return [self.code(target_lang)] if self.target_code else []


_BPE = "sentencepiece.bpe.model"
_LANGS = ("id", "vi", "lo", "en")
_M2M = {lang: f"__{lang}__" for lang in _LANGS}

NLLB = Family(
    name="nllb",
    codes={"id": "ind_Latn", "vi": "vie_Latn", "lo": "lao_Laoo", "en": "eng_Latn"},
    source_tokenizer=_BPE,
    target_tokenizer=_BPE,
    tokenizer_files=(_BPE,),
    source_code="source",
    target_code=True,
)
M2M100 = Family(
    name="m2m100",
    codes=_M2M,
    source_tokenizer=_BPE,
    target_tokenizer=_BPE,
    tokenizer_files=(_BPE, "vocab.json"),
    source_code="source",
    target_code=True,
)
SMALL100 = Family(
    name="small100",
    codes=_M2M,
    source_tokenizer=_BPE,
    target_tokenizer=_BPE,
    tokenizer_files=(_BPE, "vocab.json"),
    source_code="target",
)
MADLAD = Family(
    name="madlad",
    codes={lang: f"<2{lang}>" for lang in _LANGS},
    source_tokenizer="spiece.model",
    target_tokenizer="spiece.model",
    tokenizer_files=("spiece.model",),
    source_code="target",
    start="<pad>",
)
OPUS = Family(
    name="opus",
    codes={},
    source_tokenizer="source.spm",
    target_tokenizer="target.spm",
    tokenizer_files=("source.spm", "target.spm", "vocab.json"),
    start="<pad>",
)

FAMILIES = {family.name: family for family in (NLLB, M2M100, SMALL100, MADLAD, OPUS)}


@dataclass(frozen=True, slots=True)
class Flavour:
    """A family, with the languages of one model where its files name them; empty means unnamed.

    `marks` are those around a rendering in the source with which the model was trained.
    """

    family: Family
    source_langs: tuple[str, ...] = ()
    target_langs: tuple[str, ...] = ()
    marks: Marks = BARE

    def check(self, source_lang: str, target_lang: str) -> None:
        """Find out whether the model translates between two languages.

        Raises:
            LanguageError: it does not.
        """
        for lang, known, role in (
            (source_lang, self.source_langs or tuple(self.family.codes), "from"),
            (target_lang, self.target_langs or tuple(self.family.codes), "into"),
        ):
            if known and lang not in known:
                raise LanguageError(
                    f"this {self.family.name} model does not translate {role} {lang!r}",
                    hint=f"it knows {', '.join(known)}",
                )

    def record(self) -> dict[str, Any]:
        """Return what `kohesi.json` holds of it."""
        return {
            "family": self.family.name,
            "source_langs": list(self.source_langs),
            "target_langs": list(self.target_langs),
            "marks": [self.marks.opening, self.marks.closing],
        }


def flavour_of(folder: Path) -> Flavour:
    """Recognise the family of a checkpoint or of a converted model by its files.

    Raises:
        EngineError: it is none that kohesi knows, or a file of it is broken.
    """
    record = record_of(folder)
    if record:
        family = FAMILIES.get(str(record.get("family")))
        if family is None:
            raise EngineError(f"unknown family {record.get('family')!r}", path=folder / RECORD)
        return Flavour(
            family,
            tuple(record.get("source_langs", ())),
            tuple(record.get("target_langs", ())),
            Marks(*record.get("marks", ("", ""))[:2]),
        )
    family = _recognised(folder)
    if family is None:
        raise EngineError(
            "this model is of no family that kohesi knows",
            path=folder,
            hint="NLLB-200, M2M-100, SMaLL-100, MADLAD-400 and OPUS-MT can be used",
        )
    if family is OPUS:
        tokenizer = _json(folder / "tokenizer_config.json")
        source, target = (tokenizer.get(key) for key in ("source_lang", "target_lang"))
        return Flavour(family, (source,) if source else (), (target,) if target else ())
    return Flavour(family)


def record_of(folder: Path) -> dict[str, Any]:
    """Return what `kohesi.json` says of a converted model; empty where there is none.

    Raises:
        EngineError: the file is broken.
    """
    record = _json(folder / RECORD)
    if not isinstance(record, dict):
        raise EngineError("this file holds no record of a model", path=folder / RECORD)
    return record


def _recognised(folder: Path) -> Family | None:
    def has(name: str) -> bool:
        return (folder / name).is_file()

    if has(OPUS.source_tokenizer) and has(OPUS.target_tokenizer):
        return OPUS
    if has(MADLAD.source_tokenizer):
        return MADLAD
    if not has(_BPE):
        return None
    tokenizer = str(_json(folder / "tokenizer_config.json").get("tokenizer_class", ""))
    name = str(_json(folder / "config.json").get("_name_or_path", "")) + folder.name
    if "small100" in f"{tokenizer}{name}".lower().replace("-", ""):
        return SMALL100
    words = _json(folder / "shared_vocabulary.json") or _json(folder / "vocab.json")
    if tokenizer.startswith("M2M100") or _M2M["vi"] in words:
        return M2M100
    return NLLB


def _json(path: Path) -> Any:
    """Return the content of a JSON file, or an empty mapping where there is none."""
    if not path.is_file():
        return {}
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise EngineError("this file is no JSON", path=path) from error
