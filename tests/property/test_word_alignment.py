"""Tokens cover a text and say where they stand, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from align.words.lao import segment_lao
from align.words.tokens import tokenise

LAO = st.text(alphabet="ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝະັາຳິີຶືຸູົຼຽເແໂໃໄ່້໊໋ໆ", max_size=40)
LANGS = st.sampled_from(["id", "vi", "lo", "en"])
TEXTS = st.one_of(st.text(max_size=60), LAO, st.lists(LAO, max_size=4).map(" ".join))


@settings(deadline=None)  # the first call reads the lexicon
@given(LAO.filter(bool))
def test_lao_words_cover_the_run(run):
    spans = segment_lao(run)
    assert "".join(run[start:end] for start, end in spans) == run
    assert all(start < end for start, end in spans)


@settings(deadline=None)
@given(TEXTS, LANGS)
def test_tokens_stand_in_order_and_leave_out_only_space(text, lang):
    last = 0
    for token in tokenise(text, lang).tokens:
        assert last <= token.start < token.end <= len(text)
        assert not text[last : token.start].strip()
        last = token.end
    assert not text[last:].strip()
