"""What is written is read again, in every format, as far as the format can hold it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bitext import BITEXT_FORMATS, NEEDS_REVIEW, Bitext, Unit, read_bitext, write_bitext

# characters that XML 1.0 can hold, in any mixture with those of our languages
characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
sentences = st.text(
    characters | st.sampled_from("ກຳໜຫມ້ạơđ<&>\"'\\\n\t"), min_size=1, max_size=30
).filter(lambda text: text.strip() != "")
units = st.builds(
    Unit, sentences, sentences, st.sampled_from(["", NEEDS_REVIEW]),
    st.none() | st.floats(0, 1).map(lambda score: round(score, 4)),
)  # fmt: skip
bitexts = st.lists(units, min_size=1, max_size=5).map(lambda rows: Bitext("id", "lo", tuple(rows)))


def expected(unit: Unit, format: str) -> Unit:
    source, target, state, score = unit.source, unit.target, unit.state, unit.score
    if format in ("tsv", "moses"):
        source, target = " ".join(source.split()), " ".join(target.split())
    if format == "moses":
        state, score = "", None
    if format == "po":
        score = None
    return Unit(source, target, state, score)


@pytest.mark.parametrize("format", BITEXT_FORMATS)
@given(bitext=bitexts)
@settings(max_examples=40, deadline=None)
def test_units_come_back(format, bitext):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units"
        write_bitext(bitext, path, format=format)
        again = read_bitext(path, source_lang="id", target_lang="lo", format=format)
    assert again == Bitext("id", "lo", tuple(expected(unit, format) for unit in bitext.units))
