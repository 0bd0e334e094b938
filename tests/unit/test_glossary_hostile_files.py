"""Files made to do harm give one error, soon, and nothing else."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from benchmarks.fuzz_glossaries import fuzz
from corpus.errors import GlossaryError, MissingExtra
from termbase import Concept, Glossary, Term
from termbase.formats import source, xlsx
from termbase.formats.catalog import FORMATS, module_of
from termbase.formats.source import Options

BODY = (
    '<tbx type="TBX-Basic"><text><body><conceptEntry id="c"><langSec xml:lang="id"><termSec>'
    "<term>{}</term></termSec></langSec></conceptEntry></body></text></tbx>"
)
LAUGHS = (
    "<!DOCTYPE tbx [<!ENTITY l0 'ha'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def tbx(text: str | bytes) -> tuple[Concept, ...]:
    data = text.encode("utf-8") if isinstance(text, str) else text
    return module_of(FORMATS["tbx"]).decode(data, "g.tbx", Options(), [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_billion_laughs_are_refused_at_once(encoding: str) -> None:
    begun = time.process_time()
    with pytest.raises(GlossaryError, match="declares entities"):
        tbx((LAUGHS + BODY.format("&l9;")).encode(encoding))
    assert time.process_time() - begun < 1


def test_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("rahasia", encoding="utf-8")
    head = f"<!DOCTYPE tbx [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    with pytest.raises(GlossaryError, match="declares entities"):
        tbx(head + BODY.format("&x;"))


def test_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    definition = tmp_path / "tbx.dtd"
    definition.write_text("<!ENTITY x 'rahasia'>", encoding="utf-8")
    head = f"<!DOCTYPE tbx SYSTEM '{definition.as_uri()}'>"
    assert tbx(head + BODY.format("satu"))[0].terms[0].text == "satu"
    try:
        concepts = tbx(head + BODY.format("satu &x;"))
    except GlossaryError:
        return
    assert "rahasia" not in str(concepts)


def test_deeply_nested_markup_is_refused() -> None:
    with pytest.raises(GlossaryError, match="broken markup"):
        tbx(BODY.format("<hi>" * 100_000))


def _workbook(changes: dict[str, bytes]) -> bytes:
    plain = module_of(FORMATS["xlsx"]).encode(
        (Concept("c", "", (Term("satu", "id"),)),), Options("long")
    )
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.pop(name, old.read(name)))
        for name, content in changes.items():
            new.writestr(name, content)
    return stream.getvalue()


def _read_workbook(data: bytes) -> tuple[Concept, ...]:
    return xlsx.decode(data, "g.xlsx", Options(), [])


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = _workbook({"xl/media/zeros.bin": b"\0" * 50_000_000})
    begun = time.process_time()
    with pytest.raises(GlossaryError, match="unpacks to 47 MB"):
        _read_workbook(bomb)
    assert time.process_time() - begun < 1


def test_workbook_that_declares_entities_is_refused() -> None:
    sheet = (LAUGHS + "<worksheet>&l9;</worksheet>").encode()
    with pytest.raises(GlossaryError, match="declares entities"):
        _read_workbook(_workbook({"xl/worksheets/sheet1.xml": sheet}))
    with pytest.raises(GlossaryError, match="declares entities"):
        _read_workbook(_workbook({"xl/worksheets/sheet1.xml": sheet.decode().encode("utf-16")}))


def test_cell_at_the_far_end_of_a_sheet_costs_little() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id'
        b'</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'
        b"</row></sheetData></worksheet>"
    )
    begun = time.process_time()
    assert _read_workbook(_workbook({"xl/worksheets/sheet1.xml": sheet})) == ()
    assert time.process_time() - begun < 10


def test_formula_in_a_term_stays_text() -> None:
    formula = (Concept("c", "", (Term('=HYPERLINK("x")', "id"),)),)
    data = module_of(FORMATS["xlsx"]).encode(formula, Options("long"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert _read_workbook(data) == formula


def test_missing_openpyxl_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtra, match="xlsx"):
        _read_workbook(b"")


def test_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "g.tsv"
    path.write_bytes(b"concept\tlang\tterm\n")
    monkeypatch.setattr(source, "MAX_BYTES", 5)
    with pytest.raises(GlossaryError, match="larger than"):
        Glossary.load(path)


def test_deeply_nested_json_is_a_mistake_of_its_line() -> None:
    with pytest.raises(GlossaryError, match="nested too deeply"):
        module_of(FORMATS["jsonl"]).decode(b"[" * 100_000, "g.jsonl", Options(), [])


def test_mutated_files_raise_nothing_but_errors_of_kohesi() -> None:
    outcome = fuzz(1100, seed=20)
    assert not outcome.crashes, outcome.crashes[0]
    assert outcome.slowest[0] < 5
    assert all(refused < outcome.files[name] for name, refused in outcome.refused.items())
