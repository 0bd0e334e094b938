"""Texts to score come from files of every kind."""

from __future__ import annotations

import pytest

from corpus.bitext import Bitext, Unit, write_bitext
from corpus.errors import KohesiError
from translate.quality.texts import read_texts, sources_of, with_sources

UNITS = (Unit("Harga naik.", "Giá tăng."), Unit("Ia datang & pergi.", "Cô đến & đi <nhanh>."))


@pytest.mark.parametrize("name", ["a.tmx", "a.tsv", "a.xlf", "a.po"])
def test_bitexts_give_both_sides(name, tmp_path):
    write_bitext(Bitext("id", "vi", UNITS), tmp_path / name)
    texts = read_texts(tmp_path / name, source_lang="id", target_lang="vi")
    assert texts.sources == tuple(unit.source for unit in UNITS)
    assert texts.targets == tuple(unit.target for unit in UNITS)
    assert sources_of(tmp_path / name, source_lang="id", target_lang="vi") == texts.sources


def test_lines_of_text_keep_empty_ones(tmp_path):
    (tmp_path / "a.txt").write_bytes("một\r\n\r\nhai\n".encode())
    texts = read_texts(tmp_path / "a.txt", source_lang="id", target_lang="vi")
    assert texts.targets == ("một", "", "hai")
    assert texts.lines == (1, 2, 3)
    assert texts.sources == ()


def test_a_table_with_one_column_is_a_text(tmp_path):
    (tmp_path / "a.tsv").write_text("một\nhai\n", encoding="utf-8")
    assert len(read_texts(tmp_path / "a.tsv", source_lang="id", target_lang="vi")) == 2


def test_sources_of_another_length_are_refused(tmp_path):
    (tmp_path / "a.txt").write_text("một\nhai\n", encoding="utf-8")
    (tmp_path / "s.txt").write_text("satu\n", encoding="utf-8")
    texts = read_texts(tmp_path / "a.txt", source_lang="id", target_lang="vi")
    with pytest.raises(KohesiError, match=r"has 1 segment,.*has 2"):
        with_sources(texts, tmp_path / "s.txt", source_lang="id", target_lang="vi")


def test_a_report_in_other_languages_is_refused(tmp_path):
    (tmp_path / "r.json").write_text(
        '{"format": "kohesi-report", "version": 1, "signature": {}, "documents": []}',
        encoding="utf-8",
    )
    with pytest.raises(KohesiError, match="no translation into 'vi'"):
        read_texts(tmp_path / "r.json", source_lang="id", target_lang="vi")
