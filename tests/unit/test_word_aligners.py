"""Word aligners: one contract for all, and what each adds."""

from __future__ import annotations

import pytest

from align.project import project
from align.words.agreement import error_rate, read_hand_aligned
from align.words.attention import AttentionAligner, from_links
from align.words.choose import create_aligner, starter_model
from align.words.combined import CombinedAligner
from align.words.decode import decode, posteriors
from align.words.prior import find_matches
from align.words.protocol import LONGEST, WordAlignment, WordLink
from align.words.statistical import StatisticalAligner, StatisticalModel
from align.words.tokens import tokenise
from corpus.errors import FormatError, KohesiError, LanguageError
from translate.engines import Link

FIVE = [
    ("Pemerintah membangun jalan baru.", "Chính phủ xây dựng con đường mới."),
    ("Presiden mengunjungi rumah sakit.", "Tổng thống thăm bệnh viện."),
    ("Jalan baru itu panjang.", "Con đường mới đó dài."),
    ("Rumah sakit itu besar.", "Bệnh viện đó lớn."),
    ("Presiden dan pemerintah bekerja sama.", "Tổng thống và chính phủ hợp tác."),
]


@pytest.fixture(scope="module")
def five():
    return [(tokenise(source, "id"), tokenise(target, "vi")) for source, target in FIVE]


@pytest.fixture(scope="module")
def model(five):
    return StatisticalModel.train(five, source_lang="id", target_lang="vi")


@pytest.fixture(params=["combined", "lexicon", "statistical", "attention"])
def aligner(request, model):
    if request.param == "attention":
        return AttentionAligner("id", "vi", lambda *_: [Link((0, 5), (0, 4))])
    return create_aligner(request.param, "id", "vi", model=model)


def linked(alignment: WordAlignment) -> set[tuple[str, str]]:
    ours, theirs = alignment.source.words, alignment.target.words
    return {(ours[link.source], theirs[link.target]) for link in alignment.links}


class TestEveryAligner:
    def test_links_are_in_order_and_within_the_sentences(self, aligner, five):
        for source, target in five:
            alignment = aligner.align(source, target)
            assert list(alignment.links) == sorted(alignment.links)
            assert len(alignment.pairs) == len(alignment.links)
            for link in alignment.links:
                assert 0 <= link.source < len(source.tokens)
                assert 0 <= link.target < len(target.tokens)
                assert 0 <= link.confidence <= 1

    def test_an_empty_side_has_no_links(self, aligner):
        empty = aligner.align(tokenise("", "id"), tokenise("Tổng thống.", "vi"))
        assert empty.links == ()
        assert aligner.align(tokenise("Presiden.", "id"), tokenise("", "vi")).links == ()

    def test_another_language_is_refused(self, aligner):
        with pytest.raises(LanguageError):
            aligner.align(tokenise("Presiden.", "id"), tokenise("President.", "en"))

    def test_the_same_pair_gets_the_same_links(self, aligner, five):
        assert aligner.align(*five[0]) == aligner.align(*five[0])


