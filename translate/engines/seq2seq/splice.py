"""Put a missing form into the target at the place where the model looked at its source.

The way for decoders that cannot be constrained: cut the draft where cross-attention says that the
term's words were written, write the form there, let the model decode on, and let it judge the
candidates. Several missing forms are placed one after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.languages.case import capitalise_first
from translate.engines.protocol import Constraint
from translate.engines.steering import Steer

from .backend import Backend
from .tokenizer import SPACE, Pieces, Tokenizer

_ROUNDS = 4
_PLACES = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Target tokens `start` to `end` that were written for a source span."""

    start: int
    end: int


@dataclass(slots=True)
class _Work:
    """One segment on its way."""

    steer: Steer
    source: list[str]
    pieces: Pieces
    target: tuple[str, ...]
    waiting: list[int]
    limit: int
    score: float = 0.0


def splice(
    steers: Sequence[Steer],
    backend: Backend,
    tokenizers: tuple[Tokenizer, Tokenizer],
    sources: Sequence[list[str]],
    prefix: Sequence[str],
    *,
    source_offset: int,
    limits: Sequence[int],
    beams: int,
) -> list[tuple[str, ...]]:
    """Place the missing forms of drafts.

    Args:
        steers: the segments; each has a draft.
        backend: the model.
        tokenizers: of the source and of the target.
        sources: the encoder's tokens of each segment.
        prefix: the target's prefix.
        source_offset: number of special tokens before a source's first piece.
        limits: most tokens of each target.
        beams: beams for decoding on.

    Returns:
        The tokens of the best target of each segment; not always with all forms.
    """
    source_tokenizer, target_tokenizer = tokenizers
    works = [
        _Work(
            steer=steer,
            source=source,
            pieces=source_tokenizer.encode(steer.text),
            target=target_tokenizer.encode(steer.draft.text if steer.draft else "").tokens,
            waiting=list(steer.missing),
            limit=limit,
        )
        for steer, source, limit in zip(steers, sources, limits, strict=True)
    ]
    for _ in range(_ROUNDS):
        active = [work for work in works if work.waiting and work.target]
        if not active:
            break
        _round(active, backend, target_tokenizer, prefix, source_offset, beams)
    return [work.target for work in works]


def _round(
    works: Sequence[_Work],
    backend: Backend,
    tokenizer: Tokenizer,
    prefix: Sequence[str],
    source_offset: int,
    beams: int,
) -> None:
    """Place one missing form in each segment."""
    attention = backend.attend(
        [work.source for work in works], prefix, [work.target for work in works]
    )
    owners: list[_Work] = []
    heads: list[tuple[str, ...]] = []
    whole: list[tuple[_Work, tuple[str, ...]]] = []
    for work, weights in zip(works, attention, strict=True):
        constraint, places = _first(work, weights, source_offset)
        for number, place in enumerate(places):
            head = _head(work.target, place.start, constraint.forms[0], tokenizer)
            owners.append(work)
            heads.append(head)
            if number == 0:
                whole.append((work, (*head, *work.target[place.end :])))
    results = backend.decode(
        [work.source for work in owners], prefix, beams=beams, n_best=1, heads=heads,
        limits=[work.limit + len(head) for work, head in zip(owners, heads, strict=True)],
    )  # fmt: skip
    whole.extend(
        (work, found[0].tokens) for work, found in zip(owners, results, strict=True) if found
    )
    scores = backend.score(
        [work.source for work, _ in whole], prefix, [tokens for _, tokens in whole]
    )
    best: dict[int, tuple[tuple[int, float], tuple[str, ...], list[int]]] = {}
    for (work, tokens), score in zip(whole, scores, strict=True):
        missing = _missing(work.steer, Tokenizer.decode(list(tokens))[0])
        worth = (-len(missing), score)
        if id(work) not in best or worth > best[id(work)][0]:
            best[id(work)] = worth, tokens, missing
    for work in works:
        if id(work) not in best:
            work.waiting = []
            continue
        (_, work.score), tokens, missing = best[id(work)]
        if len(missing) >= len(work.waiting):
            # what was placed pushed another form out: what stood before is as good
            work.waiting = []
            continue
        work.target, work.waiting = tokens, missing


