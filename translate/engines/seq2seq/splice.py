"""Put a missing form into the target at the place where the model looked at its source.

The way for decoders that cannot be constrained: cut the draft where cross-attention says that the
term's words were written, write the form there, let the model decode on, and let it judge the
candidates. Several missing forms are placed one after another.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from corpus.languages.case import capitalise_first
from translate.engines.steering import Steer

from .backend import Backend
from .tokenizer import SPACE, Pieces, Tokenizer

_ROUNDS = 4
_ALLOWANCE = 6
"""Tokens that a target may grow by when it is decoded on."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Target tokens `start` to `end` that were written for a source span."""

    start: int
    end: int


@dataclass(slots=True)
class _Work:
    """One segment on its way: `target` after each decoding on, `in_place` without any."""

    steer: Steer
    source: list[str]
    pieces: Pieces
    target: tuple[str, ...]
    waiting: list[int]
    in_place: tuple[str, ...] = ()


def splice(
    steers: Sequence[Steer],
    backend: Backend,
    tokenizers: tuple[Tokenizer, Tokenizer],
    sources: Sequence[list[str]],
    drafts: Sequence[Sequence[str]],
    prefix: Sequence[str],
    *,
    source_offset: int,
    beams: int,
) -> list[tuple[tuple[str, ...], ...]]:
    """Place the missing forms of drafts.

    Args:
        steers: the segments.
        backend: the model.
        tokenizers: of the source and of the target.
        sources: the encoder's tokens of each segment.
        drafts: the tokens of their drafts, as the model wrote them.
        prefix: the target's prefix.
        source_offset: number of special tokens before a source's first piece.
        beams: beams for decoding on.

    Returns:
        For each segment up to two targets, that with more of the forms first, then that which
        the model likes better: one that was decoded on, and the draft with the forms put in the
        place of the aligned words.
    """
    source_tokenizer, target_tokenizer = tokenizers
    works = [
        _Work(
            steer=steer,
            source=source,
            pieces=source_tokenizer.encode(steer.text),
            target=tuple(draft),
            waiting=list(steer.missing),
        )
        for steer, source, draft in zip(steers, sources, drafts, strict=True)
    ]
    for number in range(_ROUNDS):
        active = [work for work in works if work.waiting and work.target]
        if not active:
            break
        _round(active, backend, target_tokenizer, prefix, source_offset, beams, number == 0)
    return _ranked(works, backend, prefix)


def _round(
    works: Sequence[_Work],
    backend: Backend,
    tokenizer: Tokenizer,
    prefix: Sequence[str],
    source_offset: int,
    beams: int,
    first: bool,
) -> None:
    """Write the first missing form of each segment where its source was looked at, decode on."""
    attention = backend.attend(
        [work.source for work in works], prefix, [work.target for work in works]
    )
    heads, limits = [], []
    for work, weights in zip(works, attention, strict=True):
        places = _places(work, weights, source_offset)
        if first:
            work.in_place = _put_in_place(work, places, tokenizer)
        place, index = min((place, index) for index, place in places.items())
        head = _head(work.target, place.start, work.steer.constraints[index].forms[0], tokenizer)
        heads.append(head)
        limits.append(len(head) + len(work.target) - place.start + _ALLOWANCE)
    results = backend.decode(
        [work.source for work in works], prefix, beams=beams, n_best=1, heads=heads, limits=limits
    )
    for work, found in zip(works, results, strict=True):
        missing = _missing(work.steer, found[0].tokens) if found else work.waiting
        if len(missing) >= len(work.waiting):
            # the model wrote another form away; going on would turn in a circle
            work.waiting = []
        else:
            work.target, work.waiting = found[0].tokens, missing


def _ranked(
    works: Sequence[_Work], backend: Backend, prefix: Sequence[str]
) -> list[tuple[tuple[str, ...], ...]]:
    """Let the model choose between the two targets of a segment that are equally complete."""
    missing = [
        {target: len(_missing(work.steer, target)) for target in (work.target, work.in_place)}
        for work in works
    ]
    tied = [
        (number, target)
        for number, counts in enumerate(missing)
        if len(counts) > 1 and len(set(counts.values())) == 1
        for target in counts
    ]
    scores = backend.score(
        [works[number].source for number, _ in tied], prefix, [target for _, target in tied]
    )
    liked = dict(zip(tied, scores, strict=True))
    return [
        tuple(
            sorted(
                (target for target in counts if target),
                key=lambda target: (counts[target], -liked.get((number, target), 0.0)),
            )
        )
        for number, counts in enumerate(missing)
    ]


