"""Measure a converted model: quality beside the draft engine, speed, and how it copies terms.

    python -m training.evaluate --model build/mini/model/ct2 --out build/mini/model/scores.json

Everything goes through the engine that users have (`nllb` with `--model`), on the FLORES part of
the data folder and on the starter corpus's dev and test parts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.atomic import write_text
from corpus.languages.normal import normal_text
from corpus.starter import StarterSentence, starter_corpus
from translate.engines import Engine, Request, create_engine
from translate.engines.inline import BARE, Marks, marks_of, write_inline
from translate.engines.seq2seq.families import flavour_of

from .pack import DEV_STEP
from .score import chrf


def translate(engine: Engine, texts: Sequence[str], target_lang: str) -> list[str]:
    """Translate Indonesian texts."""
    made = engine.translate(
        [Request(text) for text in texts], source_lang="id", target_lang=target_lang
    )
    return [one.text for one in made]


def flores_scores(
    engine: Engine, folder: Path, langs: Sequence[str], *, draft: bool
) -> dict[str, dict[str, float | None]]:
    """Score the FLORES part, whole and without the lines that chose the snapshot.

    Args:
        engine: the model.
        folder: the part, `test.LANG`.
        langs: target languages.
        draft: score the draft engine as well.
    """
    sources = (folder / "test.id").read_text(encoding="utf-8").splitlines()
    found: dict[str, dict[str, float | None]] = {}
    for lang in langs:
        references = (folder / f"test.{lang}").read_text(encoding="utf-8").splitlines()
        made = translate(engine, sources, lang)
        rest = [index for index in range(len(sources)) if index % DEV_STEP]
        found[lang] = {
            "mini": round(chrf(made, references, lang), 2),
            "held out": round(
                chrf([made[at] for at in rest], [references[at] for at in rest], lang), 2
            ),
            "draft": None,
        }
        if draft:
            other = create_engine("draft")
            other.load()
            found[lang]["draft"] = round(chrf(translate(other, sources, lang), references, lang), 2)
    return found


def starter_scores(engine: Engine, langs: Sequence[str], most: int | None) -> dict[str, float]:
    """Score the starter corpus's test part, or its first sentences."""
    test = [one for one in starter_corpus() if one.split == "test"][:most]
    return {
        lang: round(
            chrf(
                translate(engine, [one.texts["id"].text for one in test], lang),
                [one.texts[lang].text for one in test],
                lang,
            ),
            2,
        )
        for lang in langs
    }


def term_rates(engine: Engine, lang: str, most: int | None) -> dict[str, float]:
    """Return the share of the starter corpus's terms that come out as its target has them.

    Returns:
        `free`: left to the model; `marked`: written into the source with the model's marks;
        `bare`: written there without; `terms`: how many.
    """
    corpus = [one for one in starter_corpus() if one.split != "train" and _renderings(one, lang)]
    sentences = corpus[:most]
    rates: dict[str, float] = {}
    ways: dict[str, Marks | None] = {"free": None, "marked": marks_of(engine), "bare": BARE}
    for way, marks in ways.items():
        texts = [
            one.texts["id"].text
            if marks is None
            else write_inline(one.texts["id"].text, _renderings(one, lang), marks)
            for one in sentences
        ]
        there = [
            normal_text(rendering, lang) in normal_text(text, lang)
            for text, one in zip(translate(engine, texts, lang), sentences, strict=True)
            for _, _, rendering in _renderings(one, lang)
        ]
        rates[way] = round(sum(there) / max(1, len(there)), 4)
        rates["terms"] = len(there)
    return rates


def _renderings(sentence: StarterSentence, lang: str) -> list[tuple[int, int, str]]:
    """Return the terms of the Indonesian sentence, each with what stands for it in `lang`."""
    target = sentence.texts[lang]
    left = {
        one.concept_id: target.text[one.start : one.end] for one in reversed(target.annotations)
    }
    return [
        (one.start, one.end, left[one.concept_id])
        for one in sentence.texts["id"].annotations
        if one.concept_id in left
    ]


def speed(model: str, folder: Path, lang: str, *, beam: int, threads: int) -> dict[str, str]:
    """Return sentences a second on FLORES sources, by the number of threads."""
    sources = (folder / "test.id").read_text(encoding="utf-8").splitlines()[:256]
    found = {}
    for beams in sorted({1, beam}):
        engine = create_engine(
            "nllb", model=model, options={"beam_size": beams, "threads": threads}
        )
        engine.load()
        translate(engine, sources[:16], lang)
        start = time.perf_counter()
        translate(engine, sources, lang)
        rate = len(sources) / (time.perf_counter() - start)
        found[f"beam {beams}, {threads} threads"] = f"{rate:.0f} sentences/s"
    return found


def evaluate(
    model: Path,
    data: Path,
    *,
    beam: int = 4,
    threads: int = 2,
    draft: bool = True,
    most: int | None = None,
) -> dict[str, Any]:
    """Measure a model; see the module.

    Args:
        model: the converted model.
        data: the data folder.
        beam: beams of the search.
        threads: CPU threads.
        draft: score the draft engine as well.
        most: sentences of the starter corpus that are used; None for all.
    """
    folder = data / "sib200_flores"
    known = flavour_of(model).target_langs
    langs = [lang for lang in ("vi", "lo", "en") if lang in known]
    engine = create_engine(
        "nllb", model=str(model), options={"beam_size": beam, "threads": threads}
    )
    engine.load()
    return {
        "signature": engine.signature,
        "flores": flores_scores(engine, folder, langs, draft=draft),
        "starter": starter_scores(engine, langs, most),
        "terms": {lang: term_rates(engine, lang, most) for lang in langs},
        "speed": speed(str(model), folder, langs[0], beam=beam, threads=threads),
    }


def main(
    model: Annotated[Path, typer.Option(help="Converted model.")] = Path("build/mini/model/ct2"),
    data: Annotated[Path, typer.Option(help="Folder of the parallel data.")] = Path(
        "../shared/data"
    ),
    out: Annotated[Path | None, typer.Option(help="File for the scores, as JSON.")] = None,
    beam: Annotated[int, typer.Option(help="Beams.")] = 4,
    threads: Annotated[int, typer.Option(help="CPU threads.")] = 2,
    draft: Annotated[bool, typer.Option(help="Score the draft engine as well.")] = True,
) -> None:
    """Measure a converted model."""
    text = json.dumps(
        evaluate(model, data, beam=beam, threads=threads, draft=draft), ensure_ascii=False, indent=1
    )
    if out:
        write_text(out, text + "\n")
    typer.echo(text)


if __name__ == "__main__":
    typer.run(main)
