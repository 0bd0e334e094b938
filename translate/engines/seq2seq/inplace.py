"""Missing forms in the place of the words that the model wrote for them, without decoding.

The place is where a word aligner found the words, or else where cross-attention looked at their
source. In English the model is asked whether it wants an article there. Where what follows is as
probable behind the form as it was behind the words in its place, the form fits, and the draft with
nothing changed but that is as good as it can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.languages.case import capitalise_first
from termbase import claim_places
from translate.engines.steering import Steer

from .backend import Attention, Backend, Decoded
from .places import Place, find_place, widened
from .tokenizer import SPACE, Pieces, Tokenizer

_LOSS = 1.0
"""How much less probable, in mean log probability, the words behind a form may have become."""
_ARTICLES = frozenset(f"{SPACE}{article}" for article in ("the", "The", "a", "A", "an", "An"))


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` of a draft become a text, for a constraint."""

    start: int
    end: int
    text: str
    constraint: int


@dataclass(slots=True)
class Work:
    """One segment on its way.

    Attributes:
        steer: what is asked.
        source: the encoder's tokens.
        pieces: the source's tokens with their spans in its text.
        target: the draft, or what it became by decoding on.
        waiting: constraints that `target` does not meet.
        edits: how they could stand in the draft, in its order.
        in_place: the draft with these edits.
        fits: whether what follows them is as probable as it was.
        score: mean log probability of `in_place`.
    """

    steer: Steer
    source: Sequence[str]
    pieces: Pieces
    target: Decoded
    waiting: list[int]
    edits: tuple[Edit, ...] = ()
    in_place: tuple[str, ...] = ()
    fits: bool = False
    score: float = 0.0

    def missing(self, target: Sequence[str], lang: str) -> list[int]:
        """Return the constraints that a target does not meet."""
        places = self._standing(Tokenizer.decode(list(target))[0], lang)
        return [index for index, place in enumerate(places) if place is None]

    def _standing(self, text: str, lang: str) -> tuple[tuple[int, int] | None, ...]:
        return claim_places(text, [one.forms for one in self.steer.constraints], lang)

    def find_edits(self, weights: Attention, source_offset: int, lang: str) -> tuple[Edit, ...]:
        """Find a place for each missing form, apart from each other and from forms that stand."""
        text, spans = Tokenizer.decode(list(self.target.tokens))
        taken = [span for span in self._standing(text, lang) if span is not None]
        blocked = {
            index
            for index, (start, end) in enumerate(spans)
            if any(start < right and left < end for left, right in taken)
        }
        edits = []
        for index in self.waiting:
            constraint = self.steer.constraints[index]
            form, lead, tail = constraint.forms[0], "", ""
            place = self._known_place(index, text, spans)
            if place is not None and blocked.isdisjoint(range(place.start, place.end)):
                # a piece of Lao can lie across the end of a word: the rest of it stays
                start, end = self.steer.places[index] or (0, 0)
                lead = text[spans[place.start][0] : start].lstrip()
                tail = text[end : spans[place.end - 1][1]]
            else:
                columns = [
                    source_offset + column
                    for column, (start, end) in enumerate(self.pieces.spans)
                    if start < constraint.end and constraint.start < end
                ]
                place = find_place(
                    weights,
                    columns,
                    self.target.tokens,
                    source_offset,
                    len(self.pieces.spans),
                    blocked,
                )
            if place.start < place.end:
                wide = widened(place, form, self.target.tokens, blocked)
                lead = lead if wide.start == place.start else ""
                tail = tail if wide.end == place.end else ""
                place = wide
            edits.append(Edit(place.start, place.end, f"{lead}{form}{tail}", index))
            blocked |= set(range(place.start, place.end))
        return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))

    def _known_place(self, index: int, text: str, spans: Sequence[tuple[int, int]]) -> Place | None:
        """Return the tokens of a place that was found in the draft, if this text is the draft."""
        span = self.steer.places[index] if self.steer.places else None
        if span is None or self.steer.draft is None or self.steer.draft.text != text:
            return None
        start, end = span
        inside = [at for at, (left, right) in enumerate(spans) if left < end and start < right]
        if not inside:
            return None
        first = inside[0]
        while first and self.target.tokens[first - 1] == SPACE:
            first -= 1  # a space that is a token of its own belongs to the word
        return Place(first, inside[-1] + 1)