def _places(
    work: _Work, weights: Sequence[Sequence[float]], source_offset: int
) -> dict[int, Place]:
    """Find a place for each missing form, apart from each other and from forms that stand."""
    text, spans = Tokenizer.decode(list(work.target))
    taken = _standing(work.steer, text)
    blocked = {
        index
        for index, (start, end) in enumerate(spans)
        if any(start < right and left < end for left, right in taken)
    }
    places = {}
    for index in work.waiting:
        constraint = work.steer.constraints[index]
        columns = [
            source_offset + column
            for column, (start, end) in enumerate(work.pieces.spans)
            if start < constraint.end and constraint.start < end
        ]
        place = find_place(
            weights, columns, work.target, source_offset, len(work.pieces.spans), blocked
        )
        places[index] = place
        blocked |= set(range(place.start, place.end))
    return places


def find_place(
    weights: Sequence[Sequence[float]],
    columns: Sequence[int],
    target: Sequence[str],
    source_offset: int,
    source_length: int,
    blocked: Set[int] = frozenset(),
) -> Place:
    """Find where the target was written for some source pieces.

    It is the run of target words, longest in attention, of which a token looks at the span more
    than at any other piece; where nothing does so, the word that looks at the span most.

    Args:
        weights: one row per target token, one weight per source token.
        columns: the source tokens of the span.
        target: the target's tokens.
        source_offset: number of special tokens before the first source piece.
        source_length: number of source pieces.
        blocked: target tokens that are not to be touched; where all are, the place is the end.
    """
    wanted, pieces = set(columns), range(source_offset, source_offset + source_length)
    words = [word for word in _words(target) if blocked.isdisjoint(range(*word))]
    if not words:
        return Place(len(target), len(target))
    mass = {
        (start, end): sum(weights[row][column] for row in range(start, end) for column in columns)
        / (end - start)
        for start, end in words
    }
    runs: list[list[tuple[int, int]]] = []
    for word in words:
        if not any(max(pieces, key=weights[row].__getitem__) in wanted for row in range(*word)):
            continue
        if runs and runs[-1][-1][1] == word[0]:
            runs[-1].append(word)
        else:
            runs.append([word])
    if runs:
        best = max(runs, key=lambda run: sum(mass[word] for word in run))
        return Place(best[0][0], best[-1][1])
    return Place(*max(words, key=mass.__getitem__))


def _words(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Group tokens into words by their leading spaces; punctuation is apart.

    Lao writes no spaces: there each token is a word of its own.
    """
    starts = []
    apart = True
    for index, token in enumerate(tokens):
        lao = any("\u0e80" <= character <= "\u0eff" for character in token)
        mark = not any(character.isalnum() for character in token)
        if apart or lao or mark or token.startswith(SPACE):
            starts.append(index)
        apart = mark and token != SPACE
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


def _head(target: Sequence[str], start: int, form: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the tokens of the target's beginning with the form after it."""
    before = tuple(target[:start])
    if not before:
        return tokenizer.encode(capitalise_first(form)).tokens
    spaced = start == len(target) or target[start].startswith(SPACE)
    return before + (tokenizer.encode(form).tokens if spaced else tokenizer.inside(form))


def _put_in_place(work: _Work, places: dict[int, Place], tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the target with every missing form instead of the words at its place."""
    target = work.target
    for index, place in sorted(places.items(), key=lambda item: item[1], reverse=True):
        head = _head(target, place.start, work.steer.constraints[index].forms[0], tokenizer)
        target = (*head, *target[place.end :])
    return target


def _missing(steer: Steer, target: Sequence[str]) -> list[int]:
    """Return the constraints that a target does not hold, by a plain look: a hint, no verdict."""
    _, missing = _look(steer, Tokenizer.decode(list(target))[0])
    return missing


def _standing(steer: Steer, text: str) -> list[tuple[int, int]]:
    """Return the spans of the forms that stand in a text."""
    spans, _ = _look(steer, text)
    return spans


def _look(steer: Steer, text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Find each constraint a place of its own, longer forms first."""
    # lower-casing can change the length; then places are off by a little, and only block more
    folded = text.lower()
    spans: list[tuple[int, int]] = []
    missing = []
    order = sorted(
        range(len(steer.constraints)), key=lambda index: -len(steer.constraints[index].forms[0])
    )
    for index in order:
        for form in sorted(steer.constraints[index].forms, key=len, reverse=True):
            place = folded.find(form.lower())
            if place >= 0:
                end = place + len(form)
                spans.append((place, end))
                folded = folded[:place] + "\0" * len(form) + folded[end:]
                break
        else:
            missing.append(index)
    return spans, sorted(missing)
