"""What is proposed for a glossary, and that the articles' own terms are among it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from corpus.formats import read_document
from corpus.languages.normal import normal_text
from termbase import Glossary, Matcher
from termbase.extract import CandidateKind, extract_terms
from termbase.words import clauses, quotations, quoted_items


def proposed(*texts: str, known: Glossary | None = None) -> dict[str, CandidateKind]:
    lines = [("a.txt", number, text) for number, text in enumerate(texts, 1)]
    return {candidate.text: candidate.kind for candidate in extract_terms(lines, known=known)}


def test_phrase_that_returns_is_proposed_without_its_clitic() -> None:
    found = proposed("Kami meninjau rantai pasokannya.", "Mereka membahas rantai pasokan itu.")
    assert found["rantai pasokan"] is CandidateKind.PHRASE


def test_name_and_title_are_proposed_apart() -> None:
    found = proposed("Kemarin Menteri Kehutanan Sartono Wiryo datang.")
    assert found["Menteri Kehutanan"] is CandidateKind.NAME
    assert found["Sartono Wiryo"] is CandidateKind.NAME


def test_quoted_slogan_is_proposed_without_the_comma_at_its_end() -> None:
    found = proposed('Dengan semboyan "bersatu dalam kebaikan," mereka maju.')
    assert found["bersatu dalam kebaikan"] is CandidateKind.SLOGAN


def test_acronym_comes_with_its_expansion() -> None:
    text = "Menurut Badan Restorasi Gambut (BRG), lahan pulih. Kata BRG, air naik."
    candidates = extract_terms([("a.txt", 1, text)])
    acronym = next(candidate for candidate in candidates if candidate.text == "BRG")
    assert acronym.kind is CandidateKind.ACRONYM
    assert acronym.expansion == "Badan Restorasi Gambut"


def test_known_surfaces_are_left_out() -> None:
    text = "Di Laos dan Malaka. Di Laos dan Malaka."
    assert "Laos" in proposed(text)
    assert "Laos" not in proposed(text, known=Glossary.bundled())


def test_known_terms_that_are_only_joined_are_no_new_term() -> None:
    text = "Vietnam dan Laos maju. Hubungan Vietnam-Laos. Vietnam-Laos, Vietnam dan Laos."
    assert (
        proposed(text, known=Glossary.bundled())
        .keys()
        .isdisjoint({"Vietnam dan Laos", "Vietnam-Laos", "Vietnam"})
    )


def test_candidate_says_where_it_stands() -> None:
    lines = [("a.txt", 3, "Ada rantai pasokan."), ("b.txt", 9, "Suatu rantai pasokan.")]
    candidate = next(c for c in extract_terms(lines) if c.text == "rantai pasokan")
    assert (candidate.file, candidate.line, candidate.count) == ("a.txt", 3, 2)
    assert "Ada rantai pasokan" in candidate.context


def test_addresses_and_stops_end_a_clause() -> None:
    parts = [clause.keys for clause in clauses("Satu dua. Tiga di foo.com empat; lima")]
    assert parts == [("satu", "dua"), ("tiga", "di"), ("empat",), ("lima",)]


def test_quotation_gives_its_items() -> None:
    (quoted,) = quotations('kata "kerja keras, hati baik, dan jiwa kokoh."')
    assert quoted == "kerja keras, hati baik, dan jiwa kokoh"
    assert list(quoted_items(quoted)) == ["kerja keras", "hati baik", "jiwa kokoh"]


def test_nothing_is_proposed_of_nothing() -> None:
    assert extract_terms([]) == ()
    assert extract_terms([("a.txt", 1, "...")]) == ()


def test_terms_of_the_articles_are_among_the_first_candidates(seeds: list[Path]) -> None:
    """Hide the glossary; four fifths of its surfaces that return are among the first 400."""
    texts = [
        (str(path), segment.line, segment.text)
        for path in seeds
        for segment in read_document(path, source_lang="id").segments
    ]
    counts: Counter[str] = Counter()
    matcher = Matcher(Glossary.bundled(), "id")
    for _, _, text in texts:
        stack = list(matcher.find(text))
        while stack:
            match = stack.pop()
            stack.extend(match.children)
            counts[normal_text(match.surface)] += 1
    returning = {surface for surface, count in counts.items() if count >= 2}
    candidates = {normal_text(candidate.text) for candidate in extract_terms(texts, limit=400)}
    assert len(returning) > 80
    assert len(returning & candidates) / len(returning) >= 0.8
