"""Translations out of memory: the glossary and the numbers of today decide."""

from __future__ import annotations

import pytest

from corpus.memory import Exactness, MemoryStore, MemoryUnit, StarterMemory
from termbase import Policy
from translate.enforce import Requirement
from translate.memory.numbers import same_numbers
from translate.memory.recall import Recalled, recall


def store(*units: tuple[str, str], **more: str) -> MemoryStore:
    memory = MemoryStore(":memory:", name="mine")
    memory.add(
        MemoryUnit(source=source, target=target, source_lang="id", target_lang="vi", **more)
        for source, target in units
    )
    return memory


def asked(
    memories: list[MemoryStore], text: str, *needs: Requirement, threshold: float = 100.0
) -> Recalled | None:
    return recall(memories, text, needs, source_lang="id", target_lang="vi", threshold=threshold)


def need(*forms: str, unwanted: tuple[str, ...] = ()) -> Requirement:
    return Requirement("c", 0, 3, "PBB", "preferred", Policy.ALWAYS, forms, True, unwanted)


def test_the_same_text_is_taken_without_review() -> None:
    found = asked([store(("Ia datang.", "Anh ấy đến."))], "Ia  datang.")
    assert found is not None
    assert (found.target, found.score, found.exactness) == ("Anh ấy đến.", 100, Exactness.EXACT)
    assert (found.memory, found.reasons) == ("mine", ())


def test_a_target_without_the_required_term_gives_way_to_one_that_has_it() -> None:
    memory = store(("PBB hadir.", "UN có mặt."), ("PBB hadir.", "Liên Hợp Quốc có mặt."))
    found = asked([memory], "PBB hadir.", need("Liên Hợp Quốc", "LHQ"))
    assert found is not None
    assert found.target == "Liên Hợp Quốc có mặt."
    assert [outcome.span for outcome in found.outcomes] == [(0, 13)]


def test_nothing_is_recalled_when_the_glossary_has_changed() -> None:
    memory = store(("PBB hadir.", "Liên Hợp Quốc có mặt."))
    assert asked([memory], "PBB hadir.", need("Liên hiệp quốc")) is None
    forbidding = need("Quốc", unwanted=("có mặt",))
    assert asked([memory], "PBB hadir.", forbidding) is None


def test_other_numbers_are_never_used() -> None:
    memory = store(("Harga naik 15 persen tahun ini.", "Giá tăng 15% năm nay."))
    assert asked([memory], "Harga naik 16 persen tahun ini.", threshold=70) is None
    assert asked([memory], "Harga naik 15 persen tahun itu.", threshold=70) is not None


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("1.600.000 orang", "1,6 juta orang", True),
        ("naik 15 persen", "turun 15 persen", True),
        ("naik 15 persen", "naik 1,5 persen", False),
        ("3 dari 5", "3 dari 3", False),
        ("lima orang", "enam orang", False),
        ("kedua negara", "ketiga negara", False),
        ("Perang Dunia I", "Perang Dunia II", False),
        ("10² meter", "102 meter", False),
        ("DPR RI", "dpr ri", True),
    ],
)
def test_numbers_are_compared_by_value(first, second, same):
    assert same_numbers(first, second, "id") is same


def test_a_fuzzy_match_wants_a_review() -> None:
    memory = store(("Harga beras naik tahun ini.", "Giá gạo tăng năm nay."))
    assert asked([memory], "Harga beras turun tahun ini.") is None
    found = asked([memory], "Harga beras turun tahun ini.", threshold=75)
    assert found is not None
    assert found.reasons == ("from memory, 82% alike: 'naik' became 'turun'",)
    assert found.exactness is Exactness.FUZZY


def test_the_first_memory_wins_among_equals_and_the_score_among_others() -> None:
    first, second = store(("Ia datang.", "A")), store(("Ia datang.", "B"), ("Ia pergi.", "C"))
    found = asked([first, second], "Ia datang.")
    assert found is not None
    assert found.target == "A"
    found = asked([first, second], "Ia pergi.", threshold=50)
    assert found is not None
    assert found.target == "C"


def test_what_is_recalled_counts_as_used(tmp_path):
    path = tmp_path / "m.sqlite"
    with MemoryStore(path, create=True) as memory:
        memory.add(store(("Ia datang.", "A"), ("Ia pergi.", "B")).units())
        assert asked([memory], "Ia datang.") is not None
        assert asked([memory], "Ia tidur.") is None
    with MemoryStore(path) as memory:
        assert [unit.used for unit in memory.units()] == [1, 0]


def test_the_starter_corpus_can_be_asked_or_left_out() -> None:
    whole, train = StarterMemory(), StarterMemory(splits=("train", "dev"))
    assert whole.digest != train.digest
    ours = {unit.source for unit in train.units(source_lang="id", target_lang="vi")}
    tests = [
        unit for unit in whole.units(source_lang="id", target_lang="vi") if unit.source not in ours
    ]
    assert tests
    text = tests[0].source
    found = recall([whole], text, (), source_lang="id", target_lang="vi")
    assert found is not None
    assert found.unit.origin == "starter"
    assert recall([train], text, (), source_lang="id", target_lang="vi") is None
