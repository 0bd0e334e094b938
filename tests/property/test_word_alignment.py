"""Tokens cover a text and say where they stand, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from align.project import project
from align.words.combined import CombinedAligner
from align.words.lao import segment_lao
from align.words.tokens import tokenise
from corpus.languages.normal import normal_text

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
def test_tokens_stand_in_order_and_leave_out_only_what_is_not_seen(text, lang):
    last = 0
    for token in tokenise(text, lang).tokens:
        assert token.key
        assert not any(char.isspace() for char in token.key)
        assert last <= token.start < token.end <= len(text)
        assert not normal_text(text[last : token.start]).strip()
        last = token.end
    assert not normal_text(text[last:]).strip()


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS, st.permutations(["id", "vi", "lo", "en"]))
def test_any_two_texts_can_be_aligned_and_projected(ours, theirs, langs):
    source, target = tokenise(ours, langs[0]), tokenise(theirs, langs[1])
    alignment = CombinedAligner(langs[0], langs[1]).align(source, target)
    assert 0 <= alignment.confidence <= 1
    assert alignment.flipped().flipped() == alignment
    for link in alignment.links:
        token = source.tokens[link.source]
        found = project((token.start, token.end), alignment)
        assert found is not None
        assert 0 <= found.start < found.end <= len(theirs)
        assert 0 <= found.confidence <= 1
