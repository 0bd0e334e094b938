"""Roles of lines on invented pages in the manner of several portals."""

from __future__ import annotations

import pytest

from corpus.formats import parse_document
from corpus.segment import Segment

# Each line: what a reader says of it, a bar, the line. Several roles: its segments in order.
ANTARA = """
boilerplate| ANTARA News
boilerplate| Home
boilerplate| Nasional
title| Presiden resmikan jembatan baru di Kalimantan
credit| Kamis, 4 Desember 2025 10:30 WIB
boilerplate| Bagikan:
boilerplate| WhatsApp
caption credit| Presiden (tengah) meresmikan jembatan di Samarinda, Kamis (4/12/2025). ANTARA FOTO/Budi S/rwa.
credit body body| Samarinda (ANTARA) - Presiden meresmikan jembatan yang menghubungkan dua kabupaten, Kamis. Panjangnya 1.200 meter.
body| "Ini hasil kerja kita semua," kata Presiden.
boilerplate| Baca juga: Presiden tinjau proyek jalan tol
body| Menurut dia, pembangunan akan dilanjutkan ke daerah lain pada tahun depan.
credit| Pewarta: Ahmad Budiman
credit| Editor: Siti Aminah
boilerplate| Copyright © ANTARA 2025
boilerplate| Tags: jembatan  kalimantan  presiden
boilerplate| Berita Terkait
boilerplate| Presiden tinjau banjir di Aceh
boilerplate| 2 jam lalu
credit| Editor: Dewi
"""

KOMPAS = """
boilerplate| Kompas.com
boilerplate| News
title| Banjir Landa Tiga Kecamatan di Bandung, Ratusan Warga Mengungsi
credit| Kompas.com - 04/12/2025, 10:30 WIB
credit| Tim Redaksi
credit| Penulis: Rina Wati
boilerplate| Lihat Foto
caption credit| Warga melintasi banjir di Baleendah, Rabu (3/12/2025).(KOMPAS.com/RINA WATI)
credit body| BANDUNG, KOMPAS.com - Banjir melanda tiga kecamatan di Kabupaten Bandung, Jawa Barat, Rabu.
body| Ratusan warga mengungsi.
body| Kepala BPBD mengatakan, ketinggian air mencapai 1,5 meter.
heading| Penyebab Banjir
body| "Hujan deras sejak sore," ujar dia.
boilerplate| Baca juga: Daftar Wilayah Terdampak Banjir di Bandung
body| Sungai Citarum meluap sejak Selasa malam.
boilerplate| Dapatkan update berita pilihan setiap hari dari Kompas.com.
boilerplate| Tag
boilerplate| banjir
"""

CNN = """
title| Jadwal Liga Inggris 4 Desember 2025
credit| CNN Indonesia
credit| Kamis, 04 Des 2025 07:12 WIB
credit body| Jakarta, CNN Indonesia -- Pertandingan akan digelar malam ini di beberapa kota.
boilerplate| ADVERTISEMENT
boilerplate| SCROLL TO CONTINUE WITH CONTENT
body body| Laga pertama mempertemukan dua tim. Laga kedua dimulai pukul 22.00 WIB.
boilerplate| [Gambas:Video CNN]
credit| (bac/ptr)
"""

TEMPO = """
title| Menteri Keuangan Umumkan Anggaran Baru
credit| Reporter
credit| Tempo.co
credit| Editor
credit| Budi Riza
credit body| TEMPO.CO, Jakarta - Menteri Keuangan mengumumkan anggaran baru untuk tahun 2026 pada Kamis.
boilerplate| Iklan
body body| Anggaran itu naik 5 persen, dll. Selain itu, pajak tidak berubah.
boilerplate| Pilihan Editor: Harga Beras Naik Lagi
"""

TRANSLATED_PORTAL = """
boilerplate| Contoh.vn - Nền tảng quảng bá
title| Kedua negara memperkuat kerja sama perbatasan
title| Kedua negara memperkuat kerja sama perbatasan
credit| VietnamPlusVietnamPlus04/12/2025
body| Kedua negara sepakat memperkuat kerja sama di perbatasan pada pertemuan hari Kamis.
file-name| ttxvn-0312-pertemuan.jpg
caption credit| Suasana pertemuan. (Foto: An/VNA)
file-name| pertemuan_2.webp
caption| Delegasi kedua negara
body| Para menteri juga membahas perdagangan, pendidikan, dan kesehatan warga di wilayah perbatasan.
body| - Bapak Direktur, apa yang paling penting bagi kedua negara dalam pertemuan ini?
credit| (TTXVN/Vietnam+)
heading url| Sumber: https://contoh.vn/a-b-c.html
boilerplate| Komentar (0)
boilerplate| Silakan tinggalkan komentar untuk berbagi perasaan Anda!
boilerplate| Dalam kategori yang sama
boilerplate| Judul berita lain yang tidak ada hubungannya dengan artikel ini.
"""

