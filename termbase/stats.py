"""Counting what a glossary holds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corpus.languages import LANGUAGES

from .glossary import Glossary


def glossary_stats(glossary: Glossary) -> dict[str, Any]:
    """Count concepts, terms, and per language what is preferred, verified, missing.

    Returns:
        A JSON object: `concepts`, `terms`, `digest`, `subjects` and `policies` (name to
        number of concepts), and `languages`: for each, `terms`, `concepts` with a usable term,
        `verified` and `unverified` (of their preferred terms) and `missing`.
    """
    languages: dict[str, dict[str, int]] = {}
    tags = dict.fromkeys((*LANGUAGES, *glossary.languages))
    for lang in tags:
        preferred = [(concept.accepted(lang) or (None,))[0] for concept in glossary]
        languages[lang] = {
            "terms": sum(len(concept.terms_in(lang)) for concept in glossary),
            "concepts": sum(term is not None for term in preferred),
            "verified": sum(term is not None and term.verified for term in preferred),
            "unverified": sum(term is not None and not term.verified for term in preferred),
            "missing": sum(term is None for term in preferred),
        }
    return {
        "concepts": len(glossary),
        "terms": sum(len(concept.terms) for concept in glossary),
        "digest": glossary.digest,
        "subjects": dict(Counter(concept.subject for concept in glossary).most_common()),
        "policies": dict(Counter(concept.policy.value for concept in glossary).most_common()),
        "languages": languages,
    }


def render_stats(stats: dict[str, Any]) -> str:
    """Return the counts as a table of text."""
    columns = ("terms", "concepts", "verified", "unverified", "missing")
    lines = [
        f"{stats['concepts']} concepts, {stats['terms']} terms, digest {stats['digest'][:12]}",
        "",
        f"{'':<12}" + "".join(f"{name:>12}" for name in columns),
    ]
    for lang, counts in stats["languages"].items():
        name = LANGUAGES.get(lang, lang)
        lines.append(f"{name:<12}" + "".join(f"{counts[column]:>12}" for column in columns))
    lines.append("")
    for title in ("subjects", "policies"):
        listed = ", ".join(f"{name or '(none)'} {count}" for name, count in stats[title].items())
        lines.append(f"{title}: {listed}")
    return "\n".join(lines)
