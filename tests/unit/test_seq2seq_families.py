"""Each family of checkpoints, on both backends: what one writes, the other writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import EngineError, LanguageError
from translate.engines import Request
from translate.engines.protocol import Constraint, Hypothesis
from translate.engines.seq2seq import Seq2SeqEngine
from translate.engines.seq2seq.convert import convert
from translate.engines.seq2seq.families import FAMILIES, flavour_of
from translate.engines.steering import Steer

from ..family_models import build

SENTENCES = ("kucing itu tidur.", "menteri tiba di kota.", "kohesi strategis penting.")


@pytest.fixture(scope="module", params=["m2m100", "small100", "madlad", "opus"])
def family(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def checkpoint(family, tmp_path_factory) -> Path:
    return build(family, tmp_path_factory.mktemp(family) / family)


@pytest.fixture(scope="module")
def model(checkpoint, tmp_path_factory) -> Path:
    return convert(checkpoint, tmp_path_factory.mktemp("made") / "model", quantization="float32")


def test_family_is_recognised_before_and_after_conversion(family, checkpoint, model):
    assert flavour_of(checkpoint).family is FAMILIES[family]
    assert flavour_of(model) == flavour_of(checkpoint)


def test_both_backends_write_the_same(checkpoint, model):
    requests = [Request(sentence) for sentence in SENTENCES]
    texts = []
    for backend, folder, options in (
        ("ctranslate2", model, {"compute_type": "float32"}),
        ("transformers", checkpoint, {}),
    ):
        engine = Seq2SeqEngine(
            model=str(folder), backend=backend, beam_size=1, length_ratio=1.0, **options
        )
        found = engine.translate(requests, source_lang="id", target_lang="en")
        texts.append([one.text for one in found])
    # the limit of length counts the end token on one side only
    for left, right in zip(*texts, strict=True):
        assert left
        assert left.startswith(right[: len(right) // 2])
        assert right.startswith(left[: len(left) // 2])


def test_each_family_can_be_constrained(checkpoint):
    engine = Seq2SeqEngine(model=str(checkpoint), backend="transformers", beam_size=2)
    (found,) = engine.steer(
        [Steer(SENTENCES[1], (Constraint(0, 7, ("minister",)),))],
        "constrained", source_lang="id", target_lang="en",
    )  # fmt: skip
    assert found
    assert all("minister" in one.text.lower() for one in found)


def test_each_family_has_links(model):
    engine = Seq2SeqEngine(model=str(model))
    (linked,) = engine.linked(
        [SENTENCES[0]], [Hypothesis("the cat sleeps.")], source_lang="id", target_lang="en"
    )
    assert {link.target for link in linked.links} >= {(0, 3)}


def test_opus_model_knows_only_its_pair(tmp_path):
    engine = Seq2SeqEngine(model=str(build("opus", tmp_path / "pair")), backend="transformers")
    with pytest.raises(LanguageError, match="does not translate into 'vi'"):
        engine.translate([Request("apa")], source_lang="id", target_lang="vi")


def test_model_of_no_known_family_is_an_error(tmp_path):
    with pytest.raises(EngineError, match="no family"):
        flavour_of(tmp_path)


def test_record_of_an_unheard_family_is_an_error(tmp_path):
    (tmp_path / "kohesi.json").write_text('{"family": "babel"}')
    with pytest.raises(EngineError, match="babel"):
        flavour_of(tmp_path)
    (tmp_path / "kohesi.json").write_text("{")
    with pytest.raises(EngineError, match="no JSON"):
        flavour_of(tmp_path)
