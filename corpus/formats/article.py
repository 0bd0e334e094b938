"""Saved news pages: whether a page is one, and what of it is the article.

The article is found by where the running text is, and by what elements are called: of the element
that holds most of it, menus, related links, comments and notices are left out. Byline and date
keep their place and their words. The signs are those of the pages of Indonesian portals, of
WordPress and of AMP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ..segment import Role
from .blocks import Block
from .html_tokens import INLINE, Attribute, Token, tag_attributes
from .html_tree import Element, Tree
from .news_roles import Part, classify_lines

MAX_TOKENS = 200_000
"""No page of an article has more tags and texts."""
_LEAST = 200
"""Characters of running text of the shortest article."""
_ENOUGH = 400
_PROSE = 50
_FINAL = re.compile(r"""[.!?…:;][\s"'”’»)\]]*\Z""")

# What is never part of an article, unless the title stands in it
_STRONG = re.compile(
    r"comment|komentar|disqus|terkait|related|recommend|rekomendasi|popul[ae]r|trending|sidebar"
    r"|cookie|consent|gdpr|breadcrumb|newsletter|copyright|baca-?_?juga|read-?_?also|lihat-?_?juga"
    r"|lainnya|more-?news|other-?news|footer|complementary|contentinfo|alertdialog"
    r"|(?<![a-z])(?:nav|navbar|navigation|menu|foot|aside|modal|popup|pop-up|overlay|dialog|banner"
    r"|search)(?![a-z])"
)
# What is none where it holds little of the running text
_WEAK = re.compile(
    r"share|social|sosmed|subscri|langganan|advert|sponsor"
    r"|(?<![a-z])(?:ads?|iklan|promo|widget|tags?|topik|topics?|login|paging|pagination|toolbar"
    r"|author-?box|bio|gallery|galeri|print|tools?|rating|vote|reaction|follow|download|app|live)"
    r"(?![a-z])"
)
_STRONG_NAMES = frozenset(
    "nav footer aside form dialog menu button select label amp-sidebar amp-consent amp-ad "
    "amp-social-share amp-user-notification amp-sticky-ad amp-embed amp-auto-ads".split()
)
_CREDIT = re.compile(
    r"byline|author|credit|penulis|pewarta|reporter|wartawan|editor|creator|publish|(?<![a-z])(?:date"
    r"|time|tanggal|waktu|jam|dateline|datetime|meta)(?![a-z])"
)
_CAPTION = re.compile(r"caption|keterangan|(?<![a-z])(?:wp-caption-text|foto-?ket)(?![a-z])")
_EXPLICIT = re.compile(r"articlebody|article-?_?(?:body|content)|(?<![a-z])main(?![a-z])")
_HOLDERS = frozenset(
    "html body div section article main center font span table tbody tr td".split()
)
_STRUCTURED = re.compile(r'"@type"\s*:\s*\[?\s*"(?:News|Reportage|Analysis)?Article"')
_MANY = 100
"""No page has so many titles, or tells so much about itself."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A block with what is known of its place.

    Attributes:
        block: the block.
        element: index of the innermost element around it that is none of a sentence, or -1.
        length: characters of its text.
        linked: how many of them stand in links.
    """

    block: Block
    element: int
    length: int
    linked: int

    @property
    def link_density(self) -> float:
        return self.linked / self.length if self.length else 0.0

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return (
            not self.block.inner
            and self.length >= _PROSE
            and self.link_density < 0.4
            and bool(_FINAL.search(self.block.text[-8:]))
        )


def find_article(text: str, tokens: Sequence[Token], blocks: Sequence[Block]) -> list[Block] | None:
    """Find the blocks of the article of a saved news page.

    Args:
        text: the page.
        tokens: its tokens.
        blocks: its blocks, in order.

    Returns:
        The blocks of the article with their roles, and those of the head of the page; None where
        the page is no news page: a list of articles, a form, a fragment.
    """
    if len(tokens) > MAX_TOKENS:
        return None
    tree = Tree(text, tokens)
    holders = _holders(tree)
    page = _Page(tree, [_placed(block, tree, holders) for block in blocks])
    container = page.container()
    if container is None or not page.is_news(container, declared=_declared(text, tokens)):
        return None
    return list(page.chosen(container))


