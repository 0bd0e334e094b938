"""Clean the parallel texts and write them as tables, one per corpus.

    python -m training.prepare --data ../shared/data --out build/mini

Writes OUT/text/NAME.tsv (columns: pairs, then a column per language) and OUT/text.json, which says
what was kept of each corpus and why the rest was not. A pair is named in `pairs` when its two sides
look like translations of each other, are in no evaluation text and were not seen before.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from align.clean import CleaningOptions, Reason, clean
from corpus.atomic import write_text
from corpus.bitext import Bitext, Unit

from .corpora import CORPORA, LANGS, Corpus, Rights, read_table
from .leaks import Held
from .short import Row, short_texts
from .text import curl, detokenise, is_markup, key, training_form, unquote

PAIRS = tuple(itertools.combinations(LANGS, 2))
"""The pairs of languages, each named once; training goes both ways."""

_LONGEST = 600  # code points of a line; longer ones are paragraphs
_SHORT = CleaningOptions(
    ratio=8.0, ignore=frozenset({Reason.WRONG_LANGUAGE, Reason.COPY, Reason.NUMBERS_DIFFER})
)
_RATIO = 2.2


def corpus_rows(corpus: Corpus, data: Path) -> Iterator[Row]:
    """Give the rows of a corpus in training form.

    Raises:
        typer.BadParameter: its files have not the same number of lines.
    """
    columns = [
        corpus.file(data, lang).read_text(encoding="utf-8").split("\n") for lang in corpus.langs
    ]
    if len({len(column) for column in columns}) > 1:
        raise typer.BadParameter(f"{corpus.path}: the files have different numbers of lines")
    for lines in zip(*columns, strict=True):
        yield {
            lang: _line(line, lang, corpus) for lang, line in zip(corpus.langs, lines, strict=True)
        }


def _line(line: str, lang: str, corpus: Corpus) -> str:
    if "csv" in corpus.traits:
        line = unquote(line)
    if "tokenised" in corpus.traits:
        line = detokenise(line)
    return training_form(line, lang)


class Cleaner:
    """Says of each row which of its pairs may be trained on, over all corpora.

    Args:
        held: lines that may not be trained on.
        pairs: the pairs that are wanted.
    """

    def __init__(self, held: Held, pairs: Sequence[tuple[str, str]] = PAIRS) -> None:
        self._held = held
        self._pairs = pairs
        self._seen: set[bytes] = set()

    def clean(self, corpus: Corpus, rows: Sequence[Row]) -> tuple[list[list[str]], Counter[str]]:
        """Return for each row its good pairs (`id-vi`), and how many pairs fell for what reason."""
        good: list[list[str]] = [[] for _ in rows]
        fallen: Counter[str] = Counter()
        leaking = [self._bad_langs(row, corpus) for row in rows]
        for source, target in self._pairs:
            if not {source, target} <= set(corpus.langs):
                continue
            members = []
            for index, row in enumerate(rows):
                if not (row.get(source) and row.get(target)):
                    continue
                reason = leaking[index].get(source) or leaking[index].get(target)
                if reason:
                    fallen[reason] += 1
                else:
                    members.append(index)
            units = tuple(Unit(rows[index][source], rows[index][target]) for index in members)
            options = _SHORT if "short" in corpus.traits else CleaningOptions(ratio=_RATIO)
            _, rejects = clean(Bitext(source, target, units), options)
            rejected = {one.index: one.reasons[0] for one in rejects}
            for place, index in enumerate(members):
                if place in rejected:
                    fallen[rejected[place]] += 1
                elif self._is_new(rows[index], source, target):
                    good[index].append(f"{source}-{target}")
                else:
                    fallen["seen in another corpus"] += 1
        return good, fallen

    def _bad_langs(self, row: Row, corpus: Corpus) -> dict[str, str]:
        """Return the languages of a row that spoil their pairs, with the reason."""
        bad = {}
        for lang, text in row.items():
            if self._held.holds(text, lang):
                bad[lang] = "evaluation text"
            elif len(text) > _LONGEST:
                bad[lang] = "too long"
            elif "interface" in corpus.traits and is_markup(text):
                bad[lang] = "markup"
        return bad

    def _is_new(self, row: Row, source: str, target: str) -> bool:
        text = f"{source}\t{key(row[source], source)}\t{target}\t{key(row[target], target)}"
        digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
        new = digest not in self._seen
        self._seen.add(digest)
        return new


def write_rows(path: Path, langs: Sequence[str], rows: Iterable[Row], good: list[list[str]]) -> int:
    """Write the rows that have a good pair; returns how many."""
    lines = ["\t".join(("pairs", *langs))]
    for row, pairs in zip(rows, good, strict=True):
        if pairs:
            named = {lang for pair in pairs for lang in pair.split("-")}
            cells = [row.get(lang, "") if lang in named else "" for lang in langs]
            lines.append("\t".join((",".join(pairs), *cells)))
    write_text(path, "\n".join(lines) + "\n")
    return len(lines) - 1


def read_rows(path: Path) -> Iterator[tuple[list[str], Row]]:
    """Give the rows that `write_rows` wrote, each with its good pairs."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        langs = next(stream).rstrip("\n").split("\t")[1:]
        for line in stream:
            pairs, *cells = line.rstrip("\n").split("\t")
            yield (
                pairs.split(","),
                {lang: cell for lang, cell in zip(langs, cells, strict=True) if cell},
            )


