"""What every glossary format must do; a new format is one subclass of the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import GlossaryError, KohesiError, OutputError
from termbase import Case, Concept, Form, Glossary, Policy, Status, Term
from termbase.formats import FORMATS as EXTENSIONS
from termbase.formats import GlossaryMistakes
from termbase.formats.catalog import FORMATS, Format, find_format, module_of, read_concepts
from termbase.formats.losses import compare, summary
from termbase.formats.source import Options
from termbase.transfer import export_concepts

FULL = (
    Concept(
        "slogan 1",
        "slogan",
        (
            Term(
                "kohesi strategis",
                "id",
                context="quoted;near:Vietnam-Laos",
                policy=Policy.REVIEW,
                note="hanya dalam tanda kutip\nbaris kedua",
                created="2026-01-31",
            ),
            Term("koneksi strategis", "id", status=Status.DEPRECATED),
            Term("gắn kết chiến lược", "vi", verified=True, source="a & b <c>"),
            Term("kết nối chiến lược", "vi", status=Status.FORBIDDEN),
            Term("ຄວາມສາມັກຄີຍຸດທະສາດ", "lo", status=Status.ADMITTED),
            Term("strategic | cohesion", "en", part_of_speech="noun", form=Form.PHRASE),
        ),
        definition="sebuah semboyan",
        policy=Policy.REVIEW,
        note="# bukan komentar",
        source="desk",
        created="2026-01-30",
        modified="2026-02-01",
    ),
    Concept(
        "asean",
        "",
        (Term("ASEAN", "id", case=Case.AS_IS, form=Form.ACRONYM), Term("ASEAN", "vi")),
        do_not_translate=True,
    ),
)


class GlossaryFormatContract:
    """Inherit, name the format, and give files with mistakes: bytes, and line and word of each."""

    format: str
    target_lang = ""
    broken: tuple[tuple[bytes, tuple[tuple[int, str], ...]], ...] = ()

    @property
    def entry(self) -> Format:
        return FORMATS[self.format]

    @property
    def options(self) -> Options:
        return Options(self.entry.variant, "id", self.target_lang)

    def decode(self, data: bytes) -> tuple[Concept, ...]:
        return module_of(self.entry).decode(data, f"g{self.entry.extensions[0]}", self.options, [])

    def encode(self, concepts: tuple[Concept, ...] = FULL) -> bytes:
        data: bytes = module_of(self.entry).encode(concepts, self.options)
        return data

    def test_what_it_says_it_carries_comes_back(self) -> None:
        back = self.decode(self.encode())
        if self.entry.carries == "everything":
            assert back == FULL
        else:
            assert [concept.id for concept in back] == [concept.id for concept in FULL]
            assert compare(FULL, back)

    def test_bundled_glossary_comes_back_or_the_list_says_what_does_not(self) -> None:
        bundled = tuple(Glossary.bundled())
        back = self.decode(self.encode(bundled))
        fields = {loss.field for loss in compare(bundled, back)}
        assert not fields & {"concept", "definition", "note", "policy", "order", "term added"}
        if self.entry.carries == "everything":
            assert back == bundled

    def test_empty_glossary_is_written(self) -> None:
        try:
            assert self.decode(self.encode(())) == ()
        except GlossaryError as error:
            assert "no rows" in error.message

    def test_file_on_disk_is_loaded_by_its_extension(self, tmp_path: Path) -> None:
        path = tmp_path / f"mine{self.entry.extensions[0]}"
        export_concepts(FULL, path, format=self.format, target_lang=self.target_lang)
        assert [concept.id for concept in Glossary.load(path)] == [c.id for c in FULL]

    def test_every_mistake_of_a_file_is_in_one_report(self) -> None:
        for data, expected in self.broken:
            with pytest.raises(GlossaryError) as caught:
                self.decode(data)
            found = (
                caught.value.mistakes
                if isinstance(caught.value, GlossaryMistakes)
                else ((caught.value.line or 0, caught.value.message),)
            )
            assert len(found) == len(expected), found
            for (line, reason), (wanted, word) in zip(found, expected, strict=True):
                assert line == wanted, found
                assert word in reason, found

    def test_other_bytes_are_refused_in_one_line(self) -> None:
        for data in (b"", b"\0" * 50, bytes(range(256)), b"PK\x03\x04 no", b"{}", b"<a>"):
            try:
                self.decode(data)
            except KohesiError as error:
                assert "\n" not in str(error)


class TestNativeTable(GlossaryFormatContract):
    format = "tsv"
    broken = (
        (
            b"concept\tlang\tterm\tstatus\nc\tid\tsatu\t\nc\tid\tsatu\t\nd\txx\tdua\t\ne\tid\ttiga\tbad\n",
            ((3, "twice"), (4, "unknown language"), (5, "unknown status")),
        ),
        (b"concept\tlang\tterm\tcolour\nc\tid\tsatu\tred\n", ((1, "unknown column 'colour'"),)),
        (b"concept\tlang\tterm\nc\tid\t\xff\n", ((2, "not UTF-8"),)),
    )


class TestNativeCommas(GlossaryFormatContract):
    format = "csv"
    broken = (
        (b'concept,lang,term\nc,xx,satu\nd,id,"dua\n', ((2, "unknown language"), (3, "close"))),
    )


class TestWideTable(GlossaryFormatContract):
    format = "wide-tsv"
    broken = (
        (
            b"concept\tid\tvi\tpolicy\na\tsatu\tmot\t\na\tdua\thai\t\n\t\t\tnever\nb\ttiga\tba\tbad\n",
            ((3, "is that of line 2"), (4, "no term"), (5, "unknown policy")),
        ),
        (b"id\tvi\tfr\tcolour\nsatu\tmot\tun\t\n", ((1, "'colour'"), (1, "'fr'"))),
    )


class TestWideCommas(GlossaryFormatContract):
    format = "wide-csv"
    broken = ((b"id,vi\na,b,c\nd,e,f\n", ((2, "3 cells"), (3, "3 cells"))),)


class TestWorkbook(GlossaryFormatContract):
    format = "xlsx"


class TestWideWorkbook(GlossaryFormatContract):
    format = "wide-xlsx"


_TBX = '<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n'


class TestTbx(GlossaryFormatContract):
    format = "tbx"
    broken = (
        (
            (
                _TBX + '<conceptEntry id="a"><langSec xml:lang="id"><termSec>\n'
                "</termSec></langSec></conceptEntry>\n"
                '<conceptEntry id="b"><langSec xml:lang="vi"><termSec><term>b</term></termSec>'
                "</langSec></conceptEntry>\n"
                '<conceptEntry id="b"/>\n<conceptEntry/>\n</body></text></tbx>'
            ).encode(),
            ((2, "no <term>"), (5, "is that of line 4"), (6, "neither an id nor a term")),
        ),
        (f"{_TBX}<conceptEntry>\n</body></text></tbx>".encode(), ((3, "broken markup"),)),
        (b"<html/>", ((1, "root element is 'html'"),)),
        (b'<?xml version="1.0" encoding="ascii"?>\n<tbx>\xe1</tbx>', ((2, "not ascii"),)),
    )


class TestTbxDct(GlossaryFormatContract):
    format = "tbx-dct"


class TestTbx2008(GlossaryFormatContract):
    format = "tbx-2008"


class TestJsonLines(GlossaryFormatContract):
    format = "jsonl"
    broken = (
        (
            b'{"id": "a", "terms": [{"lang": "id", "text": "satu"}]}\n{"id": \n[]\n'
            b'{"id": "a"}\n{"id": "b", "colour": "red"}\n{"id": "c", "terms": [{"lang": "xx"}]}\n',
            (
                (2, "no JSON"),
                (3, "no JSON object"),
                (4, "is that of line 1"),
                (5, "'colour'"),
                (6, "empty"),
            ),
        ),
    )


class TestPo(GlossaryFormatContract):
    format = "po"
    target_lang = "vi"
    broken = (
        (b'msgid "satu"\nmsgstr "mot"\n\nmsgid dua\n', ((4, "no gettext entry"),)),
        (
            b'msgid ""\nmsgstr "X-Kohesi-Glossary: 1\\n"\n\nmsgid "satu"\nmsgstr "mot"\n\n'
            b'#. policy: bad\nmsgctxt "b"\nmsgid "dua"\nmsgstr "hai"\n',
            ((4, "no context"), (7, "unknown policy")),
        ),
    )

    def test_what_it_says_it_carries_comes_back(self) -> None:
        (slogan, asean) = self.decode(self.encode())
        assert [term.text for term in slogan.terms] == [
            "kohesi strategis",
            "koneksi strategis",
            "gắn kết chiến lược",
            "kết nối chiến lược",
        ]
        assert [term.status for term in slogan.terms] == [t.status for t in FULL[0].terms[:4]]
        assert (slogan.definition, slogan.note) == (FULL[0].definition, FULL[0].note)
        assert asean.do_not_translate


def test_every_format_that_is_read_has_its_contract() -> None:
    tested = {cls.format for cls in GlossaryFormatContract.__subclasses__()}
    assert tested == {entry.name for entry in FORMATS.values() if entry.reads} - {"sqlite"}


def test_both_tables_know_the_same_extensions() -> None:
    known = {ext for entry in FORMATS.values() if entry.reads for ext in entry.extensions}
    assert known == set(EXTENSIONS)
    for extension, module in EXTENSIONS.items():
        assert find_format(f"a{extension}").module == module


def test_export_writes_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "g.lo.po").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="there already"):
        export_concepts(FULL, tmp_path / "g.po")
    assert [path.name for path in tmp_path.iterdir()] == ["g.lo.po"]
    written = export_concepts(FULL, tmp_path / "g.po", overwrite=True)
    assert [file.path.name for file in written] == ["g.vi.po", "g.lo.po", "g.en.po"]


def test_losses_are_told_by_field_with_their_concepts(tmp_path: Path) -> None:
    (file,) = export_concepts(FULL, tmp_path / "g.csv", format="wide-csv")
    assert "term.context: 1 in 1 concept: slogan 1" in summary(file.losses)
    assert {loss.field for loss in file.losses} == {
        "source",
        "created",
        "modified",
        "term.context",
        "term.policy",
        "term.note",
        "term.created",
        "term.verified",
        "term.source",
        "term.part_of_speech",
        "term.form",
        "term.case",
    }


def test_character_that_a_format_cannot_hold_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    bell = (Concept("c", "", (Term("a\x07b", "id"),)),)
    for name in ("tbx", "xlsx"):
        with pytest.raises(GlossaryError):
            export_concepts(bell, tmp_path / "g.out", format=name)
    assert not list(tmp_path.iterdir())


def test_format_that_is_written_only_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be read"):
        read_concepts(tmp_path / "g.tsv", format="deepl")
    with pytest.raises(GlossaryError, match="unknown glossary format 'docx'"):
        read_concepts(tmp_path / "g.tsv", format="docx")
