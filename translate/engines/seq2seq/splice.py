"""Put a missing form into the target at the place where the model looked at its source.

The way for decoders that cannot be constrained: cut the draft where cross-attention says that the
term's words were written, write the form there, let the model decode on, and let it judge the
candidates. Several missing forms are placed one after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.languages.case import capitalise_first
from termbase import claim_places
from translate.engines.steering import Steer

from .backend import Attention, Backend, Decoded
from .places import Place, find_place
from .tokenizer import SPACE, Pieces, Tokenizer

_ROUNDS = 4
_ALLOWANCE = 6
"""Tokens that a target may grow by when it is decoded on."""


@dataclass(slots=True)
class _Work:
    """One segment on its way: `target` after each decoding on, `in_place` without any."""

    steer: Steer
    source: list[str]
    pieces: Pieces
    target: Decoded
    waiting: list[int]
    in_place: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """What all segments have in common."""

    backend: Backend
    tokenizer: Tokenizer
    prefix: Sequence[str]
    source_offset: int
    lang: str


def splice(
    steers: Sequence[Steer],
    backend: Backend,
    tokenizers: tuple[Tokenizer, Tokenizer],
    sources: Sequence[list[str]],
    drafts: Sequence[Decoded],
    prefix: Sequence[str],
    *,
    source_offset: int,
    lang: str,
) -> list[tuple[Decoded, ...]]:
    """Place the missing forms of drafts.

    Args:
        steers: the segments.
        backend: the model.
        tokenizers: of the source and of the target.
        sources: the encoder's tokens of each segment.
        drafts: their drafts, as the model wrote them.
        prefix: the target's prefix.
        source_offset: number of special tokens before a source's first piece.
        lang: the language of the targets.

    Returns:
        For each segment up to two targets, that with more of the forms first, then that which
        the model likes better: one that was decoded on, and the draft with the forms put in the
        place of the aligned words.
    """
    source_tokenizer, target_tokenizer = tokenizers
    job = _Job(backend, target_tokenizer, prefix, source_offset, lang)
    works = [
        _Work(steer, source, source_tokenizer.encode(steer.text), draft, list(steer.missing))
        for steer, source, draft in zip(steers, sources, drafts, strict=True)
    ]
    for number in range(_ROUNDS):
        active = [work for work in works if work.waiting and work.target.tokens]
        if not active:
            break
        _round(active, job, first=number == 0)
    return _ranked(works, job)


def attended(
    backend: Backend,
    sources: Sequence[Sequence[str]],
    prefix: Sequence[str],
    targets: Sequence[Decoded],
) -> list[Attention]:
    """Return the attention of targets; it is made where the decoding did not leave it behind."""
    bare = [index for index, target in enumerate(targets) if target.attention is None]
    made = backend.attend(
        [sources[index] for index in bare], prefix, [targets[index].tokens for index in bare]
    )
    found = dict(zip(bare, made, strict=True))
    return [
        found[index] if target.attention is None else target.attention
        for index, target in enumerate(targets)
    ]


def _round(works: Sequence[_Work], job: _Job, *, first: bool) -> None:
    """Write the first missing form of each segment where its source was looked at, decode on."""
    attention = attended(
        job.backend, [work.source for work in works], job.prefix, [work.target for work in works]
    )
    heads, rests, limits = [], [], []
    for work, weights in zip(works, attention, strict=True):
        places = _places(work, weights, job)
        if first:
            work.in_place = _put_in_place(work, places, job.tokenizer)
        place, index = min((place, index) for index, place in places.items())
        form = work.steer.constraints[index].forms[0]
        heads.append(_head(work.target.tokens, place.start, form, job.tokenizer))
        rests.append(work.target.tokens[place.end :])
        limits.append(len(heads[-1]) + len(work.target.tokens) - place.start + _ALLOWANCE)
    for work, found in zip(works, _decoded_on(works, heads, rests, limits, job), strict=True):
        missing = _missing(work.steer, found.tokens, job.lang)
        if len(missing) >= len(work.waiting):
            # the model wrote another form away; going on would turn in a circle
            work.waiting = []
        else:
            work.target, work.waiting = found, missing


def _decoded_on(
    works: Sequence[_Work],
    heads: Sequence[tuple[str, ...]],
    rests: Sequence[tuple[str, ...]],
    limits: Sequence[int],
    job: _Job,
) -> list[Decoded]:
    """Let the model write on from each head.

    Where it makes a longer word of the form, it is held to the next word of the draft.
    """

    def decode(members: Sequence[int], starts: Sequence[tuple[str, ...]]) -> list[Decoded]:
        results = job.backend.decode(
            [works[index].source for index in members], job.prefix, beams=1, n_best=1,
            heads=starts, limits=[limits[index] for index in members],
        )  # fmt: skip
        return [
            found[0] if found else Decoded(start, 0.0)
            for found, start in zip(results, starts, strict=True)
        ]

    written = decode(range(len(works)), heads)
    grown = [
        index
        for index, (head, found) in enumerate(zip(heads, written, strict=True))
        if _joins(head[-1:], found.tokens[len(head) :])
    ]
    held = [index for index in grown if rests[index]]
    for index in grown:
        written[index] = Decoded(heads[index], 0.0)
    if held:
        again = decode(held, [(*heads[index], rests[index][0]) for index in held])
        for index, found in zip(held, again, strict=True):
            written[index] = found
    return written


def _ranked(works: Sequence[_Work], job: _Job) -> list[tuple[Decoded, ...]]:
    """Let the model choose between the two targets of a segment that are equally complete."""
    missing = [
        {
            target: len(_missing(work.steer, target, job.lang))
            for target in (work.target.tokens, work.in_place)
            if target
        }
        for work in works
    ]
    tied = [
        (number, target)
        for number, counts in enumerate(missing)
        if len(counts) > 1 and len(set(counts.values())) == 1
        for target in counts
    ]
    scores = job.backend.score(
        [works[number].source for number, _ in tied], job.prefix, [target for _, target in tied]
    )
    liked = dict(zip(tied, scores, strict=True))
    return [
        tuple(
            work.target if target == work.target.tokens else Decoded(target, 0.0)
            for target in sorted(
                counts, key=lambda target: (counts[target], -liked.get((number, target), 0.0))
            )
        )
        for number, (work, counts) in enumerate(zip(works, missing, strict=True))
    ]


def _places(work: _Work, weights: Attention, job: _Job) -> dict[int, Place]:
    """Find a place for each missing form, apart from each other and from forms that stand."""
    text, spans = Tokenizer.decode(list(work.target.tokens))
    taken = [span for span in _standing(work.steer, text, job.lang) if span is not None]
    blocked = {
        index
        for index, (start, end) in enumerate(spans)
        if any(start < right and left < end for left, right in taken)
    }
    places = {}
    for index in work.waiting:
        constraint = work.steer.constraints[index]
        columns = [
            job.source_offset + column
            for column, (start, end) in enumerate(work.pieces.spans)
            if start < constraint.end and constraint.start < end
        ]
        place = find_place(
            weights,
            columns,
            work.target.tokens,
            job.source_offset,
            len(work.pieces.spans),
            blocked,
        )
        places[index] = place
        blocked |= set(range(place.start, place.end))
    return places


def _head(target: Sequence[str], start: int, form: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the tokens of the target's beginning with the form after it."""
    before = tuple(target[:start])
    if not before:
        return tokenizer.encode(capitalise_first(form)).tokens
    spaced = start == len(target) or target[start].startswith(SPACE)
    glued = not spaced and not _joins(before[-1:], (form,))
    return before + (tokenizer.inside(form) if glued else tokenizer.encode(form).tokens)


def _joins(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two runs of tokens make one word where they meet; Lao words need no space."""
    before, after = left[-1][-1:] if left else "", right[0][:1] if right else ""
    return all(
        one.isalnum() and not "\u0e80" <= one <= "\u0eff" for one in (before or " ", after or " ")
    )


def _put_in_place(work: _Work, places: dict[int, Place], tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the target with every missing form instead of the words at its place."""
    target = work.target.tokens
    for index, place in sorted(places.items(), key=lambda item: item[1], reverse=True):
        head = _head(target, place.start, work.steer.constraints[index].forms[0], tokenizer)
        target = (*head, *target[place.end :])
    return target


def _missing(steer: Steer, target: Sequence[str], lang: str) -> list[int]:
    """Return the constraints that a target does not hold."""
    places = _standing(steer, Tokenizer.decode(list(target))[0], lang)
    return [index for index, place in enumerate(places) if place is None]


def _standing(steer: Steer, text: str, lang: str) -> tuple[tuple[int, int] | None, ...]:
    """Return the place of each constraint in a text."""
    return claim_places(text, [constraint.forms for constraint in steer.constraints], lang)
