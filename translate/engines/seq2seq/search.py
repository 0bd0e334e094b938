"""Beam search with a bank of beams for each number of constraints met.

After Post and Vilar, "Fast Lexically Constrained Decoding with Dynamic Beam Allocation" (2018),
with the vectorised bookkeeping of Hu et al. (2019), and two differences. A constraint is a set of
alternative forms in a trie, and a beam that enters a trie counts as having met the constraint at
once, since it can only leave at the end of a form: so banks count constraints, not tokens, and a
long term is no harder to begin than a short one. And what is written is watched, so that no form
stands outside its place, twice, or although it is forbidden; growing into a longer word stays
possible, and a constraint never begins or ends inside a word.

Without constraints it is an ordinary beam search and finds what `generate` of transformers finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .automaton import Plan, Script, Start, Tables, build
from .stepper import Stepper

_QUOTA = 1e6
"""Added to the score of candidates inside their bank's share; larger than any log probability."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the search must know of tokens.

    Attributes:
        end: the token that ends a sentence.
        follows: (3, vocabulary) bool; may a token follow a form whose end is of this `Script`.
        opens: (3, vocabulary) bool; may a form of this `Script` begin after a token, spaceless.
        stops: (vocabulary,) bool; a sentence may begin after this token.
        banned: tokens that are never written.
    """

    end: int
    follows: Any
    opens: Any
    stops: Any
    banned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A finished sequence without its end token; `score` is its mean log probability."""

    tokens: tuple[int, ...]
    score: float


def search(
    stepper: Stepper,
    plans: Sequence[Plan],
    vocabulary: Vocabulary,
    *,
    beams: int,
    max_lengths: Sequence[int],
    n_best: int = 1,
    length_penalty: float = 1.0,
    heads: Sequence[Sequence[int]] | None = None,
) -> list[list[Found]]:
    """Decode a batch.

    Args:
        stepper: the model on the batch.
        plans: the constraints of each sentence.
        vocabulary: token classes.
        beams: beams per sentence; raised where there are more banks than that.
        max_lengths: longest result of each sentence with its end token; raised where its
            constraints need more. Every result ends with the end token.
        n_best: results per sentence, best first.
        length_penalty: scores are divided by length to this power.
        heads: tokens with which each result must begin; they cost no score. Not together with
            constraints.

    Returns:
        For each sentence up to `n_best` results; each meets all constraints of its plan.
    """
    import torch

    if not plans:
        return []
    with torch.inference_mode():
        return _Search(stepper, plans, vocabulary, beams, max_lengths, length_penalty, heads).run(
            n_best
        )


