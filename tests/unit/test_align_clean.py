from __future__ import annotations

import pytest

from align.clean import CleaningOptions, Reason, clean
from corpus.bitext import Bitext, Unit

GOOD = Unit("Menteri itu tiba di Hanoi pada tahun 2024.", "Bộ trưởng đến Hà Nội vào năm 2024.")


def reasons(unit: Unit, **options) -> tuple[Reason, ...]:
    _, rejects = clean(Bitext("id", "vi", (unit,)), CleaningOptions(**options))
    return rejects[0].reasons if rejects else ()


def test_a_good_unit_stays():
    assert reasons(GOOD) == ()


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        (GOOD.source, "  ", Reason.EMPTY),
        (GOOD.source, GOOD.source, Reason.COPY),
        (GOOD.source, "Đến.", Reason.LENGTH_RATIO),
        (GOOD.source, "The minister arrived in Hanoi in the year 2024 with the team.", Reason.WRONG_LANGUAGE),
        (GOOD.source, "Bộ trưởng đến Hà Nội vào năm 2023.", Reason.NUMBERS_DIFFER),
    ],
)  # fmt: skip
def test_each_reason_is_found(source, target, reason):
    assert reason in reasons(Unit(source, target))
    assert reason not in reasons(Unit(source, target), ignore=frozenset({reason}))


def test_small_numbers_may_be_words_and_marks_may_differ():
    assert (
        reasons(Unit("Ia membawa 3 orang dan 1.250 buku.", "Ông mang ba người và 1,250 sách."))
        == ()
    )


def test_confidence_and_ratio_are_options():
    unit = Unit(GOOD.source, GOOD.target, score=0.6)
    assert reasons(unit) == ()
    assert reasons(unit, score=0.7) == (Reason.LOW_CONFIDENCE,)
    assert Reason.LENGTH_RATIO in reasons(GOOD, ratio=1.01)


def test_the_first_of_duplicates_stays_and_rejects_keep_their_place():
    other = Unit(GOOD.source.upper(), GOOD.target)
    kept, rejects = clean(Bitext("id", "vi", (Unit("", ""), GOOD, other)))
    assert kept.units == (GOOD,)
    assert [(reject.index, reject.reasons) for reject in rejects] == [
        (0, (Reason.EMPTY,)),
        (2, (Reason.DUPLICATE,)),
    ]
