"""What each way of enforcing terms gains and costs, on the starter corpus.

    OMP_NUM_THREADS=1 python -m benchmarks.bench_strategies [MODEL_DIR ...] [--langs en,vi]
    python -m benchmarks.bench_strategies --engine draft
    python -m benchmarks.bench_strategies --engine llm --url http://127.0.0.1:8080/v1 --model NAME

A directory with `model.bin` runs on CTranslate2, one with `config.json` and weights on
transformers. Each strategy translates the segments that hold a term; a strategy that the engine
does not have is left out. Each is held against `none`, the engine's own output:

- success: share of (segment, term) pairs of which an accepted form stands (WMT25);
- consistency: share of occurrences that read like the first one of their text (WMT23);
- over-use: official forms that nothing in the source asks for, per official form;
- review: share of segments in which a term is missing or a forbidden name stands;
- chrF++ (for Lao chrF) with its difference to `none` and the p-value of a paired bootstrap;
- time: seconds of processor time, for a server of the clock, over those of `none`.

The control asks for the renderings of other concepts, drawn at random: what succeeds there does so
by force of the mechanism alone, not because the model knew the term. Its score must fall, since the
references have the right names. The last column holds it against references in which the names were
exchanged alike: there it shows what forcing does to the words around a name.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import EngineError, KohesiError
from corpus.starter import SPLITS, starter_corpus
from termbase import Concept, Glossary, Matcher
from translate.enforce import (
    Enforced,
    Enforcer,
    Obtained,
    Requirement,
    Strategy,
    requirements,
    verify,
)
from translate.engines import Engine, create_engine
from translate.engines.seq2seq.models import is_converted
from translate.quality.resampling import paired_difference
from translate.quality.score import Measured, measure
from translate.quality.terminology import TermScores, evaluate_terms

SOURCE = "id"
BATCH = 64


@dataclass(frozen=True, slots=True)
class Texts:
    """Segments with their references; the document of each is its domain or its file."""

    name: str
    sources: tuple[str, ...]
    references: tuple[str, ...]
    documents: tuple[str, ...]

    def only(self, places: Sequence[int]) -> Texts:
        """Return some of the segments."""
        return Texts(
            self.name,
            *(
                tuple(column[place] for place in places)
                for column in (self.sources, self.references, self.documents)
            ),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one strategy made of the texts."""

    done: list[Enforced]
    seconds: float
    terms: TermScores
    score: Measured
    exchanged: Measured | None = None
    """Scores against references with the control's names."""

    @property
    def texts(self) -> list[str]:
        """The translations."""
        return [one.hypothesis.text for one in self.done]


def starter_texts(lang: str, split: str) -> Texts:
    """Return one split of the starter corpus."""
    chosen = [one for one in starter_corpus() if split in ("all", one.split)]
    return Texts(
        f"starter {split}",
        tuple(one.texts[SOURCE].text for one in chosen),
        tuple(one.texts[lang].text for one in chosen),
        tuple(one.domain for one in chosen),
    )


def file_texts(folder: Path, lang: str) -> Texts:
    """Return a text whose files are `NAME.id` and `NAME.LANG`."""
    source, target = (folder.with_name(f"{folder.name}.{tag}") for tag in (SOURCE, lang))
    sources, references = (
        tuple(path.read_text(encoding="utf-8").splitlines()) for path in (source, target)
    )
    if len(sources) != len(references):
        raise KohesiError(f"{len(sources)} and {len(references)} segments", path=source)
    return Texts(folder.name, sources, references, (folder.name,) * len(sources))


def shuffled(glossary: Glossary, used: set[str], lang: str, seed: int) -> Glossary:
    """Return a glossary in which the used concepts have exchanged their renderings at random.

    Every concept has that of another; nothing else changes.
    """
    able = sorted(name for name in used if glossary[name].accepted(lang))
    random.Random(seed).shuffle(able)
    swapped = dict(zip(able, able[1:] + able[:1], strict=True)) if len(able) > 1 else {}

    def changed(concept: Concept) -> Concept:
        if concept.id not in swapped:
            return concept
        kept = tuple(term for term in concept.terms if term.lang != lang)
        taken = tuple(
            replace(term, lang=lang) for term in glossary[swapped[concept.id]].accepted(lang)
        )
        return replace(concept, terms=(*kept, *taken), do_not_translate=False)

    return Glossary([changed(concept) for concept in glossary], name="control")


