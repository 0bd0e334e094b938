"""The front matter of a Markdown page: its title and description are read by people too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..errors import FormatError
from .blocks import Block, Edit
from .fields import Fields
from .yaml_values import YamlFormat, yaml_language_edits

MAX_LENGTH = 20_000
"""Code points; longer ones are data and no heading of a page."""
FIELDS = (
    "title subtitle description summary excerpt abstract judul subjudul deskripsi ringkasan"
).split()


class FrontMatter:
    """The front matter of a page.

    Args:
        text: the page.
        span: where the YAML of it stands; an empty span for none.
        source_lang: the language of the page.
    """

    def __init__(self, text: str, span: tuple[int, int], source_lang: str) -> None:
        start, end = span
        self._start = start
        self._yaml = text[start:end] if end - start <= MAX_LENGTH else ""
        self._source = source_lang

    def blocks(self) -> Iterator[Block]:
        """Give the fields that people read; none of what is no valid YAML."""
        if not self._yaml.strip():
            return
        try:
            found = YamlFormat(Fields(FIELDS)).blocks(self._yaml, name="")
        except FormatError:
            return
        for block in found:
            yield replace(block, start=block.start + self._start, end=block.end + self._start)

    def language_edits(self, lang: str) -> Iterator[Edit]:
        """Give what is to be changed for another language."""
        for start, end, new in yaml_language_edits(self._yaml, self._source, lang):
            yield self._start + start, self._start + end, new
