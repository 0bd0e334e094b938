"""A saved page with its running text added up, and what on it is no article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..segment import Role
from .article_texts import PlacedText, like_title, same_title, teasers_of
from .html_tree import Element, Tree

CREDIT = re.compile(
    r"byline|author|credit|penulis|pewarta|reporter|wartawan|editor|creator|publish|(?<![a-z])(?:date"
    r"|time|tanggal|waktu|jam|dateline|datetime|meta)(?![a-z])"
)
"""How elements with a byline or a date are called."""
MANY = 100
"""No page has so many titles, or tells so much about itself."""
_LEAST = 200
"""Characters of running text of the shortest article."""
_ENOUGH = 400

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
_EXPLICIT = re.compile(r"articlebody|article-?_?(?:body|content)|(?<![a-z])main(?![a-z])")
_HOLDERS = frozenset(
    "html body div section article main center font span table tbody tr td".split()
)


class Page:
    """A page with its running text added up."""

    def __init__(self, tree: Tree, texts: Sequence[PlacedText]) -> None:
        self.elements = tree.elements
        self.texts = texts
        titles = [one for one in texts if one.block.role is Role.TITLE and self.in_head(one)]
        self.named = titles[0].block.text if titles else ""
        self.title = self._title()
        self._teasers = teasers_of(texts)
        raw = self._sums([one for one in texts if one.prose])
        self.bad = self._bad(raw)
        self.prose = [one for one in texts if self.is_prose(one) and not self.is_bad(one)]
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
        start, end = self.span(container)
        within = [one for one in self.texts if start <= one.block.start < end]
        teasers = sum(
            one.block.role in (Role.HEADING, Role.TITLE)
            and one.link_density > 0.7
            and not self.is_bad(one)
            for one in within
        )
        count = sum(self.is_prose(one) and not self.is_bad(one) for one in within)
        if teasers >= 3 and teasers * 2 >= count:
            return False
        score = 2 * (count >= 2 and self.total >= _ENOUGH) + (self.title is not None)
        score += self.title is not None and same_title(self.title.block.text, self.named)
        score += 2 * declared
        score += any(
            element.name == "article" or "articlebody" in element.label for element in self.elements
        )
        score += any(
            element.name == "time" or CREDIT.search(element.label) for element in self.elements
        )
        return score >= 4

    def _title(self) -> PlacedText | None:
        """Return the heading that says what the title of the page says, else the first one."""
        headings = [
            one
            for one in self.texts
            if not one.block.inner and one.length < 300 and not self.in_head(one)
        ]
        for role in (Role.TITLE, Role.HEADING, Role.BODY):
            for one in [one for one in headings if one.block.role is role]:
                if same_title(one.block.text, self.named):
                    return one
        titles = [one for one in headings if one.block.role is Role.TITLE]
        for one in titles[:MANY]:
            if like_title(one.block.text, self.named):
                return one
        return max(titles, key=lambda one: one.length * (one.link_density < 0.7), default=None)

    def in_head(self, one: PlacedText) -> bool:
        """Whether a text is the title or a description in the head of the page."""
        at = one.element
        if one.block.inner or self._name(at) == "title":
            for _ in range(3):
                if self._name(at) == "head":
                    return True
                at = self.elements[at].parent if at >= 0 else -1
        return False

    def _name(self, index: int) -> str:
        return self.elements[index].name if index >= 0 else ""

    def _sums(self, texts: Sequence[PlacedText]) -> list[int]:
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

    def is_prose(self, one: PlacedText) -> bool:
        """Whether a text is running text, and not that of a teaser."""
        return one.prose and not self.is_teaser(one)

    def is_teaser(self, one: PlacedText) -> bool:
        """Whether a text tells of another page."""
        return one.block.start in self._teasers

    def is_bad(self, one: PlacedText) -> bool:
        """Whether a text stands in what is part of no article."""
        return one.element >= 0 and self.bad[one.element]

    def span(self, index: int) -> tuple[int, int]:
        """Return start and end of an element; those of the page for -1."""
        if index < 0:
            return 0, max((one.block.end for one in self.texts), default=0) + 1
        return self.elements[index].start, self.elements[index].end
