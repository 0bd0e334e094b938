"""Each demand has a place of its own, and the longest form goes first."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from termbase import claim_places, find_forms


def _texts(text: str, demands, lang: str = "en") -> list[str | None]:
    places = claim_places(text, demands, lang)
    return [None if place is None else text[slice(*place)] for place in places]


def test_two_demands_do_not_share_a_place():
    assert _texts("Laos is here.", [("Laos",), ("Laos",)]) == ["Laos", None]


def test_short_form_inside_a_long_one_does_not_count():
    demands = [("Vietnam",), ("Vietnam Television",)]
    assert _texts("Vietnam Television reports.", demands) == [None, "Vietnam Television"]
    both = _texts("Vietnam Television reports from Vietnam.", demands)
    assert both == ["Vietnam", "Vietnam Television"]


def test_place_goes_to_the_demand_that_finds_no_other():
    text = "The premier met the prime minister."
    demands = [("premier", "prime minister"), ("premier",)]
    assert _texts(text, demands) == ["prime minister", "premier"]
    assert _texts(text, demands[::-1]) == ["premier", "prime minister"]


def test_equal_demands_have_their_places_in_the_order_of_the_text():
    text = "EVN, Vietnam Electricity (EVN)"
    demands = [("EVN", "Vietnam Electricity (EVN)")] * 2
    assert claim_places(text, demands, "en") == ((0, 3), (5, 30))


def test_demand_without_forms_is_never_met():
    assert claim_places("anything", [()], "en") == (None,)


def test_lao_needs_no_spaces():
    assert _texts("ນາຍົກລັດຖະມົນຕີຢູ່ລາວ", [("ລາວ",), ("ນາຍົກລັດຖະມົນຕີ",)], "lo") == [
        "ລາວ",
        "ນາຍົກລັດຖະມົນຕີ",
    ]


words = st.lists(st.sampled_from("ab cd ef gh".split()), min_size=1, max_size=2).map(" ".join)


@given(
    st.lists(st.sampled_from("ab cd ef gh".split()), max_size=7).map(" ".join),
    st.lists(st.lists(words, min_size=1, max_size=3).map(tuple), max_size=4),
)
def test_as_many_demands_are_met_as_the_chosen_places_allow(text, demands):
    places = claim_places(text, demands, "en")
    taken = [place for place in places if place is not None]
    for one, other in itertools.combinations(taken, 2):
        assert one[1] <= other[0] or other[1] <= one[0]
    for place, forms in zip(places, demands, strict=True):
        if place is None:
            # every place of this demand is claimed, or covered by a longer form
            for start, end in find_forms(text, forms, "en"):
                assert any(start < right and left < end for left, right in taken)
        else:
            assert place in find_forms(text, forms, "en")
