"""What each line of a news page is: title, body, caption, credit, file name, URL, boilerplate.

First each line by itself: what the portal glued to it is peeled off, and lines that carry their
role on their face get it. Then the rest by its place: the title above the first paragraph, short
lines between paragraphs, the foot of the page. A role that cannot be told is body, which is
translated: nothing of an article is lost by mistake.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..segment import Role
from .news_words import news_words

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_MARKER = re.compile(r"(?:[-–—•*▪●■◆►▶·]+|>+)\s+")
_FINAL = re.compile(r"""[.!?…:;,]["'”’»)\]]*\Z""")
_STOP_INSIDE = re.compile(r"""[.!?…]["'”’»)\]]*\s+\S""")
_ADVERBIAL = re.compile(r"(?:Pada|Dalam|Di|Setelah|Saat|Ketika|Selain|Untuk|Dengan|Sebelum)\b")
_TAIL_LENGTH = 240
_PROSE_LENGTH = 60
_PARAGRAPH_LENGTH = 140
_TITLE_LENGTH = 220
_HEADING_LENGTH = 130
_CAPTION_LENGTH = 170
_STOPPED_HEADING_LENGTH = 80
_LONG_PARAGRAPHS = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, in code points from the line's start, and its role."""

    role: Role
    start: int
    end: int


@dataclass(slots=True)
class _Draft:
    """A line on its way to its parts: what is left to decide lies between start and end."""

    text: str
    start: int
    end: int
    role: Role | None = None
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()

    @property
    def core(self) -> str:
        return self.text[self.start : self.end]

    @property
    def prose(self) -> bool:
        """Whether this is running text, as far as one line shows."""
        core = self.core
        return self.role is None and len(core) >= _PROSE_LENGTH and bool(_FINAL.search(core[-8:]))


def classify_lines(lines: Sequence[str]) -> list[tuple[Part, ...]]:
    """Return the parts of each line, in order; a blank line has none.

    Parts neither overlap nor have white space at their ends. What no part covers (white space,
    a list marker, the dash after a dateline) is kept as it is when the page is written back.
    """
    words = news_words()
    drafts = [_peel(line) for line in lines]
    filled = [draft for draft in drafts if draft is not None]
    foot = _foot_start(filled)
    _mark_names_under_labels(filled[:foot])
    for draft in filled[foot:]:
        signed = draft.role is Role.CREDIT and words.labelled.match(draft.core)
        if not signed and not draft.before:
            draft.role = Role.BOILERPLATE
    _mark_titles(filled[:foot])
    _mark_captions_and_headings(filled[:foot])
    return [() if draft is None else _parts(draft) for draft in drafts]


def _parts(draft: _Draft) -> tuple[Part, ...]:
    core: tuple[Part, ...] = ()
    if draft.end > draft.start:
        core = (Part(draft.role or Role.BODY, draft.start, draft.end),)
    return draft.before + core + draft.after


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return start, end


def _peel(line: str) -> _Draft | None:
    """Decide what a line shows by itself; None for a blank line."""
    start, end = _trim(line, 0, len(line))
    if start == end:
        return None
    draft = _Draft(line, start, end)
    words = news_words()
    _peel_end(draft, words.comment_count, Role.BOILERPLATE)
    if draft.start == draft.end:
        return draft
    source = words.source_line.match(draft.core)
    if source:
        _source_parts(draft, source)
    elif words.url.match(draft.core):
        draft.role = Role.URL
    elif words.file_name.match(draft.core):
        draft.role = Role.FILE_NAME
    elif words.portal_line.match(draft.core) or words.foot.match(draft.core):
        draft.role = Role.BOILERPLATE
    elif words.by_line.match(draft.core) and len(draft.core) <= 140:
        draft.role = Role.CREDIT
    else:
        _peel_prose(draft)
    return draft


def _peel_prose(draft: _Draft) -> None:
    words = news_words()
    marker = _MARKER.match(draft.text, draft.start, draft.end)
    if marker and marker.end() < draft.end:
        draft.start = marker.end()
    if _peel_end(draft, words.photo_credit, Role.CREDIT):
        draft.role = Role.CAPTION
    else:
        _peel_end(draft, words.agency_credit, Role.CREDIT)
    dateline = words.dateline.match(draft.text, draft.start, draft.end)
    if dateline and draft.end - dateline.end() >= _PROSE_LENGTH // 2:
        draft.before = (Part(Role.CREDIT, *_trim(draft.text, *dateline.span("credit"))),)
        draft.start = dateline.end()


def _peel_end(draft: _Draft, pattern: re.Pattern[str], role: Role) -> bool:
    """Give what `pattern` finds at the end of the line a role of its own."""
    window = max(draft.start, draft.end - _TAIL_LENGTH)
    found = pattern.search(draft.text[window : draft.end])
    if not found:
        return False
    start, end = _trim(draft.text, window + found.start(), draft.end)
    draft.after = (Part(role, start, end), *draft.after)
    draft.start, draft.end = _trim(draft.text, draft.start, start)
    return True


def _source_parts(draft: _Draft, source: re.Match[str]) -> None:
    """`Sumber: https://...`: the label is a word to translate, the address is not."""
    label, url = source.span("label"), source.span("url")
    draft.before = (Part(Role.HEADING, draft.start + label[0], draft.start + label[1]),)
    draft.start += url[0]
    draft.role = Role.URL


