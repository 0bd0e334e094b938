"""Every row of the bundled lexicon passes the mechanical checks, and the files stay whole."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.lexicon import Entry, Lexicon
from corpus.lexicon.checks import allowed_tokens, check_text, is_vietnamese_syllable
from corpus.lexicon.lexicon import FILES, read_entries

DATA = files("corpus").joinpath("lexicon", "data")


def _text(name: str) -> str:
    return DATA.joinpath(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_no_row_has_a_mechanical_fault(name: str) -> None:
    found = [
        f"{name}:{f.line}: {f.form}: {f.what}"
        for f in check_text(name, _text(name), allowed_tokens())
    ]
    assert not found, "\n".join(found)


def test_every_exception_is_still_needed() -> None:
    lexicon = Lexicon.bundled()
    rows = [entry for form in lexicon.forms() for entry in lexicon.senses(form)]
    letters = {
        lang: {
            token.lower()
            for entry in rows
            for rendering in entry.renderings(lang)
            for token in (*re.findall(r"[^\W\d_]+", rendering), rendering)
        }
        for lang in ("vi", "en")
    }
    allowed = allowed_tokens()
    assert allowed["vi"] <= letters["vi"], sorted(allowed["vi"] - letters["vi"])
    assert allowed["en"] <= letters["en"], sorted(allowed["en"] - letters["en"])
    assert not [token for token in allowed["vi"] if is_vietnamese_syllable(token)]


@pytest.mark.parametrize("name", [name for name in FILES if name != "function.tsv"])
def test_senses_of_a_form_stand_together_and_those_with_cues_do_not_come_first(name: str) -> None:
    senses: dict[str, list[Entry]] = {}
    last = ""
    for entry in read_entries(Path(name), _text(name)):
        key = entry.form.lower()
        assert key == last or key not in senses, f"{name}: the senses of {key!r} are scattered"
        last = key
        senses.setdefault(key, []).append(entry)
    wrong = [
        key
        for key, found in senses.items()
        if found[0].cues and any(not entry.cues for entry in found)
    ]
    assert not wrong, f"{name}: a sense with cues comes first: {wrong}"


def test_the_names_of_the_world_are_there() -> None:
    lexicon = Lexicon.bundled()
    for form, vi, lo, en in (
        ("amerika serikat", "Mỹ", "ສະຫະລັດອາເມລິກາ", "United States"),
        ("tiongkok", "Trung Quốc", "ຈີນ", "China"),
        ("korea selatan", "Hàn Quốc", "ສ.ເກົາຫຼີ", "South Korea"),
        ("senin", "thứ Hai", "ວັນຈັນ", "Monday"),
        ("hari minggu", "Chủ nhật", "ວັນອາທິດ", "Sunday"),
        ("bahasa inggris", "tiếng Anh", "ພາສາອັງກິດ", "English"),
        ("hanoi", "Hà Nội", "ຮ່າໂນ້ຍ", "Hanoi"),
    ):
        sense = lexicon.senses(form)[0]
        assert (sense.vi[0], sense.lo[0], sense.en[0]) == (vi, lo, en)


def test_almost_every_row_has_all_three_languages() -> None:
    lexicon = Lexicon.bundled()
    rows = [entry for form in lexicon.forms() for entry in lexicon.senses(form)]
    partial = [entry.form for entry in rows if not (entry.vi and entry.lo and entry.en)]
    assert len(rows) > 12_500
    assert len(partial) <= 12, partial
