"""Saved news pages: whether a page is one, and what of it is the article.

The article is found by where the running text is, and by what elements are called: of the element
that holds most of it, menus, related links, comments and notices are left out. Byline and date
keep their place and their words. The signs are those of the pages of Indonesian portals, of
WordPress and of AMP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..segment import Role
from .article_page import CREDIT, MANY, Page
from .article_texts import PlacedText, placed, sentence_holders
from .blocks import Block
from .html_tokens import Attribute, Token, tag_attributes
from .html_tree import Tree
from .news_roles import Part, classify_lines

MAX_TOKENS = 200_000
"""No page of an article has more tags and texts."""

_CAPTION = re.compile(r"caption|keterangan|(?<![a-z])(?:wp-caption-text|foto-?ket)(?![a-z])")
_STRUCTURED = re.compile(r'"@type"\s*:\s*\[?\s*"(?:News|Reportage|Analysis)?Article"')
_NAME = re.compile(r"<([a-z]+)")


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
    holders = sentence_holders(tree)
    page = Page(tree, [placed(block, tree, holders) for block in blocks])
    container = page.container()
    if container is None or not page.is_news(container, declared=_declared(text, tokens)):
        return None
    return list(_chosen(page, container))


def _declared(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a page says of itself that it is an article."""
    metas = [one for one in tokens if one.name == "meta" and one.kind == "start"][:MANY]
    for meta in metas:
        found = tag_attributes(text, meta)
        name = (found.get("property") or found.get("name") or Attribute("", 0, 0)).value.lower()
        if name == "article:published_time":
            return True
        if name == "og:type" and "content" in found and found["content"].value == "article":
            return True
    scripts = [one for one in tokens if one.kind == "raw" and one.name == "script"][:MANY]
    return any(_STRUCTURED.search(text, one.start, one.end) for one in scripts)


def _chosen(page: Page, container: int) -> Iterator[Block]:
    """Give the blocks of the article with their roles, and those of the head."""
    start, end = page.span(container)
    if page.title is not None and page.title.block.start < start:
        start = page.title.block.start
    outer = container
    while outer >= 0 and page.elements[outer].name != "article":
        outer = page.elements[outer].parent
    after = page.elements[outer].end if outer >= 0 else end
    inside = page.span(container)
    kept: list[tuple[PlacedText, Role]] = []
    for one in page.texts:
        at = one.block.start
        if page.in_head(one):
            yield one.block
        elif start <= at < max(end, after) and not page.is_bad(one):
            role = _role(page, one)
            around = not inside[0] <= at < inside[1]
            if role is not None and not (around and _is_aside(page, one, role)):
                kept.append((one, role))
    lines = classify_lines([_line(one.block.text) for one, _ in kept])
    for (one, role), parts in zip(kept, lines, strict=True):
        yield _with_role(one.block, role, parts)


def _is_aside(page: Page, one: PlacedText, role: Role) -> bool:
    """Whether what stands outside of the running text says nothing of the article."""
    words = one.block.text.count(" ") >= 3 and one.link_density < 0.4
    told = words and any(mark in one.block.text for mark in ".!?")
    return not told and one is not page.title and role in (Role.BODY, Role.HEADING)


def _role(page: Page, one: PlacedText) -> Role | None:
    """Return the role of a block by its elements; None for what is left out."""
    block = one.block
    if block.inner:
        return Role.CAPTION if block.role is Role.CAPTION else None
    if one is page.title:
        return Role.TITLE
    label, names = _around(page, one)
    if "figcaption" in names or _CAPTION.search(label):
        return Role.CAPTION
    if one.length < 160 and not one.prose and ("time" in names or CREDIT.search(label)):
        return Role.CREDIT
    if (one.link_density > 0.7 and not one.prose) or page.is_teaser(one):
        return Role.BOILERPLATE
    if block.role is Role.TITLE:
        return Role.HEADING
    return block.role


def _around(page: Page, one: PlacedText) -> tuple[str, set[str]]:
    """Return labels and names of the elements next to a block, and of those inside it."""
    names = {match for tag in one.block.tags for match in _NAME.findall(tag.raw[:20])}
    labels = [tag.raw.lower() for tag in one.block.tags if "class=" in tag.raw.lower()]
    at = one.element
    for _ in range(2):
        if at < 0 or page.elements[at].name in ("article", "main", "body"):
            break
        names.add(page.elements[at].name)
        labels.append(page.elements[at].label)
        at = page.elements[at].parent
    return " ".join(labels), names


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
