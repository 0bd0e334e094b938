"""Constrained decoding with random models and random constraints, and against all sequences."""

from __future__ import annotations

from functools import cache

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.engines.seq2seq.automaton import Phrase, Plan, Script, Start, Wanted
from translate.engines.seq2seq.search import Vocabulary, search
from translate.engines.seq2seq.stepper import TransformersStepper

PAD, END, PREFIX = 1, 2, (2, 3)
STARTS = frozenset(range(4, 24, 2))
"""Even tokens begin a word, odd ones continue one."""
WORDS = range(4, 24)


def _vocabulary(size: int, banned=(0, PAD, 3)) -> Vocabulary:
    follows = torch.zeros((3, size), dtype=torch.bool)
    follows[:, END] = True
    follows[:, [token for token in STARTS if token < size]] = True
    return Vocabulary(
        END,
        follows,
        torch.zeros((3, size), dtype=torch.bool),
        torch.zeros(size, dtype=torch.bool),
        banned=banned,
    )


@cache
def _model(seed: int, size: int):
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(seed)
    config = M2M100Config(
        vocab_size=size, d_model=16, encoder_layers=1, decoder_layers=2,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32,
        decoder_ffn_dim=32, max_position_embeddings=64, dropout=0.0, attention_dropout=0.0,
        activation_dropout=0.0, pad_token_id=PAD, eos_token_id=END, bos_token_id=0,
        decoder_start_token_id=END, init_std=1.0,
    )  # fmt: skip
    model = M2M100ForConditionalGeneration(config).eval()
    # the spread of a trained model's scores, so that ends are neither certain nor impossible
    model.lm_head.weight.data *= 0.4
    return model


def _search(seed: int, plans, *, size=24, beams=4, length=14, sources=None, n_best=1, **options):
    sources = sources or [[4 + index, 5, 6, END] for index in range(len(plans))]
    stepper = TransformersStepper(_model(seed, size), sources, PREFIX, PAD)
    return search(
        stepper, plans, _vocabulary(size, **options), beams=beams, max_lengths=[length] * len(plans),
        n_best=n_best,
    )  # fmt: skip


def _occurrences(tokens, phrase) -> list[int]:
    """Places where a phrase stands as whole words."""
    length = len(phrase)
    return [
        start
        for start in range(len(tokens) - length + 1)
        if tuple(tokens[start : start + length]) == phrase
        and (start + length == len(tokens) or tokens[start + length] in STARTS)
    ]


def _word(first, rest) -> tuple[int, ...]:
    return (first, *rest)


words = st.builds(
    _word,
    st.sampled_from(sorted(STARTS)),
    st.lists(st.sampled_from([t for t in WORDS if t not in STARTS]), max_size=2),
)
forms = st.lists(words, min_size=1, max_size=2).map(lambda parts: sum(parts, ()))


@st.composite
def plans(draw):
    """Constraints none of whose forms begins or lies inside another's, and forbidden forms."""
    pool = draw(st.lists(forms, min_size=1, max_size=6, unique=True))
    pool = [one for one in pool if not any(one != other and _inside(one, other) for other in pool)]
    cut = draw(st.integers(0, len(pool)))
    wanted, index = [], 0
    while index < cut:
        width = draw(st.integers(1, 2))
        group = pool[index : min(index + width, cut)]
        wanted.append(Wanted(tuple(_phrase(form) for form in group), draw(st.integers(1, 2))))
        index += width
    return Plan(tuple(wanted), tuple(_phrase(form) for form in pool[cut:]))


def _inside(one, other) -> bool:
    joined = ",".join(map(str, (0, *other, 0)))
    return f",{','.join(map(str, one))}," in joined


def _phrase(form) -> Phrase:
    return Phrase(tuple(form), Start.ANYWHERE, Script.WORD, Script.WORD)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9), st.lists(plans(), min_size=1, max_size=4))
