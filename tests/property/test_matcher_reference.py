"""The matcher against one that is too simple to be wrong, on random texts."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.languages.normal import normalise
from termbase import Concept, Matcher, Term, TermMatch, find_forms
from termbase.boundaries import begins_word, ends_word, is_repeated

WORDS = ("kerja", "sama", "kohesi", "strategis", "ai", "nya", "3", "Laos", "hoà", "ke")
JOINS = (" ", "-", ", ", ". ", "", "  ", "\u00a0", " – ", "\n", "“", "nya ")

surfaces = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=6,
    unique_by=str.casefold,
)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINS)), max_size=14).map(
    lambda parts: "".join(word + join for word, join in parts)
)


def glossary(forms: list[str], lang: str = "id") -> list[Concept]:
    return [Concept(f"c{place}", "", (Term(form, lang),)) for place, form in enumerate(forms)]


def naive(forms: list[str], text: str, lang: str = "id") -> list[tuple[int, int, str]]:
    """Try every surface at every place, then take the leftmost and longest."""
    normal = normalise(text, lang)
    whole = normal.text
    hits = []
    for place, form in enumerate(forms):
        for spelling in {form, form.replace("kerja sama", "kerjasama")}:
            key = normalise(spelling, lang).text
            for start in range(len(whole)):
                end = start + len(key)
                if (
                    whole[start:end] == key
                    and begins_word(whole, start, lang, end)
                    and ends_word(whole, end, lang, start)
                    and not is_repeated(whole, start, end)
                ):
                    hits.append((start, -end, f"c{place}"))
    kept: list[tuple[int, int, str]] = []
    reach = 0
    for start, minus_end, concept_id in sorted(hits):
        if start >= reach:
            kept.append((*normal.original_span(start, -minus_end), concept_id))
            reach = -minus_end
    return kept


OTHER_WORDS = {
    "vi": ("hoà", "bình", "hợp", "tác", "Lào", "ai", "3", "uỷ"),
    "lo": ("ລາວ", "ວຽດ", "ນາມ", "ພັກ", "ນ້ຳ", "ໜ່ວຍ", "ຫລວງ", "AI"),
}
OTHER_JOINS = ("", " ", "  ", "-", " – ", ". ", ", ", "\u200b", "\n", "ະ", "\u0301")


def everything(matches: tuple[TermMatch, ...]) -> Iterator[TermMatch]:
    for match in matches:
        yield match
        yield from everything(match.children)


@given(surfaces, texts)
@settings(max_examples=300)
def test_matcher_finds_what_a_naive_one_finds(forms: list[str], text: str) -> None:
    matches = Matcher(glossary(forms), "id").find(text)
    assert [(m.start, m.end, m.concept_id) for m in matches] == naive(forms, text)


@given(surfaces, texts)
def test_every_span_slices_back_and_children_lie_inside(forms: list[str], text: str) -> None:
    for match in everything(Matcher(glossary(forms), "id").find(text)):
        assert text[match.start : match.end] == match.surface
        for child in match.children:
            assert match.start <= child.start < child.end <= match.end


@given(surfaces, texts)
def test_given_forms_are_found_where_the_matcher_finds_them(forms: list[str], text: str) -> None:
    plain = [form for form in forms if "kerja sama" not in form]
    matches = Matcher(glossary(plain), "id").find(text)
    assert find_forms(text, plain, "id") == tuple((m.start, m.end) for m in matches)


@given(st.sampled_from(["vi", "lo"]), st.data())
@settings(max_examples=300)
def test_matcher_finds_what_a_naive_one_finds_in_target_languages(
    lang: str, data: st.DataObject
) -> None:
    words = st.sampled_from(OTHER_WORDS[lang])
    join = st.sampled_from(OTHER_JOINS)
    forms = data.draw(
        st.lists(
            st.lists(words, min_size=1, max_size=3).map((" " if lang == "vi" else "").join),
            min_size=1,
            max_size=5,
            unique_by=lambda form: normalise(form, lang).text,
        )
    )
    text = "".join(
        word + after for word, after in data.draw(st.lists(st.tuples(words, join), max_size=10))
    )
    matches = Matcher(glossary(forms, lang), lang).find(text)
    assert [(m.start, m.end, m.concept_id) for m in matches] == naive(forms, text, lang)
    for match in everything(matches):
        assert text[match.start : match.end] == match.surface