class TestCombined:
    def test_five_sentences_align_sensibly(self, five, model):
        found = [linked(CombinedAligner("id", "vi", model=model).align(*pair)) for pair in five]
        assert {("Pemerintah", "Chính"), ("Pemerintah", "phủ"), ("jalan", "đường")} <= found[0]
        assert {("rumah", "bệnh"), ("sakit", "viện"), ("mengunjungi", "thăm")} <= found[1]
        assert ("Presiden", "thống") in found[4]
        assert ("Presiden", "chính") not in found[4]

    def test_one_sentence_needs_no_training(self):
        alignment = CombinedAligner("id", "lo").align(
            tokenise("Jepang menerima 5.000 mahasiswa setiap tahun.", "id"),
            tokenise("ຍີ່ປຸ່ນ ຮັບນັກສຶກສາ 5.000 ຄົນຕໍ່ປີ.", "lo"),
        )
        assert {("Jepang", "ຍີ່ປຸ່ນ"), ("mahasiswa", "ນັກສຶກສາ"), ("5.000", "5.000")} <= linked(alignment)

    def test_inflected_forms_are_known(self):
        alignment = CombinedAligner("id", "en").align(
            tokenise("Buku-buku itu dibaca para siswa.", "id"),
            tokenise("The books were read by the pupils.", "en"),
        )
        assert {("Buku-buku", "books"), ("siswa", "pupils")} <= linked(alignment)

    def test_two_foreign_languages_meet_through_indonesian(self):
        alignment = CombinedAligner("vi", "en").align(
            tokenise("Chính phủ mở bệnh viện mới.", "vi"),
            tokenise("The government opens a new hospital.", "en"),
        )
        assert {("phủ", "government"), ("viện", "hospital"), ("mới", "new")} <= linked(alignment)

    def test_the_other_direction_finds_the_same_matches(self):
        source = tokenise("Presiden mengunjungi rumah sakit.", "id")
        target = tokenise("The president visits the hospital.", "en")
        there = {(match.source, match.target) for match in find_matches(source, target)}
        back = {(match.target, match.source) for match in find_matches(target, source)}
        assert there == back

    def test_a_term_keeps_its_words_together(self):
        alignment = CombinedAligner("id", "en").align(
            tokenise("Majelis Nasional Vietnam dan parlemen nasional Laos bertemu.", "id"),
            tokenise("The National Assembly of Vietnam and the Lao parliament met.", "en"),
        )
        assert ("nasional", "National") not in linked(alignment)

    def test_the_whole_rendering_of_a_term_is_found(self):
        term = "Viettel Military Industry and Telecoms Group (Viettel)"
        target = f"{term} builds masts."
        alignment = CombinedAligner("id", "en").align(
            tokenise("Viettel membangun menara.", "id"), tokenise(target, "en")
        )
        found = project((0, 7), alignment)
        assert found is not None
        assert target[found.start : found.end] == term

    def test_numbers_meet_whatever_their_separators(self):
        alignment = CombinedAligner("id", "en").align(
            tokenise("12.500 orang", "id"), tokenise("12,500 people", "en")
        )
        assert ("12.500", "12,500") in linked(alignment)

    def test_sentences_of_other_meaning_are_not_sure(self, five):
        aligner = CombinedAligner("id", "vi")
        right = aligner.align(*five[1])
        wrong = aligner.align(five[1][0], tokenise("Giá gạo tăng ba lần.", "vi"))
        assert wrong.confidence < 0.2 < right.confidence

    def test_a_very_long_line_gets_no_links(self):
        long = tokenise("kata " * (LONGEST + 1), "id")
        assert CombinedAligner("id", "vi").align(long, tokenise("lời", "vi")).links == ()

    def test_one_language_alone_is_refused(self):
        with pytest.raises(LanguageError):
            CombinedAligner("id", "id")

    def test_a_model_of_other_languages_is_refused(self, model):
        with pytest.raises(LanguageError):
            CombinedAligner("id", "en", model=model)


class TestStatistical:
    def test_a_saved_model_gives_the_same_links(self, model, five, tmp_path):
        model.save(tmp_path / "model")
        loaded = StatisticalModel.load(tmp_path / "model")
        assert loaded.meta == model.meta
        for pair in five:
            assert StatisticalAligner(loaded).align(*pair) == StatisticalAligner(model).align(*pair)

    def test_new_words_do_no_harm(self, model):
        pair = (tokenise("Gubernur tertawa.", "id"), tokenise("Tỉnh trưởng cười.", "vi"))
        StatisticalAligner(model).align(*pair)

    def test_a_folder_without_a_model_is_named(self, tmp_path):
        with pytest.raises(FormatError, match="no alignment model"):
            StatisticalModel.load(tmp_path)

    def test_a_damaged_model_is_named(self, model, tmp_path):
        model.save(tmp_path / "model")
        for file in (tmp_path / "model").glob("direct*"):
            file.unlink()
        with pytest.raises(FormatError, match="damaged"):
            StatisticalModel.load(tmp_path / "model")

    def test_a_folder_of_other_things_is_not_overwritten(self, model, tmp_path):
        (tmp_path / "letters").mkdir()
        (tmp_path / "letters" / "dear.txt").write_text("keep me", encoding="utf-8")
        with pytest.raises(KohesiError):
            model.save(tmp_path / "letters")
        assert (tmp_path / "letters" / "dear.txt").read_text(encoding="utf-8") == "keep me"

    def test_it_needs_a_model(self):
        with pytest.raises(KohesiError, match="needs a model"):
            create_aligner("statistical", "id", "vi")


