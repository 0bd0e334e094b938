"""What enforcement costs over free decoding, on a random model of NLLB's shape.

    OMP_NUM_THREADS=1 python -m benchmarks.bench_enforcement [--segments 64] [--rounds 3]

The model is untrained (d=512, 6+6 layers, 32,000 tokens): it writes until its limit, and no term
by chance, so every missing term has to be forced. Each figure is the median of interleaved
rounds, in seconds of processor time, which other work on the machine disturbs least. Goals: at
most 1.3 when a quarter of the segments need enforcement, at most 3.0 when all do, at least 0.95
of CTranslate2's own throughput when none do.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from termbase import Policy
from translate.enforce import Enforcer, Obtained, Requirement, Strategy
from translate.engines.seq2seq import Seq2SeqEngine
from translate.engines.seq2seq.convert import convert

CODES = ["ind_Latn", "vie_Latn", "lao_Laoo", "eng_Latn"]


def build(folder: Path, words: list[str], *, dimension: int, layers: int, size: int) -> Path:
    """Make an untrained checkpoint whose tokenizer knows `words`."""
    import sentencepiece
    import torch
    from transformers import AutoTokenizer, M2M100Config, M2M100ForConditionalGeneration

    folder.mkdir(parents=True)
    pick = random.Random(1)
    text = folder / "text.txt"
    text.write_text("\n".join(sentence(words, pick) for _ in range(30000)), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "made"), model_type="bpe",
        vocab_size=size - 8, character_coverage=1.0, hard_vocab_limit=False, minloglevel=2,
        pad_id=-1, unk_id=0, bos_id=1, eos_id=2,
    )  # fmt: skip
    (folder / "made.model").rename(folder / "sentencepiece.bpe.model")
    settings = {"tokenizer_class": "NllbTokenizer", "extra_special_tokens": CODES}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.save_pretrained(folder)
    torch.manual_seed(5)
    config = M2M100Config(
        vocab_size=len(tokenizer), d_model=dimension, encoder_layers=layers,
        decoder_layers=layers, encoder_attention_heads=8, decoder_attention_heads=8,
        encoder_ffn_dim=4 * dimension, decoder_ffn_dim=4 * dimension, dropout=0.0,
        pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id,
        bos_token_id=tokenizer.bos_token_id, decoder_start_token_id=tokenizer.eos_token_id,
    )  # fmt: skip
    M2M100ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def pseudo_words(count: int) -> list[str]:
    """Make words of one to three syllables."""
    pick = random.Random(3)
    onsets = "b d g k l m n p r s t h ng ny tr ch".split()
    rhymes = [v + c for v in "a e i o u ai au".split() for c in ("", "n", "k", "ng", "r")]
    syllables = [onset + rhyme for onset in onsets for rhyme in rhymes]
    made = {"".join(pick.choices(syllables, k=pick.choice((1, 2, 2, 3, 3)))) for _ in range(count)}
    return sorted(made)


def sentence(words: list[str], pick: random.Random) -> str:
    """Make a sentence of 6 to 16 words."""
    return " ".join(pick.choices(words, k=pick.randint(6, 16))) + "."


def requirement(text: str, form: str, number: int) -> Requirement:
    """Ask that word `number` of a sentence is rendered by `form`."""
    start = 0
    for _ in range(number):
        start = text.index(" ", start) + 1
    end = text.index(" ", start)
    return Requirement(
        form, start, end, text[start:end], "preferred", Policy.ALWAYS, (form,), verified=True
    )


def measured(actions: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Run actions in turns; the median seconds of processor time of each."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(rounds + 1):
        for name, action in actions.items():
            start = time.process_time()
            action()
            if turn:
                times[name].append(time.process_time() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def compare(engine: Seq2SeqEngine, texts: list[str], words: list[str], rounds: int) -> None:
    """Print the table of one backend."""
    engine.load()
    languages = {"source_lang": "id", "target_lang": "vi"}
    hybrid, free = Enforcer(engine), Enforcer(engine, strategy=Strategy.NONE)
    nothing: list[tuple[Requirement, ...]] = [()] * len(texts)
    drafts = [one.hypothesis.text for one in free.run(texts, nothing, **languages)]
    pick = random.Random(9)

    def forced(text: str, count: int) -> tuple[Requirement, ...]:
        places = sorted(pick.sample(range(4), count))
        return tuple(requirement(text, " ".join(pick.choices(words, k=3)), n) for n in places)

    one = [forced(text, 1) for text in texts]
    two = [forced(text, 2) for text in texts]
    quarter = [needs if index % 4 == 0 else () for index, needs in enumerate(one)]
    met = [
        (requirement(text, draft.split(" ", 1)[0], 0),)
        for text, draft in zip(texts, drafts, strict=True)
    ]
    actions: dict[str, Callable[[], Any]] = {
        "free": lambda: free.run(texts, nothing, **languages),
        "all terms stand already": lambda: hybrid.run(texts, met, **languages),
        "a quarter need a term": lambda: hybrid.run(texts, quarter, **languages),
        "all need a term": lambda: hybrid.run(texts, one, **languages),
        "all need two terms": lambda: hybrid.run(texts, two, **languages),
    }
    if hasattr(engine._backend, "_translator"):
        actions = {"CTranslate2 itself": raw(engine, texts), **actions}
    times = measured(actions, rounds)
    base = times.get("CTranslate2 itself", times["free"])
    for name, seconds in times.items():
        ratio = seconds / times["free"]
        line = f"  {name:<26}{seconds:7.2f} s   {ratio:5.2f} of free"
        if "CTranslate2 itself" in times:
            line += f"   {base / seconds:5.2f} of raw throughput"
        print(line)
    for name, needs in (("one", one), ("two", two)):
        outcomes = [o for done in hybrid.run(texts, needs, **languages) for o in done.outcomes]
        ways = {how.value: sum(o.obtained is how for o in outcomes) for how in Obtained}
        counted = ", ".join(f"{count} {way}" for way, count in ways.items() if count)
        print(f"  {name} per segment: {counted}")


def raw(engine: Seq2SeqEngine, texts: list[str]) -> Callable[[], Any]:
    """Return the same free translation by CTranslate2 without anything of ours."""
    backend: Any = engine._backend
    tokenizer = engine._tokenizers[0]._model
    sources = engine._sources(texts, "id", "vi")
    limit = max(engine._limit(source) for source in sources) + 1

    def run() -> list[str]:
        results = backend._translator.translate_batch(
            [["ind_Latn", *tokenizer.encode(text, out_type=str), "</s>"] for text in texts],
            target_prefix=[["vie_Latn"]] * len(texts),
            beam_size=4,
            max_input_length=0,
            max_decoding_length=limit,
            **backend._batch,
        )
        return [tokenizer.decode(result.hypotheses[0][1:]) for result in results]

    return run


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dimension", type=int, default=512)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--backend", choices=["ctranslate2", "transformers"])
    options = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    words = pseudo_words(60000)
    pick = random.Random(2)
    texts = [sentence(words, pick) for _ in range(options.segments)]
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = build(
            Path(folder) / "checkpoint", words,
            dimension=options.dimension, layers=options.layers, size=32000,
        )  # fmt: skip
        model = convert(checkpoint, Path(folder) / "model")
        for backend, path in (("ctranslate2", model), ("transformers", checkpoint)):
            if options.backend in (None, backend):
                print(f"{backend}, {len(texts)} segments, beam 4")
                engine = Seq2SeqEngine(
                    model=str(path), backend=backend, threads=1, length_ratio=1.0
                )
                compare(engine, texts, words, options.rounds)


if __name__ == "__main__":
    main()
