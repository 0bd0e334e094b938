"""Turn prepared text into token ids with aligned phrases, small enough to travel.

    python -m training.pack --out build/mini

Reads OUT/text and OUT/tokenizer, writes OUT/packed: a shard per corpus, `dev.json`, the tokenizer,
and a manifest with digests and counts. `training.train` needs nothing else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.atomic import write_text
from corpus.starter import starter_corpus
from translate.engines.seq2seq.tokenizer import Pieces, Tokenizer

from .corpora import LANGS
from .phrases import Phrase, align_phrases
from .prepare import read_rows
from .shards import MANIFEST, VERSION, Shard, write_shard
from .short import Row
from .tokenizer import CODES, FILE, vocabulary

_LONGEST = 250  # tokens of a side
DEV_STEP = 5
"""Every fifth line of the FLORES part decides when to stop; the others are only ever scored."""


def token_spans(phrase: Phrase, source: Pieces, target: Pieces) -> tuple[int, ...] | None:
    """Return begin and end of a phrase in source and target tokens, None where tokens cross it."""
    spans: list[int] = []
    for pieces, start, end in (
        (source, phrase.start, phrase.end),
        (target, phrase.target_start, phrase.target_end),
    ):
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for index, (begin, stop) in enumerate(pieces.spans):
            starts.setdefault(begin, index)
            ends[stop] = index + 1
        if start not in starts or end not in ends or ends[end] <= starts[start]:
            return None
        spans += [starts[start], ends[end]]
    return tuple(spans)


class Packer:
    """Encodes rows with one tokenizer.

    Args:
        folder: the tokenizer's directory.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer(folder / FILE)
        self._ids = vocabulary(folder)
        self._unknown = self._ids["<unk>"]

    def shard(
        self,
        name: str,
        langs: Sequence[str],
        rows: Sequence[tuple[list[str], Row]],
        phrases: dict[str, dict[int, list[Phrase]]],
    ) -> Shard:
        """Encode a corpus.

        Args:
            name: its name.
            langs: its languages.
            rows: its rows with their good pairs.
            phrases: for each pair the phrases by row.
        """
        import numpy as np

        arrays: dict[str, Any] = {}
        pieces: dict[str, list[Pieces | None]] = {}
        for lang in langs:
            pieces[lang] = [
                self._tokenizer.encode(row[lang]) if lang in row else None for _, row in rows
            ]
            ids = [self._numbers(one) for one in pieces[lang]]
            arrays[f"lengths.{lang}"] = np.array([len(one) for one in ids], dtype=np.uint16)
            arrays[f"ids.{lang}"] = np.array([i for one in ids for i in one], dtype=np.uint16)
        for pair in sorted({pair for good, _ in rows for pair in good}):
            source, target = pair.split("-")
            members = []
            spans: list[tuple[int, ...]] = []
            owners: list[int] = []
            for index, (good, _) in enumerate(rows):
                left, right = pieces[source][index], pieces[target][index]
                if pair not in good or left is None or right is None:
                    continue
                if max(len(left.tokens), len(right.tokens)) > _LONGEST:
                    continue
                members.append(index)
                for phrase in phrases.get(pair, {}).get(index, ()):
                    if found := token_spans(phrase, left, right):
                        owners.append(index)
                        spans.append(found)
            arrays[f"pairs.{pair}"] = np.array(members, dtype=np.uint32)
            arrays[f"rows.{pair}"] = np.array(owners, dtype=np.uint32)
            arrays[f"spans.{pair}"] = np.array(spans, dtype=np.uint8).reshape(-1, 4)
        return Shard(name, arrays)

    def _numbers(self, pieces: Pieces | None) -> list[int]:
        return [self._ids.get(token, self._unknown) for token in pieces.tokens] if pieces else []


def all_phrases(
    texts: dict[str, list[tuple[list[str], Row]]], short: frozenset[str]
) -> dict[str, dict[str, dict[int, list[Phrase]]]]:
    """Align every pair of languages over all corpora; returns corpus -> pair -> row -> phrases."""
    found: dict[str, dict[str, dict[int, list[Phrase]]]] = {name: {} for name in texts}
    names = sorted({pair for rows in texts.values() for good, _ in rows for pair in good})
    for pair in names:
        source, target = pair.split("-")
        places = [
            (name, index)
            for name, rows in texts.items()
            if name not in short
            for index, (good, _) in enumerate(rows)
            if pair in good
        ]
        lines = [
            (texts[name][index][1][source], texts[name][index][1][target]) for name, index in places
        ]
        aligned = align_phrases(lines, source, target)
        for (name, index), phrases in zip(places, aligned, strict=True):
            if phrases:
                found[name].setdefault(pair, {})[index] = phrases
        typer.echo(f"{pair}: {len(lines)} pairs, {sum(map(len, aligned))} phrases", err=True)
    return found


