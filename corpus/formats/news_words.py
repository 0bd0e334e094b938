"""Patterns for the lines of a news page, built once from the words in `news_phrases.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_DOMAIN = (
    r"(?:[A-Za-z0-9-]{2,40}\.){1,3}"
    r"(?:com|id|vn|net|org|co|info|news|asia|la|my|sg|tv|gov|edu|go)\b"
)
_DAY = (
    r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu|Ahad"
    r"|Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|Thứ \w{2,4}|Chủ nhật"
)
_MONTH = (
    r"(?:Jan(?:uari|uary)?|[FP]eb(?:ruari|ruary)?|Mar(?:et|ch)?|Apr(?:il)?|Mei|May|Jun[ie]?|Jul[iy]?"
    r"|Agu?(?:stus)?|Aug(?:ust)?|Sept?(?:ember)?|O[kc]t(?:ober)?|Nov(?:ember)?|De[sc](?:ember)?)"
)
_DIGIT_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})"
_DATE = rf"(?:{_DIGIT_DATE}|\d{{1,2}} {_MONTH}\.? \d{{4}})"
_PLACE = r"(?-i:[A-ZĐ])[\w'. -]{1,40}?"
_NAMES = r"(?-i:[A-ZĐ])[\w.+]*?(?:\s(?-i:[A-ZĐ])[\w.+]*?){0,4}"
_TIME = r"(?:\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?(?:WIB|WITA|WIT|GMT[+-]?\d*|AM|PM))?)"


@dataclass(frozen=True, slots=True)
class NewsWords:
    """Compiled patterns; each is matched against one line, or a bounded part of one."""

    foot: re.Pattern[str]
    portal_line: re.Pattern[str]
    portal_header: re.Pattern[str]
    comment_count: re.Pattern[str]
    file_name: re.Pattern[str]
    url: re.Pattern[str]
    source_line: re.Pattern[str]
    by_line: re.Pattern[str]
    photo_credit: re.Pattern[str]
    agency_credit: re.Pattern[str]
    dateline: re.Pattern[str]
    label: re.Pattern[str]
    labelled: re.Pattern[str]
    scene: re.Pattern[str]
    scene_opener: re.Pattern[str]


@cache
def news_words() -> NewsWords:
    """Read the words and build the patterns."""
    data = tomllib.loads(
        resources.files(__package__).joinpath("news_phrases.toml").read_text(encoding="utf-8")
    )

    def any_of(key: str) -> str:
        words = sorted(data[key], key=len, reverse=True)
        return "(?:" + "|".join(re.escape(word) for word in words) + ")"

    def pattern(text: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(text, flags)

    agency, photo = any_of("agencies"), any_of("photo_labels")
    signed = rf"(?-i:{agency})(?:[ /+][^()\[\]]{{0,60}})?"
    return NewsWords(
        foot=pattern(rf"{any_of('foot')}(?:\s*[(\[]\s*\d+\s*[)\]])?\s*:?\Z"),
        portal_line=pattern(
            rf"{any_of('line')}\s*:?\Z|{any_of('prefix')}"
            r"|(?:Home|Beranda|Trang chủ)\s*[>»/›|].{1,120}\Z"
            r"|Halaman\s*:?\s*\d[\d\s/]{0,20}\Z"
        ),
        portal_header=pattern(
            rf"(?-i:{agency}(?: [A-Z][\w.]+)?)\Z|(?:www\.)?{_DOMAIN}(?:\s*[-–—|:].{{0,120}})?\Z"
        ),
        comment_count=pattern(r"(?:Komentar|Bình luận|Comments?)\s?\(\s?\d{1,6}\s?\)\s*\Z"),
        file_name=pattern(
            r"[^\s/:]{1,200}\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?|avif|heic|mp4|mp3)\Z"
        ),
        url=pattern(r"(?:https?://|www\.)\S+\Z"),
        source_line=pattern(
            rf"(?P<label>{any_of('source_labels')})\s*:?\s*(?P<url>(?:https?://|www\.)\S+)\Z"
        ),
        by_line=pattern(
            rf"{any_of('credit_labels')}\s*:\s*\S.{{0,100}}\Z"
            rf"|{any_of('credit_labels')}\s*:?\Z|(?-i:{agency}(?: [A-Z][\w.]+)?)\Z"
            r"|\d{1,2} (?:menit|jam|hari|minggu) (?:yang )?lalu\Z"
            rf"|(?:Oleh|By)\s+(?-i:[A-ZĐ])[\w.'-]*(?:\s+[\w.'-]+){{0,4}}\Z"
            rf"|(?:(?:{_DAY}),?\s*)?(?:\(?{_DATE}\)?)(?:\s*[-–|,]?\s*(?:pukul\s*)?{_TIME})?\Z"
            # a name before the date: glued to its digits, or apart from the date and a time
            rf"|{_NAMES}(?:\s*[-–|•·,]\s*|\s?){_DIGIT_DATE}(?:\s*[-–|,•]?\s*{_TIME})?\Z"
            rf"|{_NAMES}\s*[-–|•·,]\s*(?:(?:{_DAY}),?\s*)?{_DATE}\s*[-–|,•]?\s*{_TIME}\Z"
        ),
        photo_credit=pattern(
            # (Foto: Duong Giang/VNA)   (ANTARA FOTO/Name)   Foto: Le An   ANTARA/HO-Humas
            rf"[(\[]\s*{photo}\s*[:/]\s*[^()\[\]]{{1,80}}[)\]]\.?\s*\Z"
            rf"|[(\[]\s*(?-i:{agency}|[A-Z][A-Za-z]{{1,20}}(?:\.com)?)(?: FOTO| Photo)?"
            r"/[^()\[\]]{1,80}[)\]]\.?\s*\Z"
            rf"|(?:(?<=[\s.!?…\"”)])|\A)(?-i:{photo})\s*:\s*[^:!?]{{1,80}}\Z"
            r"|(?<=[\s.!?…\"”)])(?-i:ANTARA(?: FOTO)?|AFP|AP|REUTERS|EPA)/[^()]{1,80}\Z"
        ),
        agency_credit=pattern(
            # (TTXVN/Vietnam+)   (ANTARA)   the initials of who wrote and edited: (bac/ptr)
            rf"\(\s*{signed}\s*\)\.?\s*\Z|\((?-i:[a-z]{{2,5}}(?:/[a-z]{{2,5}}){{1,3}})\)\s*\Z"
        ),
        dateline=pattern(
            # JAKARTA, KOMPAS.com -   Jakarta (ANTARA) -   TEMPO.CO, Jakarta -
            rf"(?P<credit>{_PLACE}(?:,\s*|\s*\(\s*)(?-i:{agency}|{_DOMAIN})[^()–—-]{{0,30}}\)?"
            rf"|(?-i:{agency}|{_DOMAIN}),\s*{_PLACE})\s*(?:--|[-–—])\s+(?=\S)"
        ),
        label=pattern(rf"{any_of('credit_labels')}\s*:?\Z"),
        labelled=pattern(rf"{any_of('credit_labels')}\s*:"),
        scene=pattern(rf"\b{any_of('scene')}\b"),
        scene_opener=pattern(rf"{any_of('scene_openers')}\b"),
    )
