"""What every file format must keep; a new format is one subclass of `FormatContract`."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import FormatError
from corpus.formats import FORMATS, parse_document, read_document
from corpus.segment import Role


class FormatContract:
    """Inherit, name the format, and give samples that hold at least one translatable segment."""

    format: str
    samples: tuple[bytes, ...]

    def parse(self, data: bytes) -> Document:
        return parse_document(data, name="sample", source_lang="id", format=self.format)

    def test_is_in_the_table(self) -> None:
        assert self.format in FORMATS

    def test_untouched_document_gives_the_same_bytes(self) -> None:
        for data in self.samples:
            assert self.parse(data).render() == data

    def test_source_text_as_targets_gives_the_same_bytes(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            assert document.render({s.index: s.text for s in document.segments}) == data

    def test_segments_are_numbered_in_reading_order(self) -> None:
        for data in self.samples:
            segments = self.parse(data).segments
            assert [s.index for s in segments] == list(range(len(segments)))
            assert all(a.end <= b.start for a, b in pairwise(segments))
            assert all(a.line <= b.line for a, b in pairwise(segments))

    def test_segment_text_is_trimmed_and_as_long_as_its_span(self) -> None:
        for data in self.samples:
            for segment in self.parse(data).segments:
                assert segment.text
                assert segment.text == segment.text.strip()
                assert segment.end - segment.start == len(segment.text)

    def test_every_sample_has_something_to_translate(self) -> None:
        for data in self.samples:
            assert any(s.role.translatable for s in self.parse(data).segments)

    def decode(self, data: bytes) -> str:
        """The file as text in which a target can be looked for."""
        return data.decode("utf-8")

    def test_targets_replace_exactly_their_segments(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            targets = {
                s.index: f"Bản dịch №{s.index}." for s in document.segments if s.role.translatable
            }
            text = self.decode(document.render(targets))
            for index, target in targets.items():
                assert text.count(target) == 1
                text = text.replace(target, document.segments[index].text)
            assert text == self.decode(data)

    def test_dropping_boilerplate_drops_nothing_else(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            kept = [s.text for s in document.segments if s.role is not Role.BOILERPLATE]
            again = self.parse(document.render(drop_boilerplate=True))
            assert [s.text for s in again.segments] == kept

    def test_nothing_to_translate_is_an_error_with_a_hint(self) -> None:
        with pytest.raises(FormatError) as caught:
            self.parse(b"")
        assert caught.value.path == "sample"
        assert caught.value.hint


PARAGRAPH = (
    "Menteri Luar Negeri tiba di Vientiane pada hari Kamis untuk kunjungan resmi. "
    "Ia disambut oleh para pejabat setempat."
)


class TestText(FormatContract):
    format = "text"

    def decode(self, data: bytes) -> str:
        return data.decode("utf-16" if data[:1] in b"\xff\xfe" else "utf-8")

    samples = (
        b"Satu kalimat saja",
        f"{PARAGRAPH}\n".encode(),
        f"\ufeff{PARAGRAPH}\r\n\r\n{PARAGRAPH}\r\n".encode(),
        f"  {PARAGRAPH}\t\r{PARAGRAPH} \n\n\x0c{PARAGRAPH}\r\n\r".encode(),
        b"\xff\xfe" + f"{PARAGRAPH}\n{PARAGRAPH}".encode("utf-16-le"),
        b"\xfe\xff" + f"{PARAGRAPH}\n{PARAGRAPH}\n".encode("utf-16-be"),
        f"Judul berita yang panjang sekali\n\n{PARAGRAPH}\n\nKomentar (0)\n\nLokal\n".encode(),
        f"- Apa kabar?\n{PARAGRAPH}\nSumber: https://contoh.id/a?b=1Komentar (0)".encode(),
    )


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file") as caught:
        read_document(tmp_path / "tidak-ada.txt", source_lang="id")
    assert caught.value.path == str(tmp_path / "tidak-ada.txt")


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Satu.", encoding="utf-8")
    with pytest.raises(FormatError, match=r"unknown format 'dok'.*text"):
        read_document(file, source_lang="id", format="dok")
