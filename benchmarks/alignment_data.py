"""Documents with known beads from the aligned sets in `../shared/data`.

Weights are fitted on `development`; `checking` (FLORES, TICO-19) is only looked at.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from align.synthetic import KnownDocument, make_document

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
STARTER = ROOT / "corpus" / "data" / "starter"
MARK = re.compile(r"\[\[[^|\]]*\|([^\]]*)\]\]")

# name, source language, target language, path without the language, number of documents
SETS = (
    ("panl_eco", "id", "en", "panl_bppt_iwslt/panl_eco", 5),
    ("panl_int", "id", "en", "panl_bppt_iwslt/panl_int", 5),
    ("ausaid", "id", "en", "desmond_id_en/ausaid", 4),
    ("ted", "id", "en", "iwslt_pivot_id_vi_en/all", 3),
    ("ted", "id", "vi", "iwslt_pivot_id_vi_en/all", 6),
    ("bible", "id", "vi", "bible/all", 4),
    ("bible", "id", "lo", "bible/all", 6),
    ("bible", "id", "en", "bible/all", 2),
    ("udhr", "id", "vi", "udhr/data", 1),
    ("udhr", "id", "lo", "udhr/data", 1),
    ("udhr", "id", "en", "udhr/data", 1),
    ("vlsp", "vi", "lo", "vlsp2023_lo_vi/dev", 7),
    ("alt", "en", "vi", "envicorpora_en_vi/alt_train", 6),
)
STARTER_DOCUMENTS = 4
LINES = (12, 20, 60, 80, 100)


def lines_of(path: str, lang: str) -> list[str]:
    """Read one side of an aligned set."""
    return (SHARED / f"{path}.{lang}").read_text(encoding="utf-8").split("\n")


def pairs_of(path: str, source: str, target: str) -> list[tuple[str, str]]:
    """Read both sides of an aligned set, without lines that are empty on one."""
    rows = zip(lines_of(path, source), lines_of(path, target), strict=True)
    return [(left, right) for left, right in rows if left.strip() and right.strip()]


def starter_pairs(source: str, target: str) -> list[tuple[str, str]]:
    """Read the starter corpus without its annotation."""
    columns = {"id": 1, "vi": 2, "lo": 3, "en": 4}
    rows: list[tuple[str, str]] = []
    for path in sorted(STARTER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = [MARK.sub(r"\1", field) for field in line.split("\t")]
            if len(fields) == 5 and not line.startswith("#"):
                rows.append((fields[columns[source]], fields[columns[target]]))
    return rows


def development(*, scale: int = 1) -> Iterator[tuple[str, str, str, KnownDocument]]:
    """Give set, source language, target language and document; `scale` times as many of them."""
    for name, source, target, path, count in SETS:
        pairs = pairs_of(path, source, target)
        rng = random.Random(f"{name} {source} {target}")
        for number in range(count * scale if name != "udhr" else count):
            size = min(LINES[number % len(LINES)], len(pairs))
            start = rng.randrange(len(pairs) - size + 1)
            yield name, source, target, make_document(pairs[start : start + size], rng)
    for target in ("vi", "lo", "en"):
        pairs = starter_pairs("id", target)
        rng = random.Random(f"starter {target}")
        for number in range(STARTER_DOCUMENTS * scale):
            size = LINES[number % len(LINES)]
            start = rng.randrange(len(pairs) - size + 1)
            yield "starter", "id", target, make_document(pairs[start : start + size], rng)


def checking(target: str, *, size: int = 1004) -> Iterator[KnownDocument]:
    """Give documents of `size` lines made of FLORES, Indonesian to `target`."""
    pairs = pairs_of("sib200_flores/test", "id", target)
    for start in range(0, len(pairs), size):
        rng = random.Random(start)
        part = pairs[start : start + size]
        if len(part) * 2 > size:
            yield make_document(part, rng)
