"""The five articles, read line by line by a person: roles and sentence ends as they should be.

Each file of `tests/data/segmentation` gives, for every non-blank line of an article, the role and
the length in code points of each segment; it holds nothing of the article's text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from corpus.formats import read_document
from corpus.segment import Role

EXPECTED = Path(__file__).parent.parent / "data" / "segmentation"


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_line_has_the_roles_and_sentences_a_reader_sees(
    number: str, seeds: list[Path]
) -> None:
    article = next(path for path in seeds if path.name.startswith(number))
    found: dict[int, list[list[str | int]]] = defaultdict(list)
    for segment in read_document(article, source_lang="id").segments:
        found[segment.line].append([segment.role.value, len(segment.text)])
    expected = {
        row["line"]: row["segments"]
        for row in json.loads((EXPECTED / f"{number}.json").read_text(encoding="utf-8"))
    }
    assert dict(found) == expected


def test_articles_come_back_byte_for_byte(seeds: list[Path]) -> None:
    for article in seeds:
        assert read_document(article, source_lang="id").render() == article.read_bytes()


def test_without_boilerplate_an_article_ends_at_its_source(seeds: list[Path]) -> None:
    for article in seeds:
        document = read_document(article, source_lang="id")
        text = document.render(drop_boilerplate=True).decode("utf-8")
        last = [s for s in document.segments if s.role is not Role.BOILERPLATE][-1]
        assert last.role is Role.URL
        assert text.endswith(f"{last.text}\n")
        assert "Komentar" not in text
        assert "\n\n\n" not in text
