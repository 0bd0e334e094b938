"""What goes to a translation service, and what stays out, with its reason."""

from __future__ import annotations

import csv
import io

import pytest

from corpus.errors import GlossaryError
from termbase import Concept, Form, Glossary, Policy, Status, Term
from termbase.formats.catalog import FORMATS, module_of
from termbase.formats.losses import Loss
from termbase.formats.services import SERVICES, encode_for
from termbase.formats.source import Options
from termbase.formats.xlsx import decode

PARTY = Concept(
    "party",
    "institution",
    (
        Term("Partai Rakyat Revolusioner Laos (LPRP)", "id", form=Form.FULL),
        Term("LPRP", "id", form=Form.ACRONYM),
        Term("Partai Revolusi Rakyat Laos", "id", status=Status.DEPRECATED, form=Form.FULL),
        Term("Đảng Nhân dân Cách mạng Lào", "vi", form=Form.FULL),
        Term("ພັກປະຊາຊົນປະຕິວັດລາວ", "lo"),
        Term("Lao People's Revolutionary Party (LPRP)", "en", form=Form.FULL),
        Term("LPRP", "en", form=Form.ACRONYM),
    ),
)


def _encode(
    name: str, *concepts: Concept, target: str = "en"
) -> tuple[list[list[str]], list[Loss]]:
    data, losses = encode_for(concepts, Options(FORMATS[name].variant, "id", target))
    delimiter = SERVICES[name].delimiter
    rows = list(csv.reader(io.StringIO(data.decode("utf-8")), delimiter=delimiter))
    return rows, list(losses)


def _reasons(losses: list[Loss]) -> dict[str, int]:
    return {loss.reason: loss.count for loss in losses if loss.field == "term"}


@pytest.mark.parametrize("name", ["deepl", "deepl-csv", "google", "microsoft"])
def test_every_source_form_goes_with_the_form_that_corresponds(name: str) -> None:
    rows, losses = _encode(name, PARTY)
    assert rows == [
        ["Partai Rakyat Revolusioner Laos (LPRP)", "Lao People's Revolutionary Party (LPRP)"],
        ["LPRP", "LPRP"],
        ["Partai Revolusi Rakyat Laos", "Lao People's Revolutionary Party (LPRP)"],
    ]
    assert _reasons(losses) == {"in another language": 2}


def test_term_sets_have_one_row_per_concept_and_a_header_of_languages() -> None:
    rows, losses = _encode("google-set", PARTY, target="")
    assert rows[0] == ["id", "vi", "lo", "en"]
    assert len(rows) == 2
    assert _reasons(losses) == {"a further form": 2, "deprecated or forbidden": 1}
    rows, _ = _encode("amazon", PARTY, target="")
    assert rows[0] == ["id", "vi", "en"]
    assert len(rows) == 4


def test_phrase_dictionary_is_a_workbook_with_language_codes_above() -> None:
    data, _ = encode_for([PARTY], Options("microsoft-xlsx", "id", "en"))
    concepts = decode(data, "g.xlsx", Options(), [])
    assert [concept.terms[0].text for concept in concepts] == [
        "Partai Rakyat Revolusioner Laos (LPRP)",
        "LPRP",
        "Partai Revolusi Rakyat Laos",
    ]


def _pair(concept_id: str, source: str, target: str = "x", **said: object) -> Concept:
    policy = said.pop("concept_policy", Policy.ALWAYS)
    assert isinstance(policy, Policy)
    term = Term(source, "id", **said)  # type: ignore[arg-type]
    return Concept(concept_id, "", (term, Term(target, "en")), policy=policy)


def test_what_a_service_would_do_wrong_stays_out() -> None:
    rows, losses = _encode(
        "deepl",
        _pair("a", "satu"),
        _pair("b", "satu", "y"),
        _pair("c", "direktur", concept_policy=Policy.REVIEW),
        _pair("d", "rencana", policy=Policy.NEVER),
        _pair("e", "hubungan strategis", context="quoted"),
        _pair("f", "k" * 1025),
        _pair("g", "tujuh", "g" * 1025),
        _pair("h", "dua\nbaris"),
        Concept("i", "", (Term("sendiri", "id"),)),
    )
    assert rows == [["satu", "x"]]
    told = {loss.concept_id: loss.reason for loss in reversed(losses) if loss.reason}
    assert "stands for a" in told["b"]
    assert "policy review" in told["c"]
    assert "policy never" in told["d"]
    assert "context" in told["e"]
    assert "longer than 1024 bytes" in told["f"]
    assert "longer than 1024 bytes" in told["g"]
    assert "line break" in told["h"]
    assert told["i"] == "no rendering"


def test_concept_that_is_not_to_be_translated_stays_as_it_is() -> None:
    rows, _ = _encode("deepl", Concept("a", "", (Term("Batik Air", "id"),), do_not_translate=True))
    assert rows == [["Batik Air", "Batik Air"]]


@pytest.mark.parametrize("name", ["deepl", "amazon"])
def test_language_that_a_service_has_no_glossaries_for_is_refused(name: str) -> None:
    with pytest.raises(GlossaryError, match="no glossary in Lao") as caught:
        _encode(name, PARTY, target="lo")
    assert "Indonesian, Vietnamese, English" in str(caught.value)


def test_glossary_of_which_nothing_is_left_is_refused() -> None:
    with pytest.raises(GlossaryError, match="no term is left"):
        _encode("deepl", _pair("c", "direktur", concept_policy=Policy.REVIEW))


@pytest.mark.parametrize("name", [f.name for f in FORMATS.values() if f.service])
def test_bundled_glossary_keeps_to_the_limits_of_each_service(name: str) -> None:
    target = "vi" if FORMATS[name].pairs else ""
    data, losses = module_of(FORMATS[name]).encode_for(
        Glossary.bundled(), Options(name, "id", target)
    )
    service = SERVICES[name]
    assert len(data) <= service.file_bytes
    assert losses
    if service.delimiter:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8")), delimiter=service.delimiter))
        assert len(rows) > 180
        assert len({len(row) for row in rows}) == 1
        assert len({row[0] for row in rows}) == len(rows)
        assert all(len(cell.encode()) <= service.term_bytes for row in rows for cell in row)
