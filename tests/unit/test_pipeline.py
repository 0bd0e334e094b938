"""The pipeline: order, status, line structure, engines that misbehave."""

from __future__ import annotations

import pytest

from corpus import EngineError
from corpus.formats import parse_document
from termbase import Concept, Glossary, Term
from translate.engines import EngineInfo, Hypothesis, create_engine
from translate.pipeline import BATCH, SegmentStatus, Translator

GLOSSARY = Glossary(
    [
        Concept(
            "cohesion",
            "slogan",
            (
                Term("kohesi strategis", "id"),
                Term("gắn kết chiến lược", "vi"),
            ),
        )
    ]
)


class Scripted:
    """An engine that answers from a function, and remembers what it was asked."""

    signature = {"engine": "scripted"}  # noqa: RUF012

    def __init__(self, answer, *, uses_constraints=False):
        self.info = EngineInfo("scripted", "", "", "", "", ("vi", "lo", "en"), 0, uses_constraints)
        self.answer = answer
        self.requests = []

    def load(self):
        pass

    def translate(self, requests, **_languages):
        self.requests.append(list(requests))
        return [Hypothesis(self.answer(request.text)) for request in requests]


def _document(text: str):
    return parse_document(text.encode(), name="article.txt", source_lang="id")


def _translate(text: str, engine, **options):
    return Translator(engine, GLOSSARY, **options).translate(_document(text), target_lang="vi")


def test_every_segment_has_one_result_in_order():
    translation = _translate("Satu hal. Dua hal.\n\nTiga hal.\n", Scripted(str.upper))
    assert [result.segment.index for result in translation.results] == [0, 1, 2]
    assert translation.render() == b"SATU HAL. DUA HAL.\n\nTIGA HAL.\n"


def test_same_sentence_is_translated_once_and_reads_the_same():
    answers = iter("abcdefg")
    engine = Scripted(lambda _: next(answers))
    translation = _translate("Judul berita hari ini\n\nJudul berita hari ini\n", engine)
    assert len({result.target for result in translation.results}) == 1
    assert len(engine.requests[0]) == 1


def test_segments_go_to_the_engine_in_batches_and_progress_is_told():
    text = "\n".join(f"Kalimat nomor {number} ada di sini." for number in range(BATCH + 5))
    engine = Scripted(str)
    seen = []
    Translator(engine, GLOSSARY).translate(_document(text), target_lang="vi", progress=seen.append)
    assert [len(batch) for batch in engine.requests] == [BATCH, 5]
    assert seen == [BATCH, 5]


def test_status_says_what_became_of_a_segment():
    has_term = _translate("Ini kohesi strategis.", Scripted(lambda _: "Gắn kết chiến lược."))
    lacks_term = _translate("Ini kohesi strategis.", Scripted(lambda _: "Không có gì."))
    assert has_term.results[0].status is SegmentStatus.OK
    assert lacks_term.results[0].status is SegmentStatus.NEEDS_REVIEW
    assert lacks_term.results[0].reasons == (
        "'gắn kết chiến lược' is missing for 'kohesi strategis' (cohesion)",
    )


def test_enforcement_through_links_is_said():
    translation = _translate("Ini kohesi strategis.", create_engine("identity"))
    assert translation.results[0].status is SegmentStatus.ENFORCED
    assert translation.results[0].target == "Ini gắn kết chiến lược."


def test_without_enforcement_an_engine_is_told_nothing():
    engine = Scripted(str, uses_constraints=True)
    _translate("Ini kohesi strategis.", engine, enforce_terms=False)
    assert engine.requests[0][0].constraints == ()
    _translate("Ini kohesi strategis.", engine)
    assert engine.requests[1][0].constraints[0].forms == ("gắn kết chiến lược",)


def test_boilerplate_and_addresses_pass_through():
    translation = _translate(
        "Berita hari ini dari kota.\nSumber: https://contoh.id/a-b\nKomentar (0)\n",
        Scripted(lambda _: "X"),
    )
    kept = [r for r in translation.results if r.status is SegmentStatus.PASSED_THROUGH]
    assert {result.target for result in kept} == {"https://contoh.id/a-b", "Komentar (0)"}


def test_engine_cannot_break_the_line_structure():
    translation = _translate("Satu hal.\nDua hal.\n", Scripted(lambda _: "a\nb\u2028c"))
    assert translation.render() == b"a b c\na b c\n"


def test_empty_answer_keeps_the_source_and_is_marked():
    translation = _translate("Satu hal penting.", Scripted(lambda _: ""))
    assert translation.results[0].target == "Satu hal penting."
    assert translation.results[0].status is SegmentStatus.NEEDS_REVIEW
    assert "returned nothing" in translation.results[0].reasons[0]


def test_lost_answer_is_an_error_not_a_shift():
    engine = Scripted(str)
    engine.translate = lambda _requests, **_: [Hypothesis("x")]
    with pytest.raises(EngineError, match="1 translations for 2 segments"):
        _translate("Satu hal.\nDua hal.\n", engine)


def test_unknown_words_can_be_marked_in_the_output():
    engine = Scripted(str)
    engine.translate = lambda _requests, **_: [Hypothesis("a zzz b", unknown=((2, 5),))]
    translation = _translate("Satu hal penting.", engine)
    assert translation.render() == b"a zzz b"
    assert translation.render(mark_unknown=True).decode() == "a ⟦zzz⟧ b"


def _failing(bad: str) -> Scripted:
    engine = Scripted(str)
    engine.translate = lambda requests, **_: [
        Hypothesis("", error="the server is down") if bad in r.text else Hypothesis(r.text.upper())
        for r in requests
    ]
    return engine


def test_segment_that_fails_keeps_its_source_with_one_reason_and_the_others_go_on():
    translation = _translate("Satu hal.\nIni kohesi strategis.\nDua hal.\n", _failing("kohesi"))
    assert [result.target for result in translation.results] == [
        "SATU HAL.",
        "Ini kohesi strategis.",
        "DUA HAL.",
    ]
    failed = translation.results[1]
    assert failed.status is SegmentStatus.NEEDS_REVIEW
    assert failed.error == "the server is down"
    assert failed.reasons == ("not translated, this is the source text: the server is down",)
    assert translation.failure == ""


def test_document_of_which_nothing_was_translated_has_a_failure():
    assert _translate("Satu hal.\n", _failing("")).failure == "the server is down"
    assert _translate("Komentar (0)\nhttps://contoh.id/a-b\n", Scripted(str)).failure == ""
