"""The Vietnamese of the draft engine, one sentence for each rule."""

from __future__ import annotations

import pytest

from translate.engines.draft import create
from translate.engines.protocol import Constraint, Request

ENGINE = create()


def vietnamese(text: str, *constraints: Constraint) -> str:
    request = Request(text, constraints)
    return ENGINE.translate([request], source_lang="id", target_lang="vi")[0].text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Kedua negara menandatangani perjanjian.", "Hai nước ký hiệp định."),
        ("Keduanya sepakat.", "Cả hai nhất trí."),
        ("Dua orang guru membeli tiga buku.", "Hai giáo viên mua ba cuốn sách."),
        ("Sembilan puluh guru.", "Chín mươi giáo viên."),
        ("Dua dari lima siswa lulus.", "Hai trong số năm học sinh tốt nghiệp."),
    ],
)
def test_counting(source: str, target: str) -> None:
    assert vietnamese(source) == target


def test_kedua_after_a_word_of_a_series_is_an_ordinal() -> None:
    assert vietnamese("Pada hari kedua, hujan turun.").startswith("Vào ngày thứ hai,")


def test_an_agent_stands_between_the_passive_and_its_verb() -> None:
    written = vietnamese("Jembatan itu dibangun oleh perusahaan Jepang pada 2010.")
    assert "được công ty Nhật Bản xây dựng vào năm 2010" in written


def test_what_is_bad_for_the_subject_takes_the_adverse_passive() -> None:
    assert "bị phiến quân tấn công" in vietnamese("Desa itu diserang oleh pemberontak.")
    assert "bị bắt" in vietnamese("Pencuri itu ditangkap di pasar.")


def test_the_speaker_stands_before_the_verb_of_saying() -> None:
    assert vietnamese('"Kami siap," katanya.') == '"Chúng tôi sẵn sàng," người này nói.'
    assert "Bộ trưởng Song nói." in vietnamese("Harga beras naik, kata Menteri Song.")


def test_negation_stands_behind_the_future() -> None:
    assert "sẽ không" in vietnamese("Pemerintah tidak akan menaikkan pajak.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Apakah mereka sudah makan?", "Họ đã ăn không?"),
        ("Bagaimana petani menanam kopi?", "Nông dân trồng cà phê như thế nào?"),
    ],
)
def test_question_words_close_the_sentence(source: str, target: str) -> None:
    assert vietnamese(source) == target


def test_comparison_says_more_once() -> None:
    assert vietnamese("Gunung ini lebih tinggi daripada rumah.") == "Núi này cao hơn nhà."


def test_saling_follows_its_verb() -> None:
    assert vietnamese("Kedua pihak saling membantu.").endswith("lẫn nhau.")


def test_this_as_a_subject() -> None:
    assert vietnamese("Ini adalah keputusan penting.").startswith("Đây là ")


def test_a_verb_after_a_preposition_is_made_a_noun() -> None:
    written = vietnamese("Mereka berpengalaman dalam membangun jalan.")
    assert "trong việc xây dựng đường" in written


def test_decades_and_years() -> None:
    assert vietnamese("Pada tahun 1990-an, desa ini miskin.").startswith("Vào những năm 1990,")
    assert "vào năm 2010" in vietnamese("Jalan itu dibuka pada 2010.")


def test_amounts_and_months() -> None:
    written = vietnamese("Ekspor mencapai US$2,9 miliar pada bulan Mei.")
    assert written == "Xuất khẩu đạt 2,9 tỷ USD vào tháng 5."


def test_ranges_rise_and_fall() -> None:
    assert "từ 20% lên 30%" in vietnamese("Harga naik dari 20 persen menjadi 30 persen.")
    assert "từ 30% xuống 20%" in vietnamese("Harga turun dari 30 persen menjadi 20 persen.")


def test_an_enumeration_has_no_serial_comma() -> None:
    written = vietnamese("Kami membeli beras, jagung, dan kopi.")
    assert written == "Chúng tôi mua gạo, ngô và cà phê."


def test_a_clause_keeps_its_comma() -> None:
    written = vietnamese("Hari ini, ekspor naik, dan kedua menteri bertemu di pasar.")
    assert ", và hai" in written


def test_every_sentence_and_title_has_its_capital() -> None:
    written = vietnamese("Hujan turun. Petani senang. Menurut Menteri Song, harga naik.")
    assert ". Nông dân" in written
    assert "Theo Bộ trưởng Song" in written


def test_words_inside_a_name_are_not_translated() -> None:
    written = vietnamese("Pagi ini Nguyen Van Hoi membeli saham Vietnam Airlines.")
    assert "Nguyen Van Hoi" in written
    assert "Vietnam Airlines" in written


def test_counted_days_are_not_today() -> None:
    assert "hôm nay" not in vietnamese("Acara selama dua hari ini ramai.")


def test_a_constraint_stands_as_given() -> None:
    term = Constraint(0, 8, ("Đổi mới sáng tạo",))
    assert vietnamese("inovasi itu penting.", term).startswith("Đổi mới sáng tạo")


def test_more_of_a_verb_follows_it() -> None:
    written = vietnamese("Kedua negara lebih memperkuat kerja sama.")
    assert written.endswith("tăng cường hợp tác hơn nữa.")


def test_itu_that_only_says_known_is_not_said() -> None:
    assert vietnamese("Jalan itu panjang.") == "Đường dài."
    assert "đó" in vietnamese("Orang itu tinggi.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Apa yang berubah?", "Điều gì thay đổi?"),
        ("Sungai terpanjang kedua di Asia.", "Sông dài thứ hai tại châu Á."),
    ],
)
def test_what_and_second_longest(source: str, target: str) -> None:
    assert vietnamese(source) == target


def test_ibu_before_a_name_is_no_mother() -> None:
    assert vietnamese("Ibu Khamla tiba.").startswith("Bà Khamla")


def test_a_term_that_a_passive_leads_to_is_no_agent() -> None:
    text = "Hubungan itu dijadikan model kerja sama."
    start = text.index("model")
    written = vietnamese(text, Constraint(start, len(text) - 1, ("hình mẫu hợp tác",)))
    assert written.endswith("biến thành hình mẫu hợp tác.")