@dataclass(frozen=True, slots=True)
class Job:
    """What all segments have in common."""

    backend: Backend
    tokenizer: Tokenizer
    prefix: Sequence[str]
    source_offset: int
    lang: str

    def score(self, targets: Sequence[tuple[Work, Sequence[str]]]) -> list[list[float]]:
        """Return the log probability of each token of each target and of its end."""
        return self.backend.score(
            [work.source for work, _ in targets], self.prefix, [target for _, target in targets]
        )

    def attended(self, works: Sequence[Work]) -> list[Attention]:
        """Return the attention of each target."""
        return attended(
            self.backend,
            [work.source for work in works],
            self.prefix,
            [work.target for work in works],
        )


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


def put_in_place(works: Sequence[Work], job: Job) -> None:
    """Write all missing forms of each segment into its draft, and see where they fit."""
    if not works:
        return
    for work, weights in zip(works, job.attended(works), strict=True):
        work.edits = work.find_edits(weights, job.source_offset, job.lang)
        work.in_place, _ = edited(work.target.tokens, work.edits, job.tokenizer)
    drafts = [(work, work.target.tokens) for work in works]
    scores = job.score([*drafts, *((work, work.in_place) for work in works)])
    before, after = scores[: len(works)], scores[len(works) :]
    if job.lang == "en":
        _choose_articles(works, after, job)
    for work, old, new in zip(works, before, after, strict=True):
        _, behind = edited(work.target.tokens, work.edits, job.tokenizer)
        loss = sum(old[there] - new[here] for there, here in behind)
        standing = not work.missing(work.in_place, job.lang)
        work.score = sum(new) / len(new)
        work.fits = standing and loss <= _LOSS * len(behind)


def _choose_articles(works: Sequence[Work], scores: list[list[float]], job: Job) -> None:
    """Put an article before a form, or take it away, where the model finds that more probable.

    Args:
        works: the segments.
        scores: of their targets with the forms in place; kept up to date.
        job: what they have in common.
    """
    others = [
        (place, number, changed)
        for place, work in enumerate(works)
        for number, edit in enumerate(work.edits)
        if (changed := _other_article(edit, work.target.tokens)) is not None
    ]

    def target(place: int, changes: dict[int, Edit]) -> tuple[Work, tuple[str, ...]]:
        work = works[place]
        edits = [changes.get(number, edit) for number, edit in enumerate(work.edits)]
        return work, edited(work.target.tokens, edits, job.tokenizer)[0]

    found = job.score([target(place, {number: changed}) for place, number, changed in others])
    better: dict[int, dict[int, Edit]] = {}
    for (place, number, changed), score in zip(others, found, strict=True):
        if sum(score) > sum(scores[place]):
            better.setdefault(place, {})[number] = changed
    new = [target(place, changes) for place, changes in better.items()]
    for (place, changes), (work, tokens), score in zip(
        better.items(), new, job.score(new), strict=True
    ):
        work.in_place, scores[place] = tokens, score
        work.edits = tuple(changes.get(number, edit) for number, edit in enumerate(work.edits))


def _other_article(edit: Edit, draft: Sequence[str]) -> Edit | None:
    if edit.start and draft[edit.start - 1] in _ARTICLES:
        return replace(edit, start=edit.start - 1)
    if edit.text.lower().startswith(("the ", "a ", "an ")):
        return None
    return replace(edit, text=f"the {edit.text}")


def edited(
    draft: Sequence[str], edits: Sequence[Edit], tokenizer: Tokenizer
) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Return the draft with edits, and where each token behind the first edit stood and stands.

    The end token counts as one.
    """
    new: tuple[str, ...] = ()
    behind: list[tuple[int, int]] = []
    done = 0
    for number, edit in enumerate(edits):
        new += tuple(draft[done : edit.start])
        new += form_tokens(draft, edit, tokenizer)
        done = edit.end
        until = edits[number + 1].start if number + 1 < len(edits) else len(draft) + 1
        behind += [(old, len(new) + old - done) for old in range(done, until)]
    return (*new, *draft[done:]), behind


def form_tokens(draft: Sequence[str], edit: Edit, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the tokens of an edit's text where it stands in the draft."""
    before, after = draft[: edit.start], draft[edit.start :]
    if not before:
        return tokenizer.encode(capitalise_first(edit.text)).tokens
    spaced = not after or after[0].startswith(SPACE)
    glued = not spaced and not joins(before[-1:], (edit.text,))
    return tokenizer.inside(edit.text) if glued else tokenizer.encode(edit.text).tokens


def joins(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two runs of tokens make one word where they meet; Lao words need no space."""
    before, after = left[-1][-1:] if left else "", right[0][:1] if right else ""
    return all(
        one.isalnum() and not "\u0e80" <= one <= "\u0eff" for one in (before or " ", after or " ")
    )
