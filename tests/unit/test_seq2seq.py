"""The engine for real checkpoints, on a tiny one of the same shape."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from corpus import EngineError, MissingExtra, ModelUnavailable
from translate.engines import Request, create_engine
from translate.engines.protocol import Link
from translate.engines.seq2seq.attention import attention_links
from translate.engines.seq2seq.convert import convert, pull
from translate.engines.seq2seq.device import choose_compute, choose_device, choose_dtype
from translate.engines.seq2seq.families import NLLB, RECORD
from translate.engines.seq2seq.long import MAX_PIECES, parts_of
from translate.engines.seq2seq.models import MODELS, find_model, models_folder, unpinned
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
    parts = parts_of(text, tokenizer)
    assert len(parts) > 1
    assert "".join(part for _, part in parts) == text
    assert all(text[start : start + len(part)] == part for start, part in parts)
    assert all(len(tokenizer.encode(part).tokens) <= MAX_PIECES for _, part in parts)


def test_long_segment_is_translated_whole(tiny_engine, monkeypatch):
    monkeypatch.setattr("translate.engines.seq2seq.long.MAX_PIECES", 20)
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


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_model_of_no_pinned_revision_is_warned_of(model, tiny_model, tmp_path):
    folder = tmp_path / (model.revision or "0123456789abcdef")
    shutil.copytree(tiny_model, folder)
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    record["origin"] = {"repository": model.repository, "revision": folder.name}
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    for name in (None, model.name, model.repository):
        warning = unpinned(name, folder)
        assert bool(warning) == (not model.revision)
        assert not warning or ("no revision of" in warning and "0123456789ab" in warning)
    record["origin"]["revision"] = "f" * 40
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert "f" * 12 in unpinned(model.name, folder)


def test_pinned_revisions_are_commits():
    revisions = [model.revision for model in MODELS.values() if model.revision]
    assert all(re.fullmatch("[0-9a-f]{40}", revision) for revision in revisions)


def test_folder_of_ones_own_needs_no_revision(tiny_model):
    assert unpinned(str(tiny_model), tiny_model) == ""
    assert "abc" in unpinned("someone/their-model", tiny_model.parent / "abc")


@pytest.mark.parametrize(
    ("asked", "gpus", "device"),
    [("auto", 0, "cpu"), ("auto", 2, "cuda"), ("cpu", 2, "cpu"), ("cuda", 1, "cuda")],
)
def test_device_is_the_gpu_where_there_is_one(asked, gpus, device):
    assert choose_device(asked, gpus) == device


@pytest.mark.parametrize(("asked", "gpus"), [("cuda", 0), ("gpu", 1)])
def test_device_that_is_not_there_is_an_error(asked, gpus):
    with pytest.raises(EngineError):
        choose_device(asked, gpus)


@pytest.mark.parametrize(
    ("asked", "device", "supported", "compute"),
    [
        (None, "cpu", {"int8", "float32", "int8_float32"}, "int8"),
        (None, "cpu", {"float32"}, "float32"),
        (None, "cuda", {"int8", "float16", "bfloat16", "float32"}, "float16"),
        (None, "cuda", {"int8", "float32"}, "float32"),
        ("int8_float16", "cuda", {"int8_float16", "float16"}, "int8_float16"),
    ],
)
def test_weights_are_int8_on_a_cpu_and_half_on_a_gpu(asked, device, supported, compute):
    assert choose_compute(asked, device, supported) == compute


def test_compute_type_that_the_device_has_not_is_an_error():
    with pytest.raises(EngineError, match="float32, int8"):
        choose_compute("float16", "cpu", {"int8", "float32"})


def test_transformers_keep_full_precision_on_a_cpu_and_half_on_a_gpu():
    assert choose_dtype(None, "cpu") == "float32"
    assert choose_dtype(None, "cuda") == "float16"
    assert choose_dtype("bfloat16", "cuda") == "bfloat16"
    with pytest.raises(EngineError, match="int8 is for CTranslate2"):
        choose_dtype("int8", "cpu")


@pytest.mark.parametrize("backend", ["ctranslate2", "transformers"])
def test_setting_that_cannot_be_had_is_one_error(backend, tiny_model, tiny_checkpoint):
    folder = tiny_model if backend == "ctranslate2" else tiny_checkpoint
    for options in ({"compute_type": "int7"}, {"device": "abacus"}):
        with pytest.raises(EngineError, match="use one of"):
            create_engine("nllb", model=str(folder), options={"backend": backend, **options}).load()


@pytest.mark.parametrize("name", ["nothing-of-the-kind", "/nix", "../nix", "a/b", "..", "ü/ß"])
def test_name_that_is_nothing_is_an_error(name):
    with pytest.raises(EngineError, match=r"neither a directory|holds no model"):
        find_model(name)


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