def test_every_constraint_is_met_as_often_as_asked_and_nothing_forbidden_stands(seed, wanted):
    for plan, found in zip(wanted, _search(seed, wanted, n_best=3), strict=True):
        assert found, "a sentence without a result"
        for result in found:
            for one in plan.wanted:
                count = sum(
                    len(_occurrences(result.tokens, phrase.tokens)) for phrase in one.phrases
                )
                # two forms can share a word where they touch; then one more is seen than written
                assert count >= one.count
                if not _touching(plan):
                    assert count == one.count
            if not _touching(plan):
                for phrase in plan.forbidden:
                    assert not _occurrences(result.tokens, phrase.tokens)


def _touching(plan: Plan) -> bool:
    """Whether a form can appear across the seam of another form and what stands beside it."""
    every = [phrase.tokens for one in plan.wanted for phrase in one.phrases]
    every += [phrase.tokens for phrase in plan.forbidden]
    heads = {form[:cut] for form in every for cut in range(1, len(form))}
    tails = {form[cut:] for form in every for cut in range(1, len(form))}
    return any(form[-len(head) :] == head for form in every for head in heads) or any(
        form[: len(tail)] == tail for form in every for tail in tails
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 9), st.lists(plans(), min_size=2, max_size=4))
def test_a_batch_gives_what_each_sentence_gives_alone(seed, wanted):
    # alone a sentence may get fewer beams than beside one with more constraints
    beams = 16
    together = _search(seed, wanted, beams=beams)
    for index, plan in enumerate(wanted):
        (alone,) = _search(seed, [plan], beams=beams, sources=[[4 + index, 5, 6, END]])
        assert alone[0].score == pytest.approx(together[index][0].score, abs=1e-4)


def test_without_constraints_it_finds_what_generate_finds():
    sources = [[4, 5, 6, END], [7, 8, 9, 10, 11, END], [12, END]]
    ids = torch.tensor([row + [PAD] * (6 - len(row)) for row in sources])
    compared = 0
    for seed in range(12):
        expected = _model(seed, 24).generate(
            input_ids=ids, attention_mask=(ids != PAD).long(), num_beams=4, max_length=26,
            decoder_input_ids=torch.tensor([PREFIX] * 3),
        )  # fmt: skip
        found = _search(seed, [Plan()] * 3, sources=sources, length=24, banned=())
        for row, (best, *_) in zip(expected.tolist(), found, strict=True):
            if END in row[2:]:  # generate lets a sentence that reaches the limit go without its end
                assert [*best.tokens] == row[2 : row.index(END, 2)]
                compared += 1
    assert compared > 5


def test_constraint_does_not_begin_inside_a_word():
    opens = torch.zeros((3, 24), dtype=torch.bool)
    opens[:, 9] = True
    vocabulary = _vocabulary(24)
    vocabulary = Vocabulary(END, vocabulary.follows, opens, vocabulary.stops, vocabulary.banned)
    tight = Phrase((5, 7), Start.AFTER_OPENING, Script.WORD, Script.WORD)
    plan = Plan((Wanted((tight, _phrase((4, 7)))),))
    for seed in range(6):
        stepper = TransformersStepper(_model(seed, 24), [[4, 5, 6, END]], PREFIX, PAD)
        (found,) = search(stepper, [plan], vocabulary, beams=8, max_lengths=[12], n_best=8)
        for result in found:
            tokens = result.tokens
            entered = [i for i in range(1, len(tokens)) if tokens[i : i + 2] == (5, 7)]
            assert _occurrences(tokens, (4, 7)) or any(tokens[i - 1] == 9 for i in entered)


def test_limit_too_small_for_the_constraints_is_raised():
    plan = Plan((Wanted((_phrase((4, 5, 7)),), 2),))
    ((found,),) = _search(0, [plan], length=3)
    assert len(_occurrences(found.tokens, (4, 5, 7))) == 2


def test_nothing_in_gives_nothing_out():
    assert search(None, [], None, beams=4, max_lengths=[]) == []
