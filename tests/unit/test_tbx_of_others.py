"""Glossary files that other programs wrote, and what other programs expect of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from corpus.errors import GlossaryError
from termbase import Case, Concept, Form, Status, Term
from termbase.formats.catalog import FORMATS, module_of, read_concepts
from termbase.formats.losses import Loss
from termbase.formats.source import Options

DATA = Path(__file__).parents[1] / "data" / "glossaries"


def _texts(concept: Concept, lang: str) -> list[str]:
    return [term.text for term in concept.terms_in(lang)]


def test_tbx_of_translate_toolkit() -> None:
    left_out: list[Loss] = []
    slogan, asean, twin, work = read_concepts(DATA / "toolkit.tbx", left_out=left_out)
    assert (slogan.id, slogan.definition) == ("c-1", "a slogan of two neighbours")
    assert slogan.note == "checked by the desk"
    assert _texts(slogan, "vi") == ["gắn kết chiến lược"]
    assert asean.terms[0].case is Case.AS_IS
    assert _texts(twin, "id") == ["provinsi kembar"]
    assert twin.languages == ("id",)
    assert [(t.text, t.status) for t in work.terms_in("vi")] == [
        ("hợp tác", Status.PREFERRED),
        ("sự hợp tác", Status.ADMITTED),
    ]
    assert left_out == [Loss("c-1", "termNote")]


def test_tbx_of_csv2tbx_and_its_unknown_language() -> None:
    left_out: list[Loss] = []
    first, second = read_concepts(DATA / "toolkit-csv2tbx.tbx", left_out=left_out)
    assert (first.id, second.id) == ("sekretaris jenderal", "kohesi strategis")
    assert {loss.field for loss in left_out} == {"term in xx"}
    first, _ = read_concepts(DATA / "toolkit-csv2tbx.tbx", target_lang="vi")
    assert _texts(first, "vi") == ["general secretary"]


def test_po_of_translate_toolkit_with_the_flags_of_weblate() -> None:
    left_out: list[Loss] = []
    concepts = read_concepts(DATA / "toolkit.po", left_out=left_out)
    by_id = {concept.id: concept for concept in concepts}
    assert by_id["kohesi-strategis"].note == "slogan"
    assert by_id["kohesi-strategis"].terms_in("vi")[0].note == "desk"
    assert by_id["kerja-sama"].terms_in("vi")[0].status is Status.FORBIDDEN
    assert by_id["kerja-sama-2"].terms_in("vi")[0].status is Status.PREFERRED
    assert by_id["asean"].do_not_translate
    assert not by_id["lokal"].terms_in("vi")
    assert left_out == [Loss("lokal", "term", 1, "marked fuzzy, not a finished rendering")]
    assert any("dipotong menjadi dua" in concept.terms[0].text for concept in concepts)


def test_bilingual_csv_needs_its_languages() -> None:
    with pytest.raises(GlossaryError, match="--from and --to"):
        read_concepts(DATA / "toolkit.csv")
    concepts = read_concepts(DATA / "toolkit.csv", target_lang="vi")
    assert _texts(concepts[0], "vi") == ["gắn kết chiến lược"]


TERMBANK = """<?xml version='1.0' encoding='windows-1258'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c5">
  <descripGrp><descrip type="subjectField">diplomacy</descrip></descripGrp>
  <langSet xml:lang="en-GB">
    <descripGrp><descrip type="definition">a meeting
        of leaders</descrip><admin type="source">handbook</admin></descripGrp>
    <ntig><termGrp><term>high-level <hi type="bold">meeting</hi></term>
      <termNote type="partOfSpeech">properNoun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="grammaticalGender">other</termNote></termGrp>
      <admin type="source">press release</admin></ntig>
    <ntig><termGrp><term>HLM</term><termNote type="termType">abbreviation</termNote></termGrp></ntig>
    <ntig><termGrp><term>summit</term>
      <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp></ntig>
  </langSet>
  <langSet lang="vi"><tig><term>cu\u00f4c h\u00f3p</term></tig></langSet>
  <langSet xml:lang="fr"><tig><term>sommet</term></tig></langSet>
