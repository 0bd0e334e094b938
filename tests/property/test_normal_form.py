"""The normal form: stable, the same for spellings that read the same, and traceable."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.languages.normal import normal_text, normalise

ALPHABET = (
    "abcdgkmnostuyABEIOU 0135.,;!?-\n\t"
    "áàảãạÁăâđĐêôơưòóỏõọùúủỹýoauye"
    "ກຂຄງຈຊຍດຕທນບປຜຝພມຢຣລວສຫອຮຼະັາຳິີຶືຸູົຽເແໂໃໄໜໝ່້໊໋ໍ"
    "“”‘’\"'«»–—‑−\u00a0\u202f\u2009\u00ad\u200b\u200d\ufeff\u0301\u0300\u0323…½ﬁßİ&;#mpn"
)
texts = st.text(st.sampled_from(ALPHABET), max_size=60)


@given(texts, st.booleans())
@example("\u0ec8 \u0eb4", False)
@example("\u0eab \u0e99 \u0ec0 \u0ec0 \u0ecd \u0eb2", True)
def test_normal_form_of_a_normal_form_is_itself(text: str, casefold: bool) -> None:
    once = normal_text(text, "id", casefold=casefold)
    assert normal_text(once, "id", casefold=casefold) == once


LATIN = "".join(char for char in ALPHABET if not "\u0e80" <= char <= "\u0eff")
LAO = "".join(char for char in ALPHABET if char.isascii() or "\u0e80" <= char <= "\u0eff")


@given(st.one_of(st.text(st.sampled_from(LATIN)), st.text(st.sampled_from(LAO))))
def test_decomposed_text_has_the_normal_form_of_composed_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert normal_text(composed) == normal_text(decomposed)


@given(texts, st.data())
def test_spans_lie_in_the_original_and_keep_their_order(text: str, data: st.DataObject) -> None:
    normal = normalise(text, "vi")
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    first, last = normal.original_span(start, end)
    assert 0 <= first <= last <= len(text)
    assert normal.original_span(0, len(normal.text))[0] <= first or start == end == len(normal.text)


@given(texts)
def test_neighbouring_spans_cover_the_text_without_gaps(text: str) -> None:
    normal = normalise(text, "lo")
    previous = 0
    for offset in range(len(normal.text)):
        first, last = normal.original_span(offset, offset + 1)
        assert first <= last
        assert last >= previous
        previous = last


@given(st.text(st.sampled_from("abcxyz 015.,()"), max_size=80))
def test_span_of_plain_text_is_the_span_itself(text: str) -> None:
    squeezed = " ".join(text.split())
    normal = normalise(squeezed, "en")
    assert normal.original_span(0, len(normal.text)) == (0, len(squeezed))
    for start in range(len(squeezed)):
        assert squeezed[slice(*normal.original_span(start, start + 1))] == squeezed[start]
