"""What `kohesi compare` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .compare import Comparison
from .show import share

Json = dict[str, Any]
_SURE = 0.05
_TERMS = ("success", "success-accepted", "per-occurrence", "consistency-first", "forbidden")


def comparison_json(result: Comparison) -> Json:
    """Return a comparison as JSON values."""
    return {
        "segments": result.count,
        "systems": [
            {
                "name": name,
                "scores": {
                    metric: _score(scores[place].value, scores[place].difference)
                    for metric, scores in result.scores.items()
                },
                "terminology": {
                    measure: ratio.value for measure, ratio in result.terms[place].ratios.items()
                }
                if result.terms
                else {},
            }
            for place, name in enumerate(result.names)
        ],
        "signatures": result.signatures,
        "left_out": [{"name": name, "reason": reason} for name, reason in result.left_out],
        "contrast_metric": result.contrast_metric,
        "contrasts": [
            {
                "segment": contrast.index + 1,
                "source": contrast.source,
                "reference": contrast.reference,
                "texts": list(contrast.texts),
                "scores": [round(score, 2) for score in contrast.scores],
            }
            for contrast in result.contrasts
        ],
    }


def _score(value: float, difference: Any) -> Json:
    found: Json = {"score": round(value, 4)}
    if difference is not None:
        found |= {
            "delta": round(difference.delta, 4),
            "p_bootstrap": round(difference.bootstrap, 4),
            "p_randomisation": round(difference.randomisation, 4),
        }
    return found


def comparison_text(result: Comparison) -> str:
    """Return a comparison as tables, and the segments that differ most."""
    letters = [
        chr(ord("A") + place) if place < 26 else str(place) for place in range(len(result.names))
    ]
    blocks = ["\n".join(f"{letters[place]}  {name}" for place, name in enumerate(result.names))]
    rows = [["", "score", "against A", "p (bootstrap)", "p (randomisation)"]]
    for metric, scores in result.scores.items():
        for place, score in enumerate(scores):
            row = [f"{metric} {letters[place]}", f"{score.value:.2f}", "", "", ""]
            if score.difference is not None:
                both = (score.difference.bootstrap, score.difference.randomisation)
                sure = max(both) < _SURE
                row[2:] = [
                    f"{score.difference.delta:+.2f}{' *' if sure else ''}",
                    *(f"{p_value:.4f}" for p_value in both),
                ]
            rows.append(row)
    blocks.append(
        f"{_table(rows)}\n* both p-values below {_SURE}\n"
        + "\n".join([*result.signatures.values(), *_left_out(result.left_out)])
    )
    if result.terms:
        rows = [["terms", *_TERMS]]
        rows += [
            [letters[place], *(share(terms.ratios[name]) for name in _TERMS)]
            for place, terms in enumerate(result.terms)
        ]
        blocks.append(f"{_table(rows)}\n{result.terms[0].signature}")
    for contrast in result.contrasts:
        lines = [f"segment {contrast.index + 1}, {result.contrast_metric} of each"]
        if contrast.source:
            lines.append(f"  source     {contrast.source}")
        lines.append(f"  reference  {contrast.reference}")
        lines += [
            f"  {letters[place]} {score:>6.1f}   {text}"
            for place, (text, score) in enumerate(zip(contrast.texts, contrast.scores, strict=True))
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _left_out(left_out: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name} left out: {reason}" for name, reason in left_out]


def _table(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