def prepare(
    data: Path,
    out: Path,
    *,
    rights: Rights = Rights.RESEARCH,
    pairs: Sequence[tuple[str, str]] = PAIRS,
    more: Sequence[Corpus] = (),
    bundled: bool = True,
) -> dict[str, Any]:
    """Clean every corpus that may be used and write it; returns what stands in `text.json`.

    Args:
        data: the data folder.
        out: where to write.
        rights: the least free licence that is taken.
        pairs: pairs of languages to take.
        more: corpora of one's own, beside those of the table.
        bundled: take the starter corpus, the lexicon and the dictionaries as well.
    """
    allowed = tuple(Rights)[: tuple(Rights).index(rights) + 1]
    held = Held.of(data)
    typer.echo(f"{len(held)} lines of evaluation texts are kept out", err=True)
    cleaner = Cleaner(held, pairs)
    texts = [
        *(short_texts(data) if bundled else ()),
        *(
            (corpus, corpus_rows(corpus, data))
            for corpus in (*CORPORA, *more)
            if all(corpus.file(data, lang).is_file() for lang in corpus.langs)
        ),
    ]
    wanted = {lang for pair in pairs for lang in pair}
    report: dict[str, Any] = {"rights": str(rights), "held": len(held), "corpora": {}}
    for corpus, source in texts:
        if corpus.rights not in allowed or len(wanted & set(corpus.langs)) < 2:
            continue
        rows = list(source) if corpus.path == "(bundled)" else [_curled(row) for row in source]
        good, fallen = cleaner.clean(corpus, rows)
        write_rows(out / "text" / f"{corpus.name}.tsv", corpus.langs, rows, good)
        counts = Counter(pair for pairs_of_row in good for pair in pairs_of_row)
        report["corpora"][corpus.name] = {
            "path": corpus.path, "domain": corpus.domain, "licence": corpus.licence,
            "rights": str(corpus.rights), "rows": len(rows), "kept": dict(sorted(counts.items())),
            "rejected": dict(fallen.most_common()),
            "weights": {
                pair: round(corpus.pair_weight(*pair.split("-")), 3) for pair in sorted(counts)
            },
        }  # fmt: skip
        kept = ", ".join(f"{pair} {count}" for pair, count in sorted(counts.items()))
        typer.echo(f"{corpus.name:<16}{len(rows):>7} rows  {kept or 'nothing kept'}", err=True)
    write_text(out / "text.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    return report


def _curled(row: Row) -> Row:
    if {"id", "en"} <= row.keys():
        source, target = curl(row["id"], row["en"])
        return {**row, "id": source, "en": target}
    return row


def parse_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read `id-en,vi-lo`; the order of the two languages plays no part.

    Raises:
        typer.BadParameter: a pair is none.
    """
    found = []
    for name in filter(None, text.split(",")):
        langs = set(name.strip().split("-"))
        pair = next((one for one in PAIRS if set(one) == langs), None)
        if pair is None:
            raise typer.BadParameter(f"{name!r} is no pair of {', '.join(LANGS)}")
        found.append(pair)
    return tuple(found) or PAIRS


def main(
    data: Annotated[Path, typer.Option(help="Folder of the parallel data.")] = Path(
        "../shared/data"
    ),
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("build/mini"),
    rights: Annotated[
        Rights, typer.Option(help="Least free licence to take; `unstated` for weights to publish.")
    ] = Rights.RESEARCH,
    pairs: Annotated[
        str, typer.Option(help="Pairs of languages, as id-en,id-vi; all when empty.")
    ] = "",
    table: Annotated[Path | None, typer.Option(help="Table of corpora of your own.")] = None,
    bundled: Annotated[
        bool, typer.Option(help="Take the starter corpus, the lexicon and dictionaries as well.")
    ] = True,
) -> None:
    """Clean the parallel texts and write them as tables."""
    prepare(
        data,
        out,
        rights=rights,
        pairs=parse_pairs(pairs),
        more=read_table(table) if table else (),
        bundled=bundled,
    )


if __name__ == "__main__":
    typer.run(main)