def total(measured: Measured) -> float:
    """Return the score of a whole text."""
    return float(measured.metric._aggregate_and_compute(measured.statistics).score)


def exchange(texts: Texts, glossary: Glossary, control: Glossary, lang: str) -> tuple[str, ...]:
    """Return the references with the control's renderings in place of the official ones."""
    changed = []
    pairs = zip(required(texts, glossary, lang), required(texts, control, lang), strict=True)
    for reference, (official, drawn) in zip(texts.references, pairs, strict=True):
        text = reference
        places = zip(verify(reference, official, lang), drawn, strict=True)
        for span, asked in sorted(
            (place for place in places if place[0] and place[1].forms), key=lambda one: one[0]
        ):
            shift = len(text) - len(reference)
            text = text[: span[0] + shift] + asked.rendering + text[span[1] + shift :]
        changed.append(text)
    return tuple(changed)


def run(
    engine: Engine, strategy: Strategy, texts: Texts, glossary: Glossary, lang: str,
    clock: Callable[[], float], exchanged: Sequence[str] = (),
) -> Outcome:  # fmt: skip
    """Translate the texts in one way and measure it.

    Raises:
        EngineError: the engine does not have this strategy.
    """
    enforcer = Enforcer(engine, strategy=strategy)
    needs = required(texts, glossary, lang)
    start = clock()
    done: list[Enforced] = []
    for place in range(0, len(needs), BATCH):
        part = slice(place, place + BATCH)
        done += enforcer.run(texts.sources[part], needs[part], source_lang=SOURCE, target_lang=lang)
    seconds = clock() - start
    hypotheses = [one.hypothesis.text for one in done]
    terms = evaluate_terms(
        texts.sources, hypotheses, glossary,
        source_lang=SOURCE, target_lang=lang, documents=texts.documents,
    )  # fmt: skip
    metric = "chrF" if lang == "lo" else "chrF++"
    (score,) = measure([metric], hypotheses, [texts.references], lang)
    if not exchanged:
        return Outcome(done, seconds, terms, score)
    return Outcome(done, seconds, terms, score, *measure([metric], hypotheses, [exchanged], lang))


def required(texts: Texts, glossary: Glossary, lang: str) -> list[tuple[Requirement, ...]]:
    """Return what is asked of each segment."""
    matcher = Matcher(glossary, SOURCE)
    return [requirements(matcher.find(text), glossary, lang) for text in texts.sources]


def table(engine: Engine, texts: Texts, glossary: Glossary, lang: str, clock: Callable[[], float],
          strategies: Sequence[Strategy], exchanged: Sequence[str] = (),
) -> dict[Strategy, Outcome]:  # fmt: skip
    """Run all strategies and print a row for each."""
    outcomes: dict[Strategy, Outcome] = {}
    scores = f"{'score':>8}{'diff.':>8}{'p':>7}"
    head = f"  {'strategy':<12}{'success':>9}{'consist.':>9}{'over-use':>9}{'review':>9}{scores}"
    print(f"{head}{'time':>7}{f'  |{scores} |' if exchanged else ''}  how")
    for strategy in strategies:
        try:
            outcomes[strategy] = run(engine, strategy, texts, glossary, lang, clock, exchanged)
        except EngineError as error:
            print(f"  {strategy:<12}  {error.message}")
            continue
        print(f"  {strategy:<12}{row(outcomes[strategy], outcomes[Strategy.NONE])}", flush=True)
    return outcomes


def row(outcome: Outcome, free: Outcome) -> str:
    """Return the figures of one strategy."""
    ratios = outcome.terms.ratios
    names = ("success-accepted", "consistency-first", "over-use")
    shares = [ratios[name].value for name in names]
    review = [
        bool(one.violations) or any(term.needs_review for term in one.outcomes)
        for one in outcome.done
    ]
    shares.append(sum(review) / len(review))
    cells = "".join(f"{'–' if one is None else f'{one:.1%}':>9}" for one in shares)
    cells += compared(outcome.score, free.score)
    ways = Counter(
        term.obtained.value
        for one in outcome.done
        for term in one.outcomes
        if term.requirement.enforceable
    )
    counted = ", ".join(f"{ways[way]} {way}" for way in Obtained if ways[way])
    exchanged = ""
    if outcome.exchanged and free.exchanged:
        exchanged = f"  |{compared(outcome.exchanged, free.exchanged)} |"
    pace = outcome.seconds / free.seconds
    return f"{cells}{pace:>7.2f}{exchanged}  {counted}"


