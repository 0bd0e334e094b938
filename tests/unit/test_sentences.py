"""Sentence ends in Indonesian, Vietnamese, Lao and English, one case a line."""

from __future__ import annotations

import pytest

from corpus.errors import LanguageError
from corpus.languages.sentences import split_sentences

INDONESIAN = [
    "Pemerintah sudah siap. | Warga menunggu.",
    "Apa yang dibutuhkan Vietnam? | Apa yang dibutuhkan Laos? | Keduanya butuh waktu.",
    "Nilainya US$1,6 miliar pada 2024. | Angka itu naik.",
    "Hubungan itu berusia 1.300 tahun. | Perbatasannya 2.300 km.",
    "Resolusi No. 57-NQ/TW sudah terbit. | Isinya panjang.",
    "Jawabannya no. | Kami pulang.",
    "Mereka menanam padi, jagung, dll. di ladang itu.",
    "Mereka menanam padi, jagung, dll. | Selain itu, mereka beternak.",
    "Beras, gula, dsb. telah tiba, sedangkan garam, dst. | Pasar ramai.",
    "Harganya Rp. 5.000 per kilo. | Murah sekali.",
    "Menurut Prof. Dr. Ir. H. Ahmad Yani, M.Si. hal itu benar. | Ia yakin.",
    "Presiden B.J. Habibie lahir di Parepare. | Ia belajar di Jerman.",
    "Presiden B. J. Habibie dan K.H. Abdurrahman Wahid bertemu.",
    "Rapat mulai pukul 10.30 di Jl. Merdeka No. 5. | Semua hadir.",
    "1. Kerja sama ekonomi. | Ini yang utama.",
    "a. Kerja sama ekonomi.",
    "IV. Penutup dan saran.",
    "2.1. Latar belakang masalah.",
    "Angkanya 12. | Tahun depan 15.",
    'Semboyannya "Kerja! Kerja! Kerja dan Kerja!"; ia berkomitmen.',
    'Semboyannya "Kerja! Kerja! Kerja dan Kerja!" sangat terkenal.',
    'Semboyannya adalah "Maju! Maju!". | Semua bersorak.',
    '"Saya lelah. | Saya ingin pulang," kata Budi. | Ia pergi.',
    'Ia berkata, "Saya lelah. Saya ingin pulang," lalu pergi. | Kami diam.',
    'Menteri berkata, "Ini penting." | Semua setuju.',
    'Menteri berkata, "Ini penting." Lalu, "Itu juga."'.replace('." Lalu', '." | Lalu'),
    "Ia menyebut “Ini penting.” | Semua setuju.",
    '"Maju!" seru mereka. | Lalu hening.',
    "Mereka datang... dan pergi lagi.",
    "Mereka datang... | Kami menunggu.",
    "Pertanian, mineral...; semuanya tumbuh.",
    "Mekong (ACMECS)... | Kebijakan itu didukung.",
    "Mereka menanti… | Tidak ada kabar.",
    "Benarkah?! | Tentu saja.",
    "Awas!! | Jalan licin.",
    "Kunjungi https://contoh.id/a.b?c=D.E untuk rincian. | Terima kasih.",
    "Buka www.contoh.co.id. | Isi formulir.",
    "Surat ke a.b@contoh.id dibalas.",
    "Ketua duduk di depan. | (Foto: Duong Giang/VNA)",
    "Ia hadir (misalnya: rapat, seminar, dll.). | Lalu pulang.",
    "Ia menyebut beberapa hal (lihat Bab 2. Juga Bab 3) dengan singkat. | Selesai.",
    "Berkas itu selesai.Kemudian ia pulang.".replace("i.K", "i.|K"),
    "Versi 2.Beta dan Node.Js dipakai.",
    "PT. Maju Jaya Tbk. | Perusahaan itu rugi.",
    "Vitamin C. | Ini penting.",
    "Letjen. Prabowo, S.H. | Ia hadir.",
    "Amerika Serikat (U.S. Army) datang.",
    "Transaksi e-commerce, e.g. Tokopedia, naik.",
    "Kata-katanya - itulah janji. | - Baik, kata mereka.",
    "Satu\tdua.  |   Tiga empat.",
    "Tanpa titik di akhir",
    "...",
    "Ia (Budi) pergi. | [Redaksi] Berita ini diperbarui.",
    "Hasilnya 3-0. | 30 orang merayakan.",
    "Tim Mr. Smith tiba. | Mrs. Smith menyusul.",
    "Tahun 2021-2025. | Untuk 2026 belum ada.",
    "Dia bertanya: “Siapa? Mengapa?” lalu pergi.",
]

VIETNAMESE = [
    "Hai nước ký kết nhiều văn kiện. | Lễ ký diễn ra tại TP. HCM.",
    "PGS. TS. Nguyễn Văn A và GS.TS. Trần B phát biểu. | Ông nhấn mạnh điều đó.",
    "Nghị quyết số 57-NQ/TW được ban hành. | Đây là bước tiến.",
    "Gạo, ngô, khoai, v.v. được bán ở chợ.",
    "Gạo, ngô, khoai, v.v. | Ngoài ra còn có cá.",
    "Gạo, ngô, khoai... | Ngoài ra còn có cá.",
    "Kim ngạch đạt 1.300 tỷ đồng, tăng 2,5%. | Con số này rất lớn.",
    "Chúng ta cần gì? | Lào cần gì?",
    'Khẩu hiệu "Làm việc! Làm việc! Làm việc!" rất nổi tiếng.',
    "Ông nói: “Đây là việc quan trọng.” | Mọi người đồng ý.",
    "Ban Bí thư T.Ư. Đảng họp. | Hội nghị kết thúc lúc 10.30.",
    "Quận 1, Q. 3 và P. Bến Nghé tham gia.",
    "Đội hạng A. | Đây là đội mạnh.",
    "(Ảnh: Dương Giang/TTXVN)",
    "1. Hợp tác kinh tế. | Đây là trọng tâm.",
]

