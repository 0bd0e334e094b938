"""The language that a page names, which becomes that of its translation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .blocks import Block, Edit
from .html_tokens import Token, matching_ends, tag_attributes

LOCALES = {"id": "id_ID", "vi": "vi_VN", "lo": "lo_LA", "en": "en_US"}
"""As Open Graph writes a language; another territory of the source is not known of the target."""

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
            if token.name == "meta" or (first < len(starts) and starts[first] < end):
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
            if name in found and self._is_source(found[name].value):
                yield found[name].start, found[name].end, f'"{lang}"'
        content = found.get("content")
        if token.name != "meta" or content is None or not self._is_source(content.value):
            return
        kind = next((found[key].value for key in ("property", "http-equiv") if key in found), "")
        if kind.lower() == "og:locale":
            yield content.start, content.end, f'"{LOCALES[lang]}"'
        elif kind.lower() == "content-language":
            yield content.start, content.end, f'"{lang}"'

    def _is_source(self, value: str) -> bool:
        return re.split("[-_]", value.strip().lower())[0] == self._source