class _Search:
    """The state of a batch: tensors with dimensions (sentence, beam)."""

    def __init__(
        self,
        stepper: Stepper,
        plans: Sequence[Plan],
        vocabulary: Vocabulary,
        beams: int,
        max_lengths: Sequence[int],
        length_penalty: float,
        heads: Sequence[Sequence[int]] | None,
    ) -> None:
        import torch

        self.torch = torch
        self.stepper = stepper
        self.vocabulary = vocabulary
        self.penalty = length_penalty
        self.heads = heads
        totals = [plan.total for plan in plans]
        self.steered = any(plan.wanted or plan.forbidden for plan in plans)
        self.kept = beams
        self.beams = max(beams, max(totals) + 2) if any(totals) else beams
        self.finished: list[list[Found]] = [[] for _ in plans]
        logp = stepper.first()
        self.device = logp.device
        self.sentences = torch.arange(len(plans), device=self.device)
        self.limits = torch.tensor(
            [max(limit, plan.shortest + 2) for limit, plan in zip(max_lengths, plans, strict=True)],
            device=self.device,
        )
        self.totals = torch.tensor(totals, device=self.device)
        self.tables: Tables = build(plans, self.device)
        size = (len(plans), self.beams)
        self.score = torch.full(size, -torch.inf, device=self.device)
        self.score[:, 0] = 0.0
        self.met = torch.zeros((*size, self.tables.count.shape[1]), dtype=torch.long).to(
            self.device
        )
        self.node = torch.zeros(size, dtype=torch.long, device=self.device)
        self.watch = torch.zeros_like(self.node)
        self.history = torch.zeros((*size, 0), dtype=torch.long, device=self.device)
        self.logp = logp[:, None, :].expand(*size, -1).clone()
        self.length = 0
        self.masks = _masks(vocabulary, logp)

    def run(self, n_best: int) -> list[list[Found]]:
        while len(self.sentences):
            total, token, kind, detail = self._candidates()
            chosen, parent = self._choose(total, kind)
            self._move(total, token, kind, detail, chosen, parent)
            self.length += 1
            self._drop_done()
        return [sorted(found, key=lambda one: -one.score)[:n_best] for found in self.finished]

    # --- candidates -----------------------------------------------------------------------

    def _candidates(self) -> tuple[Any, Any, Any, Any]:
        """Score every continuation of every beam.

        Returns:
            Four tensors (sentence, beam, candidate): score; token; kind (0 free, 1 enters a
            trie, 2 follows a trie, 3 ends the sentence); and the next trie node.
        """
        torch, logp = self.torch, self.logp
        for banned in self.vocabulary.banned:
            logp[..., banned] = -torch.inf
        for row, sentence in enumerate(self.sentences.tolist() if self.heads else ()):
            head = self.heads[sentence] if self.heads else ()
            if self.length < len(head):
                logp[row] = -torch.inf
                logp[row, :, head[self.length]] = 0.0
        shape = logp.shape[:2]
        open_ = self.met.sum(2) == self.totals[:, None]
        end = logp[..., self.vocabulary.end].clone()
        parts: list[tuple[Any, Any, Any, Any]] = []
        slack = None
        if self.steered:
            inside, slack, may_end, steered = self._steered(logp)
            parts.extend(steered)
            open_ = open_ & may_end
            mask = self._mask_index(inside, slack)
            rows = mask.nonzero(as_tuple=True)
            if len(rows[0]):
                logp[rows] += self.masks[mask[rows]]
        else:
            last = self.length + 1 >= self.limits
            logp[last] = -torch.inf
        logp[..., self.vocabulary.end] = -torch.inf
        value, token = logp.topk(min(self.beams, logp.shape[-1] - 1), dim=2)
        if slack is not None:
            # close to its limit a beam must not run into a word that it may not end
            watch = self._watched(self.watch, token)
            stuck = self.tables.seen.gather(1, watch.flatten(1)).view_as(watch) >= 0
            value = value.masked_fill(stuck & (slack[:, :, None] <= 1), -torch.inf)
        parts.insert(0, (value, token, torch.zeros_like(token), torch.zeros_like(token)))
        closing = end.masked_fill(~open_, -torch.inf)[:, :, None]
        filler = torch.full((*shape, 1), self.vocabulary.end, device=self.device)
        parts.append((closing, filler, torch.full_like(filler, 3), torch.zeros_like(filler)))
        value, token, kind, detail = (torch.cat(part, dim=2) for part in zip(*parts, strict=True))
        return self.score[:, :, None] + value, token, kind, detail

    def _steered(self, logp: Any) -> tuple[Any, Any, Any, list[tuple[Any, Any, Any, Any]]]:
        """Score what enters or follows a trie.

        Returns:
            Whether a beam is inside a form; how many free tokens it can afford; whether the
            sentence may end there; the candidates.
        """
        torch, tables = self.torch, self.tables
        n, beams, _ = logp.shape
        inside = self.node > 0
        terminal, seen = self._terminal(), tables.seen.gather(1, self.watch)
        left = ((tables.count[:, None] - self.met) * tables.shortest[:, None]).sum(2)
        need = left + tables.left.gather(1, self.node) + 1
        slack = self.limits[:, None] - self.length - need
        # into a trie
        token = tables.entry_token[:, None].expand(n, beams, -1)
        owner = tables.entry_owner[:, None].expand(n, beams, -1)
        known = owner.clamp(min=0)
        wanted = tables.count.gather(1, known[:, 0])[:, None] > self.met.gather(2, known)
        ends = tables.ends.gather(1, self.node)
        follows = self.vocabulary.follows[ends[:, :, None], token]
        ready = torch.where(terminal[:, :, None], follows, (~inside & (seen < 0))[:, :, None])
        allowed = (owner >= 0) & wanted & ready & self._may_begin()
        value = logp.gather(2, token).masked_fill(~allowed, -torch.inf)
        node = tables.entry_node[:, None].expand(n, beams, -1)
        rest = left[:, :, None] - tables.shortest.gather(1, known[:, 0])[:, None]
        rest = rest + tables.left.gather(1, tables.entry_node)[:, None]
        value = value.masked_fill(self._too_long(rest), -torch.inf)
        entering = (value, token, torch.ones_like(token), node)
        # along a trie
        row = torch.arange(n, device=self.device)[:, None]
        token = tables.child_token[row, self.node]
        value = logp.gather(2, token.clamp(min=0)).masked_fill(
            (token < 0) | ~inside[:, :, None], -torch.inf
        )
        node = tables.child_node[row, self.node]
        rest = left[:, :, None] + tables.left.gather(1, node.flatten(1)).view_as(node)
        value = value.masked_fill(self._too_long(rest), -torch.inf)
        following = (value, token.clamp(min=0), torch.full_like(token, 2), node)
        may_end = terminal | (~inside & (seen < 0))
        return inside & ~terminal, slack, may_end, [entering, following]

    def _too_long(self, rest: Any) -> Any:
        """Whether one token now, `rest` more and the end token are too many."""
        return self.length + rest + 2 > self.limits[:, None, None]

    def _may_begin(self) -> Any:
        """Whether each way into a trie fits what precedes (sentence, beam, entry)."""
        torch, tables = self.torch, self.tables
        start = tables.entry_start[:, None]
        if self.length == 0:
            return (start != Start.AFTER_OPENING).expand(*self.node.shape, -1)
        last = self.history[..., -1]
        begins = tables.entry_begins[:, None]
        opened = self.vocabulary.opens[begins, last[:, :, None]]
        stopped = self.vocabulary.stops[last][:, :, None]
        anywhere = torch.ones_like(opened)
        return torch.where(
            start == Start.AFTER_OPENING,
            opened,
            torch.where(start == Start.SENTENCE, stopped, anywhere),
        )

    def _mask_index(self, inside: Any, slack: Any) -> Any:
        """Return which mask holds for the free tokens of each beam (see `_masks`)."""
        torch, tables = self.torch, self.tables
        terminal = self._terminal()
        ends = tables.ends.gather(1, self.node)
        seen = tables.seen.gather(1, self.watch)
        index = torch.where(terminal, 1 + ends, torch.where(seen >= 0, 4 + seen, 0))
        return torch.where(inside | (slack <= 0), 7, index)

    def _terminal(self) -> Any:
        """Whether each beam is at the end of a form that it may leave.

        Not where the form is the end of a longer one that may not stand there.
        """
        tables = self.tables
        spoilt = tables.length.gather(1, self.watch) > tables.depth.gather(1, self.node)
        return tables.terminal.gather(1, self.node) & ~spoilt

    def _watched(self, watch: Any, token: Any) -> Any:
        """Return the next watching node of each beam for tokens (sentence, beam, token)."""
        tables = self.tables
        match = token[..., None] == tables.alphabet[:, None, None]
        other = tables.next.shape[2] - 1
        place = self.torch.where(match.any(3), match.to(self.torch.uint8).argmax(3), other)
        row = self.torch.arange(len(token), device=self.device)[:, None, None]
        return tables.next[row, watch[:, :, None], place]

    # --- choice ---------------------------------------------------------------------------

    def _choose(self, total: Any, kind: Any) -> tuple[Any, Any]:
        """Choose the next beams and keep what has ended.

        Every bank has an equal share of the beams; what a bank cannot fill goes to the best of
        the others.

        Returns:
            Flat candidate index and parent beam of each new beam.
        """
        torch = self.torch
        n, beams, width = total.shape
        ordered, order = total.flatten(1).sort(dim=1, descending=True, stable=True)
        kinds = kind.flatten(1).gather(1, order)
        parents = order // width
        closing = kinds == 3
        banks = int(self.totals.max()) + 1
        if banks == 1:
            share = torch.full((n, 1), beams, device=self.device)
            rank_all = torch.arange(order.shape[1], device=self.device).expand(n, -1)
            rank = (~closing).long().cumsum(1) - 1
        else:
            bank = self.met.sum(2).gather(1, parents) + (kinds == 1).long()
            one_hot = torch.nn.functional.one_hot(bank.clamp(max=banks - 1), banks)
            place = bank.clamp(max=banks - 1)[:, :, None]
            rank_all = one_hot.cumsum(1).gather(2, place)[..., 0] - 1
            rank = (one_hot * (~closing)[:, :, None]).cumsum(1).gather(2, place)[..., 0] - 1
            share = (beams // (self.totals + 1))[:, None]
        alive = ordered > -torch.inf
        self._finish((closing & alive & (rank_all < share)).nonzero().tolist(), ordered, parents)
        key = ordered.masked_fill(closing, -torch.inf)
        key = torch.where(alive & (rank < share) & ~closing, key + _QUOTA, key)
        _, best = key.topk(beams, dim=1)
        chosen = order.gather(1, best)
        return chosen, chosen // width

    def _finish(self, places: list[list[int]], ordered: Any, parents: Any) -> None:
        for row, column in places:
            found = self.finished[int(self.sentences[row])]
            beam = int(parents[row, column])
            score = float(ordered[row, column]) / (self.length + 1) ** self.penalty
            found.append(Found(tuple(self.history[row, beam].tolist()), score))

    def _move(
        self, total: Any, token: Any, kind: Any, detail: Any, chosen: Any, parent: Any
    ) -> None:
        """Give the new beams their state."""
        torch = self.torch
        token, kind, detail = (one.flatten(1).gather(1, chosen) for one in (token, kind, detail))
        self.score = total.flatten(1).gather(1, chosen).masked_fill(kind == 3, -torch.inf)
        depth = self.history.shape[2]
        past = self.history.gather(1, parent[:, :, None].expand(-1, -1, depth))
        self.history = torch.cat([past, token[:, :, None]], dim=2)
        self.token, self.parent = token, parent
        if self.steered:
            self.met = self.met.gather(
                1, parent[:, :, None].expand(-1, -1, self.met.shape[2])
            ).clone()
            entries = self.tables.entry_node[:, None] == detail[:, :, None]
            entered = (kind == 1)[:, :, None] & entries
            owner = self.tables.entry_owner[:, None].expand_as(entered).clamp(min=0)
            self.met.scatter_add_(2, owner, entered.long())
            self.node = detail
            self.watch = self._watched(self.watch.gather(1, parent), token[:, :, None])[..., 0]

    def _drop_done(self) -> None:
        """Let finished sentences go and ask the model for the next scores of the others."""
        torch = self.torch
        best = self.score.max(dim=1).values.tolist()
        going = []
        for row, sentence in enumerate(self.sentences.tolist()):
            found = self.finished[sentence]
            done = best[row] == -torch.inf or self.length >= int(self.limits[row])
            if not done and len(found) >= self.kept:
                found.sort(key=lambda one: -one.score)
                del found[self.kept :]
                done = found[-1].score >= best[row] / self.length**self.penalty
            if not done:
                going.append(row)
        keep = torch.tensor(going, dtype=torch.long, device=self.device)
        # the first scores were those of one beam per sentence
        row = torch.arange(len(self.sentences), device=self.device)[:, None]
        parents = row.expand_as(self.parent) if self.length == 1 else self.parent + self.beams * row
        parents = parents[keep]
        if len(going) < len(self.sentences):
            for name in ("sentences", "limits", "totals", "score", "met", "node", "watch",
                         "history", "token"):  # fmt: skip
                setattr(self, name, getattr(self, name)[keep])
            self.tables = self.tables.select(keep)
        if going:
            owners = self.sentences[:, None].expand_as(self.token)
            logp = self.stepper.advance(self.token.flatten(), parents.flatten(), owners.flatten())
            self.logp = logp.view(len(going), self.beams, -1)


def _masks(vocabulary: Vocabulary, like: Any) -> Any:
    """Return what is added to free tokens, (8, vocabulary).

    0 everything; 1 to 3 only what may follow a form that ends in a `Script`; 4 to 6 only what may
    not; 7 nothing.
    """
    import torch

    masks = torch.zeros((8, like.shape[-1]), device=like.device, dtype=like.dtype)
    for script in Script:
        follows = vocabulary.follows[int(script)]
        masks[1 + script][~follows] = -torch.inf
        masks[4 + script][follows] = -torch.inf
    masks[7] = -torch.inf
    return masks
