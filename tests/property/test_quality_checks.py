"""Whatever the texts are, checks and scores answer with spans inside them and never fail."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from termbase import Glossary
from translate.quality.checks import Checker
from translate.quality.checks.amounts import find_amounts
from translate.quality.score import score
from translate.quality.terminology.edit_rate import edit_rate

ALPHABET = st.sampled_from(list("aăâ tđrs0123456789.,:%()\"“”<>{}@#/-'ກຂຄ່້ໍາ໐໑XIV\xa0\n€$"))
PIECES = st.sampled_from(
    ["1,6 miliar", "tidak ", "không ", "ບໍ່", "tháng 8", "4 Agustus 2025", "https://a.vn/x ", "{n}",
     "Laos ", "ປະເທດລາວ", "US$5 ", "5%", "the the "]
)  # fmt: skip
TEXTS = st.lists(st.one_of(ALPHABET, PIECES), max_size=40).map("".join)
LANGS = st.sampled_from(["id", "vi", "lo", "en"])
GLOSSARY = Glossary.bundled()


@settings(max_examples=150, deadline=None)
@given(source=TEXTS, target=TEXTS, source_lang=LANGS, target_lang=LANGS)
def test_findings_lie_inside_their_texts(source, target, source_lang, target_lang):
    checker = Checker(source_lang, target_lang, glossary=GLOSSARY)
    for finding in checker.check(source, target):
        text = source if finding.spot.side == "source" else target
        assert 0 <= finding.spot.start <= finding.spot.end <= len(text)
        assert finding.spot.message


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, lang=LANGS)
def test_amounts_are_in_order_and_begin_with_a_digit(text, lang):
    last = 0
    for amount in find_amounts(text, lang):
        assert last <= amount.start < amount.end <= len(text)
        assert text[amount.start].isdigit()
        assert amount.readings
        last = amount.start + 1


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(TEXTS.map(lambda text: " ".join(text.split()) or "a"), min_size=1, max_size=5)
)
def test_a_text_agrees_with_itself(texts):
    for one in score(texts, [texts], lang="vi", metrics=["chrF", "chrF++"], samples=0).scores:
        assert one.value > 99.99


@given(words=st.lists(st.sampled_from("abcde"), max_size=8), other=st.lists(st.sampled_from("abcde"), min_size=1, max_size=8))  # fmt: skip
def test_an_edit_rate_is_nothing_for_equals_and_falls_with_cost(words, other):
    ones, twos = [1] * len(other), [2] * len(other)
    assert edit_rate(other, other, twos) == 0
    assert 0 <= edit_rate(words, other, ones) <= edit_rate(words, other, twos)
