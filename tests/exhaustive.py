"""The constrained search against all sequences of a tiny vocabulary.

What a plan allows is written down a second time here, as plain rules on one sequence instead of
tables for a batch, so that the two can be held against each other.
"""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

from translate.engines.seq2seq.automaton import Phrase, Plan, Script, Start, Wanted
from translate.engines.seq2seq.search import Found, Vocabulary, search
from translate.engines.seq2seq.stepper import TransformersStepper

PAD, END, PREFIX = 1, 2, (2, 3)
LETTERS = range(4, 9)
"""4 and 6 begin a word, 5 continues one; 8 is a Lao letter, 7 a mark that belongs to a letter."""
LAO, MARK = 8, 7
LONGEST = 5
"""Tokens of the longest sequence that is tried, without its end, where nothing else is said."""


@cache
def model_of(seed: int, size: int) -> Any:
    """Return an untrained model with the spread of scores of a trained one."""
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(seed)
    config = M2M100Config(
        vocab_size=size, d_model=8, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16,
        decoder_ffn_dim=16, max_position_embeddings=64, dropout=0.0, attention_dropout=0.0,
        activation_dropout=0.0, pad_token_id=PAD, eos_token_id=END, bos_token_id=0,
        decoder_start_token_id=END, init_std=1.0,
    )  # fmt: skip
    model = M2M100ForConditionalGeneration(config).eval()
    # ends are neither certain nor impossible
    model.lm_head.weight.data *= 0.6
    return model


def script_of(token: int) -> Script:
    """Return the class of a token's last letter."""
    return Script.LAO if token == LAO else Script.WORD


def may_follow(token: int, script: Script) -> bool:
    """Whether a token may stand behind a form that ends in a script."""
    if token == END:
        return True
    return token != MARK if script is Script.LAO else token in (4, 6, LAO)


def phrase(*tokens: int) -> Phrase:
    """Return a form that may stand anywhere."""
    return Phrase(tokens, Start.ANYWHERE, script_of(tokens[0]), script_of(tokens[-1]))


def found_by_search(
    seed: int, plan: Plan, *, beams: int, n_best: int = 1, longest: int = LONGEST
) -> list[Found]:
    """Return what the search finds within the longest sequence that is tried."""
    import torch

    size = LETTERS.stop
    follows = torch.zeros((3, size), dtype=torch.bool)
    for script in Script:
        for token in (END, *LETTERS):
            follows[int(script), token] = may_follow(token, script)
    vocabulary = Vocabulary(
        END, follows, torch.zeros((3, size), dtype=torch.bool),
        torch.zeros(size, dtype=torch.bool), banned=(0, PAD, 3),
    )  # fmt: skip
    stepper = TransformersStepper(model_of(seed, size), [[4, 5, 6, END]], PREFIX, PAD)
    (found,) = search(
        stepper, [plan], vocabulary, beams=beams, max_lengths=[longest + 1], n_best=n_best
    )
    return found


def allowed(sequence: tuple[int, ...], plan: Plan) -> bool:
    """Whether a sequence is free text and forms in turn, as many of each as asked, and no more.

    A form that was not put there on purpose does not stand anywhere, not across an edge of one
    that was either; but inside one it may.
    """
    watched = [
        one.tokens for wanted in plan.wanted for one in wanted.phrases
    ] + [one.tokens for one in plan.forbidden]  # fmt: skip

    def longest_up_to(place: int) -> int:
        """Return the length of the longest watched form that ends there."""
        lengths = (len(form) for form in watched if sequence[:place][-len(form) :] == form)
        return max(lengths, default=0)

    def parse(place: int, met: tuple[int, ...], ended: Script | None) -> bool:
        """Whether the rest can be read; `ended` is set right behind a form."""
        free = ended is not None or not longest_up_to(place)
        if place == len(sequence):
            return free and met == tuple(one.count for one in plan.wanted)
        token = sequence[place]
        if ended is not None and not may_follow(token, ended):
            return False
        grows = not free and not may_follow(token, script_of(sequence[place - 1]))
        if (free or grows) and parse(place + 1, met, None):
            return True
        return free and any(
            met[owner] < wanted.count
            and sequence[place : place + len(one.tokens)] == one.tokens
            and longest_up_to(place + len(one.tokens)) <= len(one.tokens)
            and parse(
                place + len(one.tokens), (*met[:owner], met[owner] + 1, *met[owner + 1 :]), one.ends
            )
            for owner, wanted in enumerate(plan.wanted)
            for one in wanted.phrases
        )

    return parse(0, (0,) * len(plan.wanted), None)


@cache
def all_scores(seed: int, longest: int = LONGEST) -> dict[tuple[int, ...], float]:
    """Return the mean log probability of every sequence."""
    import torch

    model, scores = model_of(seed, LETTERS.stop), {}
    encoder_ids = torch.tensor([[4, 5, 6, END]])
    with torch.inference_mode():
        for width in range(longest + 1):
            rows = list(itertools.product(LETTERS, repeat=width))
            decoder = torch.tensor([[*PREFIX, *row, END] for row in rows])
            logits = model(
                input_ids=encoder_ids.expand(len(rows), -1), decoder_input_ids=decoder[:, :-1]
            ).logits
            token_scores = logits.log_softmax(-1).gather(2, decoder[:, 1:, None])[..., 0][:, 1:]
            scores |= zip(rows, (token_scores.sum(1) / (width + 1)).tolist(), strict=True)
    return scores


def best_of_all(seed: int, plan: Plan, longest: int = LONGEST) -> float:
    """Return the best score of any sequence that a plan allows."""
    scores = all_scores(seed, longest)
    return max(
        (score for row, score in scores.items() if allowed(row, plan)), default=-float("inf")
    )


def fits(plan: Plan, longest: int = LONGEST) -> bool:
    """Whether the shortest forms of a plan leave room in the longest sequence."""
    return plan.shortest <= longest - 1


CASES = {
    "one term": Plan((Wanted((phrase(4, 5),)),)),
    "alternatives": Plan((Wanted((phrase(6), phrase(4, 7))), Wanted((phrase(8),)))),
    "twice, and another forbidden": Plan((Wanted((phrase(6),), 2),), (phrase(8),)),
    "two terms that overlap": Plan((Wanted((phrase(4, 6),)), Wanted((phrase(6, 5),)))),
    "a term that begins another": Plan((Wanted((phrase(4),)), Wanted((phrase(4, 5),)))),
    "a term inside another": Plan((Wanted((phrase(6),)), Wanted((phrase(4, 6),)))),
    "a form that begins its other form": Plan((Wanted((phrase(4), phrase(4, 5))),)),
    "a forbidden form inside an accepted one": Plan(
        (Wanted((phrase(4, 6),)),), (phrase(6), phrase(4))
    ),
    "a forbidden form across an edge": Plan((Wanted((phrase(4, 5),)),), (phrase(4, 5, 6),)),
    "two terms that make a forbidden form": Plan(
        (Wanted((phrase(4),)), Wanted((phrase(6),))), (phrase(4, 6), phrase(6, 4))
    ),
    "a forbidden form that is a word's beginning": Plan((), (phrase(4), phrase(6, 5))),
    "Lao beside Lao": Plan((Wanted((phrase(8),), 2),)),
    "a Lao term and one with its mark": Plan((Wanted((phrase(8),)), Wanted((phrase(8, 7),)))),
    "a forbidden Lao form": Plan((Wanted((phrase(8, 8),)),), (phrase(8),)),
}
"""Plans that are hard in one way each."""