</termEntry>
<termEntry id="c6"><langSet xml:lang="fr"><tig><term>accord</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_martif_of_a_term_bank_with_another_encoding() -> None:
    left_out: list[Loss] = []
    (concept,) = module_of(FORMATS["tbx"]).decode(
        TERMBANK.encode("windows-1258"), "g.tbx", Options(), left_out
    )
    assert (concept.subject, concept.definition) == ("diplomacy", "a meeting of leaders")
    meeting, short, summit, vietnamese = concept.terms
    assert meeting == Term(
        "high-level meeting",
        "en",
        verified=True,
        source="press release",
        part_of_speech="proper-noun",
    )
    assert (short.text, short.form, short.status) == ("HLM", Form.ACRONYM, Status.ADMITTED)
    assert summit.status is Status.DEPRECATED
    assert (vietnamese.text, vietnamese.lang) == ("cuôc hóp", "vi")
    assert {(loss.concept_id, loss.field) for loss in left_out} == {
        ("c5", "term in fr"),
        ("c5", "grammaticalGender"),
        ("c5", "source of a description"),
        ("c6", "concept"),
    }


CONCEPT = Concept(
    "c-1",
    "diplomacy",
    (
        Term("Laos", "id", form=Form.SHORT, verified=True, source="CLDR", part_of_speech="noun"),
        Term("Lào", "vi", status=Status.FORBIDDEN, created="2026-01-31"),
    ),
    definition="negara",
)
NS = {
    "t": "urn:iso:std:iso:30042:ed-2",
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
}


def _written(name: str) -> etree._Element:
    entry = FORMATS[name]
    return etree.fromstring(module_of(entry).encode((CONCEPT,), Options(entry.variant)))


def test_dca_names_its_dialect_and_writes_categories_as_types() -> None:
    root = _written("tbx")
    assert (root.get("style"), root.get("type")) == ("dca", "TBX-Basic")
    section = root.find(".//t:termSec", NS)
    assert section is not None
    notes = {node.get("type"): node.text for node in section.iterfind("t:termNote", NS)}
    assert notes == {
        "administrativeStatus": "preferredTerm-admn-sts",
        "partOfSpeech": "noun",
        "termType": "shortForm",
    }
    assert section.findtext("t:admin[@type='source']", "", NS) == "CLDR"
    definition = root.findtext(".//t:descripGrp/t:descrip[@type='definition']", "", NS)
    assert definition == "negara"


def test_dct_writes_categories_as_elements_of_their_modules() -> None:
    root = _written("tbx-dct")
    assert root.get("style") == "dct"
    assert root.findtext(".//min:subjectField", "", NS) == "diplomacy"
    assert root.findtext(".//min:partOfSpeech", "", NS) == "noun"
    assert root.findtext(".//basic:termType", "", NS) == "shortForm"
    assert root.findtext(".//t:descripGrp/basic:definition", "", NS) == "negara"
    assert root.findtext(".//t:transacGrp/t:date", "", NS) == "2026-01-31"
    assert not root.findall(".//t:termNote", NS)


def test_status_that_tbx_has_no_word_for_is_written_as_deprecated() -> None:
    root = _written("tbx-2008")
    statuses = [
        node.text for node in root.iter("termNote") if node.get("type") == "administrativeStatus"
    ]
    assert statuses == ["preferredTerm-admn-sts", "deprecatedTerm-admn-sts"]
    assert root.tag == "martif"


def test_elements_stand_in_the_order_of_the_schema() -> None:
    """ISO 30042:2019, core structure: term, its notes, everything else; languages come last."""
    root = _written("tbx")
    for section in root.iterfind(".//t:termSec", NS):
        names = [etree.QName(node).localname for node in section]
        notes = names.count("termNote")
        assert names[: notes + 1] == ["term"] + ["termNote"] * notes
    (entry,) = root.iterfind(".//t:conceptEntry", NS)
    names = [etree.QName(node).localname for node in entry]
    assert names == ["descrip", "descripGrp", "langSec", "langSec"]
