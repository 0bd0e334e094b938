"""Sentences are cut into the words that translators see."""

from __future__ import annotations

import pytest

from align.words.lao import can_break, segment_lao
from align.words.tokens import presegmented, tokenise
from corpus.errors import LanguageError


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Majelis Nasional menyetujui undang-undang itu.", "id",
         "Majelis|Nasional|menyetujui|undang-undang|itu|."),
        ("Forum Vietnam-Laos ke-48", "id", "Forum|Vietnam|-|Laos|ke-48"),
        ("Ekspor naik 14,5% menjadi 1.200 ton", "id", "Ekspor|naik|14,5|%|menjadi|1.200|ton"),
        ("last night's e-government talks", "en", "last|night|'s|e-government|talks"),
        ("palm-leaf books", "en", "palm|-|leaf|books"),
        ("Quốc hội họp.", "vi", "Quốc|hội|họp|."),
        ("ລັດຖະບານລາວເຊັນສັນຍາ 14 ສະບັບ.", "lo", "ລັດຖະບານ|ລາວ|ເຊັນສັນຍາ|14|ສະບັບ|."),
        ("ປັນຍາປະດິດ (AI)", "lo", "ປັນຍາ|ປະດິດ|(|AI|)"),
        ("ລັດຖະບານ\u200bລາວ\u200b \u200b", "lo", "ລັດຖະບານ|ລາວ"),
        ("co\u00adoperation", "en", "co\u00adoperation"),
        ("  ", "vi", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_into_words(text, lang, words):
    assert "|".join(tokenise(text, lang).words) == words


def test_decomposed_vietnamese_has_the_same_keys():
    assert tokenise("Qu\u00f4\u0301c h\u00f4\u0323i", "vi").keys == tokenise("Quốc hội", "vi").keys


def test_both_spellings_of_lao_am_have_the_same_keys():
    assert tokenise("ນ\u0ec9\u0ecd\u0eb2", "lo").keys == tokenise("ນ\u0ec9\u0eb3", "lo").keys


def test_lao_digits_are_read_as_digits():
    assert tokenise("໑໔ ສະບັບ", "lo").keys[0] == "14"


def test_no_lao_word_begins_with_a_mark_or_ends_with_an_open_vowel():
    run = "ສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວ"
    assert all(can_break(run, start) for start, _ in segment_lao(run))
    assert not can_break("ກັບ", 2)


def test_words_that_are_cut_already_stay_as_they_are():
    sentence = presegmented(("Asia", "'s", "digital-economy"), "en")
    assert sentence.words == ("Asia", "'s", "digital-economy")


def test_an_unknown_language_is_refused():
    with pytest.raises(LanguageError):
        tokenise("bonjour", "fr")
