"""What the estimate without reference is worth: python -m benchmarks.bench_estimate [SEGMENTS]

How often a damaged translation is estimated lower than the good one, by kind and grade of damage,
and how the estimate goes with chrF++ (Lao: chrF) on the output of the draft engine. FLORES, and
TICO with its terminology for terms in English. `--vectors` compares sentence vectors too.
"""

from __future__ import annotations

import csv
import random
import sys
import time

from benchmarks.bench_quality import DATA, read_lines
from termbase import Concept, Glossary, Matcher, Term, find_forms
from tests.damage import DAMAGES, Case
from translate.engines import Request, create_engine
from translate.quality.estimate import Estimator
from translate.quality.score import score

GRADES = (1, 2, 3)


def terminology(lang: str) -> Glossary:
    """Make a glossary of the terms of TICO, and put the bundled one above it."""
    with (DATA / "tico19" / "terminology.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        concepts = [
            Concept(f"tico-{place}", "medicine", (Term(row["id"], "id"), Term(row[lang], lang)))
            for place, row in enumerate(rows)
            if len(row["id"] or "") > 5 and len(row[lang] or "") > 2
        ]
    return Glossary.merged(Glossary.bundled(), Glossary(concepts))


def cases(lang: str, glossary: Glossary, count: int) -> list[Case]:
    """Make cases of good translations."""
    flores = DATA / "sib200_flores"
    sides = {tag: read_lines(flores / f"test.{tag}") for tag in ("id", "vi", "lo", "en")}
    sources, targets = sides["id"], sides[lang]
    foreign = sides["en" if lang != "en" else "vi"]
    if lang == "en":
        tico = [read_lines(DATA / "tico19" / f"test.{tag}") for tag in ("id", "en")]
        pairs = [(s, t) for s, t in zip(*tico, strict=True) if len(s) > 60][:600]
        sources = sources + [source for source, _ in pairs]
        targets = targets + [target for _, target in pairs]
        foreign = foreign + [sides["vi"][place] for place in range(len(pairs))]
    matcher, rng = Matcher(glossary, "id"), random.Random(11)
    renderings = [
        term.text
        for concept in glossary
        if (term := concept.preferred(lang)) is not None and len(term.text) > 3
    ]
    found, with_term = [], []
    for place, (source, target) in enumerate(zip(sources, targets, strict=True)):
        term = None
        for match in matcher.find(source):
            wanted = glossary[match.concept_id].rendering(lang, like=match.term)
            spans = find_forms(target, [wanted.text], lang) if wanted else ()
            if spans:
                term = (target[slice(*spans[0])], rng.choice(renderings))
                break
        other = targets[(place + 37) % len(targets)]
        case = Case(source, target, lang, other, foreign[place], term)
        (with_term if term else found).append(case)
    rng.shuffle(found)
    return [*with_term[: count // 2], *found][:count]


def damage_table(lang: str, count: int, vectors: bool) -> None:
    """Print how often damage lowers the estimate."""
    glossary = terminology(lang)
    estimator = Estimator("id", lang, glossary=glossary, vectors=vectors)
    good = cases(lang, glossary, count)
    start = time.process_time()
    values = [
        one.value
        for one in estimator.estimate([one.source for one in good], [one.target for one in good])
    ]
    speed = len(good) / (time.process_time() - start)
    print(f"{lang}: {len(good)} good translations, mean {sum(values) / len(values):.1f}, "
          f"{speed:.0f} segments a second")  # fmt: skip
    for kind, damage in DAMAGES.items():
        cells = []
        for grade in GRADES:
            rng = random.Random(grade)
            made = [(case, value, damage(case, grade, rng)) for case, value in
                    zip(good, values, strict=True)]  # fmt: skip
            kept = [(case, value, text) for case, value, text in made
                    if text is not None and text != case.target]  # fmt: skip
            if not kept:
                cells.append("-")
                continue
            worse = estimator.estimate([c.source for c, _, _ in kept], [t for _, _, t in kept])
            lower = sum(new.value < value for (_, value, _), new in zip(kept, worse, strict=True))
            cells.append(f"{100 * lower / len(kept):.1f}% of {len(kept)}")
        print(f"  {kind:<15} {'  '.join(f'{cell:>15}' for cell in cells)}")


def correlation(lang: str, count: int, vectors: bool) -> None:
    """Print how the estimate goes with the score of the draft engine's output."""
    folder = DATA / "sib200_flores"
    sources, references = (read_lines(folder / f"test.{tag}")[:count] for tag in ("id", lang))
    engine = create_engine("draft")
    engine.load()
    texts = [
        one.text
        for one in engine.translate(
            [Request(source) for source in sources], source_lang="id", target_lang=lang
        )
    ]
    name = "chrF" if lang == "lo" else "chrF++"
    (real,) = score(texts, [references], lang=lang, metrics=[name], samples=0, segments=True).scores
    estimates = Estimator("id", lang, vectors=vectors).estimate(sources, texts)
    guessed = [one.value for one in estimates]
    human = Estimator("id", lang, vectors=vectors).estimate(sources, references)
    above = sum(one.value > value for one, value in zip(human, guessed, strict=True)) / len(guessed)
    print(f"{lang}: Spearman {spearman(guessed, list(real.segments)):.2f} with {name} of "
          f"{len(texts)} drafts; references are estimated higher: {100 * above:.1f}%")  # fmt: skip


def spearman(left: list[float], right: list[float]) -> float:
    """Return the rank correlation."""
    import numpy as np

    ranks = [np.argsort(np.argsort(values)).astype(float) for values in (left, right)]
    return float(np.corrcoef(*ranks)[0, 1])


def main() -> None:
    """Print all tables."""
    vectors = "--vectors" in sys.argv
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    count = numbers[0] if numbers else 300
    for lang in ("vi", "lo", "en"):
        damage_table(lang, count, vectors)
    for lang in ("vi", "lo", "en"):
        correlation(lang, count, vectors)


if __name__ == "__main__":
    main()
