"""Put a missing form into the target at the place of its source's words, and go on from there.

The way for decoders that cannot be constrained. Where a form fits in place (see `inplace`), the
draft changes there and nowhere else. Where it does not, the draft is cut at that place, the form
written, and the model decodes on; then it chooses between this and the form in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from translate.engines.steering import Steer

from .backend import Backend, Decoded
from .inplace import Job, Work, edited, form_tokens, joins, put_in_place
from .tokenizer import Tokenizer

_ALLOWANCE = 6
"""Tokens that a target may grow by when it is decoded on."""


def splice(
    steers: Sequence[Steer],
    backend: Backend,
    tokenizers: tuple[Tokenizer, Tokenizer],
    sources: Sequence[Sequence[str]],
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
        place of the words.
    """
    source_tokenizer, target_tokenizer = tokenizers
    job = Job(backend, target_tokenizer, prefix, source_offset, lang)
    works = [
        Work(steer, source, source_tokenizer.encode(steer.text), draft, list(steer.missing))
        for steer, source, draft in zip(steers, sources, drafts, strict=True)
    ]
    put_in_place([work for work in works if work.waiting and work.target.tokens], job)
    _decode_on([work for work in works if work.edits and not work.fits], job)
    return _ranked(works, job)


def _decode_on(works: Sequence[Work], job: Job) -> None:
    """Write the first missing form of each segment, decode on, and put the others in place.

    The others are often written by then, and a second decoding costs as much as the first.
    """
    heads, limits = [], []
    for work in works:
        edit = work.edits[0]
        form = form_tokens(work.target.tokens, edit, job.tokenizer)
        heads.append((*work.target.tokens[: edit.start], *form))
        limits.append(len(heads[-1]) + len(work.target.tokens) - edit.start + _ALLOWANCE)
    for work, found in zip(works, _decoded_on(works, heads, limits, job), strict=True):
        work.target, work.waiting = found, work.missing(found.tokens, job.lang)
    partial = [work for work in works if work.waiting]
    for work, weights in zip(partial, job.attended(partial), strict=True):
        edits = work.find_edits(weights, job.source_offset, job.lang)
        work.target = Decoded(edited(work.target.tokens, edits, job.tokenizer)[0], 0.0)


def _decoded_on(
    works: Sequence[Work], heads: Sequence[tuple[str, ...]], limits: Sequence[int], job: Job
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
        if joins(head[-1:], found.tokens[len(head) :])
    ]
    held = {}
    for index in grown:
        written[index] = Decoded(heads[index], 0.0)
        rest = works[index].target.tokens[works[index].edits[0].end :]
        if rest:
            held[index] = (*heads[index], rest[0])
    if held:
        again = decode(list(held), list(held.values()))
        for index, found in zip(held, again, strict=True):
            written[index] = found
    return written


def _ranked(works: Sequence[Work], job: Job) -> list[tuple[Decoded, ...]]:
    """Let the model choose between the two targets of a segment that are equally complete."""
    missing = [
        {
            target: len(work.missing(target, job.lang))
            for target in (work.target.tokens, work.in_place)
            if target
        }
        for work in works
    ]
    tied = [
        number
        for number, counts in enumerate(missing)
        if len(counts) > 1 and len(set(counts.values())) == 1
    ]
    scores = job.score([(works[number], works[number].target.tokens) for number in tied])
    liked = {
        (number, target): score
        for number, values in zip(tied, scores, strict=True)
        for target, score in (
            (works[number].target.tokens, sum(values) / len(values)),
            (works[number].in_place, works[number].score),
        )
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
