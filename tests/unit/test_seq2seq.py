"""The engine for real checkpoints, on a tiny one of the same shape."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from corpus import EngineError, MissingExtra, ModelUnavailable
from translate.engines import Request, create_engine
from translate.engines.protocol import Link
from translate.engines.seq2seq.attention import attention_links
from translate.engines.seq2seq.convert import convert, pull
from translate.engines.seq2seq.engine import MAX_PIECES, _parts
from translate.engines.seq2seq.families import NLLB
from translate.engines.seq2seq.models import MODELS, find_model, models_folder
from translate.engines.seq2seq.tokenizer import Tokenizer

from ..tiny_model import PAIRS


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


@pytest.fixture
def tokenizer(tiny_model: Path) -> Tokenizer:
    return Tokenizer(tiny_model / NLLB.source_tokenizer)


@pytest.mark.parametrize(
    ("lang", "code"), [("vi", "vie_Latn"), ("lo", "lao_Laoo"), ("en", "eng_Latn")]
)
def test_model_writes_the_language_that_is_asked_for(tiny_engine, lang, code):
    sources, targets = zip(*PAIRS[code], strict=True)
    hypotheses = tiny_engine.translate(
        [Request(source) for source in sources], source_lang="id", target_lang=lang
    )
    assert [hypothesis.text for hypothesis in hypotheses] == list(targets)


def test_checkpoint_directory_is_converted_once_and_gives_the_same(tiny_checkpoint, tiny_engine):
    engine = create_engine("nllb", model=str(tiny_checkpoint))
    engine.load()
    (made,) = (models_folder() / "converted").iterdir()
    stamp = (made / "model.bin").stat().st_mtime_ns
    again = create_engine("nllb", model=str(tiny_checkpoint))
    again.load()
    assert (made / "model.bin").stat().st_mtime_ns == stamp
    assert engine.signature["digest"] == tiny_engine.signature["digest"]


def test_pieces_slice_back_to_the_source(tokenizer):
    text = "menteri tiba di kota, kohesi 12 strategis."
    pieces = tokenizer.encode(text)
    assert "".join(text[start:end] for start, end in pieces.spans) == text.replace(" ", "")


def test_decoded_pieces_have_their_place_in_the_text():
    text, spans = Tokenizer.decode(["▁bộ", "▁tr", "ưởng", "▁", "."])
    assert text == "bộ trưởng ."
    assert [text[start:end] for start, end in spans] == ["bộ", "tr", "ưởng", "", "."]


def test_links_follow_the_largest_weight_of_a_real_word():
    attention = [[0.9, 0.1, 0.0, 0.0], [0.5, 0.1, 0.4, 0.0]]
    links = attention_links(attention, [(0, 3), (4, 7)], [(0, 2), (3, 9)], source_offset=1)
    assert links == (Link((0, 3), (0, 2)), Link((4, 7), (3, 9)))


def test_long_segment_is_cut_without_loss(tokenizer):
    text = ", ".join(["menteri tiba di kota"] * 200) + "."
    parts = _parts(text, tokenizer)
    assert len(parts) > 1
    assert "".join(part for _, part in parts) == text
    assert all(text[start : start + len(part)] == part for start, part in parts)
    assert all(len(tokenizer.encode(part).tokens) <= MAX_PIECES for _, part in parts)


def test_long_segment_is_translated_whole(tiny_engine, monkeypatch):
    monkeypatch.setattr("translate.engines.seq2seq.engine.MAX_PIECES", 20)
    text = ", ".join(["kucing itu tidur"] * 12) + "."
    (hypothesis,) = tiny_engine.translate([Request(text)], source_lang="id", target_lang="vi")
    assert max(link.source[1] for link in hypothesis.links) > len(text) * 0.9


def test_model_of_the_table_that_is_not_here_says_how_to_get_it():
    with pytest.raises(ModelUnavailable) as caught:
        find_model("nllb-600m")
    assert "kohesi engine pull nllb-600m" in str(caught.value)
    assert MODELS["nllb-600m"].licence in str(caught.value)
    with pytest.raises(ModelUnavailable):
        find_model("facebook/nllb-200-distilled-600M")


def test_pulled_model_is_found_by_either_name(tiny_model):
    shutil.copytree(tiny_model, models_folder() / "nllb-600m")
    expected = models_folder() / "nllb-600m"
    assert find_model(None) == expected
    assert find_model("nllb-600m") == expected
    assert find_model("facebook/nllb-200-distilled-600M") == expected


def test_name_that_is_nothing_is_an_error():
    with pytest.raises(ModelUnavailable, match="neither a directory"):
        find_model("nothing-of-the-kind")


def test_broken_model_is_one_error(tiny_model, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    (broken / "model.bin").write_bytes(b"not a model")
    with pytest.raises(EngineError) as caught:
        create_engine("nllb", model=str(broken)).load()
    assert str(broken) in str(caught.value)


def test_broken_tokenizer_is_one_error(tiny_model, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    (broken / NLLB.source_tokenizer).write_bytes(b"not a tokenizer")
    with pytest.raises(EngineError, match="SentencePiece"):
        create_engine("nllb", model=str(broken)).load()


def test_failed_conversion_leaves_nothing(tiny_checkpoint, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(tiny_checkpoint, broken)
    (broken / "config.json").write_text('{"model_type": "unheard-of"}', encoding="utf-8")
    target = tmp_path / "made" / "model"
    with pytest.raises(EngineError, match="cannot convert"):
        convert(broken, target)
    assert list(target.parent.iterdir()) == []


def test_conversion_without_torch_names_the_extra(tiny_checkpoint, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtra, match=r"kohesi\[torch\]"):
        convert(tiny_checkpoint, tmp_path / "model")


def test_pull_without_a_network_is_one_line():
    with pytest.raises(ModelUnavailable, match="cannot fetch facebook/nllb-200-distilled-600M"):
        pull("nllb-600m")


def test_engine_without_a_model_takes_none():
    with pytest.raises(EngineError, match="takes no model"):
        create_engine("draft", model="x")
