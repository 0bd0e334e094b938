"""A glossary that is written and read again is the same, or what it lost is listed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import GlossaryError
from termbase import Concept
from termbase.formats.catalog import FORMATS, module_of
from termbase.formats.losses import compare, restricted
from termbase.formats.source import Options

from ..glossary_strategies import glossaries

WHOLE = sorted(f.name for f in FORMATS.values() if f.carries == "everything" and not f.by_path)
PARTLY = sorted(
    f.name
    for f in FORMATS.values()
    if f.reads and f.carries != "everything" and "xlsx" not in f.name
)
SERVICES = sorted(f.name for f in FORMATS.values() if f.service and "xlsx" not in f.name)


def _there_and_back(
    name: str, concepts: tuple[Concept, ...], target_lang: str = ""
) -> tuple[Concept, ...]:
    entry = FORMATS[name]
    options = Options(entry.variant, "id", target_lang)
    data = module_of(entry).encode(concepts, options)
    return module_of(entry).decode(data, f"g{entry.extensions[0]}", options, [])


@pytest.mark.parametrize("name", WHOLE)
@settings(deadline=None, max_examples=25)
@given(glossary=glossaries())
def test_format_that_carries_everything_gives_the_same_glossary(
    name: str, glossary: tuple[Concept, ...]
) -> None:
    assert _there_and_back(name, glossary) == glossary


@pytest.mark.parametrize("name", PARTLY)
@settings(deadline=None, max_examples=25)
@given(glossary=glossaries())
def test_what_a_format_carries_once_it_carries_again(
    name: str, glossary: tuple[Concept, ...]
) -> None:
    target = "vi" if FORMATS[name].pairs else ""
    once = _there_and_back(name, glossary, target)
    assert _there_and_back(name, once, target) == once


@settings(deadline=None, max_examples=25)
@given(glossary=glossaries())
def test_wide_table_keeps_every_concept_and_every_term(glossary: tuple[Concept, ...]) -> None:
    fields = {loss.field for loss in compare(glossary, _there_and_back("wide-tsv", glossary))}
    assert not fields & {
        "concept",
        "term",
        "term added",
        "term.status",
        "subject",
        "policy",
        "definition",
        "note",
        "do_not_translate",
    }


@settings(deadline=None, max_examples=25)
@given(glossary=glossaries())
def test_po_keeps_every_concept_that_has_a_source_term(glossary: tuple[Concept, ...]) -> None:
    pair = restricted(glossary, ("id", "vi"))
    back = {concept.id for concept in _there_and_back("po", pair, "vi")}
    assert back == {concept.id for concept in pair if concept.terms_in("id")}


@pytest.mark.parametrize("name", SERVICES)
@settings(deadline=None, max_examples=15)
@given(glossary=glossaries(), data=st.data())
def test_service_file_has_a_term_or_a_reason_for_each(
    name: str, glossary: tuple[Concept, ...], data: st.DataObject
) -> None:
    entry = FORMATS[name]
    options = Options(entry.variant, "id", data.draw(st.sampled_from(["vi", "en"])))
    try:
        content, losses = module_of(entry).encode_for(glossary, options)
    except GlossaryError as error:
        assert "no term is left" in error.message
        return
    left_out = sum(loss.count for loss in losses if loss.field == "term")
    written = {
        (term.lang, term.text)
        for concept in glossary
        for term in concept.terms
        if term.text in content.decode("utf-8").replace('""', '"')
    }
    terms = {(term.lang, term.text) for concept in glossary for term in concept.terms}
    assert len(terms - written) <= left_out
