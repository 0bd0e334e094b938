"""What every file format must keep; a new format is one subclass of `FormatContract`."""

from __future__ import annotations

import html
import json
import pickle
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from lxml import etree

from corpus.document import Document, Targets
from corpus.errors import FormatError
from corpus.formats import FORMATS, parse_document, read_document
from corpus.formats.po import parse_catalogue
from corpus.segment import Role
from tests import article_pages
from tests.office_files import docx, paragraph, pptx, run, xlsx


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

    def test_document_that_went_to_another_process_is_written_alike(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            there = pickle.loads(pickle.dumps(document))
            targets = Targets(
                {s.index: f"Bản dịch №{s.index}." for s in document.segments}, lang="vi"
            )
            assert there.segments == document.segments
            assert there.render() == data
            assert there.render(targets) == document.render(targets)

    def test_segments_are_numbered_in_reading_order(self) -> None:
        for data in self.samples:
            segments = self.parse(data).segments
            assert [s.index for s in segments] == list(range(len(segments)))
            assert all(
                a.end <= b.start or (a.start <= b.start and b.end <= a.end)
                for a, b in pairwise(segments)
            )
            assert all(a.line <= b.line for a, b in pairwise(segments))

    def test_segment_text_is_trimmed(self) -> None:
        for data in self.samples:
            for segment in self.parse(data).segments:
                assert segment.text
                assert segment.text == segment.text.strip()
                assert segment.start < segment.end

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


class BilingualContract(FormatContract):
    """For formats in which the translation stands beside its source, which stays."""

    def targets_of(self, data: bytes, lang: str) -> dict[str, str]:
        """Return the translation of each source text that the written file has."""
        raise NotImplementedError

    def test_source_text_as_targets_gives_the_same_bytes(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            texts = {s.index: s.text for s in document.segments}
            targets = self.targets_of(document.render(Targets(texts, lang="vi")), "vi")
            assert any(source == target for source, target in targets.items())

    def test_targets_replace_exactly_their_segments(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            texts = {s.index: f"Bản dịch №{s.index}." for s in document.segments}
            written = "\n".join(
                self.targets_of(document.render(Targets(texts, lang="vi")), "vi").values()
            )
            for target in texts.values():
                assert written.count(target) == 1

    def test_a_translated_file_is_read_again(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            texts = {s.index: f"Bản dịch №{s.index}." for s in document.segments}
            once = document.render(Targets(texts, lang="vi", review={0}))
            assert self.targets_of(once, "vi")
            assert document.render() == data


PARAGRAPH = (
    "Menteri Luar Negeri tiba di Vientiane pada hari Kamis untuk kunjungan resmi. "
    "Ia disambut oleh para pejabat setempat."
)


PO_SAMPLE = """\
# Penerjemah
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: \\n"

#. Tombol
#: src/a.c:1
msgctxt "menu"
msgid "Buka"
msgstr ""

#, c-format
msgid "%d dokumen"
msgid_plural "%d berkas"
msgstr[0] ""
msgstr[1] ""

#, fuzzy
#| msgid "Baris lama"
msgid "Baris satu.\\n"
msgstr "Cũ.\\n"

#~ msgid "Lama"
#~ msgstr "Cũ"
"""


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


class TestPo(BilingualContract):
    format = "po"
    samples = (
        b'msgid "Simpan berkas"\nmsgstr ""\n',
        PO_SAMPLE.encode(),
        PO_SAMPLE.replace("\n", "\r\n").encode(),
    )

    def targets_of(self, data: bytes, lang: str) -> dict[str, str]:
        found = {}
        for entry in parse_catalogue(data.decode(), name="sample"):
            forms = list(entry.msgstr_plural.values())
            found[entry.msgid_plural or entry.msgid] = forms[0] if forms else entry.msgstr
        return found

    def test_targets_replace_exactly_their_segments(self) -> None:
        document = self.parse(self.samples[1])
        texts = {s.index: f"Bản dịch №{s.index}." for s in document.segments}
        found = self.targets_of(document.render(Targets(texts, lang="vi")), "vi")
        assert found["%d berkas"] == "Bản dịch №2."
        assert found["Baris satu.\n"] == "Bản dịch №3.\n"


class TestSrt(FormatContract):
    format = "srt"
    samples = (
        b"1\n00:00:01,000 --> 00:00:02,000\nSelamat pagi\n",
        b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Selamat pagi,</i>\r\nsaudara.\r\n\r\n"
        b"2\r\n00:00:03,000 --> 00:00:04,000 X1:5\r\n- Apa?\r\n- Ya.\r\n",
        b"7\n0:00:01,0 --> 0:00:02,0\n{\\an8}Satu. Dua <b>tiga</b>.\n\n\n8\n\n",
    )

    def test_targets_replace_exactly_their_segments(self) -> None:
        document = self.parse(self.samples[1])
        texts = {s.index: f"Bản №{s.index}." for s in document.segments}
        text = document.render(texts).decode()
        assert text == (
            "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Bản</i> №0.\r\n\r\n"
            "2\r\n00:00:03,000 --> 00:00:04,000 X1:5\r\n- Bản №1.\r\n- Bản №2.\r\n"
        )


class TestVtt(TestSrt):
    format = "vtt"
    samples = (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nSelamat pagi\n",
        b"WEBVTT - Judul\r\n\r\nNOTE catatan\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        b"a1\r\n00:00:01.000 --> 00:00:02.000 line:0\r\n<v Ani>A &amp; B <c.x>tiba</c>\r\ndi sini.\r\n",
    )

    def test_targets_replace_exactly_their_segments(self) -> None:
        document = self.parse(self.samples[1])
        (segment,) = document.segments
        assert segment.text == "A & B tiba di sini."
        text = document.render({0: "A & B đến đây."}).decode()
        assert text == self.samples[1].decode().replace(
            "A &amp; B <c.x>tiba</c>\r\ndi sini.", "A &amp; B <c.x>đến</c> đây."
        )


class TestJson(FormatContract):
    format = "json"
    samples = (
        b'"Satu kalimat"',
        '{"judul": "Berita\\nbaru", "id": "ab-1", "isi": ["Satu. Dua.", {"x": "Té"}], "n": [1, null]}'.encode(),
        b'{\r\n\t"a" : "Sat\\u00fa \\"dua\\"",\r\n\t"b":{}}\r\n',
    )

    def decode(self, data: bytes) -> str:
        return repr(json.loads(data))


class TestJsonLines(FormatContract):
    format = "jsonl"
    samples = (b'{"t": "Satu"}\n\n{"t": "Dua\\u2028"}', b'["Satu"]\r\n["Dua"]\r\n')

    def decode(self, data: bytes) -> str:
        return repr([json.loads(line) for line in data.decode().splitlines() if line])


class TestYaml(FormatContract):
    format = "yaml"
    samples = (
        b"Satu kalimat",
        b"""# catatan
judul: Satu dua # tiga
id: berita-1
isi: &a "Empat \\"lima\\""
daftar: ['Enam''nya', tujuh, yes, 12, *a]
lipat: >-
  Delapan
  sembilan

tegak: |+
    Sepuluh
    sebelas

akhir: {x: Dua belas}
""",
    )

    def decode(self, data: bytes) -> str:
        return repr(yaml.safe_load(data)).replace("\\n", " ")

    def test_targets_replace_exactly_their_segments(self) -> None:
        document = self.parse(self.samples[1])
        targets = {s.index: f"№{s.index}: #" for s in document.segments}
        found = yaml.safe_load(document.render(targets))
        assert found == {
            "judul": "№0: #",
            "id": "berita-1",
            "isi": "№1: #",
            "daftar": ["№2: #", "№3: #", True, 12, "№1: #"],
            "lipat": "№4: #",
            "tegak": "№5: #\n№6: #\n\n",
            "akhir": {"x": "№7: #"},
        }
        assert b"# catatan" in document.render(targets)


class TestCsv(FormatContract):
    format = "csv"
    samples = (
        b'id,judul,isi\n1,Satu,Dua tiga\n2,,"Empat, lima. Enam."\r\n',
        b'Nama;Teks\n7;"Kata ""baru"" sekali\nBaris dua"\n\n',
        b"Satu",
    )

    def decode(self, data: bytes) -> str:
        return data.decode().replace('""', '"')


class TestTsv(FormatContract):
    format = "tsv"
    samples = (b"a\tb\nSatu, dua\tTiga\n",)


XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="a.html" source-language="id" datatype="html"><body>
    <trans-unit id="1">
      <source>Menteri <g id="1">tiba &amp; pergi</g>.<x id="2"/></source>
      <note>Catatan</note>
    </trans-unit>
    <trans-unit id="2" translate="no"><source>Kode</source></trans-unit>
    <trans-unit id="3"><source>Dua <bpt id="1">&lt;b></bpt>tiga<ept id="1">&lt;/b></ept></source><target state="new">Dua</target></trans-unit>
  </body></file>
</xliff>
"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.1" version="2.1" srcLang="id-ID" trgLang="vi">
<file id="f"><unit id="u"><notes><note>Catatan</note></notes>
<segment id="s1" state="initial"><source>Satu <pc id="1">dua</pc> <ph id="2"/>tiga.</source></segment>
<ignorable><source> </source></ignorable>
<segment><source>Empat.</source><target/></segment></unit></file></xliff>"""


def plain(element: etree._Element) -> str:
    """The text of an element without its codes, its spaces made one."""
    codes = "*[local-name()='bpt' or local-name()='ept' or local-name()='ph']"
    return " ".join("".join(element.xpath(f".//text()[not(ancestor::{codes})]")).split())


class TestXliff(BilingualContract):
    format = "xliff"
    samples = (
        XLIFF_1.encode(),
        XLIFF_2.replace("\n", "\r\n").encode(),
        b"\xff\xfe" + XLIFF_2.encode("utf-16-le"),
    )

    def targets_of(self, data: bytes, lang: str) -> dict[str, str]:
        text = data.decode("utf-16" if data[:1] == b"\xff" else "utf-8")
        assert f'target-language="{lang}"' in text or f'trgLang="{lang}"' in text
        root = etree.fromstring(text.encode(), etree.XMLParser(encoding="utf-8"))
        found = {}
        for unit in root.iter("{*}trans-unit", "{*}segment"):
            if unit.get("translate") != "no":
                found[plain(unit.find("{*}source"))] = plain(unit.find("{*}target"))
        return found


class TestTmx(BilingualContract):
    format = "tmx"
    samples = (
        b"""<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="id"/><body>
<tu><prop type="a">b</prop>
  <tuv xml:lang="ID-id"><seg>Satu <ph>{0}</ph> dua.</seg></tuv>
  <tuv xml:lang="en"><seg>One {0} two.</seg></tuv>
</tu><tu><tuv lang="id"><seg>Tiga</seg></tuv></tu></body></tmx>""",
    )

    def targets_of(self, data: bytes, lang: str) -> dict[str, str]:
        found = {}
        for unit in etree.fromstring(data).iter("tu"):
            texts = {}
            for variant in unit.iter("tuv"):
                tag = variant.get("{http://www.w3.org/XML/1998/namespace}lang") or variant.get(
                    "lang"
                )
                texts[tag[:2].lower()] = plain(variant.find("seg"))
            found[texts["id"]] = texts[lang]
        return found


class TestHtml(FormatContract):
    format = "html"
    samples = (
        b"Satu <b>dua</b> tiga.",
        b"""<!DOCTYPE html>\r\n<html lang="id"><head><meta charset=utf-8>
<title>Judul &amp; isi</title><meta name="description" content="Ringkasan berita">
<script>if (a < b) document.write("<p>Kode</p>")</script><style>p > a { color: red }</style></head>
<body><!-- catatan --><h1>Kunjungan\n  resmi</h1><p>Menteri <a href="/x?a=1&b=2" title="Profil">Luar Negeri</a> tiba.
Ia pergi<sup>1</sup>.<br>Baris baru<img src=a.jpg alt="Foto">.</p><pre>kode saja</pre>
<p>Jalankan <code>buka berkas</code> sekarang</p><ul><li>Satu<li>Dua</ul><input placeholder=Cari></body></html>""",
        b"<p>Tidak ditutup <b>sama sekali",
        b"a < b dan c > d",
    )

    def decode(self, data: bytes) -> str:
        return " ".join(html.unescape(data.decode()).replace('"', "").split())

    def test_targets_replace_exactly_their_segments(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            targets = {s.index: f"№{s.index}#" for s in document.segments}
            text = self.decode(document.render(targets))
            for target in targets.values():
                assert text.count(target) == 1
            same = document.render({s.index: s.text + " " for s in document.segments})
            assert len(self.parse(same).segments) == len(document.segments)


class TestArticle(TestHtml):
    format = "article"
    samples = tuple(page.encode() for page in article_pages.PAGES.values())


class TestMarkdown(FormatContract):
    format = "markdown"
    samples = (
        b"Satu kalimat",
        b"""---
title: Judul
slug: judul-satu
---

# Kunjungan **resmi** #

Menteri [Luar Negeri](https://a.id/x_(y) "Profil") tiba
di *Vientiane*. Lihat `kode` dan ![Foto](a.png).
Baris keras\\
Baris baru

> Kutipan satu
> baris dua

- Butir satu
- [ ] Butir dua
  lanjutan

1. Angka

```python
print("Satu dua")
```

    kode lama

| Nama | Arti |
|------|:----:|
| Satu | Dua \\| tiga |

<div>Satu</div>

Judul kedua
-----------

[ref]: https://a.id
Lihat [ref] dan <https://b.id> serta [^1].
""".replace(b"\n", b"\r\n"),
    )

    def test_targets_replace_exactly_their_segments(self) -> None:
        for data in self.samples:
            document = self.parse(data)
            targets = {s.index: f"№{s.index}#" for s in document.segments}
            text = document.render(targets).decode()
            for target in targets.values():
                assert text.count(target) == 1
            for kept in (
                "slug: judul-satu",
                'print("Satu dua")',
                "    kode lama",
                "<div>Satu</div>",
            ):
                assert text.count(kept) == data.decode().count(kept)


class OfficeContract(FormatContract):
    def decode(self, data: bytes) -> str:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            parts = [
                opened.read(name).decode() for name in opened.namelist() if name[-4:] == ".xml"
            ]
        return "\n".join(parts).replace(' xml:space="preserve"', "")


class TestDocx(OfficeContract):
    format = "docx"
    samples = (
        docx(paragraph(run("Satu kalimat. Dua kalimat.")) + paragraph(run("Tiga"))),
        docx(paragraph(run("Satu ")) + paragraph()),
    )


class TestPptx(OfficeContract):
    format = "pptx"
    samples = (pptx("Satu", "Dua. Tiga."),)


class TestXlsx(OfficeContract):
    format = "xlsx"
    samples = (xlsx("Satu", "2", "Tiga"),)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no such file") as caught:
        read_document(tmp_path / "tidak-ada.txt", source_lang="id")
    assert caught.value.path == str(tmp_path / "tidak-ada.txt")


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Satu.", encoding="utf-8")
    with pytest.raises(FormatError, match=r"unknown format 'dok'.*text"):
        read_document(file, source_lang="id", format="dok")
