"""The language that a page names, which becomes that of its translation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .blocks import Block, Edit
from .html_tokens import Token, matching_ends, tag_attributes
from .language_tags import is_tag_of, tag_like

_NAMED = re.compile(r"\blang\b|content-language|og:locale", re.IGNORECASE)


class PageLanguage:
    """Where a page names its language.

    Args:
        text: the page.
        tokens: its tokens.
        blocks: what of it is translated, in order.
        source_lang: the language of its texts.
    """

    def __init__(
        self, text: str, tokens: Sequence[Token], blocks: Sequence[Block], source_lang: str
    ) -> None:
        self._text = text
        self._source = source_lang
        self._page = next((t for t in tokens if t.kind == "start" and t.name == "html"), None)
        self._named: list[Token] = []
        starts = [block.start for block in blocks]
        ends = matching_ends(tokens)
        for at, token in enumerate(tokens):
            if token.kind != "start" or token.name == "html":
                continue
            if not _NAMED.search(text, token.start, token.end):
                continue
            end = tokens[ends[at]].end if at in ends else token.end
            # an element with nothing that is translated stays in its language
            first = bisect_left(starts, token.start)
            around = first > 0 and blocks[first - 1].end > token.start
            holds = first < len(starts) and starts[first] < end
            if token.name == "meta" or around or holds:
                self._named.append(token)

    def edits(self, lang: str) -> Iterator[Edit]:
        """Give what is to be changed for another language."""
        if self._page is not None:
            found = tag_attributes(self._text, self._page)
            for name in ("lang", "xml:lang"):
                if name in found:
                    yield found[name].start, found[name].end, f'"{lang}"'
            if "lang" not in found:
                at = self._page.start + len("<html")
                yield at, at, f' lang="{lang}"'
        for token in self._named:
            yield from self._element(token, lang)

    def _element(self, token: Token, lang: str) -> Iterator[Edit]:
        found = tag_attributes(self._text, token)
        for name in ("lang", "xml:lang"):
            if name in found and is_tag_of(found[name].value, self._source):
                yield found[name].start, found[name].end, f'"{lang}"'
        content = found.get("content")
        if token.name != "meta" or content is None:
            return
        kind = next((found[key].value for key in ("property", "http-equiv") if key in found), "")
        if kind.lower() in ("og:locale", "content-language") and is_tag_of(
            content.value, self._source
        ):
            yield content.start, content.end, f'"{tag_like(content.value, lang)}"'
