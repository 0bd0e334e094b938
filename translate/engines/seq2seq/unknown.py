"""Letters that a model does not have: what it left unknown is copied from the source.

A model that reads a letter or a sign outside its vocabulary as unknown writes it as unknown too.
Which one it meant, its cross-attention tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .backend import Backend, Decoded
from .inplace import attended

UNKNOWN = "<unk>"


def fill_unknown(
    backend: Backend,
    sources: Sequence[Sequence[str]],
    prefix: Sequence[str],
    found: Sequence[Sequence[Decoded]],
) -> list[list[Decoded]]:
    """Write the tokens of the source in the place of unknown ones.

    Args:
        backend: the model.
        sources: the encoder's tokens of each sentence.
        prefix: the target's prefix.
        found: the targets of each sentence.

    Returns:
        The targets. An unknown token for which the source has none of its own is left out.
    """
    filled = [list(targets) for targets in found]
    places = [
        (number, at)
        for number, targets in enumerate(filled)
        for at, target in enumerate(targets)
        if UNKNOWN in target.tokens
    ]
    attention = attended(
        backend,
        [sources[number] for number, _ in places],
        prefix,
        [filled[number][at] for number, at in places],
    )
    for (number, at), weights in zip(places, attention, strict=True):
        source, target = sources[number], filled[number][at]
        columns = [place for place, token in enumerate(source) if not backend.knows(token)]
        tokens = tuple(
            token
            if token != UNKNOWN
            else source[max(columns, key=row.__getitem__)]
            if columns
            else ""
            for token, row in zip(target.tokens, weights, strict=True)
        )
        filled[number][at] = replace(target, tokens=tokens)
    return filled