AWKWARD = """
boilerplate| Share
boilerplate| Komentar (3)
title| Pemerintah Siapkan Bantuan untuk Korban Banjir
credit| Oleh Siti Nurbaya
body| Jakarta, 5 Desember 2025 – Pemerintah menyiapkan bantuan untuk korban banjir di tiga provinsi.
body| * Beras 10 ton;
file-name| IMG_2034.JPG
caption| Bantuan tiba di lokasi
credit| Foto: Dok. BNPB
body body credit| Menteri mengatakan bantuan akan dikirim hari ini. Ia meminta warga bersabar.(ANTARA)
credit| Sumber: Kementerian Sosial
url| https://contoh.go.id/berita
body boilerplate| Bantuan itu terdiri atas makanan dan tenda untuk keluarga yang terdampak.Komentar (0)
"""

NOT_THE_FOOT = """
title| Laporan Tahunan Terbit
body| Lembaga itu menerbitkan laporan tahunan tentang kerja sama di kawasan pada hari Kamis.
boilerplate| Rekomendasi
body| Lembaga itu meminta semua pemerintah di kawasan agar memperkuat kerja sama, membuka data, dan menambah anggaran untuk pendidikan serta kesehatan warga.
"""

VIETNAMESE = """
title| Thủ tướng thăm Lào
credit| 04/12/2025 10:30
body| Thủ tướng và đoàn đại biểu vừa kết thúc chuyến công tác tại Lào vào hôm thứ Năm.
caption credit| Toàn cảnh buổi lễ. (Ảnh: Dương Giang/TTXVN)
heading| Hợp tác kinh tế
body| Kim ngạch thương mại hai nước đạt hơn 2 tỷ USD trong năm qua, tăng mạnh.
boilerplate| Bình luận (0)
boilerplate| Giá vàng hôm nay
"""

PAGES = {
    "antara": ANTARA,
    "kompas": KOMPAS,
    "cnn": CNN,
    "tempo": TEMPO,
    "translated portal": TRANSLATED_PORTAL,
    "awkward": AWKWARD,
    "not the foot": NOT_THE_FOOT,
    "vietnamese": VIETNAMESE,
}


def segments_of(text: str, lang: str = "id") -> tuple[Segment, ...]:
    return parse_document(text.encode(), name="page", source_lang=lang).segments


@pytest.mark.parametrize("portal", sorted(PAGES))
def test_lines_have_the_roles_a_reader_gives_them(portal: str) -> None:
    rows = [row.split("| ", 1) for row in PAGES[portal].strip().split("\n")]
    page = "\n\n".join(line for _, line in rows)
    lang = "vi" if portal == "vietnamese" else "id"
    found: list[str] = [""] * len(rows)
    for segment in segments_of(page, lang):
        row = (segment.line - 1) // 2
        found[row] = f"{found[row]} {segment.role.value}".strip()
    assert list(zip(found, [line for _, line in rows], strict=True)) == [
        (roles, line) for roles, line in rows
    ]


def test_a_list_marker_is_kept_out_of_the_segment() -> None:
    page = "- Apa yang paling penting bagi kedua negara dalam pertemuan ini?\n"
    (segment,) = segments_of(page)
    assert (segment.start, segment.text[:3]) == (2, "Apa")


def test_a_glued_comment_count_is_cut_off_an_address() -> None:
    segments = segments_of(
        "Rapat itu selesai pada hari Kamis.\nSumber: https://a.id/b.htmlKomentar (0)"
    )
    assert [s.text for s in segments[1:]] == ["Sumber", "https://a.id/b.html", "Komentar (0)"]


@pytest.mark.parametrize(
    "line",
    [
        "Hak cipta merupakan hak eksklusif pencipta yang timbul secara otomatis menurut undang-undang.",
        "Reuters melaporkan bahwa kedua negara itu telah menandatangani perjanjian dagang baru.",
        "Komentar Menteri (0) itu dibahas panjang lebar oleh para anggota dewan pada hari Kamis.",
        "Foto udara menunjukkan kerusakan yang ditimbulkan banjir di tiga provinsi pada hari Rabu.",
        "Rapat itu akan dilanjutkan di Jakarta pada Kamis, 4 Desember 2025",
        "Sumber daya manusia adalah kunci, kata Menteri dalam pidatonya pada hari Kamis di Jakarta.",
        "Editor bahasa dibutuhkan oleh banyak media, kata ketua asosiasi itu pada hari Kamis.",
    ],
)
def test_prose_that_begins_like_a_label_is_translated(line: str) -> None:
    page = f"{'Kalimat pertama dari artikel ini cukup panjang untuk sebuah paragraf.'}\n{line}\n"
    assert all(s.role.translatable for s in segments_of(page))
