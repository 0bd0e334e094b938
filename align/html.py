"""The view of an alignment for a browser: one file that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from corpus.languages import LANGUAGES
from termbase import Glossary, Matcher, TermMatch

from .beads import Bead
from .sentences import LOW_CONFIDENCE, SentenceAlignment


def render_html(
    alignment: SentenceAlignment,
    *,
    glossary: Glossary | None = None,
    title: str = "Sentence alignment",
) -> str:
    """Return the page: beads of low confidence first, then all of them in two columns.

    Terms of the glossary are marked on both sides; a term that stands on one side of a bead
    alone is marked as missing its counterpart.
    """
    terms = glossary if glossary is not None else Glossary.bundled()
    page = _Page(
        alignment,
        Matcher(terms, alignment.source_lang),
        Matcher(terms, alignment.target_lang),
    )
    low = [at for at, bead in enumerate(alignment.beads) if bead.score < LOW_CONFIDENCE]
    low.sort(key=lambda at: alignment.beads[at].score)
    template = Template(
        files("align").joinpath("data", "alignment.html").read_text(encoding="utf-8")
    )
    sizes = (len(alignment.source), len(alignment.target), len(alignment.beads))
    summary = "{} and {} sentences, {} beads".format(*sizes)
    warning = ""
    if not alignment.related:
        warning = '<p class="warn">These texts do not look like translations of each other.</p>'
    review = "<p>No bead is doubtful.</p>"
    if low:
        review = f"<ol>{''.join(page.entry(at) for at in low)}</ol>"
    return template.substitute(
        title=html.escape(title),
        summary=summary,
        warning=warning,
        source_lang=alignment.source_lang,
        target_lang=alignment.target_lang,
        source_name=LANGUAGES[alignment.source_lang],
        target_name=LANGUAGES[alignment.target_lang],
        review_count=len(low),
        review=review,
        beads="\n".join(page.bead(at) for at in range(len(alignment.beads))),
        signature=html.escape(alignment.signature),
    )


class _Page:
    """Writes the beads of one alignment."""

    def __init__(self, alignment: SentenceAlignment, ours: Matcher, theirs: Matcher) -> None:
        self.alignment = alignment
        self._matchers = (ours, theirs)

    def entry(self, at: int) -> str:
        """Write a line of the list of beads to review."""
        bead = self.alignment.beads[at]
        source, target = self.alignment.text(bead)
        return (
            f'<li><a href="#bead-{at}">{bead.score:.2f}</a> '
            f'<span lang="{self.alignment.source_lang}">{html.escape(_short(source))}</span> — '
            f'<span lang="{self.alignment.target_lang}">{html.escape(_short(target))}</span></li>'
        )

    def bead(self, at: int) -> str:
        """Write a bead: its sentences side by side, and the link between them."""
        alignment = self.alignment
        bead = alignment.beads[at]
        lines = (
            [alignment.source[index] for index in bead.source],
            [alignment.target[index] for index in bead.target],
        )
        matches = tuple(
            [matcher.find(line) for line in side]
            for matcher, side in zip(self._matchers, lines, strict=True)
        )
        known = tuple({match.concept_id for found in side for match in found} for side in matches)
        left = self._side(bead.source, lines[0], matches[0], known[1], alignment.source_lang)
        right = self._side(bead.target, lines[1], matches[1], known[0], alignment.target_lang)
        return (
            f'<section class="bead {_level(bead)}" id="bead-{at}">{left}'
            f'<div class="link"><b>{bead.shape[0]}–{bead.shape[1]}</b>'
            f"<span>{bead.score:.2f}</span></div>{right}</section>"
        )

    @staticmethod
    def _side(
        indices: Sequence[int],
        lines: Sequence[str],
        matches: Sequence[Sequence[TermMatch]],
        known: set[str],
        lang: str,
    ) -> str:
        if not lines:
            return '<div class="side none">—</div>'
        parts = [
            f'<p lang="{lang}"><i>{index + 1}</i> {_marked(line, found, known)}</p>'
            for index, line, found in zip(indices, lines, matches, strict=True)
        ]
        return f'<div class="side">{"".join(parts)}</div>'


def _marked(line: str, matches: Sequence[TermMatch], known: set[str]) -> str:
    """Write a sentence with its terms marked."""
    parts: list[str] = []
    done = 0
    for match in matches:
        alone = "" if match.concept_id in known else ' class="alone"'
        parts.append(html.escape(line[done : match.start]))
        parts.append(
            f'<mark{alone} title="{html.escape(match.concept_id)}">'
            f"{html.escape(match.surface)}</mark>"
        )
        done = match.end
    parts.append(html.escape(line[done:]))
    return "".join(parts)


def _level(bead: Bead) -> str:
    if bead.score < LOW_CONFIDENCE:
        return "low"
    return "middle" if bead.score < 0.9 else "high"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else f"{words[:69]}…"
