"""Glossaries made up by hypothesis, with everything that a glossary can say."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from corpus.languages import LANGUAGES
from termbase import Case, Concept, Form, Policy, Status, Term

_ODD = ["|", "\\", "\\n", '"', '""', "#", "'", ",", ";", "<b>", "&amp;", "]]>", "=1+1", "_x0041_"]
_QUOTED = ['"satu, dua"', '"a""b"', '"x"']
_WORDS = [*_QUOTED, "kohesi strategis", "gắn kết chiến lược", "ພາສາລາວ", "ASEAN", "Lào", "x", "AI"]
_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"))


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def lines(*, empty: bool) -> st.SearchStrategy[str]:
    """A text of one line as a glossary has it: NFC, no space at its ends."""
    parts = st.one_of(st.sampled_from(_WORDS + _ODD), st.text(_CHARACTERS, max_size=6))
    made = st.lists(parts, max_size=4).map(lambda chosen: _line(" ".join(chosen)))
    some = st.one_of(st.sampled_from(_WORDS), made)
    return st.one_of(st.just(""), some) if empty else some.filter(bool)


def paragraphs() -> st.SearchStrategy[str]:
    """A note: empty, or some lines, also indented ones."""
    several = st.lists(lines(empty=False), min_size=1, max_size=3)
    return st.one_of(
        st.just(""),
        st.tuples(several, st.sampled_from(["\n", "\n\n", "\n  ", "\t"])).map(
            lambda made: made[1].join(made[0]).strip()
        ),
    )


_DATES = st.one_of(st.just(""), st.dates().map(str))
_CONTEXTS = st.sampled_from(["", "quoted", "near:Vietnam-Laos|Laos", "quoted;not-before:dua"])


def terms() -> st.SearchStrategy[Term]:
    return st.builds(
        Term,
        text=lines(empty=False),
        lang=st.sampled_from(sorted(LANGUAGES)),
        status=st.sampled_from(Status),
        verified=st.booleans(),
        source=lines(empty=True),
        case=st.sampled_from(Case),
        context=_CONTEXTS,
        note=paragraphs(),
        part_of_speech=st.sampled_from(["", "noun", "proper-noun", "properNoun", "verb", "slang"]),
        form=st.one_of(st.none(), st.sampled_from(Form)),
        policy=st.one_of(st.none(), st.sampled_from(Policy)),
        created=_DATES,
        modified=_DATES,
    )


def _grouped(chosen: list[Term]) -> tuple[Term, ...]:
    """The terms of a concept, language by language as files have them, the first of a spelling."""
    unique = {(term.lang, term.text): term for term in reversed(chosen)}
    order = list(dict.fromkeys(term.lang for term in chosen))
    return tuple(sorted(unique.values(), key=lambda term: order.index(term.lang)))


def concepts() -> st.SearchStrategy[Concept]:
    return st.builds(
        Concept,
        id=lines(empty=False),
        subject=lines(empty=True),
        terms=st.lists(terms(), max_size=5).map(_grouped),
        definition=paragraphs(),
        policy=st.sampled_from(Policy),
        do_not_translate=st.booleans(),
        note=paragraphs(),
        source=lines(empty=True),
        created=_DATES,
        modified=_DATES,
    )


def glossaries() -> st.SearchStrategy[tuple[Concept, ...]]:
    return st.lists(concepts(), max_size=4, unique_by=lambda concept: concept.id).map(tuple)
