"""English of the draft engine: each rule on a sentence of its own."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.lexicon import Lexicon
from translate.engines import Request
from translate.engines.draft import DraftEngine
from translate.engines.draft.english import render
from translate.engines.draft.units import Analyser
from translate.engines.protocol import Constraint


@pytest.fixture(scope="module")
def engine() -> DraftEngine:
    engine = DraftEngine()
    engine.load()
    return engine


def english(engine: DraftEngine, text: str, *terms: tuple[str, str]) -> str:
    constraints = tuple(
        Constraint(text.index(source), text.index(source) + len(source), (target,))
        for source, target in sorted(terms, key=lambda term: text.index(term[0]))
    )
    (hypothesis,) = engine.translate(
        [Request(text, constraints)], source_lang="id", target_lang="en"
    )
    return hypothesis.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # noun phrases
        ("Para menteri datang.", "Ministers come."),
        ("Dua orang petani datang.", "Two farmers come."),
        ("Ia membeli sebuah apel.", "He buys an apple."),
        ("Ini rumah kami.", "This is our house."),
        ("Mereka membahas kebijakan ekonomi baru.", "They discuss a new economic policy."),
        ("Itu perang dunia kedua.", "That is the Second World War."),
        ("Gedung tertinggi runtuh.", "The highest building collapses."),
        ("Kunjungan tiga hari berakhir.", "The three-day visit ends."),
        ("Pemerintah Jepang setuju.", "The Japanese government agrees."),
        ("Pasar di Waziristan Utara ramai.", "The market in North Waziristan is crowded."),
        ("PRESIDEN TIBA DI HANOI", "THE PRESIDENT ARRIVES IN HANOI"),
        # verbs
        ("Mereka tidak setuju.", "They do not agree."),
        ("Jembatan itu akan dibangun.", "The bridge will be built."),
        ("Jembatan itu sudah dibangun.", "The bridge has been built."),
        ("Saya ingin membaca buku.", "I want to read the book."),
        ("Alat itu mulai diuji.", "The tool starts to be tested."),
        ("Mereka bekerja secara efektif.", "They work effectively."),
        ("Kemarin mereka membeli beras.", "Yesterday they bought rice."),
        ("Buku ini lebih mahal.", "This book is more expensive."),
        ("Buku ini sangat murah.", "This book is very cheap."),
        # clauses
        ("Ada tiga sekolah di desa ini.", "There are three schools in this village."),
        ("Guru yang mengajar di sini pulang.", "The teacher who teaches here goes home."),
        ("Surat yang ditulis ibu hilang.", "The letter written by the mother goes missing."),
        ("Pertama, kami membeli beras.", "First, we buy rice."),
        ("Harga beras turun menjadi 5 persen.", "The rice price falls to 5%."),
        ("Mereka datang pada 4 Mei 2020.", "They came on May 4, 2020."),
        ("Bupati menekankan pentingnya air.", "The regent emphasised the importance of water."),
        ("Umumnya petani setuju.", "Generally farmers agree."),
        ("Kedua desa itu kecil.", "The two villages are small."),
        ("Ini juga merupakan tantangan.", "This is also a challenge."),
        ("Mereka mengatakan akan bekerja.", "They said they would work."),
        ("Mereka yang bekerja pulang.", "Those who work go home."),
        ("Ia tinggal di sini selama dua tahun.", "He lives here for two years."),
        ("Hujan membuat jalan licin.", "Rain makes a slippery road."),
        ("Apakah mereka setuju?", "Do they agree?"),
        ("Apakah jalan ini aman?", "Is this road safe?"),
        ("Mengapa rapat ditunda?", "Why is the meeting postponed?"),
        ("Ketika hujan turun, muncul masalah.", "When rain fell, the problem appeared."),
        ("Jembatan itu sedang diperiksa.", "The bridge is being checked."),
        ("Ia terlihat seperti guru.", "He looks like a teacher."),
        ("Rapat berlangsung 4 dan 5 Mei.", "The meeting takes place May 4 and 5."),
    ],
)
def test_a_sentence_follows_english_grammar(
    engine: DraftEngine, source: str, expected: str
) -> None:
    assert english(engine, source) == expected


def test_a_term_comes_out_exactly_as_it_is_given(engine: DraftEngine) -> None:
    text = english(
        engine,
        "Kementerian Luar Negeri membuka pameran kecil.",
        ("Kementerian Luar Negeri", "Ministry of Foreign Affairs"),
        ("pameran", "craft fair"),
    )
    assert text == "The Ministry of Foreign Affairs opens a small craft fair."


_WORDS = st.sampled_from(
    "yang dan di pada dari untuk tidak akan telah sangat lebih ini itu para dua kedua pertama "
    "pemerintah negara kebijakan ekonomi rumah besar baru penting membangun dibangun mengatakan "
    "menjadi adalah ada dengan secara oleh karena bahwa ia mereka -nya Jepang Jakarta Senin kata "
    '2025 30% 4 Mei ke-50 , . ( ) " hingga antara sebuah setiap bersama lalu terlihat xyzzy '
    "dapat langsung menteri luar negeri katanya rumahnya anak-anak menurutnya pagi tahun".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=16))
def test_every_unit_is_rendered_exactly_once(words: list[str]) -> None:
    units = Analyser(Lexicon.bundled()).units(" ".join(words), ())
    expected = [id(unit) for unit in units]
    rendered = Counter(id(piece.unit) for piece in render(units) if piece.unit is not None)
    assert rendered == Counter(expected)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=8), st.lists(_WORDS, max_size=8))
def test_a_term_stands_whole_among_any_words(before: list[str], after: list[str]) -> None:
    text = " ".join([*before, "Zonk Raya", *after])
    start = len(" ".join(before)) + bool(before)
    constraint = Constraint(start, start + 9, ("joint Zonk zone",))
    engine = DraftEngine()
    (hypothesis,) = engine.translate(
        [Request(text, (constraint,))], source_lang="id", target_lang="en"
    )
    assert "joint zonk zone" in hypothesis.text.lower()


def test_an_owner_beside_a_demonstrative_stands_behind(engine: DraftEngine) -> None:
    assert english(engine, "Anak-anak mereka ini senang.") == "These children of theirs are happy."


def test_a_quoted_term_gets_no_article_inside_the_quotation(engine: DraftEngine) -> None:
    text = 'Semangat "kohesi strategis" penting.'
    assert '"strategic cohesion"' in english(
        engine, text, ("kohesi strategis", "strategic cohesion")
    )


def test_a_preposition_that_two_words_bring_is_said_once(engine: DraftEngine) -> None:
    written = english(engine, "Jakarta termasuk di antara kota itu.")
    assert "among" in written
    assert "among among" not in written
