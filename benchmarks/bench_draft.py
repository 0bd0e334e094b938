"""What the draft engine reaches: quality, unknown words, speed, memory, time to get ready.

    python -m benchmarks.bench_draft [FOLDER]

FOLDER holds `test.id`, `test.vi`, `test.lo` and `test.en`, one sentence a line (the FLORES part of
the development data, by default). The peer is word-for-word replacement with the same lexicon.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from pathlib import Path

from corpus.lexicon import Lexicon
from translate.engines import Request, create_engine

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "sib200_flores"
LANGS = ("en", "vi", "lo")


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file without their ends."""
    return path.read_text(encoding="utf-8").splitlines()


def word_for_word(text: str, lexicon: Lexicon, lang: str) -> str:
    """Replace each word by the first rendering of its first sense."""

    def rendering(match: re.Match[str]) -> str:
        senses = lexicon.senses(match[0].lower())
        renderings = senses[0].renderings(lang) if senses else ()
        return renderings[0] if renderings else match[0]

    return re.sub(r"[^\W\d_]+(?:-[^\W\d_]+)*", rendering, text)


def chrf(hypotheses: list[str], references: list[str], lang: str) -> float:
    """Return chrF++ (Lao: chrF, since word n-grams mean nothing without spaces)."""
    from sacrebleu import corpus_chrf

    return corpus_chrf(hypotheses, [references], word_order=0 if lang == "lo" else 2).score


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    start = time.perf_counter()
    engine = create_engine("draft")
    engine.load()
    ready = time.perf_counter() - start
    lexicon = Lexicon.bundled()
    sources = read_lines(folder / "test.id")
    words = sum(len(source.split()) for source in sources)
    requests = [Request(source) for source in sources]
    print(f"{len(sources)} sentences, {words} words; ready in {ready:.2f} s")
    print(
        f"{'':<6}{'chrF++/chrF':>12}{'word for word':>15}{'unknown':>9}{'words/s':>10}{'peer':>7}"
    )
    for lang in LANGS:
        references = read_lines(folder / f"test.{lang}")
        start = time.perf_counter()
        hypotheses = engine.translate(requests, source_lang="id", target_lang=lang)
        seconds = time.perf_counter() - start
        start = time.perf_counter()
        replaced = [word_for_word(source, lexicon, lang) for source in sources]
        peer = time.perf_counter() - start
        unknown = sum(len(hypothesis.unknown) for hypothesis in hypotheses) / words
        print(
            f"{lang:<6}{chrf([one.text for one in hypotheses], references, lang):>12.1f}"
            f"{chrf(replaced, references, lang):>15.1f}{unknown:>9.1%}"
            f"{words / seconds:>10.0f}{peer / seconds:>6.2f}x"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
