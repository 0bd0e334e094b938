"""The Lao of the draft engine, one sentence for each rule."""

from __future__ import annotations

import pytest

from translate.engines.draft import create
from translate.engines.protocol import Constraint, Request

ENGINE = create()


def lao(text: str, *constraints: Constraint) -> str:
    request = Request(text, constraints)
    return ENGINE.translate([request], source_lang="id", target_lang="lo")[0].text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Kedua negara menandatangani perjanjian.", "ສອງປະເທດເຊັນສັນຍາ."),
        ("Dua orang guru membeli tiga buku.", "ຄູສອງຄົນຊື້ປຶ້ມສາມຫົວ."),
        ("Keduanya sepakat.", "ທັງສອງເຫັນດີເປັນເອກະພາບ."),
    ],
)
def test_counting(source: str, target: str) -> None:
    assert lao(source) == target


def test_a_number_goes_behind_its_noun_with_its_approximation() -> None:
    assert lao("Sekitar 420 perusahaan mengikuti pameran.").startswith("ບໍລິສັດປະມານ 420 ແຫ່ງ ")


def test_one_of_something_follows_it_with_a_classifier() -> None:
    assert "ເຮືອນໃຫຍ່ຫຼັງໜຶ່ງ" in lao("Sebuah rumah besar terbakar.")


def test_units_of_time_count_themselves() -> None:
    assert "ສອງມື້" in lao("Mereka menunggu dua hari.")


def test_and_stands_between_spaces_without_a_serial_comma() -> None:
    assert lao("Kami membeli beras, jagung, dan kopi.") == "ພວກເຮົາຊື້ເຂົ້າສານ, ສາລີ ແລະ ກາເຟ."


def test_a_title_a_name_and_a_verb_are_set_apart() -> None:
    text = "Menteri Van Hoi mengunjungi pasar."
    title, name = Constraint(0, 7, ("ລັດຖະມົນຕີ",)), Constraint(8, 15, ("ວັນ ໂຮ້ຍ",))
    assert lao(text, title, name).startswith("ລັດຖະມົນຕີ ວັນ ໂຮ້ຍ ຢ້ຽມ")


def test_passives_for_good_and_bad() -> None:
    assert "ໄດ້ຮັບການສ້າງ" in lao("Jembatan itu dibangun pada 2010.")
    assert "ຖືກໂຈມຕີ" in lao("Desa itu diserang.")


def test_a_completed_passive_says_it_once() -> None:
    assert "ໄດ້ໄດ້" not in lao("Jembatan itu telah dibangun.")


def test_a_question_closes_with_its_particle() -> None:
    assert lao("Apakah mereka sudah makan?") == "ພວກເຂົາໄດ້ກິນບໍ?"


def test_dates_decades_and_amounts() -> None:
    assert "ໃນປີ 2010" in lao("Jalan itu dibuka pada 2010.")
    assert lao("Pada tahun 1990-an, desa ini miskin.").startswith("ໃນຊຸມປີ 1990,")
    assert "2,9 ຕື້ໂດລາ" in lao("Ekspor mencapai US$2,9 miliar.")
    assert "ຕອນແລງວັນທີ 4 ສິງຫາ" in lao("Acara itu berlangsung pada sore hari tanggal 4 Agustus.")


def test_comparison_says_more_once() -> None:
    assert lao("Gunung ini lebih tinggi daripada rumah.") == "ພູນີ້ສູງກວ່າເຮືອນ."


def test_those_who() -> None:
    assert lao("Mereka yang lulus akan bekerja di sini.").startswith("ຜູ້ທີ່ຈົບ")


def test_a_verb_after_a_preposition_is_made_a_noun() -> None:
    assert "ໃນການສ້າງທາງ" in lao("Mereka berpengalaman dalam membangun jalan.")


def test_very_follows_a_passive() -> None:
    written = lao("Air sangat diperlukan.")
    assert written.endswith("ຫຼາຍ.")


def test_neighbours_do_not_say_the_same_twice() -> None:
    assert "ແມ່ນແມ່ນ" not in lao("Ini bukan merupakan masalah.")
    assert "ການການ" not in lao("Rencana pembangunan ekonomi")


def test_manner_follows_its_verb() -> None:
    written = lao("Pemerintah secara tegas melaksanakan tugas.")
    assert written.index("ປະຕິບັດ") < written.index("ຢ່າງ")