def _foot_start(drafts: Sequence[_Draft]) -> int:
    """Return the index of the first line of the page's foot (the length when it has none).

    A foot begins at one of its phrases with at most a quarter of the running text behind it:
    a comment counter also stands in the share bar above many articles. A phrase with a whole
    paragraph right behind it is a heading of the article (`Rekomendasi`).
    """
    words = news_words()
    total = sum(len(draft.core) for draft in drafts if draft.prose)
    seen = 0
    for index, draft in enumerate(drafts):
        seen += len(draft.core) if draft.prose else 0
        counted = any(part.role is Role.BOILERPLATE for part in draft.after)
        if seen * 4 < total * 3 or not (counted or words.foot.match(draft.core)):
            continue
        start = index + 1 if counted and draft.start < draft.end else index
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        if counted or following is None or not _is_paragraph(following):
            return start
    return len(drafts)


def _is_paragraph(draft: _Draft) -> bool:
    return draft.prose and len(draft.core) >= _PARAGRAPH_LENGTH


def _mark_titles(drafts: Sequence[_Draft]) -> None:
    """Find the title above the first paragraph, what stands over it, and its repetitions."""
    if drafts and news_words().portal_header.match(drafts[0].core):
        drafts[0].role = Role.BOILERPLATE
    first_prose = next((i for i, draft in enumerate(drafts) if draft.prose), len(drafts))
    above = [draft for draft in drafts[:first_prose] if _like_a_title(draft)]
    if not above:
        return
    times = Counter(draft.core for draft in drafts)
    repeated = [d for d in above if times[d.core] > 1 and len(d.core.split()) > 3]
    longer = [draft for draft in above if len(draft.core.split()) > 3]
    title = (repeated or longer or above)[0]
    for draft in above:
        if draft is title:
            break
        # A menu or the name of a column stands over the title.
        draft.role = Role.BOILERPLATE
    for draft in drafts:
        if draft.role is None and draft.core == title.core:
            draft.role = Role.TITLE


def _mark_names_under_labels(drafts: Sequence[_Draft]) -> None:
    """`Editor` on one line, the name on the next."""
    label = news_words().label
    for draft, following in pairwise(drafts):
        named = following.role is None and len(following.core.split()) <= 5
        if label.match(draft.core) and named and not _FINAL.search(following.core[-8:]):
            following.role = Role.CREDIT


def _like_a_title(draft: _Draft) -> bool:
    core = draft.core
    return (
        draft.role is None
        and draft.start < draft.end
        and not draft.after
        and len(core) <= _TITLE_LENGTH
        and not re.search(r"""[.:;,]["'”’»)\]]*\Z""", core[-8:])
    )


def _mark_captions_and_headings(drafts: Sequence[_Draft]) -> None:
    lengths = [len(draft.core) for draft in drafts if draft.prose]
    typical = median(lengths) if lengths else 0
    for index, draft in enumerate(drafts):
        if draft.role is not None or draft.start == draft.end:
            continue
        previous = drafts[index - 1] if index else None
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        if previous is not None and previous.role is Role.FILE_NAME:
            draft.role = Role.CAPTION
        elif _is_sign_off(draft, following):
            draft.role = Role.CREDIT
        elif _is_scene(draft):
            draft.role = Role.CAPTION
        elif _is_heading(draft, following, typical):
            draft.role = Role.HEADING


def _is_sign_off(draft: _Draft, following: _Draft | None) -> bool:
    """The name of an office or a person between the last paragraph and the source."""
    if following is not None and following.role is not Role.URL:
        return False
    words = draft.core.split()
    capital = sum(word[:1].isupper() for word in words)
    return (
        1 < len(words) <= 8
        and not _FINAL.search(draft.core[-8:])
        and draft.start == 0
        and capital >= 2
        and all(word[:1].isupper() or word in ("dan", "&", "và", "of", "and") for word in words)
    )


def _is_scene(draft: _Draft) -> bool:
    """A caption whose picture is gone: short, one sentence, a scene with who is seen first."""
    core = draft.core
    if len(core) > _CAPTION_LENGTH or _STOP_INSIDE.search(core) or not core.endswith("."):
        return False
    words = news_words()
    if words.scene_opener.match(core):
        return True
    told = re.search(r"""["“:]|\b(?:bahwa|akan|telah|sudah|mengatakan)\b""", core)
    comma = core.find(",", 0, 40)
    adverbial = _ADVERBIAL.match(core)
    return not told and not (adverbial and comma > 0) and bool(words.scene.search(core))


def _is_heading(draft: _Draft, following: _Draft | None, typical: float) -> bool:
    core = draft.core
    if following is None or following.role is not None or len(core) > _HEADING_LENGTH:
        return False
    if not _FINAL.search(following.core[-8:]):
        return False
    if draft.text[: draft.start].strip() or _STOP_INSIDE.search(core):
        return False
    if not _FINAL.search(core[-8:]):
        return len(core.split()) <= 20
    # Headings that a translation system gave a full stop stand out where paragraphs are long.
    return (
        core.endswith(".")
        and following.prose
        and len(core) <= _STOPPED_HEADING_LENGTH
        and typical >= _LONG_PARAGRAPHS
        and "," not in core
    )