def _first(
    work: _Work, weights: Sequence[Sequence[float]], source_offset: int
) -> tuple[Constraint, list[Place]]:
    """Choose the missing form whose place comes first, so that later ones are not decoded away."""
    best: tuple[int, Constraint, list[Place]] | None = None
    for index in work.waiting:
        constraint = work.steer.constraints[index]
        columns = [
            source_offset + column
            for column, (start, end) in enumerate(work.pieces.spans)
            if start < constraint.end and constraint.start < end
        ]
        places = find_places(weights, columns, work.target, source_offset, len(work.pieces.spans))
        if best is None or places[0].start < best[0]:
            best = places[0].start, constraint, places
    if best is None:
        raise ValueError("no form is missing")
    return best[1], best[2]


def find_places(
    weights: Sequence[Sequence[float]],
    columns: Sequence[int],
    target: Sequence[str],
    source_offset: int,
    source_length: int,
) -> list[Place]:
    """Find where the target was written for some source pieces.

    The best place is the longest run of target words whose tokens look at the span more than at
    any other word; the second the word that looks at it most, if that is elsewhere. Never empty:
    where nothing looks at the span, it is the word that does so most.

    Args:
        weights: one row per target token, one weight per source token.
        columns: the source tokens of the span.
        target: the target's tokens.
        source_offset: number of special tokens before the first source piece.
        source_length: number of source pieces.
    """
    words = _words(target)
    inside = [sum(row[column] for column in columns) for row in weights]
    wanted = set(columns)
    hits = []
    for row in weights:
        pieces = range(source_offset, source_offset + source_length)
        hits.append(max(pieces, key=row.__getitem__) in wanted if source_length else False)
    mass = [sum(inside[start:end]) / (end - start) for start, end in words]
    looking = [any(hits[start:end]) for start, end in words]
    top = max(range(len(words)), key=mass.__getitem__)
    runs: list[tuple[int, int]] = []
    for number, looks in enumerate(looking):
        if not looks:
            continue
        if runs and runs[-1][1] == number:
            runs[-1] = runs[-1][0], number + 1
        else:
            runs.append((number, number + 1))
    places = []
    if runs:
        first, last = max(runs, key=lambda run: sum(mass[run[0] : run[1]]))
        places.append(Place(words[first][0], words[last - 1][1]))
    if not any(place.start <= words[top][0] < place.end for place in places):
        places.append(Place(*words[top]))
    return places[:_PLACES]


def _words(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Group tokens into words by their leading spaces.

    Lao writes no spaces: there each token is a word of its own.
    """
    starts = [
        index
        for index, token in enumerate(tokens)
        if index == 0 or token.startswith(SPACE) or any("\u0e80" <= c <= "\u0eff" for c in token)
    ]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


def _head(target: Sequence[str], start: int, form: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the tokens of the target's beginning with the form after it."""
    before, _ = Tokenizer.decode(list(target[:start]))
    gap = " " if before and target[start].startswith(SPACE) else ""
    if not before:
        form = capitalise_first(form)
    return tokenizer.encode(f"{before}{gap}{form}").tokens


def _missing(steer: Steer, text: str) -> list[int]:
    """Return the constraints that a text does not hold, by a plain look: a hint, no verdict."""
    folded = text.casefold()
    missing = []
    for index, constraint in enumerate(steer.constraints):
        place = -1
        for form in sorted(constraint.forms, key=len, reverse=True):
            place = folded.find(form.casefold())
            if place >= 0:
                # taken: the next occurrence needs a place of its own
                folded = folded[:place] + "\0" * len(form) + folded[place + len(form) :]
                break
        if place < 0 and constraint.required:
            missing.append(index)
    return missing
