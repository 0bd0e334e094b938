"""What holds for any text file: it comes back as it was, and only targets change it."""

from __future__ import annotations

import codecs

from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FormatError
from corpus.formats import parse_document
from corpus.segment import Role

LINES = st.sampled_from(
    [
        "",
        " ",
        "\t",
        "Judul berita yang cukup panjang",
        "Menteri tiba pada hari Kamis untuk kunjungan resmi selama dua hari. Ia disambut pejabat.",
        "- Apa yang penting?",
        "Suasana rapat. (Foto: Budi/VNA)",
        "foto-rapat.jpg",
        "Sumber: https://contoh.id/a",
        "Komentar (0)",
        "Selesai sudah.Komentar (12)",
        "Baca juga: Judul lain",
        "JAKARTA, KOMPAS.com - Pemerintah menyiapkan rencana baru untuk tahun depan.",
        "(ANTARA)",
        "Editor: Siti",
        "\u200b",
        "  Kalimat dengan spasi.\u00a0",
        "a\x0cb\x1cc\u2028d\x85",
        "tie\u0302\u0301ng Vie\u0323\u0302t.",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
PAGES = st.lists(
    st.tuples(st.one_of(LINES, st.text(max_size=40)), ENDS), min_size=1, max_size=12
).map(lambda rows: "".join(line + end for line, end in rows).removesuffix("\n"))
ENCODINGS = st.sampled_from(
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ]
)


def encoded(page: str, encoding: tuple[str, bytes]) -> bytes | None:
    """The page as a file that can be read, or None where it is not one."""
    text = "".join(c for c in page if c != "\0" and not "\ud800" <= c <= "\udfff").lstrip("\ufeff")
    data = encoding[1] + text.encode(encoding[0])
    try:
        parse_document(data, name="page", source_lang="id")
    except FormatError:
        return None
    return data


@given(page=PAGES, encoding=ENCODINGS)
def test_an_untouched_page_comes_back_byte_for_byte(page: str, encoding: tuple[str, bytes]) -> None:
    data = encoded(page, encoding)
    if data is not None:
        assert parse_document(data, name="page", source_lang="id").render() == data


@given(page=PAGES, encoding=ENCODINGS)
def test_segments_are_slices_of_the_decoded_text(page: str, encoding: tuple[str, bytes]) -> None:
    data = encoded(page, encoding)
    if data is None:
        return
    text = data[len(encoding[1]) :].decode(encoding[0])
    document = parse_document(data, name="page", source_lang="id")
    for segment in document.segments:
        assert text[segment.start : segment.end] == segment.text == segment.text.strip()
        before = text[: segment.start].replace("\r\n", "\n").replace("\r", "\n")
        assert segment.line == before.count("\n") + 1
    covered = "".join(s.text for s in document.segments)
    letters = [c for c in text if c.isalnum()]
    assert [c for c in covered if c.isalnum()] == letters


@given(page=PAGES)
def test_targets_take_the_place_of_their_segments(page: str) -> None:
    data = encoded(page, ("utf-8", b""))
    if data is None:
        return
    text = data.decode()
    document = parse_document(data, name="page", source_lang="id")
    targets = {s.index: f"<{s.index}>" for s in document.segments if s.role.translatable}
    expected, at = [], 0
    for segment in document.segments:
        expected += [text[at : segment.start], targets.get(segment.index, segment.text)]
        at = segment.end
    assert document.render(targets).decode() == "".join([*expected, text[at:]])


@given(page=PAGES)
def test_dropping_boilerplate_keeps_the_rest_in_order(page: str) -> None:
    data = encoded(page, ("utf-8", b""))
    if data is None:
        return
    document = parse_document(data, name="page", source_lang="id")
    kept = "".join(s.text for s in document.segments if s.role is not Role.BOILERPLATE)
    dropped = document.render(drop_boilerplate=True).decode()
    assert [c for c in dropped if c.isalnum()] == [c for c in kept if c.isalnum()]
