"""Put a missing form into the target at the place where the model looked at its source.

The way for decoders that cannot be constrained: cut the draft where cross-attention says that the
term's words were written, write the form there, and let the model judge. Where what follows is as
probable behind the form as it was behind the words in its place, it may stay; that takes no
decoding. Else the model decodes on from the form, one missing form after another.
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
_LOSS = 0.1
"""How much less probable, in mean log probability, the words behind a form may have become."""


@dataclass(slots=True)
class _Work:
    """One segment on its way: `target` after each decoding on, `in_place` without any."""

    steer: Steer
    source: list[str]
    pieces: Pieces
    target: Decoded
    waiting: list[int]
    in_place: tuple[str, ...] = ()

    def form(self, index: int) -> str:
        """Return the official form of a constraint."""
        return self.steer.constraints[index].forms[0]


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
    _put_in_place([work for work in works if work.waiting and work.target.tokens], job)
    for _ in range(_ROUNDS):
        active = [work for work in works if work.waiting and work.target.tokens]
        if not active:
            break
        _round(active, job)
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


def _put_in_place(works: Sequence[_Work], job: _Job) -> None:
    """Write all missing forms in the place of the aligned words, and see which may stay there."""
    followers: list[list[tuple[int, int]]] = []
    for work, places in zip(works, _all_places(works, job), strict=True):
        draft = work.target.tokens
        new: tuple[str, ...] = ()
        behind: list[tuple[int, int]] = []
        done = 0
        for index, place in sorted(places.items(), key=lambda item: item[1]):
            head = _head(draft, place.start, work.form(index), job.tokenizer)
            new += (*draft[done : place.start], *head[place.start :])
            done = place.end
            until = min((one.start for one in places.values() if one.start >= done), default=None)
            until = len(draft) + 1 if until is None else until  # the end token counts too
            behind += [(old, len(new) + old - done) for old in range(done, until)]
        work.in_place = (*new, *draft[done:])
        followers.append(behind)
    standing = [
        (work, behind)
        for work, behind in zip(works, followers, strict=True)
        if not _missing(work.steer, work.in_place, job.lang)
    ]
    sources = [work.source for work, _ in standing]
    before = job.backend.score(sources, job.prefix, [work.target.tokens for work, _ in standing])
    after = job.backend.score(sources, job.prefix, [work.in_place for work, _ in standing])
    for (work, behind), old, new_scores in zip(standing, before, after, strict=True):
        loss = sum(old[there] - new_scores[here] for there, here in behind)
        if loss <= _LOSS * len(behind):
            work.waiting = []


def _round(works: Sequence[_Work], job: _Job) -> None:
    """Write the first missing form of each segment where its source was looked at, decode on."""
    heads, rests, limits = [], [], []
    for work, places in zip(works, _all_places(works, job), strict=True):
        place, index = min((place, index) for index, place in places.items())
        heads.append(_head(work.target.tokens, place.start, work.form(index), job.tokenizer))
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
    liked = {
        candidate: sum(values) / max(1, len(values))
        for candidate, values in zip(tied, scores, strict=True)
    }
    return [
        tuple(
            work.target if target == work.target.tokens else Decoded(target, 0.0)
            for target in sorted(
                counts, key=lambda target: (counts[target], -liked.get((number, target), 0.0))
            )
        )
        for number, (work, counts) in enumerate(zip(works, missing, strict=True))
    ]


def _all_places(works: Sequence[_Work], job: _Job) -> list[dict[int, Place]]:
    """Find a place for each missing form of each segment."""
    attention = attended(
        job.backend, [work.source for work in works], job.prefix, [work.target for work in works]
    )
    return [_places(work, weights, job) for work, weights in zip(works, attention, strict=True)]


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
        if (known := _known_place(work.steer, index, text, spans)) and blocked.isdisjoint(
            range(known.start, known.end)
        ):
            places[index] = known
            blocked |= set(range(known.start, known.end))
            continue
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


def _known_place(
    steer: Steer, index: int, text: str, spans: Sequence[tuple[int, int]]
) -> Place | None:
    """Return the tokens of a place that was found in the draft, if this text is the draft."""
    span = steer.places[index] if steer.places else None
    if span is None or steer.draft is None or steer.draft.text != text:
        return None
    inside = [
        place for place, (start, end) in enumerate(spans) if start < span[1] and span[0] < end
    ]
    return Place(inside[0], inside[-1] + 1) if inside else None


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


def _missing(steer: Steer, target: Sequence[str], lang: str) -> list[int]:
    """Return the constraints that a target does not hold."""
    places = _standing(steer, Tokenizer.decode(list(target))[0], lang)
    return [index for index, place in enumerate(places) if place is None]


def _standing(steer: Steer, text: str, lang: str) -> tuple[tuple[int, int] | None, ...]:
    """Return the place of each constraint in a text."""
    return claim_places(text, [constraint.forms for constraint in steer.constraints], lang)