def test_an_unknown_aligner_is_named():
    with pytest.raises(KohesiError, match="combined"):
        create_aligner("magic", "id", "vi")


def test_the_starter_model_is_trained_once(tmp_path, monkeypatch, five):
    monkeypatch.setattr("align.words.choose.starter_pairs", lambda *_: five)
    first = starter_model("id", "vi", cache=tmp_path)
    (kept,) = tmp_path.iterdir()
    before = (kept / "model.json").stat().st_mtime_ns
    assert starter_model("id", "vi", cache=tmp_path).meta == first.meta
    assert (kept / "model.json").stat().st_mtime_ns == before


class TestAttention:
    def test_pieces_become_words(self):
        source, target = tokenise("pembangunan ekonomi", "id"), tokenise("economic growth", "en")
        links = [
            Link((12, 16), (0, 5)), Link((16, 19), (5, 8)),
            Link((0, 4), (9, 12)), Link((4, 11), (12, 15)),
        ]  # fmt: skip
        assert from_links(source, target, links).pairs == {(1, 0), (0, 1)}

    def test_a_stray_piece_makes_no_link(self):
        source, target = tokenise("pembangunan ekonomi", "id"), tokenise("development", "en")
        links = [Link((0, 11), (0, 9)), Link((12, 19), (9, 11))]
        assert from_links(source, target, links).pairs == {(0, 0)}


class TestDecoding:
    def test_columns_are_probabilities(self):
        import numpy as np

        table = posteriors(np.array([[0.9, 0.1, 0.1], [0.1, 0.8, 0.1]]), nothing=0.05)
        assert (table.sum(axis=0) <= 1 + 1e-9).all()
        assert table.argmax(axis=0)[:2].tolist() == [0, 1]

    def test_equal_evidence_follows_the_order_of_words(self):
        import numpy as np

        evidence = np.full((5, 5), 0.3)
        evidence[0, 0] = evidence[4, 4] = 1.0
        _, confidence = decode(evidence, evidence, nothing=0.05)
        assert confidence.argmax(axis=0).tolist() == [0, 1, 2, 3, 4]


class TestProjection:
    def make(self, links):
        source = tokenise("Majelis Nasional Vietnam bersidang", "id")
        target = tokenise("The National Assembly of Vietnam meets", "en")
        return WordAlignment(source, target, tuple(WordLink(*link) for link in links))

    def test_a_span_goes_where_its_words_went(self):
        found = project((0, 16), self.make([(0, 2), (1, 1), (2, 4), (3, 5)]))
        assert found is not None
        assert (found.start, found.end) == (4, 21)
        assert found.confidence == 1.0

    def test_a_word_that_no_link_leaves_leads_nowhere(self):
        assert project((0, 7), self.make([(1, 1)])) is None

    def test_a_stray_link_is_left_behind(self):
        links = [(0, 2, 0.9), (0, 5, 0.2), (1, 1, 0.9), (2, 4, 0.9), (3, 5, 0.9)]
        found = project((0, 16), self.make(links))
        assert found is not None
        assert (found.start, found.end) == (4, 21)

    def test_an_article_before_a_name_is_not_part_of_it(self):
        found = project((0, 16), self.make([(0, 0), (0, 2), (1, 1)]))
        assert found is not None
        assert found.start == 4

    def test_confidence_falls_with_words_that_lead_nowhere(self):
        found = project((0, 16), self.make([(0, 2)]))
        assert found is not None
        assert found.confidence == 0.5


def test_alignment_error_rate_counts_as_och_and_ney(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '{"key": "k", "source_text": "a b c", "target_text": "x y z", "source": ["a", "b", "c"], '
        '"target": ["x", "y", "z"], "sure": "0-0 1-1", "possible": "2-1"}\n',
        encoding="utf-8",
    )
    (hand,) = read_hand_aligned(path)
    source, target = tokenise("a b c", "id"), tokenise("x y z", "en")
    found = WordAlignment(source, target, tuple(WordLink(i, i) for i in (0, 2)))
    rate = error_rate([(found, hand)])
    assert (rate.precision, rate.recall) == (0.5, 0.5)
    assert rate.aer == 1 - (1 + 1) / (2 + 2)


def test_a_broken_line_of_hand_aligned_pairs_is_named(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_hand_aligned(path)
    assert caught.value.where == f"{path}:1"
