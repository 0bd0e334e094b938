"""Splicing with a model that is told what to say: places, spaces, and what stands behind a form."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from translate.engines.protocol import Constraint, Hypothesis
from translate.engines.seq2seq.backend import Decoded
from translate.engines.seq2seq.places import words_of
from translate.engines.seq2seq.splice import splice
from translate.engines.seq2seq.tokenizer import SPACE, Pieces
from translate.engines.seq2seq.unknown import fill_unknown
from translate.engines.steering import Steer


class Words:
    """Each word is a piece, with its space; punctuation is apart."""

    def encode(self, text: str) -> Pieces:
        tokens, spans, place = [], [], 0
        for word in text.split(" "):
            tokens.append(SPACE + word)
            spans.append((place, place + len(word)))
            place += len(word) + 1
        return Pieces(tuple(tokens), tuple(spans))

    def inside(self, text: str) -> tuple[str, ...]:
        first, *rest = self.encode(text).tokens
        return (first.removeprefix(SPACE), *rest)


@dataclass
class Model:
    """Looks at the source word of the same number, and writes on as it is told."""

    goes_on: tuple[str, ...] = ()
    loss: float = 2.0
    heads: list[tuple[str, ...]] = field(default_factory=list)

    def decode(self, sources, prefix, *, heads, **_options):
        self.heads += [tuple(head) for head in heads]
        return [[Decoded((*head, *self.goes_on), -1.0)] for head in heads]

    def knows(self, token):
        return token != "▁Q"

    def attend(self, sources, prefix, targets):
        return [
            [[float(row == column) for column in range(len(source))] for row in range(len(target))]
            for source, target in zip(sources, targets, strict=True)
        ]

    def score(self, sources, prefix, targets):
        # what has the form in it is less probable
        return [
            [-self.loss if "X" in "".join(target) else 0.0] * (len(target) + 1)
            for target in targets
        ]


def _run(model, source, draft, *constraints, places=(), lang="en"):
    words = Words()
    steer = Steer(
        source, constraints, tuple(range(len(constraints))),
        draft=Hypothesis("".join(draft).replace(SPACE, " ").strip()), places=places,
    )  # fmt: skip
    (found,) = splice(
        [steer], model, (words, words), [list(words.encode(source).tokens)],
        [Decoded(tuple(draft), -1.0)], [], source_offset=0, lang=lang,
    )  # fmt: skip
    return ["".join(one.tokens).replace(SPACE, " ").strip() for one in found], model


def test_form_stays_in_place_where_what_follows_is_as_probable():
    (best, *_), model = _run(
        Model(loss=0.05), "a b c", ["▁one", "▁two", "▁three"], Constraint(2, 3, ("X",))
    )
    assert best == "one X three"
    assert model.heads == []


def test_model_decodes_on_where_what_follows_does_not_fit():
    found, model = _run(
        Model(("▁ends",)), "a b c", ["▁one", "▁two", "▁three"], Constraint(2, 3, ("X",))
    )
    assert model.heads == [("▁one", "▁X")]
    assert set(found) == {"one X ends", "one X three"}


def test_known_place_goes_before_attention():
    (best, *_), _ = _run(
        Model(loss=0.0), "a b c", ["▁one", "▁two", "▁three"], Constraint(2, 3, ("X",)),
        places=((8, 13),),
    )  # fmt: skip
    assert best == "one two X"


def test_two_forms_side_by_side_are_two_words():
    (best, *_), _ = _run(
        Model(loss=0.0), "a b c d", ["▁one", "▁two", "three", "▁four"],
        Constraint(2, 3, ("X",)), Constraint(4, 5, ("Y",)), places=((4, 7), (7, 12)),
    )  # fmt: skip
    assert best == "one X Y four"


def test_punctuation_is_no_place_of_a_form():
    (best, *_), _ = _run(Model(loss=0.0), "a b", ["▁one", "."], Constraint(2, 3, ("X",)))
    assert best == "X."


@pytest.mark.parametrize(
    ("goes_on", "expected"), [(("ish", "▁end"), "one X three"), (("▁end",), "one X end")]
)
def test_form_does_not_grow_into_a_longer_word(goes_on, expected):
    class Grower(Model):
        def decode(self, sources, prefix, *, heads, **options):
            if not self.heads:
                return super().decode(sources, prefix, heads=heads)
            self.heads += heads
            return [[Decoded(tuple(head), -1.0)] for head in heads]

    found, _ = _run(Grower(goes_on), "a b c", ["▁one", "▁two", "▁three"], Constraint(2, 3, ("X",)))
    assert expected in found
    assert not any("Xish" in text for text in found)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("▁the ▁new ▁Party ▁of ▁Labour ▁won", "the new Labour Party won"),
        ("▁the ▁Party ▁of ▁the ▁Labour ▁won", "the Labour Party won"),
        ("▁it ▁is ▁Labour ▁and ▁more", "it is Labour Party and more"),
    ],
)
def test_words_of_the_name_beside_its_place_do_not_stand_twice(draft, expected):
    tokens = draft.split()
    place = draft.replace("▁", "").index("Labour")
    (best, *_), _ = _run(
        Model(loss=0.0), "a b", tokens, Constraint(2, 3, ("Labour Party",)),
        places=((place, place + 6),), lang="vi",
    )  # fmt: skip
    assert best == expected


def test_unknown_letters_are_copied_from_where_the_model_looked():
    decoded = Decoded(("▁to", "<unk>", "▁end"), 0.0, [[1, 0, 0], [0.5, 0.3, 0.2], [0, 0, 1]])
    model, source = Model(), ["▁ke", "▁Q", "▁x"]
    ((filled,),) = fill_unknown(model, [source], [], [[decoded]])
    assert filled.tokens == ("▁to", "▁Q", "▁end")
    ((left_out,),) = fill_unknown(model, [["▁ke", "▁x", "▁y"]], [], [[decoded]])
    assert "".join(left_out.tokens) == "▁to▁end"


def test_space_that_is_a_token_goes_with_its_word():
    (best, *_), _ = _run(
        Model(loss=0.0), "a b", ["▁one", "▁", "two", "▁three"], Constraint(2, 3, ("the X",)),
        places=((4, 7),),
    )  # fmt: skip
    assert best == "one the X three"


def test_lao_forms_need_no_space():
    (best, *_), _ = _run(
        Model(loss=0.0), "a b c", ["▁ແມວ", "ນອນ", "ຢູ່"], Constraint(2, 3, ("ໝາ",)), lang="lo"
    )
    assert best == "ແມວໝາຢູ່"


def test_lao_letters_that_share_a_piece_with_the_term_stay():
    # the last piece of the word holds the vowel that begins the next one
    (best, *_), _ = _run(
        Model(loss=0.0), "a b", ["▁ມາຮອ", "ດເ", "ມືອງ"], Constraint(2, 3, ("ໄປ",)),
        places=((0, 5),), lang="lo",
    )  # fmt: skip
    assert best == "ໄປເມືອງ"


def test_lao_vowels_stay_with_their_letter():
    assert words_of(["▁ມ", "ື", "ອງ", "ເ", "ມ"]) == [(0, 2), (2, 3), (3, 5)]