def compared(ours: Measured, free: Measured) -> str:
    """Return a score, its difference to free decoding and the p-value of it."""
    if ours is free:
        return f"{total(ours):>8.2f}{'':>15}"
    found = paired_difference(free.statistics, ours.statistics, ours.value, trials=1)
    return f"{total(ours):>8.2f}{found.delta:>+8.2f}{found.bootstrap:>7.3f}"


def dump(path: Path, texts: Texts, outcomes: dict[Strategy, Outcome], **about: str) -> None:
    """Append every segment with all its translations to a file of JSON lines."""
    with path.open("a", encoding="utf-8") as stream:
        for place, (source, reference) in enumerate(
            zip(texts.sources, texts.references, strict=True)
        ):
            record = {**about, "source": source, "reference": reference} | {
                strategy.value: {
                    "text": outcome.texts[place],
                    "terms": [
                        [term.requirement.surface, term.requirement.rendering, term.obtained]
                        for term in outcome.done[place].outcomes
                    ],
                }
                for strategy, outcome in outcomes.items()
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def compare(engine: Engine, name: str, lang: str, options: argparse.Namespace) -> None:
    """Print both tables of one engine and language."""
    whole = file_texts(options.texts, lang) if options.texts else starter_texts(lang, options.split)
    glossary = Glossary.bundled()
    needs = required(whole, glossary, lang)
    asked = [i for i, terms in enumerate(needs) if any(one.enforceable for one in terms)]
    texts = whole.only(asked[: options.limit])
    clock = time.perf_counter if options.url else time.process_time
    engine.load()
    free = run(engine, Strategy.NONE, whole, glossary, lang, clock)
    occurrences = sum(one.enforceable for place in asked[: options.limit] for one in needs[place])
    print(
        f"\n{name}, {SOURCE}-{lang}, {whole.name}: {len(texts.sources)} of {len(needs)} segments "
        f"with {occurrences} terms; on all segments free decoding has {free.score.name} "
        f"{total(free.score):.2f}"
    )
    print(f"  signature: {' '.join(f'{key}={value}' for key, value in engine.signature.items())}")
    strategies = [
        Strategy.NONE,
        *(Strategy(one) for one in options.strategies.split(",") if one != Strategy.NONE),
    ]
    control = shuffled(
        glossary, {one.concept_id for terms in needs for one in terms}, lang, options.seed
    )
    swapped = exchange(texts, glossary, control, lang)
    for title, used, own in (("glossary", glossary, ()), ("random control", control, swapped)):
        print(f"  {title}")
        outcomes = table(engine, texts, used, lang, clock, strategies, own)
        if options.dump:
            dump(options.dump, texts, outcomes, engine=name, lang=lang, glossary=title)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("models", nargs="*", type=Path, metavar="MODEL_DIR")
    parser.add_argument("--engine", help="an engine's name, instead of directories")
    parser.add_argument("--url")
    parser.add_argument("--model", help="the model's name, for an engine that asks a server")
    parser.add_argument("--engine-option", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--langs", default="vi,lo,en", help="target languages, comma-separated")
    parser.add_argument("--split", default="test", choices=(*SPLITS, "all"))
    parser.add_argument("--texts", type=Path, help="NAME of other texts NAME.id, NAME.LANG")
    parser.add_argument("--limit", type=int, help="only so many segments with terms")
    parser.add_argument("--strategies", default=",".join(Strategy), help="comma-separated")
    parser.add_argument("--seed", type=int, default=1, help="of the control")
    parser.add_argument("--dump", type=Path, help="append all translations to this file")
    options = parser.parse_args()
    settings = dict(one.split("=", 1) for one in options.engine_option)
    engines: list[tuple[str, Engine]] = []
    if options.engine:
        engine = create_engine(
            options.engine, model=options.model, url=options.url, options=settings
        )
        engines.append((options.engine, engine))
    for folder in options.models:
        backend = "ctranslate2" if is_converted(folder) else "transformers"
        made = create_engine(
            "nllb", model=str(folder), options={"threads": "1", "backend": backend, **settings}
        )
        engines.append((backend, made))
    if not engines:
        parser.error("name an engine or a model's directory")
    for name, engine in engines:
        for lang in options.langs.split(","):
            compare(engine, name, lang, options)


if __name__ == "__main__":
    main()