def _declared(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a page says of itself that it is an article."""
    metas = [one for one in tokens if one.name == "meta" and one.kind == "start"][:_MANY]
    for meta in metas:
        found = tag_attributes(text, meta)
        name = (found.get("property") or found.get("name") or Attribute("", 0, 0)).value.lower()
        if name == "article:published_time":
            return True
        if name == "og:type" and "content" in found and found["content"].value == "article":
            return True
    scripts = [one for one in tokens if one.kind == "raw" and one.name == "script"][:_MANY]
    return any(_STRUCTURED.search(text, one.start, one.end) for one in scripts)


def _holders(tree: Tree) -> list[int]:
    """Return for each element the innermost around it, or itself, that is none of a sentence."""
    holders: list[int] = []
    for index, element in enumerate(tree.elements):
        parent = holders[element.parent] if element.parent >= 0 else -1
        holders.append(parent if element.name in INLINE else index)
    return holders


def _placed(block: Block, tree: Tree, holders: Sequence[int]) -> _Text:
    at = tree.inside(block.start)
    if at >= 0 and not block.inner:
        at = holders[at]
    linked = begun = 0
    inside = False
    for tag in block.tags:
        if tag.raw[:2].lower() == "<a" and tag.raw[2:3] in " \t\r\n>":
            inside, begun = True, tag.offset
        elif inside and tag.raw[:3].lower() == "</a":
            inside, linked = False, linked + tag.offset - begun
    return _Text(block, at, len(block.text), linked)


class _Page:
    """A page with its running text added up."""

    def __init__(self, tree: Tree, texts: Sequence[_Text]) -> None:
        self.elements = tree.elements
        self.texts = texts
        titles = [one for one in texts if one.block.role is Role.TITLE and self._in_head(one)]
        self.named = titles[0].block.text if titles else ""
        self.title = self._title()
        raw = self._sums([one for one in texts if one.prose])
        self.bad = self._bad(raw)
        self.prose = [one for one in texts if one.prose and not self._is_bad(one)]
        self.sums = self._sums(self.prose)
        self.total = sum(one.length for one in self.prose)

    def container(self) -> int | None:
        """Return the smallest element that holds nearly all running text; -1 is the page."""
        if self.total < _LEAST:
            return None
        explicit = [
            index
            for index, element in enumerate(self.elements)
            if element.name in ("article", "main") or _EXPLICIT.search(element.label)
        ]
        best = max(explicit, key=lambda index: self.sums[index], default=-1)
        titled = best >= 0 and self._holds_title(self.elements[best])
        least = 0.4 if titled else 0.6
        found = best if best >= 0 and self.sums[best] >= least * self.total else -1
        held = self.sums[found] if found >= 0 else self.total
        children: dict[int, list[int]] = {}
        for index, element in enumerate(self.elements):
            if element.name in _HOLDERS and self.sums[index]:
                children.setdefault(element.parent, []).append(index)
        while True:
            inner = max(children.get(found, ()), key=lambda index: self.sums[index], default=-1)
            if inner < 0 or self.sums[inner] < 0.9 * held:
                return found
            found = inner

    def is_news(self, container: int, *, declared: bool) -> bool:
        """Whether the page is an article and no list of articles."""
        start, end = self._span(container)
        within = [one for one in self.texts if start <= one.block.start < end]
        teasers = sum(
            one.block.role in (Role.HEADING, Role.TITLE)
            and one.link_density > 0.7
            and not self._is_bad(one)
            for one in within
        )
        count = sum(one.prose and not self._is_bad(one) for one in within)
        if teasers >= 3 and teasers * 2 >= count:
            return False
        score = 2 * (count >= 2 and self.total >= _ENOUGH) + (self.title is not None)
        score += self.title is not None and _same_title(self.title.block.text, self.named)
        score += 2 * declared
        score += any(
            element.name == "article" or "articlebody" in element.label for element in self.elements
        )
        score += any(
            element.name == "time" or _CREDIT.search(element.label) for element in self.elements
        )
        return score >= 4

    def chosen(self, container: int) -> Iterator[Block]:
        """Give the blocks of the article with their roles, and those of the head."""
        start, end = self._span(container)
        if self.title is not None and self.title.block.start < start:
            start = self.title.block.start
        outer = container
        while outer >= 0 and self.elements[outer].name != "article":
            outer = self.elements[outer].parent
        after = self.elements[outer].end if outer >= 0 else end
        inside = self._span(container)
        kept: list[tuple[_Text, Role]] = []
        for one in self.texts:
            at = one.block.start
            if self._in_head(one):
                yield one.block
            elif start <= at < max(end, after) and not self._is_bad(one):
                role = self._role(one)
                around = not inside[0] <= at < inside[1]
                if role is not None and not (around and self._is_aside(one, role)):
                    kept.append((one, role))
        lines = classify_lines([_line(one.block.text) for one, _ in kept])
        for (one, role), parts in zip(kept, lines, strict=True):
            yield _with_role(one.block, role, parts)

    def _is_aside(self, one: _Text, role: Role) -> bool:
        """Whether what stands outside of the running text says nothing of the article."""
        words = one.block.text.count(" ") >= 3 and one.link_density < 0.4
        told = words and any(mark in one.block.text for mark in ".!?")
        return not told and one is not self.title and role in (Role.BODY, Role.HEADING)

    def _role(self, one: _Text) -> Role | None:
        """Return the role of a block by its elements; None for what is left out."""
        block = one.block
        if block.inner:
            return Role.CAPTION if block.role is Role.CAPTION else None
        if one is self.title:
            return Role.TITLE
        label, names = self._around(one)
        if "figcaption" in names or _CAPTION.search(label):
            return Role.CAPTION
        if one.length < 160 and not one.prose and ("time" in names or _CREDIT.search(label)):
            return Role.CREDIT
        if one.link_density > 0.7 and not one.prose:
            return Role.BOILERPLATE
        if block.role is Role.TITLE:
            return Role.HEADING
        return block.role

    def _around(self, one: _Text) -> tuple[str, set[str]]:
        """Return labels and names of the elements next to a block, and of those inside it."""
        names = {match for tag in one.block.tags for match in _NAME.findall(tag.raw[:20])}
        labels = [tag.raw.lower() for tag in one.block.tags if "class=" in tag.raw.lower()]
        at = one.element
        for _ in range(2):
            if at < 0 or self.elements[at].name in ("article", "main", "body"):
                break
            names.add(self.elements[at].name)
            labels.append(self.elements[at].label)
            at = self.elements[at].parent
        return " ".join(labels), names

    def _title(self) -> _Text | None:
        """Return the heading that says what the title of the page says, else the first one."""
        headings = [
            one
            for one in self.texts
            if not one.block.inner and one.length < 300 and not self._in_head(one)
        ]
        for role in (Role.TITLE, Role.HEADING, Role.BODY):
            for one in [one for one in headings if one.block.role is role]:
                if _same_title(one.block.text, self.named):
                    return one
        titles = [one for one in headings if one.block.role is Role.TITLE]
        for one in titles[:_MANY]:
            if _like_title(one.block.text, self.named):
                return one
        return max(titles, key=lambda one: one.length * (one.link_density < 0.7), default=None)

    def _in_head(self, one: _Text) -> bool:
        at = one.element
        if one.block.inner or self._name(at) == "title":
            for _ in range(3):
                if self._name(at) == "head":
                    return True
                at = self.elements[at].parent if at >= 0 else -1
        return False

    def _name(self, index: int) -> str:
        return self.elements[index].name if index >= 0 else ""

    def _sums(self, texts: Sequence[_Text]) -> list[int]:
        """Add the lengths of texts up, for each element."""
        sums = [0] * len(self.elements)
        for one in texts:
            if one.element >= 0:
                sums[one.element] += one.length
        for index in reversed(range(len(sums))):
            parent = self.elements[index].parent
            if parent >= 0:
                sums[parent] += sums[index]
        return sums

    def _bad(self, sums: Sequence[int]) -> list[bool]:
        """Tell for each element whether it stands outside of every article."""
        total = max(1, sum(one.length for one in self.texts if one.prose))
        bad: list[bool] = []
        for index, element in enumerate(self.elements):
            inherited = element.parent >= 0 and bad[element.parent]
            bad.append(inherited or self._is_bad_itself(element, sums[index] / total))
        return bad

    def _is_bad_itself(self, element: Element, share: float) -> bool:
        if self._holds_title(element) or element.name in ("html", "body"):
            return False
        if element.name in _STRONG_NAMES or element.hidden:
            return True
        if "articlebody" in element.label:
            return False
        if _STRONG.search(element.label):
            return True
        most = 0.3 if self.title is None else 0.5
        return share < most and bool(_WEAK.search(element.label))

    def _holds_title(self, element: Element) -> bool:
        title = self.title
        return title is not None and element.start <= title.block.start < element.end

    def _is_bad(self, one: _Text) -> bool:
        return one.element >= 0 and self.bad[one.element]

    def _span(self, index: int) -> tuple[int, int]:
        if index < 0:
            return 0, max((one.block.end for one in self.texts), default=0) + 1
        return self.elements[index].start, self.elements[index].end


_NAME = re.compile(r"<([a-z]+)")


def _same_title(heading: str, title: str) -> bool:
    """Whether a heading is the title of the page, which may have the portal's name behind it."""
    ours, theirs = _plain(heading), _plain(title)
    if not theirs or len(ours.split()) < 3:
        return False
    return ours in theirs or ours.startswith(theirs)


def _like_title(heading: str, title: str) -> bool:
    """Whether a heading is nearly the title: another spelling, a word more or less."""
    ours, theirs = _plain(heading), _plain(title)
    return SequenceMatcher(None, ours[:200], theirs[: len(ours)][:200]).ratio() > 0.8


def _plain(text: str) -> str:
    return " ".join(text[:1000].split()).lower()


def _line(text: str) -> str:
    return re.sub(r"[\r\n]", " ", text)


def _with_role(block: Block, role: Role, parts: Sequence[Part]) -> Block:
    """Give a block the role of its elements, and to parts of it those of their words."""
    if block.inner or role in (Role.TITLE, Role.CREDIT) or not parts:
        return replace(block, role=role)
    roles = [
        part.role if role is Role.BODY or not part.role.translatable else role for part in parts
    ]
    if len(parts) == 1:
        return replace(block, role=roles[0])
    spans = [(part.start, part.end, own) for part, own in zip(parts, roles, strict=True)]
    return replace(block, role=role, parts=tuple(spans))