ENGLISH = [
    "Mr. Smith met Dr. Lee. | They talked.",
    "The U.S. President arrived. | He spoke in the U.S. | The crowd cheered.",
    "Trade rose, e.g. in rice. | It fell in i.e. Vientiane.",
    "See No. 57 and p. 5. | The answer is no. | He left.",
    "It starts at 5 p.m. | The gate opens at 4 a.m. on Friday.",
    "Acme Inc. | Shares fell. | Acme Inc. said so.",
    "It cost $1.6 billion. | Really?",
    '"I came. | I saw," he said. | "I won."',
    "J. R. R. Tolkien wrote it. | John F. Kennedy read it.",
    "Wait... what? | Yes.",
    "He said (see fig. 3. Also fig. 4) nothing. | Then he left.",
    "The iPhone sold well. | iPads did not.".replace(" | i", " i"),
    "Visit example.com. | It is free.",
]

LAO = [
    "ສອງປະເທດໄດ້ລົງນາມໃນເອກະສານ. | ພິທີຈັດຂຶ້ນຢູ່ນະຄອນຫຼວງວຽງຈັນ.",
    "ສະບາຍດີບໍ? | ຂ້ອຍສະບາຍດີ! | ຂອບໃຈ.",
    "ມູນຄ່າ 1.300 ລ້ານໂດລາ ເພີ່ມຂຶ້ນ 2,5% ໃນປີ 2024.",
    "ທ່ານ ດຣ. ສົມສັກ ແລະ ທ່ານ ນ. ຄໍາ ເຂົ້າຮ່ວມ. | ພວກເຂົາກ່າວຄໍາເຫັນ.",
    "ສ.ປ.ປ. ລາວ ເປັນປະເທດທີ່ສວຍງາມ.",
    "ເຂົ້າ, ສາລີ, ມັນ ຯລຯ ຖືກຂາຍຢູ່ຕະຫຼາດ.",
    "ເຂົ້າ, ສາລີ, ມັນ ຯລຯ",
    "ພວກເຮົາມີເຂົ້າ ສາລີ ມັນ ຯລຯ | ນອກຈາກນັ້ນ ຍັງມີປາ.",
    # spaces between phrases do not end a sentence
    "ທ່ານ ທອງລຸນ ສີສຸລິດ ເລຂາທິການໃຫຍ່ ປະທານປະເທດ ໄດ້ຕ້ອນຮັບ ທ່ານ ໂຕ ເລິມ",
    # a space before a word that opens sentences does, when a whole sentence stands before it
    "ທັງສອງຝ່າຍໄດ້ເຫັນດີເພີ່ມທະວີການຮ່ວມມືໃນຂົງເຂດການຄ້າ ແລະ ການລົງທຶນ | ນອກຈາກນັ້ນ ຍັງໄດ້ແລກປ່ຽນບົດຮຽນ",
    # not where too little stands before it, and not after a conjunction
    "ຂ້ອຍເຫັນດີ ດັ່ງນັ້ນ ຂ້ອຍຈະໄປ",
    "ທັງສອງຝ່າຍໄດ້ເຫັນດີເພີ່ມທະວີການຮ່ວມມືໃນຂົງເຂດການຄ້າ ແລະ ດັ່ງນັ້ນ ຈຶ່ງລົງນາມ",
    "ກອງປະຊຸມເລີ່ມເວລາ 10.30 ໂມງ. | ທຸກຄົນເຂົ້າຮ່ວມ.",
    "1. ການຮ່ວມມືດ້ານເສດຖະກິດ. | ນີ້ແມ່ນສິ່ງສໍາຄັນ.",
    "ພວກເຂົາລໍຖ້າ... | ບໍ່ມີຂ່າວ.",
    "ພວກເຂົາລໍຖ້າ... ແລະ ກັບໄປ.",
]

CASES = [
    (lang, case)
    for lang, cases in (("id", INDONESIAN), ("vi", VIETNAMESE), ("en", ENGLISH), ("lo", LAO))
    for case in cases
]


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_sentences_end_where_the_bars_stand(lang: str, case: str) -> None:
    expected = [sentence.strip() for sentence in case.split("|")]
    text = case.replace(" | ", " ").replace("|", "")
    found = [text[start:end] for start, end in split_sentences(text, lang)]
    assert found == expected


def test_a_blank_line_or_a_form_feed_ends_a_sentence() -> None:
    text = "judul tanpa titik\n\nbaris pertama\nbaris kedua\fhalaman dua"
    found = [text[start:end] for start, end in split_sentences(text, "id")]
    assert found == ["judul tanpa titik", "baris pertama\nbaris kedua", "halaman dua"]


def test_decomposed_text_splits_like_composed_text() -> None:
    import unicodedata

    text = "PGS. TS. Trần Ư. Ấn ở T.Ư. Đảng phát biểu. Ông về."
    for form in ("NFC", "NFD"):
        shaped = unicodedata.normalize(form, text)
        assert len(split_sentences(shaped, "vi")) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\f"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert split_sentences(text, "id") == ()


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LanguageError):
        split_sentences("Hallo.", "de")
