"""Placeables go through enforcement like terms, and come out as they were."""

from __future__ import annotations

import pytest

from corpus.formats import parse_document
from corpus.segment import lost_placeables
from termbase import Concept, Glossary, Matcher, Term
from translate.enforce import Enforcer, Obtained, requirements
from translate.enforce.placeables import (
    is_placeable_requirement,
    placeable_requirements,
    with_placeables,
)
from translate.engines import EngineInfo, Hypothesis, Link, create_engine
from translate.pipeline import Translator

UI = b"""[
 "Menteri %(name)s tiba di {city} dengan %d anggota delegasi.",
 "Kirim surat ke redaksi@contoh.id atau buka https://contoh.id/berita.",
 "Halo ${nama}, Anda punya {{jumlah}} pesan. 50% selesai.",
 "{0} dari {1} berkas",
 "%1$s menyukai foto Anda",
 "{n, plural, =0 {Tidak ada berita} other {# berita}}"
]"""


def segments(data=UI):
    return parse_document(data, name="a", source_lang="id", format="json").segments


@pytest.fixture(scope="module")
def draft():
    engine = create_engine("draft")
    engine.load()
    return engine


@pytest.mark.parametrize("lang", ["vi", "lo", "en"])
def test_the_draft_engine_keeps_what_it_is_asked_to_keep(draft, lang):
    texts = segments()
    done = Enforcer(draft).run(
        [one.text for one in texts],
        [placeable_requirements(one) for one in texts],
        source_lang="id",
        target_lang=lang,
    )
    for segment, enforced in zip(texts, done, strict=True):
        assert lost_placeables(segment, enforced.hypothesis.text) == ()
        assert all(one.span is not None for one in enforced.outcomes)


class Loses:
    """An engine that takes no constraints and spoils variables, but says what it aligned."""

    signature = {"engine": "loses"}  # noqa: RUF012
    info = EngineInfo("loses", "", "", "", "", ("vi",), 0, False)

    def load(self):
        pass

    def translate(self, requests, **_languages):
        answers = {
            "Halo {nama}, apa kabar": ("Xin chào {tên}, bạn khỏe", Link((5, 11), (9, 14))),
            "{nama} pergi": ("{tên} đi", Link((0, 6), (0, 5))),
        }
        found = [answers[request.text] for request in requests]
        return [Hypothesis(text, links=(link,)) for text, link in found]


@pytest.mark.parametrize(
    ("source", "expected"),
    [("Halo {nama}, apa kabar", "Xin chào {nama}, bạn khỏe"), ("{nama} pergi", "{nama} đi")],
)
def test_a_variable_that_an_engine_translated_is_put_back_at_its_place(source, expected):
    (segment,) = segments(f'["{source}"]'.encode())
    (done,) = Enforcer(Loses()).run(
        [segment.text], [placeable_requirements(segment)], source_lang="id", target_lang="vi"
    )
    assert done.hypothesis.text == expected
    assert [one.obtained for one in done.outcomes] == [Obtained.REPLACED]


def test_terms_and_placeables_stand_in_the_order_of_the_source():
    glossary = Glossary([Concept("laos", "place", (Term("Laos", "id"), Term("Lào", "vi")))])
    (segment,) = segments(b'["{nama} pergi ke Laos pada {tanggal}"]')
    needs = requirements(Matcher(glossary, "id").find(segment.text), glossary, "vi")
    found = with_placeables(needs, segment)
    assert [one.surface for one in found] == ["{nama}", "Laos", "{tanggal}"]
    assert [is_placeable_requirement(one) for one in found] == [True, False, True]


def test_what_may_be_left_out_is_no_reason_for_a_review():
    (segment,) = segments(b'["100%% pasti"]')
    (requirement,) = placeable_requirements(segment)
    assert not requirement.enforceable


@pytest.mark.parametrize("lang", ["vi", "lo", "en"])
def test_a_translated_file_has_all_its_variables(draft, lang):
    document = parse_document(UI, name="a", source_lang="id", format="json")
    translation = Translator(draft, Glossary([]), source_lang="id").translate(
        document, target_lang=lang
    )
    written = translation.render().decode()
    for one in document.segments:
        for placeable in one.placeables:
            assert placeable.text in written
    assert "{n, plural, =0 {" in written
    # they are no terms, and nothing asks for a look at them
    assert not any(result.outcomes for result in translation.results)
    assert not any(result.reasons for result in translation.results)
