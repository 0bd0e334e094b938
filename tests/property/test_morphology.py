"""What holds for every word form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.lexicon import Lexicon
from corpus.lexicon.morphology import analyse_word, nasal

# two syllables, of no other word: all ways to peel their forms lead back to them
ROOTS = "bangun cari dorong gabung hubung lihat lapor jual cabut dukung baca rancang rusak".split()
roots = st.sampled_from(ROOTS)
forms = st.text(st.sampled_from("abdegikmnprstu-"), max_size=20)


@given(st.text(max_size=30))
def test_any_text_has_a_lemma_and_is_not_lost(text: str):
    found = analyse_word(text)
    assert bool(found.lemma) == bool(text)
    assert found.known or found.affixes or found.lemma == found.form


@given(forms)
def test_a_word_without_affixes_is_its_own_lemma_or_a_listed_one(form: str):
    found = analyse_word(form)
    if not found.affixes:
        assert found.lemma.replace(" ", "") == form


@given(forms)
def test_capitals_do_not_matter(form: str):
    assert analyse_word(form.upper()) == analyse_word(form)


@given(forms)
def test_an_analysis_that_is_sure_stays_with_a_lexicon(form: str):
    alone = analyse_word(form)
    if alone.known:
        assert analyse_word(form, Lexicon.bundled().__contains__) == alone


@given(
    roots, st.sampled_from(["", "kan"]), st.sampled_from(["", "nya"]), st.sampled_from(["", "lah"])
)
def test_active_forms_lead_back_to_their_root(root: str, suffix: str, clitic: str, particle: str):
    found = analyse_word(next(nasal(root)) + suffix + clitic + particle)
    expected = ["meN-", *(f"-{piece}" for piece in (suffix, clitic, particle) if piece)]
    assert (found.lemma, list(found.affixes)) == (root, expected)


@given(roots, st.sampled_from(["di", "ter", "ber"]))
def test_plain_prefixes_lead_back_to_their_root(root: str, prefix: str):
    form = prefix[:-1] + root if prefix in ("ter", "ber") and root[0] == "r" else prefix + root
    found = analyse_word(form)
    assert (found.lemma, found.affixes) == (root, (f"{prefix}-",))


@given(roots)
def test_a_doubled_form_is_the_form_with_reduplication(root: str):
    form = f"{root}an"
    assert analyse_word(f"{form}-{form}").affixes == ("R", *analyse_word(form).affixes)
