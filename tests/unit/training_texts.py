"""Made-up parallel texts in the layout of the data folder, small enough to train on in seconds."""

from __future__ import annotations

from pathlib import Path

_WHO = (
    ("Menteri", "The minister", "Bộ trưởng", "ລັດຖະມົນຕີ"),
    ("Seorang petani", "A farmer", "Một nông dân", "ຊາວນາຄົນໜຶ່ງ"),
    ("Guru desa", "The village teacher", "Giáo viên làng", "ຄູບ້ານ"),
    ("Presiden baru", "The new president", "Tổng thống mới", "ປະທານາທິບໍດີຄົນໃໝ່"),
    ("Para nelayan", "The fishermen", "Các ngư dân", "ຊາວປະມົງ"),
    ("Ketua komite", "The head of the committee", "Trưởng ban", "ປະທານຄະນະກຳມະການ"),
)
_DOES = (
    ("membuka", "opened", "mở", "ເປີດ"),
    ("memperbaiki", "repaired", "sửa", "ສ້ອມແປງ"),
    ("mengunjungi", "visited", "thăm", "ຢ້ຽມຢາມ"),
    ("membeli", "bought", "mua", "ຊື້"),
)
_WHAT = (
    ("jembatan tua", "the old bridge", "cây cầu cũ", "ຂົວເກົ່າ"),
    ("pasar ikan", "the fish market", "chợ cá", "ຕະຫຼາດປາ"),
    ("sekolah negeri", "the public school", "trường công", "ໂຮງຮຽນລັດ"),
    ("rumah sakit", "the hospital", "bệnh viện", "ໂຮງໝໍ"),
    ("kebun kopi", "the coffee garden", "vườn cà phê", "ສວນກາເຟ"),
)
_WHEN = (
    ("kemarin pagi", "yesterday morning", "sáng hôm qua", "ຕອນເຊົ້າມື້ວານ"),
    ("minggu lalu", "last week", "tuần trước", "ອາທິດແລ້ວ"),
    ("pada hari Senin", "on Monday", "hôm thứ Hai", "ໃນວັນຈັນ"),
)
_LANGS = ("id", "en", "vi", "lo")

EVALUATED = "Ketua komite membeli kebun kopi pada hari Senin."
"""A line of the evaluation part that a training file has too."""


def sentences() -> dict[str, list[str]]:
    """Every combination in four languages."""
    rows = [
        (who, does, what, when) for who in _WHO for does in _DOES for what in _WHAT
        for when in _WHEN
    ]  # fmt: skip
    return {
        lang: [("" if lang == "lo" else " ").join(part[at] for part in row) + "." for row in rows]
        for at, lang in enumerate(_LANGS)
    }


def write_data(folder: Path) -> Path:
    """Write a data folder: id-en, four languages, and an evaluation part; returns it."""
    lines = sentences()
    bridge = [at for at, text in enumerate(lines["id"]) if "jembatan" in text]
    evaluated = [at for at, text in enumerate(lines["id"]) if text == EVALUATED] * 2

    def write(stem: str, langs: tuple[str, ...], chosen: list[int]) -> None:
        path = folder / stem
        path.parent.mkdir(parents=True, exist_ok=True)
        for lang in langs:
            text = "".join(f"{lines[lang][at]}\n" for at in chosen)
            path.with_name(f"{path.name}.{lang}").write_text(text, encoding="utf-8")

    everything = list(range(len(lines["id"])))
    write("tatoeba_id_en/all", ("id", "en"), everything)
    write("udhr/data", _LANGS, [at for at in everything if at not in bridge])
    write("sib200_flores/test", _LANGS, evaluated)
    return folder
