"""Subtitles: lines, speeches, tags."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corpus.document import Targets
from corpus.errors import FormatError
from corpus.formats import parse_document
from corpus.formats.subtitle_lines import columns, line_breaks
from corpus.formats.subtitles import LINE_LENGTH

CUE = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"


def parse(text, format="srt"):
    return parse_document(text.encode(), name="a", source_lang="id", format=format)


def lines_of(text, width=LINE_LENGTH):
    at = [0, *sorted(line_breaks(text, width)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(at)]


def test_a_long_translation_is_broken_into_even_lines():
    text = "Chủ tịch nước đã tiếp đoàn đại biểu cấp cao đến thăm Hà Nội"
    assert lines_of(text) == ["Chủ tịch nước đã tiếp đoàn đại", "biểu cấp cao đến thăm Hà Nội"]


def test_lao_is_broken_between_syllables():
    text = "ສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວແລະສາທາລະນະລັດສັງຄົມນິຍົມຫວຽດນາມ"
    lines = lines_of(text)
    assert len(lines) > 1
    assert "".join(lines) == text
    for line in lines[1:]:
        assert line[0] not in "ະາຳຽັິີຶືຸູົຼ່້໊໋໌ໍ"
    for line in lines[:-1]:
        assert line[-1] not in "ເແໂໄໃ"


def test_lao_lines_fit_and_begin_with_words():
    text = "ນາຍົກລັດຖະມົນຕີ ແຫ່ງ ສປປ ລາວ ມາຮອດຢູ່ຮ່າໂນ້ຍສຳລັບການຢ້ຽມຢາມຢ່າງເປັນທາງການ ໃນໄລຍະສາມມື້."
    lines = lines_of(text)
    assert [columns(line) <= LINE_LENGTH for line in lines] == [True, True]
    assert lines[1].startswith("ສຳລັບ")


def test_a_word_that_is_too_long_has_a_line_of_its_own():
    assert lines_of("a" * 60 + " b") == ["a" * 60, "b"]
    assert lines_of("a b " + "c" * 60) == ["a b", "c" * 60]


def test_a_line_break_in_a_translation_never_ends_the_cue():
    text = parse(CUE.format("Satu")).render({0: "Một\n\nhai"}).decode()
    assert text == CUE.format("Một  hai")


def test_numbers_and_timing_are_no_text():
    assert [s.text for s in parse(CUE.format("Satu dua")).segments] == ["Satu dua"]


def test_without_cues_there_is_nothing_to_translate():
    with pytest.raises(FormatError, match="no text"):
        parse("Hanya satu baris.")
    with pytest.raises(FormatError, match="no WebVTT"):
        parse(CUE.format("Satu"), "vtt")


def test_the_header_of_a_web_file_names_the_new_language():
    page = "WEBVTT\nKind: captions\nLanguage: id\n\n00:01.000 --> 00:02.000\nSatu\n"
    document = parse_document(page.encode(), name="a", source_lang="id", format="vtt")
    written = document.render(Targets({0: "ໜຶ່ງ"}, lang="lo")).decode()
    assert written == page.replace("Language: id", "Language: lo").replace("Satu", "ໜຶ່ງ")
