"""Each rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

import pytest

from termbase import Concept, Glossary, Status, Term
from translate.config.file import load_config
from translate.config.said import Config
from translate.quality.checks import RULES, Pair, Settings, Severity, check_texts


def found(rule, source, target, lang="vi", source_lang="id"):
    return [spot.message for spot in RULES[rule].load()(Pair(source, target, source_lang, lang))]


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("Nilainya 1,6 miliar dolar.", "It is worth 1.6 billion dollars.", "en"),
        ("Nilainya 1,6 miliar dolar.", "Trị giá 1,6 tỷ đô la.", "vi"),
        ("Nilainya 1,6 miliar dolar.", "ມູນຄ່າ 1,6 ຕື້ໂດລາ.", "lo"),
        ("Nilainya 1,6 miliar dolar.", "ມູນຄ່າ 1.600 ລ້ານໂດລາ.", "lo"),
        ("Nilainya 1,6 miliar.", "It is 1,600,000,000.", "en"),
        ("Ada 1.300 orang.", "There were 1,300 people.", "en"),
        ("Ada 12 orang.", "Có mười hai người.", "vi"),
        ("Ada 3 orang.", "ມີສາມຄົນ.", "lo"),
        ("Ada tiga orang.", "There were 3 people.", "en"),
        ("Pada 4 Agustus 2025", "Ngày 4 tháng 8 năm 2025", "vi"),
        ("Pukul 10.30", "At 10:30", "en"),
        ("Abad ke-20", "Thế kỷ XX", "vi"),
        ("Tahun 1990-an", "Thập niên 90", "vi"),
        ("Sidang ke-9 pada 2025", "ກອງປະຊຸມຄັ້ງທີ ໙ ປີ ໒໐໒໕", "lo"),
        ("Antara 160-165 juta ton", "160 million to 165 million tons", "en"),
        ("Pada hari Rabu", "Vào thứ 4", "vi"),
        ("Seluas 2 km2", "Rộng 2 cây số vuông", "vi"),
        ("Musim 1995-96", "Mùa giải 1995-1996", "vi"),
        ("Lihat https://a.vn/2025/12", "Xem https://a.vn/2025/12", "vi"),
    ],
)
def test_numbers_in_other_notations_are_the_same_numbers(source, target, lang):
    assert found("numbers", source, target, lang) == []


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("Nilainya 1,6 miliar dolar.", "Trị giá 1,6 triệu đô la.", "vi"),
        ("Nilainya 1,6 miliar dolar.", "It is worth 16 billion dollars.", "en"),
        ("Ada 1.300 orang.", "There were 1.300 people.", "en"),
        ("Ada 12 orang.", "Có 21 người.", "vi"),
        ("Ada 12 orang.", "Có người.", "vi"),
    ],
)
def test_other_numbers_are_found(source, target, lang):
    assert found("numbers", source, target, lang)


def test_a_number_is_named_with_its_scale_and_its_place():
    (spot, *_) = RULES["numbers"].load()(Pair("Ada 1,6 miliar.", "Không.", "id", "vi"))
    assert "1,6 miliar" in spot.message
    assert (spot.side, spot.start, spot.end) == ("source", 4, 14)


@pytest.mark.parametrize(
    ("rule", "source", "target", "lang"),
    [
        ("untranslated", "Harga beras naik tajam.", "", "vi"),
        ("untranslated", "harga beras naik tajam", "harga beras naik tajam", "vi"),
        ("untranslated", "Ia berkata harga beras naik tajam lagi.", "Ông nói harga beras naik tajam.", "vi"),
        ("script", "Harga naik", "Giá ສູງ tăng", "vi"),
        ("script", "Harga naik", "ລາຄາ рост", "lo"),
        ("script", "Harga beras naik tajam", "the price of rice is up", "lo"),
        ("script", "Harga beras naik tajam hari ini", "The price of the rice is up and it is high", "vi"),
        ("script", "Harga beras naik tajam hari ini", "Gia gao hom nay tang rat manh va nhanh", "vi"),
        ("length", "Harga beras naik tajam sejak awal bulan ini di semua kota.", "Giá tăng.", "vi"),
        ("units", "Naik 5 persen.", "Tăng 5.", "vi"),
        ("units", "Nilainya US$5 juta.", "Trị giá 5 triệu.", "vi"),
        ("dates", "Pada 4 Agustus 2025", "Ngày 4 tháng 9 năm 2025", "vi"),
        ("dates", "Pada 4 Agustus 2025", "On August 5, 2025", "en"),
        ("dates", "Pada 4 Agustus", "ວັນທີ 4 ກັນຍາ", "lo"),
        ("names", "Kata Thongloun kemarin.", "Thonglunn said so.", "en"),
        ("addresses", "Lihat https://a.vn/x.", "Xem https://a.vn/y.", "vi"),
        ("addresses", "Surel: a@b.la", "Thư: a@c.la", "vi"),
        ("placeholders", "Halo {name}", "Xin chào", "vi"),
        ("placeholders", "Halo <b>Ani</b>", "Xin chào <b>Ani", "vi"),
        ("placeholders", "Halo", "Xin chào %s", "vi"),
        ("marks", "Ia (Ani) datang", "Cô ấy (Ani đến", "vi"),
        ("marks", 'Ia berkata "ya"', 'Cô nói "vâng', "vi"),
        ("spaces", "Ia datang", "Cô  đến", "vi"),
        ("spaces", "Ia datang.", "Cô đến .", "vi"),
        ("repeated", "Ia datang ke kota", "She came to to town", "en"),
        ("repeated", "Ia datang", "cô ấy đến rồi cô ấy đến rồi", "vi"),
        ("repeated", "Sidang", "ກອງປະຊຸມກອງປະຊຸມ", "lo"),
        ("negation", "Ia tidak datang", "Cô ấy đến", "vi"),
        ("negation", "Ia tidak datang", "She came", "en"),
        ("negation", "Ia tidak datang", "ລາວມາ", "lo"),
    ],
)  # fmt: skip
def test_an_error_is_found(rule, source, target, lang):
    assert found(rule, source, target, lang)


@pytest.mark.parametrize(
    ("rule", "source", "target", "lang"),
    [
        ("untranslated", "Vientiane", "Vientiane", "vi"),
        ("untranslated", "", "", "vi"),
        ("script", "Kata “火眼”", "Từ “火眼”", "vi"),
        ("script", "Perusahaan Viettel Global", "ບໍລິສັດ Viettel Global Investment", "lo"),
        ("units", "Naik 5%.", "Tăng 5 phần trăm.", "vi"),
        ("units", "Naik 5 persen.", "ເພີ່ມຂຶ້ນ 5 ເປີເຊັນ.", "lo"),
        ("dates", "Pada 4 Agustus 2025", "ngày 4/8/2025", "vi"),
        ("dates", "Pada 21 Januari", "Ngày 21 tháng Giêng", "vi"),
        ("dates", "Pada 4 Agustus 2025", "ວັນທີ 4 ເດືອນ 8 ປີ 2025", "lo"),
        ("dates", "Pada 4 Agustus 2025", "on the 4th of August 2025", "en"),
        ("names", "Ia ke Rusia dan Yordania.", "She went to Russia and Jordan.", "en"),
        ("names", "Kata Pham Minh Chinh.", "Ông Phạm Minh Chính nói.", "vi"),
        ("dates", "Senin 17 Maret 2026", "Monday, 17 March, 2026", "en"),
        ("dates", "Pada 16 dan 17 Maret 2026", "On March 16 and 17, 2026", "en"),
        ("marks", "a) satu b) dua", "a) một b) hai", "vi"),
        ("repeated", "Ia selalu datang", "Cô ấy luôn luôn đến", "vi"),
        ("repeated", "satu, dua, satu, dua", "một, hai, một, hai", "vi"),
        ("negation", "Tidak hanya itu", "More than that", "en"),
        ("negation", "Ia tidak datang", "She failed to come", "en"),
        ("length", "Ya, benar.", "Ja.", "en"),
    ],
)
def test_what_only_looks_like_an_error_is_left_alone(rule, source, target, lang):
    assert found(rule, source, target, lang) == []


GLOSSARY = Glossary(
    [
        Concept(
            "assembly",
            "institution",
            (
                Term("Majelis Nasional", "id"),
                Term("Dewan Nasional", "id", Status.DEPRECATED),
                Term("National Assembly", "en"),
                Term("the Assembly", "en", Status.ADMITTED),
                Term("House of Commons", "en", Status.FORBIDDEN),
            ),
        )
    ]
)


def terms(pairs, **options):
    sources, targets = zip(*pairs, strict=True)
    return [
        (finding.rule, finding.segment)
        for finding in check_texts(
            sources, targets, source_lang="id", target_lang="en", glossary=GLOSSARY, **options
        )
        if finding.rule.startswith(("term", "source", "translation"))
    ]


def test_a_missing_and_an_unwanted_term():
    assert terms([("Majelis Nasional", "the House of Commons")]) == [
        ("term-missing", 0),
        ("term-unwanted", 0),
    ]


def test_a_term_that_changes_its_name_within_a_document():
    pairs = [("Majelis Nasional", "National Assembly"), ("Kata Majelis Nasional", "the Assembly")]
    assert terms(pairs) == [("term-inconsistent", 1)]
    assert terms(pairs, documents=["a", "b"]) == []


def test_a_source_that_changes_its_name_for_a_thing():
    pairs = [("Majelis Nasional", "National Assembly"), ("Dewan Nasional", "National Assembly")]
    assert ("source-inconsistent", 1) in terms(pairs)


def test_one_source_with_two_translations():
    assert terms([("Harga naik", "Prices rise"), ("Harga  naik", "Prices up")]) == [
        ("translation-inconsistent", 1)
    ]


def test_spans_are_of_the_text():
    for finding in check_texts(
        ["Ada {n} orang, 12%, di a@b.la", "Ia tidak datang (Ani)."],
        ["Có  người người", "Cô ấy đến (Ani."],
        source_lang="id",
        target_lang="vi",
    ):
        assert 0 <= finding.spot.start <= finding.spot.end <= 40


def test_settings_are_those_of_the_file(tmp_path):
    (tmp_path / "kohesi.toml").write_text(
        '[checks]\nnumbers = "off"\nnames = "error"\n', encoding="utf-8"
    )
    settings = Settings.of(load_config(start=tmp_path / "a" / "b.txt"))
    assert settings.severities["numbers"] is Severity.OFF
    assert settings.severities["names"] is Severity.ERROR
    assert settings.severities["dates"] is RULES["dates"].severity
    assert Settings.of(Config()) == Settings()


def test_a_rule_that_is_off_finds_nothing():
    settings = Settings().only(["numbers"])
    findings = check_texts(
        ["Ada 12 orang"], [""], source_lang="id", target_lang="vi", settings=settings
    )
    assert {finding.rule for finding in findings} == {"numbers"}
