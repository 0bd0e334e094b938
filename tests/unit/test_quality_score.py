"""Figures are sacreBLEU's, and say what they are."""

from __future__ import annotations

import pytest

from corpus.errors import KohesiError
from translate.quality.resampling import SEED, bootstrap_scores, paired_difference, ratio_interval
from translate.quality.score import measure, score

REFERENCES = ["Quốc hội Lào họp hôm nay", "Hai nước ký một tuyên bố chung", "Giá tăng 5%."] * 4
OURS = ["Quốc hội Lào họp ngày hôm nay", "Hai nước ký tuyên bố chung", "Giá đã tăng 5%"] * 4
THEIRS = ["Hôm nay quốc hội họp", "Hai nước ký một tuyên bố", "Giá tăng 5%."] * 4


@pytest.fixture
def peers():
    from sacrebleu.metrics import BLEU, CHRF, TER

    return {"chrF": CHRF(), "chrF++": CHRF(word_order=2), "BLEU": BLEU(), "TER": TER()}


def test_figures_and_intervals_are_those_of_sacrebleu(peers, monkeypatch):
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    found = {one.name: one for one in score(OURS, [REFERENCES], lang="vi").scores}
    for name, metric in peers.items():
        expected = metric.corpus_score(OURS, [REFERENCES], n_bootstrap=1000)
        assert found[name].value == pytest.approx(expected.score)
        assert found[name].interval is not None
        assert found[name].interval.half == pytest.approx(expected._ci, abs=1e-3)
        assert found[name].interval.mean == pytest.approx(expected._mean, abs=1e-3)
        assert str(metric.get_signature()) in found[name].signature.replace(f"{SEED}", "12345")


def test_several_references_are_scored_as_sacrebleu_scores_them(peers):
    found = score(OURS, [REFERENCES, THEIRS], lang="vi", samples=0)
    for one in found.scores:
        expected = peers[one.name].corpus_score(OURS, [REFERENCES, THEIRS])
        assert one.value == pytest.approx(expected.score)
        assert "nrefs:2" in one.signature


def test_p_values_are_those_of_sacrebleu(peers, monkeypatch):
    from sacrebleu.significance import PairedTest

    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    systems = [("ours", OURS), ("theirs", THEIRS)]
    ours, theirs = (measure(["BLEU"], texts, [REFERENCES], "vi")[0] for _, texts in systems)
    found = paired_difference(ours.statistics, theirs.statistics, ours.value)
    for kind, p_value in (("bs", found.bootstrap), ("ar", found.randomisation)):
        _, table = PairedTest(systems, {"BLEU": peers["BLEU"]}, [REFERENCES], test_type=kind)()
        result = table["BLEU"][1]
        assert p_value == pytest.approx(result.p_value, abs=0.01)
        assert found.delta == pytest.approx(result.score - table["BLEU"][0].score)


def test_segment_scores_are_sentence_scores(peers):
    from sacrebleu.metrics import BLEU

    found = {
        one.name: one.segments
        for one in score(OURS, [REFERENCES], lang="vi", samples=0, segments=True).scores
    }
    peers["BLEU"] = BLEU(effective_order=True)
    for name, metric in peers.items():
        expected = [
            metric.sentence_score(ours, [reference]).score
            for ours, reference in zip(OURS, REFERENCES, strict=True)
        ]
        assert found[name] == pytest.approx(expected)


def test_lao_gets_characters_and_no_edit_rate():
    found = score(["ປະເທດລາວ"], [["ປະເທດລາວ"]], lang="lo", samples=0)
    assert {"chrF", "chrF++", "BLEU"} <= {one.name for one in found.scores}
    assert any("tok:char" in one.signature for one in found.scores)
    assert "TER" in dict(found.left_out)


def test_letters_that_look_alike_are_alike():
    (found,) = score(["ນໍາໜ້າ"], [["ນຳຫນ້າ"]], lang="lo", metrics=["chrf"], samples=0).scores
    assert found.value == pytest.approx(100)


def test_spbleu_is_left_out_with_the_way_to_get_it(monkeypatch, tmp_path):
    monkeypatch.setattr("sacrebleu.utils.SACREBLEU_DIR", str(tmp_path))
    reason = dict(score(OURS, [REFERENCES], lang="vi", samples=0).left_out)["spBLEU"]
    assert "curl" in reason
    assert str(tmp_path) in reason


def test_unequal_counts_are_refused_with_both_numbers():
    with pytest.raises(KohesiError, match="12 segments, reference 1 has 11"):
        score(OURS, [REFERENCES[:-1]], lang="vi")


def test_nothing_is_refused():
    with pytest.raises(KohesiError, match="nothing to score"):
        score([], [[]], lang="vi")


def test_an_unknown_metric_is_refused():
    with pytest.raises(KohesiError, match=r"unknown metric 'comet'.*chrF"):
        score(OURS, [REFERENCES], lang="vi", metrics=["comet"])


def test_an_empty_translation_scores_nothing():
    assert all(
        one.value in (0.0, 100.0)  # TER of nothing is 100
        for one in score([""] * 3, [REFERENCES[:3]], lang="vi", samples=10).scores
    )


def test_a_ratio_of_equal_segments_has_no_width():
    found = ratio_interval([1, 1, 1], [2, 2, 2])
    assert found is not None
    assert (found.mean, found.half) == pytest.approx((0.5, 0.0))
    assert ratio_interval([0], [0]) is None


def test_resampling_in_pieces_gives_the_same_scores(monkeypatch):
    rows = [[float(value), 1.0] for value in range(30)]

    def mean(total):
        return float(total[0] / total[1])

    whole = bootstrap_scores(rows, mean, samples=50)
    monkeypatch.setattr("translate.quality.resampling._CELLS", 30 * 7)
    assert bootstrap_scores(rows, mean, samples=50) == pytest.approx(whole)
