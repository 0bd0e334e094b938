"""The model card: what the weights were made of, what they reach, what they are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .corpora import Rights

_NAMES = {"id": "Indonesian", "vi": "Vietnamese", "lo": "Lao", "en": "English"}


def least_free(texts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the rights of the least free text."""
    order = [str(one) for one in Rights]
    return max((one["rights"] for one in texts.values()), key=order.index, default=order[0])


def model_card(
    facts: Mapping[str, Any], measured: Mapping[str, Any], langs: Iterable[str], *, size: int
) -> str:
    """Return the card in Markdown.

    Args:
        facts: of the export: texts, steps, settings.
        measured: what `training.evaluate` found.
        langs: the languages of the model.
        size: bytes of the model.
    """
    languages = ", ".join(_NAMES[lang] for lang in langs)
    settings = facts["settings"]
    shape = settings["shape"]
    lines = [
        "# kohesi-mini",
        "",
        f"A small translation model of M2M-100's architecture for {languages}: "
        f"{shape['encoder']} encoder and {shape['decoder']} decoder layers of width "
        f"{shape['width']}, {size / 1e6:.1f} MB in int8. It was "
        "trained from scratch on the texts below; no weights of other models went into it.",
        "",
        "## Texts",
        "",
        *_table(
            ("text", "domain", "licence", "released weights", "pairs"),
            (
                (name, one["domain"], _licence(one), one["rights"], _counts(one["pairs"]))
                for name, one in facts["texts"].items()
            ),
        ),
        "",
        "`released weights`: what the licence says about weights trained on the text: `open`, "
        "`unstated` (no licence is stated), `research` (copyrighted, or no commercial use, or no "
        f"derived works). The least free text in this model is `{least_free(facts['texts'])}`.",
        "",
        "Machine-written parts: the starter corpus and the lexicon of kohesi, and every text "
        "whose name begins with `synthetic`. No line of an evaluation text was trained on; lines "
        "were compared without case, spaces and punctuation.",
        "",
        "## Training",
        "",
        f"{facts['step']} steps in {facts['minutes']} minutes on {facts['device']}, torch "
        f"{facts['torch']}, seed {settings['seed']}, {settings['batch_tokens']} tokens a batch, "
        f"mean of the last {facts['averaged']} snapshots. A share of "
        f"{settings['mixture']['annotated']:.0%} of the sources carried a rendering inline.",
        "",
        "## Scores",
        "",
        "FLORES-200 part, from Indonesian; a fifth of its lines chose the snapshot, `held out` is "
        "the rest. chrF++, for Lao chrF.",
        "",
        *_table(
            ("into", "mini", "held out", "draft engine"),
            (
                (_NAMES[lang], f"{one['mini']:.1f}", f"{one['held out']:.1f}", _figure(one))
                for lang, one in measured["flores"].items()
            ),
        ),
        "",
        "Renderings that were written into the source came through (terms of the starter corpus's "
        "dev and test parts): "
        + "; ".join(
            f"{_NAMES[lang]} {one['marked']:.1%} with marks, {one['bare']:.1%} without"
            for lang, one in measured["terms"].items()
        )
        + ".",
        "",
        "Speed: " + "; ".join(f"{key} {value}" for key, value in measured["speed"].items()) + ".",
        "",
        "## Limits",
        "",
        "News from its own training years and domains at best; names it has not seen are "
        "misspelt, long sentences lose parts, numbers must be checked. It is a draft for a "
        "translator, never a translation to publish unread. `kohesi check` finds some of its "
        "mistakes.",
    ]
    return "\n".join(lines) + "\n"


def _figure(row: Mapping[str, Any]) -> str:
    return f"{row['draft']:.1f}" if row.get("draft") is not None else "not measured"


def _licence(text: Mapping[str, Any]) -> str:
    return f"{text['licence']}; {text['made']}" if "made" in text else str(text["licence"])


def _counts(pairs: Mapping[str, int]) -> str:
    return ", ".join(f"{pair} {count}" for pair, count in pairs.items())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
