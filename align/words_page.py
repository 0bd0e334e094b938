"""The view of word alignments for a browser: one file that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from corpus.languages import LANGUAGES
from termbase import Glossary, Matcher

from .words.protocol import WordAlignment
from .words.tokens import Sentence

LOW_CONFIDENCE = 0.4
"""A pair less sure than this is one to review."""

_MIDDLE = 0.55


def render_words(
    alignments: Sequence[WordAlignment],
    *,
    source_lang: str,
    target_lang: str,
    title: str = "Word alignment",
    signature: str = "",
) -> str:
    """Return the page: pairs of low confidence first, then all, each with its heat map.

    Args:
        alignments: the pairs, in order.
        source_lang: BCP-47 tag of the source language.
        target_lang: BCP-47 tag of the target language.
        title: what the page is called.
        signature: how the alignment was made; printed at the end.
    """
    glossary = Glossary.bundled()
    matchers = (Matcher(glossary, source_lang), Matcher(glossary, target_lang))
    sure = [alignment.confidence for alignment in alignments]
    low = sorted(
        (at for at, value in enumerate(sure) if value < LOW_CONFIDENCE), key=sure.__getitem__
    )
    review = "<p>Every pair is sure.</p>"
    if low:
        entries = "".join(
            f'<li><a href="#pair-{at}">{sure[at]:.2f}</a> <span lang="{source_lang}">'
            f"{html.escape(_short(alignments[at].source.text))}</span></li>"
            for at in low
        )
        review = f"<ol>{entries}</ol>"
    template = Template(
        files("align").joinpath("data", "word-alignment.html").read_text(encoding="utf-8")
    )
    links = sum(len(alignment.links) for alignment in alignments)
    return template.substitute(
        title=html.escape(title),
        summary=f"{len(alignments)} pairs, {LANGUAGES[source_lang]} and "
        f"{LANGUAGES[target_lang]}, {links} links",
        review_count=len(low),
        review=review,
        pairs="\n".join(
            _pair(at, alignment, sure[at], matchers) for at, alignment in enumerate(alignments)
        ),
        signature=html.escape(signature),
    )


def _pair(at: int, alignment: WordAlignment, sure: float, matchers: tuple[Matcher, Matcher]) -> str:
    level = "low" if sure < LOW_CONFIDENCE else "middle" if sure < _MIDDLE else "high"
    links = " ".join(
        f"{link.source}-{link.target}-{round(100 * link.confidence)}" for link in alignment.links
    )
    linked = (
        {link.source for link in alignment.links},
        {link.target for link in alignment.links},
    )
    source = _words(alignment.source, linked[0], matchers[0])
    target = _words(alignment.target, linked[1], matchers[1])
    return (
        f'<section class="pair {level}" id="pair-{at}" data-links="{links}">'
        f"<small>{at + 1} · {sure:.2f}</small>"
        f'<p class="source" lang="{alignment.source.lang}">{source}</p>'
        f'<p class="target" lang="{alignment.target.lang}">{target}</p>'
        '<details><summary>heat map</summary><div class="map"></div></details></section>'
    )


def _words(sentence: Sentence, linked: set[int], matcher: Matcher) -> str:
    """Write a sentence with every token an element, and its terms marked."""
    terms = [(match.start, match.end) for match in matcher.find(sentence.text)]
    parts: list[str] = []
    done = 0
    for at, token in enumerate(sentence.tokens):
        parts.append(html.escape(sentence.text[done : token.start]))
        word = html.escape(sentence.text[token.start : token.end])
        if any(token.start < end and start < token.end for start, end in terms):
            word = f"<mark>{word}</mark>"
        alone = ' class="alone"' if token.is_word and at not in linked else ""
        parts.append(f"<w{alone}>{word}</w>")
        done = token.end
    parts.append(html.escape(sentence.text[done:]))
    return "".join(parts)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else f"{words[:89]}…"
