"""Train the joint SentencePiece model and write a tokenizer directory of NLLB's shape.

    python -m training.tokenizer --out build/mini --size 16000

Reads OUT/text/*.tsv and writes OUT/tokenizer, which `transformers.AutoTokenizer` and kohesi's own
loader read. The model is BPE over all languages with the identity as its normalisation: what is
normal is `training.text.training_form`, and offsets stay those of the text.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from translate.engines.inline import MINI
from translate.engines.seq2seq.families import NLLB

from .corpora import LANGS
from .prepare import read_rows

CODES = NLLB.codes
"""BCP-47 tag to NLLB's language token."""

FILE = NLLB.source_tokenizer

# Marks that news has and the texts may not have often enough
_REQUIRED = "“”‘’«»–—…°%‰€£¥₭₫$&@#*/\\+=<>[]{}|~^_`ŋ"
_SHORT_SHARE = 4


def sentences(folder: Path, lang: str, *, limit: int) -> Iterator[str]:
    """Give the lines of a language in a fixed mixed order, up to `limit` code points.

    The order is that of the CRC-32 of the lines, so that a limit takes some of every corpus.
    """
    lines = {
        row[lang]
        for path in sorted(folder.glob("*.tsv"))
        for _, row in read_rows(path)
        if lang in row
    }
    taken = 0
    for line in sorted(lines, key=lambda one: (zlib.crc32(one.encode()), one)):
        if taken >= limit:
            return
        taken += len(line)
        yield line


def train(
    text: Path, target: Path, *, size: int, langs: Sequence[str] = LANGS, limit: int = 6_000_000
) -> Path:
    """Train on the prepared text and write the directory, which appears whole or not at all.

    Args:
        text: folder of the prepared tables.
        target: the folder to make; an existing one is replaced.
        size: number of pieces; language codes and special tokens come on top.
        langs: languages to learn.
        limit: most code points of each language.

    Raises:
        typer.BadParameter: there is no text, or too little of it for so many pieces.
    """
    import sentencepiece

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".tokenizer-") as made:
        folder = Path(made) / "tokenizer"
        folder.mkdir()
        corpus = Path(made) / "corpus.txt"
        with corpus.open("w", encoding="utf-8") as stream:
            for lang in langs:
                stream.writelines(f"{line}\n" for line in sentences(text, lang, limit=limit))
        if not corpus.stat().st_size:
            raise typer.BadParameter(f"no prepared text in {text}; run training.prepare first")
        try:
            sentencepiece.SentencePieceTrainer.train(
                input=str(corpus), model_prefix=str(folder / "spm"), model_type="bpe",
                vocab_size=size, character_coverage=0.9998, required_chars=_REQUIRED,
                normalization_rule_name="identity", split_digits=True,
                max_sentence_length=4096, num_threads=1, minloglevel=2,
                user_defined_symbols=[MINI.opening, MINI.closing],
                pad_id=-1, unk_id=0, bos_id=1, eos_id=2,
            )  # fmt: skip
        except RuntimeError as error:
            raise typer.BadParameter(
                f"the text is too little for {size} pieces: {error}"
            ) from error
        (folder / "spm.model").rename(folder / FILE)
        (folder / "spm.vocab").unlink()
        write_directory(folder)
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)
    return target


def write_directory(folder: Path) -> None:
    """Put beside a SentencePiece model what transformers needs to read it as NLLB's tokenizer."""
    import transformers

    codes = list(CODES.values())
    config = {
        "tokenizer_class": "NllbTokenizer",
        "src_lang": CODES["id"],
        "extra_special_tokens": codes,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, src_lang=CODES["id"])
    tokenizer.save_pretrained(folder)


def vocabulary(folder: Path) -> dict[str, int]:
    """Return piece to id of a tokenizer directory."""
    import transformers

    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    words: dict[str, int] = tokenizer.get_vocab()
    return words


def main(
    out: Annotated[Path, typer.Option(help="Folder of the prepared text.")] = Path("build/mini"),
    size: Annotated[int, typer.Option(help="Number of pieces.")] = 16_000,
    langs: Annotated[str, typer.Option(help="Languages, as id,vi,lo,en.")] = ",".join(LANGS),
    limit: Annotated[int, typer.Option(help="Most code points of each language.")] = 6_000_000,
) -> None:
    """Train the joint SentencePiece model and write a tokenizer directory of NLLB's shape."""
    folder = train(out / "text", out / "tokenizer", size=size, langs=langs.split(","), limit=limit)
    typer.echo(f"{folder}: {len(vocabulary(folder))} tokens", err=True)


if __name__ == "__main__":
    typer.run(main)
