"""What the source denies, the translation denies as well.

Only plain negations are asked for; whatever may deny (`gagal`, `unable`, `thiếu`, `ຂາດ`) answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .finding import Pair, Spot

_PLAIN = {
    "id": "tidak|bukan|belum|jangan|tak|bukanlah|tidaklah",
    "en": r"not|cannot|never|\w+n't",
    "vi": "không|chưa|chẳng|đừng",
    "lo": "ບໍ່|ຢ່າ(?!ງ)",
}
# What is no negation though it looks like one.
_EXCEPT = {
    "id": r"tidak\s+(?:hanya|saja|sekadar|lama|jarang|heran)|bukan\s+(?:hanya|saja|main|sekadar)"
          r"|tak\s+(?:hanya|lama)|atau\s+tidak|tidak\s+(?:kurang|lebih)\s+(?:dari)?|setidak\w*"
          r"|tidak\s+langsung|mau\s+tidak\s+mau|tidak\s+(?:apa|asing|jauh|banyak|sedikit)|tak\s+(?:jauh|sedikit)|bagaimana\s+tidak|belum\s+lama|kalau\s+tidak",
    "en": r"not\s+only|whether\s+or\s+not|not\s+(?:just|merely|long|to\s+mention)|if\s+not|or\s+not"
          r"|no\s+(?:sooner|doubt)|why\s+not|not\s+until",
    "vi": r"không\s+(?:chỉ|những|gian|khí|quân|lâu|ít|trung|lực|lưu|vận|đối)|hàng\s+không"
          r"|hay\s+không|có\s+\w+(?:\s+\w+){0,6}\s+không|chưa\s+đầy|chưa\s+tới|số\s+không"
          r"|không\s+chừng",
    "lo": "ບໍ່ພຽງ|ບໍ່ແຕ່|ຫຼືບໍ່|ບໍ່ດົນ|ບໍ່ໜ້ອຍ|ບໍ່ຢ່າງໃດ|ຢ່າງ|ບໍ່?ແຮ່|ຂໍ້ມູນ|ຢ່າຮ້າງ|ບໍ່ວ່າ",
}  # fmt: skip
_ANY = {
    "id": r"tidak\w*|tdk|bukan\w*|belum|jangan\w*|tak|takkan|tanpa|gagal\w*"
          r"|kegagalan|menolak|tolak\w*|ditolak|kurang\w*|kekurang\w*|bebas|mustahil|sulit|jarang"
          r"|ketidak\w+|enggan|mencegah\w*|cegah|kehilangan|nihil|nol|batal\w*|melarang|dilarang"
          r"|larang\w*|tiada|ilegal|kecuali|menghindar\w*|hindar\w*|minim",
    "en": r"not|no|none|never|neither|nor|cannot|\w+n['’]t|without|nothing|nobody|nowhere|no-one"
          r"|un(?!der|it|iv|ion|iq|il|til|cle|ifo|ify|ite|ear)\w{3,}|non\w*|fail\w*|refus\w+|lack\w*"
          r"|\w{3,}less|few|hardly|rarely|barely|scarcely|seldom|avoid\w*|prevent\w*|den(?:y|ied|ies)"
          r"|except|ban(?:s|ned)?|prohibit\w*|forbid\w*|absence|unless|reject\w*|stop\w*"
          r"|in(?:ab|cap|vis|suff|adeq|compl|corr|dep|eff|eli|val|act|sens|sec|sta)\w*|im(?:poss|prop|mun)\w*"
          r"|ir(?:re|ra)\w+|il(?:le|li|lo)\w+|dis(?:ag|app|li|res)\w*|free\s+(?:of|from)|rather"
          r"|instead|free|less|fewer|against|absent|missing|trouble|unlike|inconc\w*|ab(?:normal)\w*|opposed|too|yet\s+to|difficult|impossible|halt\w*|zero",
    "vi": r"không|chưa|chẳng|chả|đừng|vô|phi|bất(?!\s+(?:cứ|kỳ|kì|ngờ|động))|thiếu|từ chối|phủ nhận"
          r"|ngăn|cấm|khó|hiếm|trừ phi|ngoại trừ|bác bỏ|mất|kém|thất bại|tránh|thay vì|hơn là",
    "lo": r"ບໍ່|ບໍ(?![່ລຣ])|ຢ່າ(?!ງ)|ປາດສະຈາກ|ຂາດ|ປະຕິເສດ|ຫ້າມ|ຍາກ|ລົ້ມເຫຼວ|ຫຼີກ|ຄັດຄ້ານ"
          r"|ຍົກເວັ້ນ|ປ້ອງກັນ|ແທນ|ມິອາດ|ມິໄດ້",
}  # fmt: skip


def check(pair: Pair) -> Iterator[Spot]:
    """Give the first plain negation of the source, where nothing in the translation answers it.

    A plain negation in the translation answers; without one, two words that deny in another way
    answer two negations or more. Words of the source that deny in another way (`tanpa`, `gagal`)
    are answered first: `illegal` is no answer to `tidak` when the source has `ilegal` as well.
    """
    ours = plain_negations(pair.source, pair.source_lang)
    if not ours or plain_negations(pair.target, pair.target_lang):
        return
    there = sum(1 for _ in _any(pair.target_lang).finditer(pair.target))
    others = sum(1 for _ in _any(pair.source_lang).finditer(pair.source)) - len(ours)
    needed = 1 if len(ours) == 1 else 2
    if there < max(0, others) + needed:
        start, end = ours[0]
        yield Spot(f"the negation {pair.source[start:end]} is lost", "source", start, end)


def plain_negations(text: str, lang: str) -> list[tuple[int, int]]:
    """Return the spans of the plain negations of a text."""
    return [
        match.span("plain") for match in _finder(lang).finditer(text) if match.lastgroup == "plain"
    ]


@cache
def _finder(lang: str) -> re.Pattern[str]:
    left, right = ("", "") if lang == "lo" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(
        rf"{left}(?:{_EXCEPT[lang]}){right}|{left}(?P<plain>{_PLAIN[lang]}){right}", re.IGNORECASE
    )


@cache
def _any(lang: str) -> re.Pattern[str]:
    if lang == "lo":
        return re.compile(_ANY[lang])
    return re.compile(rf"(?<!\w)(?:{_ANY[lang]})(?!\w)", re.IGNORECASE)
