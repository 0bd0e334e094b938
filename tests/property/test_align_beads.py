"""Whatever the texts are, the beads cover both once and in order."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads import compare
from align.sentences import align_sentences
from align.synthetic import make_document

texts = st.lists(
    st.text(max_size=40) | st.sampled_from(["Presiden tiba 12 Mei.", "Tổng thống đến."]), max_size=9
)


@given(texts, texts, st.sampled_from(["vi", "lo", "en"]))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_in_one_bead_and_in_order(source, target, lang):
    beads = align_sentences(source, target, source_lang="id", target_lang=lang).beads
    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert [at for bead in beads for at in bead.target] == list(range(len(target)))
    assert all(0.0 <= bead.score <= 1.0 for bead in beads)


@given(
    st.integers(0, 60),
    st.integers(0, 10_000),
    st.floats(0, 0.5),
    st.floats(0, 0.5),
    st.floats(0, 0.3),
)
def test_a_made_document_knows_its_beads(size, seed, merges, deletions, swaps):
    pairs = [(f"s{at}.", f"t{at}.") for at in range(size)]
    document = make_document(
        pairs, random.Random(seed), merges=merges, deletions=deletions, swaps=swaps
    )
    assert [at for bead in document.beads for at in bead.source] == list(
        range(len(document.source))
    )
    assert [at for bead in document.beads for at in bead.target] == list(
        range(len(document.target))
    )
    for bead in document.beads:
        ours = {word[1:] for at in bead.source for word in document.source[at].split()}
        elsewhere = {
            word[1:]
            for at, line in enumerate(document.target)
            if at not in bead.target
            for word in line.split()
        }
        assert not ours & elsewhere  # no sentence has its translation outside its bead
    assert compare(document.beads, document.beads).f1 == (
        1.0 if document.beads else compare([], []).f1
    )