def dev_sets(data: Path, langs: Sequence[str]) -> list[dict[str, Any]]:
    """Return what decides when to stop: a fifth of the FLORES part, and the starter dev part."""
    targets = [lang for lang in langs if lang != "id"]
    sets: list[dict[str, Any]] = []
    folder = data / "sib200_flores"
    if (folder / "test.id").is_file():
        columns = {
            lang: (folder / f"test.{lang}").read_text(encoding="utf-8").splitlines()[::DEV_STEP]
            for lang in ("id", *targets)
        }
        sets += [
            {"name": "flores", "source_lang": "id", "target_lang": lang,
             "sources": columns["id"], "references": columns[lang]}
            for lang in targets
        ]  # fmt: skip
    dev = [sentence for sentence in starter_corpus() if sentence.split == "dev"]
    sets += [
        {"name": "starter", "source_lang": "id", "target_lang": lang,
         "sources": [one.texts["id"].text for one in dev],
         "references": [one.texts[lang].text for one in dev]}
        for lang in targets
    ]  # fmt: skip
    return sets


def pack(out: Path, data: Path, *, phrases: bool = True) -> Path:
    """Write the packed folder; see the module.

    Raises:
        MissingExtra: `sil-thot` is needed for phrases and is not installed.
    """
    report = json.loads((out / "text.json").read_text(encoding="utf-8"))
    texts = {
        path.stem: list(read_rows(path))
        for path in sorted((out / "text").glob("*.tsv"))
        if path.stem in report["corpora"]
    }
    texts = {name: rows for name, rows in texts.items() if rows}
    short = frozenset(
        name for name in texts if report["corpora"][name]["domain"] in ("words", "names")
    )
    found = all_phrases(texts, short) if phrases else {name: {} for name in texts}
    packer = Packer(out / "tokenizer")
    folder = out / "packed"
    shutil.rmtree(folder, ignore_errors=True)
    shards = {}
    present: set[str] = set()
    for name, rows in texts.items():
        langs = [lang for lang in LANGS if any(lang in row for _, row in rows)]
        present |= set(langs)
        shard = packer.shard(name, langs, rows, found[name])
        shards[name] = {
            "sha256": write_shard(folder, shard),
            "pairs": {
                key.removeprefix("pairs."): len(value)
                for key, value in shard.arrays.items()
                if key.startswith("pairs.")
            },
            "tokens": {lang: len(shard.arrays[f"ids.{lang}"]) for lang in langs},
            **{key: report["corpora"][name][key] for key in ("licence", "rights", "domain")},
            "weights": report["corpora"][name]["weights"],
            **{
                key: report["corpora"][name][key]
                for key in ("directions", "made")
                if key in report["corpora"][name]
            },
        }
    langs = [lang for lang in LANGS if lang in present]
    ids = vocabulary(out / "tokenizer")
    shutil.copytree(out / "tokenizer", folder / "tokenizer")
    tokens = [""] * (max(ids.values()) + 1)
    for token, index in ids.items():
        tokens[index] = token
    write_text(folder / "vocabulary.json", json.dumps(tokens, ensure_ascii=False))
    write_text(folder / "dev.json", json.dumps(dev_sets(data, langs), ensure_ascii=False))
    manifest = {
        "version": VERSION, "rights": report["rights"], "langs": langs,
        "codes": {lang: ids[CODES[lang]] for lang in langs},
        "vocabulary": max(ids.values()) + 1,
        "special": {name: ids[token] for name, token in
                    (("bos", "<s>"), ("pad", "<pad>"), ("end", "</s>"), ("unknown", "<unk>"))},
        "shards": shards,
    }  # fmt: skip
    write_text(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return folder


def main(
    out: Annotated[Path, typer.Option(help="Folder of the prepared text.")] = Path("build/mini"),
    data: Annotated[Path, typer.Option(help="Folder of the parallel data.")] = Path(
        "../shared/data"
    ),
    phrases: Annotated[bool, typer.Option(help="Align phrases for term annotation.")] = True,
) -> None:
    """Turn prepared text into token ids with aligned phrases."""
    folder = pack(out, data, phrases=phrases)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    typer.echo(f"{folder}: {size / 1e6:.1f} MB", err=True)


if __name__ == "__main__":
    typer.run(main)
