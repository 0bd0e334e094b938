"""Reading and writing a plain text page: line ends, encodings, boilerplate, errors."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import FormatError, LanguageError
from corpus.formats import detect_format, parse_document, read_document
from corpus.formats.text import MAX_LINE_LENGTH
from corpus.segment import Role

FIRST = "Menteri tiba di Vientiane pada hari Kamis untuk kunjungan resmi."
SECOND = "Ia disambut oleh para pejabat setempat dan warga kota."


def page(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return parse_document(data, name="page.txt", source_lang="id")


def refused(data: bytes) -> str:
    with pytest.raises(FormatError) as caught:
        page(data)
    message = str(caught.value)
    assert message.startswith("page.txt")
    assert "\n" not in message
    assert caught.value.hint
    return message


# --- writing back ---------------------------------------------------------------------------


def test_targets_stand_where_the_sources_stood() -> None:
    document = page(f"\t{FIRST}  {SECOND} \r\n\r\n- {SECOND}")
    rendered = document.render({0: "Một.", 2: "Ba."}).decode()
    assert rendered == f"\tMột.  {SECOND} \r\n\r\n- Ba."


@pytest.mark.parametrize(
    ("codec", "mark"),
    [("utf-8", "\ufeff"), ("utf-16-le", "\ufeff"), ("utf-16-be", "\ufeff"), ("utf-8", "")],
)
def test_targets_are_written_in_the_encoding_of_the_file(codec: str, mark: str) -> None:
    document = page(f"{mark}{FIRST}\n".encode(codec))
    assert document.segments[0].start == 0
    assert document.render({0: "ສະບາຍດີ 😀"}) == f"{mark}ສະບາຍດີ 😀\n".encode(codec)


def test_decomposed_text_stays_decomposed() -> None:
    text = "Tie\u0302\u0301ng Vie\u0323\u0302t la\u0300 tie\u0302\u0301ng me\u0323 đe\u0309 cu\u0309a to\u0302i."
    assert page(text).segments[0].text == text
    assert page(text).render().decode() == text


def test_line_numbers_count_crlf_cr_and_lf() -> None:
    document = page(f"{FIRST}\r\n{FIRST}\r{FIRST}\n\n{FIRST}")
    assert [s.line for s in document.segments] == [1, 2, 3, 5]


# --- boilerplate ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{FIRST}\n\nIklan\n\n{SECOND}\n", f"{FIRST}\n\n{SECOND}\n"),
        (f"{FIRST}\nIklan\n{SECOND}\n", f"{FIRST}\n{SECOND}\n"),
        (f"{FIRST}\n\n\nIklan\nBagikan\n\n\n\n{SECOND}", f"{FIRST}\n\n{SECOND}"),
        (f"{FIRST}\n\n\n\nKomentar (0)", f"{FIRST}\n"),
        (f"{FIRST}\nKomentar (0)\n\nLokal\n\n", f"{FIRST}\n"),
        (f"Share\n\n{FIRST}\n", f"{FIRST}\n"),
        (f"{FIRST} Komentar (0)\r\n", f"{FIRST}\r\n"),
        (f"{FIRST}\n\n\n{SECOND}\n\nIklan\n", f"{FIRST}\n\n\n{SECOND}\n"),
    ],
)
def test_dropped_boilerplate_leaves_no_run_of_blank_lines(before: str, after: str) -> None:
    assert page(before).render(drop_boilerplate=True).decode() == after
    assert page(before).render().decode() == before


def test_a_page_of_boilerplate_alone_becomes_empty() -> None:
    assert page("Iklan\n\nBagikan\n").render(drop_boilerplate=True) == b""


# --- errors ---------------------------------------------------------------------------------


def test_wrong_encoding_names_the_byte_its_offset_and_its_line() -> None:
    data = b"Satu.\nDua.\nCaf\xe9 tutup.\n"
    assert "page.txt:3: byte 0xE9 at offset 14 (line 3) is not UTF-8" in refused(data)


def test_wrong_encoding_counts_the_byte_order_mark_and_every_line_end() -> None:
    data = b"\xef\xbb\xbfSatu.\r\nDua.\rTiga \xff\xfe"
    assert "byte 0xFF at offset 20 (line 3)" in refused(data)


def test_broken_utf_16_is_refused() -> None:
    assert "not UTF-16 (LE)" in refused(b"\xff\xfe" + "Satu.".encode("utf-16-le") + b"\x00")
    assert "not UTF-16 (LE)" in refused(b"\xff\xfe" + "Satu".encode("utf-16-le") + b"\x00\xd8A\x00")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "the file is empty" in refused(data)


@pytest.mark.parametrize("data", [b"  \n\t\r\n", "\u00a0\n\u2003\n\u200b".encode(), b"\n"])
def test_a_file_of_white_space_is_refused(data: bytes) -> None:
    assert "nothing but white space" in refused(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00", "a GIF image"),
        (b"{\\rtf1\\ansi Satu.}", "an RTF document"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"SQLite format 3\x00", "an SQLite database"),
    ],
)
def test_a_binary_file_is_called_what_it_looks_like(data: bytes, what: str) -> None:
    assert f"looks like {what}" in refused(data)


def test_a_nul_byte_is_found() -> None:
    assert "page.txt:2: not text: a NUL byte at offset 10" in refused(b"Satu.\nDua.\x00Tiga.\n")
    assert "NUL" in refused(b"\xff\xfe" + "Satu.\0".encode("utf-16-le"))


def test_utf_16_without_a_mark_is_recognised() -> None:
    assert "UTF-16 without a byte order mark" in refused(FIRST.encode("utf-16-le"))
    assert "UTF-16 without a byte order mark" in refused(FIRST.encode("utf-16-be"))


def test_utf_32_is_refused_by_name() -> None:
    assert "UTF-32" in refused(FIRST.encode("utf-32"))


def test_an_absurdly_long_line_is_refused_at_once() -> None:
    started = time.process_time()
    message = refused(b"Satu.\n" + b"kata " * (MAX_LINE_LENGTH // 5 + 1))
    assert "page.txt:2: a line of 1,000,005 characters" in message
    assert time.process_time() - started < 5


def test_the_longest_line_is_read_in_bounded_time() -> None:
    started = time.process_time()
    document = page(("Satu dua tiga empat. " * (MAX_LINE_LENGTH // 21)).encode())
    assert len(document.segments) == MAX_LINE_LENGTH // 21
    assert document.render(drop_boilerplate=True)
    assert time.process_time() - started < 30


def test_many_short_lines_are_read_in_bounded_time() -> None:
    started = time.process_time()
    document = page("\n".join(f"Baris nomor {n} di sini" for n in range(20_000)))
    assert len(document.segments) == 20_000
    assert time.process_time() - started < 30


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="a folder, not a file"):
        read_document(tmp_path, source_lang="id")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="there is no such file"):
        read_document(tmp_path / "a" / "b.txt", source_lang="id")


def test_a_file_inside_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    with pytest.raises(FormatError, match="cannot read: a file stands where a folder is named"):
        read_document(tmp_path / "a.txt" / "b.txt", source_lang="id")


def test_an_impossible_name_is_refused() -> None:
    with pytest.raises(FormatError, match="cannot read"):
        read_document("a\0b.txt", source_lang="id")
    with pytest.raises(FormatError, match="cannot read"):
        read_document("a" * 5000, source_lang="id")


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(FIRST, encoding="utf-8")
    if os.geteuid() == 0:  # the superuser may read everything

        def refuse(path: Path, *_: object, **__: object) -> bytes:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(Path, "open", refuse)
    else:
        file.chmod(0)
    with pytest.raises(FormatError, match="no permission to read this file"):
        read_document(file, source_lang="id")


def test_an_unknown_language_is_refused_before_the_file_is_looked_at() -> None:
    with pytest.raises(LanguageError):
        parse_document(b"", name="page.txt", source_lang="xx")


# --- the rest -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.text", "a", "a.berita"])
def test_names_are_taken_for_text(name: str) -> None:
    assert detect_format(name) == "text"


def test_the_language_tag_is_canonical(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(FIRST, encoding="utf-8")
    assert read_document(file, source_lang="ID_id").source_lang == "id"


def test_a_line_of_invisible_characters_is_blank() -> None:
    text = f"\u200b\ufeff\n{FIRST}\n"
    document = page(text)
    assert [s.role for s in document.segments] == [Role.BODY]
    assert document.render().decode() == text
