"""What holds of every draft, whatever the text: nothing is lost, everything can be pointed at."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.lexicon import Lexicon
from translate.engines.draft import create, lao, vietnamese
from translate.engines.draft.units import Analyser
from translate.engines.protocol import Constraint, Request

ENGINE = create()
ANALYSER = Analyser(Lexicon.bundled())
RENDER = {"vi": vietnamese.render, "lo": lao.render}

_WORDS = st.sampled_from(
    "yang kedua negara lebih besar daripada dua puluh orang guru sebuah rumah dibangun oleh Jepang "
    "Nguyen Van Hoi kata tidak akan saling mendukung apakah bagaimana untuk dalam mengembangkan "
    "pada 2025 4 Agustus US$2,9 miliar 24,6% ke-50 tahun 1990-an terbesar meningkatnya katanya ini "
    'adalah itu inovasi-inovasi , . ? " ” ( ) - : ; dan atau serta para lima 1.300 xyzzy Menurut '
    "hari ini sangat tinggi telah diterapkannya dari ketiga sebanyak menjadi".split()
)
_TEXTS = st.one_of(
    st.lists(_WORDS, max_size=25).map(" ".join),
    st.text(max_size=60),
    st.lists(st.one_of(_WORDS, st.text(max_size=4)), max_size=15).map("".join),
)
_LANGS = st.sampled_from(["vi", "lo"])
_FORMS = {"vi": ("Việt Nam", "hợp tác toàn diện"), "lo": ("ຫວຽດນາມ", "ການຮ່ວມມືຮອບດ້ານ")}


@given(_TEXTS, _LANGS)
@settings(max_examples=300, deadline=None)
def test_links_and_unknown_spans_lie_in_their_texts(text: str, lang: str) -> None:
    (draft,) = ENGINE.translate([Request(text)], source_lang="id", target_lang=lang)
    for link in draft.links:
        assert 0 <= link.source[0] < link.source[1] <= len(text)
        assert 0 <= link.target[0] < link.target[1] <= len(draft.text)
    ends = [0, *(place for link in draft.links for place in link.target)]
    assert ends == sorted(ends)
    for start, end in draft.unknown:
        assert 0 <= start < end <= len(draft.text)


@given(_TEXTS, _LANGS)
@settings(max_examples=300, deadline=None)
def test_every_unit_is_rendered_once(text: str, lang: str) -> None:
    units = ANALYSER.units(text, ())
    covered: Counter[int] = Counter()
    for piece in RENDER[lang](units):
        if piece.unit is not None:
            covered.update(range(piece.unit.start, piece.unit.end))
    for unit in units:
        for place in range(unit.start, unit.end):
            assert covered[place] == 1, unit


def test_a_function_word_that_is_a_term_is_no_function_word():
    text = "yang dibangun oleh yang"
    constraint = Constraint(14, 18, ("Việt Nam",))
    (draft,) = ENGINE.translate([Request(text, (constraint,))], source_lang="id", target_lang="vi")
    assert "Việt Nam" in draft.text


@given(st.lists(_WORDS, min_size=1, max_size=15), st.data(), _LANGS)
@settings(max_examples=200, deadline=None)
def test_constraints_stand_verbatim(words: list[str], data: st.DataObject, lang: str) -> None:
    chosen = data.draw(st.sets(st.integers(0, len(words) - 1), max_size=3))
    text, constraints = "", []
    for place, word in enumerate(words):
        if place in chosen:
            form = data.draw(st.sampled_from(_FORMS[lang]))
            constraints.append(Constraint(len(text), len(text) + len(word), (form,)))
        text += f"{word} "
    request = Request(text, tuple(constraints))
    (draft,) = ENGINE.translate([request], source_lang="id", target_lang=lang)
    spans = {link.source: link.target for link in draft.links}
    for constraint in constraints:
        inside = [
            draft.text[start:end]
            for (source_start, source_end), (start, end) in spans.items()
            if source_start == constraint.start and source_end >= constraint.end
        ]
        assert len(inside) == 1
        written, form = inside[0], constraint.forms[0]
        assert written in (form, form[0].upper() + form[1:])


@pytest.mark.parametrize("lang", ["vi", "lo"])
def test_a_draft_is_the_same_twice(lang: str) -> None:
    request = Request("Kedua negara telah menandatangani tujuh dokumen kerja sama.")
    first = ENGINE.translate([request], source_lang="id", target_lang=lang)
    assert create().translate([request], source_lang="id", target_lang=lang) == first
