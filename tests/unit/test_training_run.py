"""Packing, training that goes on where it was, and the model that comes out of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from corpus.errors import EngineError, ModelUnavailable
from training import backtranslate as backtranslation
from training.convert import convert_export, ship
from training.evaluate import evaluate
from training.examples import Examples, Mixture
from training.model import SHAPES, average, export, read_export
from training.pack import pack
from training.phrases import align_phrases
from training.prepare import prepare
from training.settings import Schedule, Settings, rate_at
from training.shards import read_manifest, read_shard
from training.tokenizer import FILE
from training.tokenizer import train as train_tokenizer
from training.trainer import Stream, Trainer
from translate.engines import Request, create_engine
from translate.engines.inline import BARE, MINI, marks_of, write_inline
from translate.engines.mini import package
from translate.engines.seq2seq.tokenizer import SPACE, Tokenizer

from ..conftest import REPOSITORY
from .training_texts import sentences, write_data

SETTINGS = Settings(
    shape=SHAPES["tiny"], mixture=Mixture(annotated=0.5, directions=("id-en", "id-lo")),
    steps=6, warmup=2, batch_tokens=400, chunk=60, check=0, dev_lines=2, dropout=0.3,
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Threads that wait for each other on a busy machine take a hundred times as long."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def packed(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("packed")
    prepare(data, out, bundled=False)
    train_tokenizer(out / "text", out / "tokenizer", size=420)
    return pack(out, data)


@pytest.fixture(scope="module")
def trained(packed, tmp_path_factory):
    out = tmp_path_factory.mktemp("run")
    settings = replace(SETTINGS, check=3, keep=2)
    assert Trainer(packed, out, settings, "cpu").run() == "all steps done"
    return out


@pytest.fixture(scope="module")
def model(packed, trained, tmp_path_factory):
    out = tmp_path_factory.mktemp("model")
    return convert_export([trained / "export"], packed, out)


def _rows(batches, pad):
    for batch in batches:
        for source, label in zip(batch.sources, batch.labels, strict=True):
            yield [i for i in source.tolist() if i != pad], [i for i in label.tolist() if i != pad]


class TestPacked:
    def test_ids_are_the_text(self, packed):
        tokens = json.loads((packed / "vocabulary.json").read_text("utf-8"))
        shard = read_shard(packed, "tatoeba")
        ids, starts = shard.texts("id")
        texts = {
            "".join(tokens[i] for i in ids[starts[row] : starts[row + 1]]).replace(SPACE, " ")[1:]
            for row in shard.arrays["pairs.id-en"]
        }
        assert texts < set(sentences()["id"])
        assert len(texts) == 359

    def test_training_and_engine_cut_text_alike(self, packed):
        examples = Examples(packed, SETTINGS.mixture)
        tokenizer = Tokenizer(packed / "tokenizer" / FILE)
        for text in [*sentences()["lo"][:20], *sentences()["vi"][:20], " a  (b) ", "X⟦ Ω", ""]:
            pieces = tokenizer.encode(text).tokens
            ids = examples.vocabulary.encode(text)
            unknown = examples.manifest["special"]["unknown"]
            assert ids == [examples.vocabulary.ids.get(piece, unknown) for piece in pieces]
            assert Tokenizer.decode([examples.tokens[i] for i in ids])[0] == (
                examples.vocabulary.decode(ids)
            )

    def test_a_damaged_shard_is_not_read(self, packed, tmp_path):
        digest = read_manifest(packed)["shards"]["udhr"]["sha256"]
        (tmp_path / "udhr.npz.xz").write_bytes((packed / "udhr.npz.xz").read_bytes() + b"x")
        with pytest.raises(ValueError, match="udhr"):
            read_shard(tmp_path, "udhr", digest)

    def test_phrases_translate_each_other(self):
        lines = sentences()
        pairs = list(zip(lines["id"], lines["en"], strict=True))
        found = {
            (source[one.start : one.end], target[one.target_start : one.target_end])
            for (source, target), phrases in zip(
                pairs, align_phrases(pairs, "id", "en"), strict=True
            )
            for one in phrases
        }
        assert ("rumah sakit", "hospital") in found or ("sakit", "hospital") in found
        assert not any(source == "rumah sakit" and "bridge" in target for source, target in found)

    def test_a_chunk_depends_on_seed_and_number_alone(self, packed):
        def chunk(number, seed):
            examples = Examples(packed, SETTINGS.mixture)
            batches = examples.chunk(number, size=50, batch_tokens=300, seed=seed)
            return [(batch.sources.tolist(), batch.labels.tolist()) for batch in batches]

        assert chunk(3, 1) == chunk(3, 1)
        assert chunk(3, 1) != chunk(4, 1)
        assert chunk(3, 1) != chunk(3, 2)

    def test_batches_keep_to_their_tokens_and_shift_the_target(self, packed):
        examples = Examples(packed, SETTINGS.mixture)
        for batch in examples.chunk(0, size=80, batch_tokens=300, seed=1):
            assert len(batch.sources) == 1 or batch.sources.size <= 400  # filled up to eights
            assert (batch.inputs[:, 0] == examples.end).all()
            written = batch.labels[:, :-1][batch.inputs[:, 1:] != examples.pad]
            assert (written == batch.inputs[:, 1:][batch.inputs[:, 1:] != examples.pad]).all()

    def test_only_the_directions_asked_for_are_drawn(self, packed):
        examples = Examples(packed, SETTINGS.mixture)
        assert set(examples.shares()) == {"id-en", "id-lo"}
        codes = examples.manifest["codes"]
        for source, label in _rows(
            examples.chunk(0, size=80, batch_tokens=300, seed=1), examples.pad
        ):
            assert source[0] == codes["id"]
            assert label[0] in (codes["en"], codes["lo"])

    def test_nothing_to_train_on_is_said(self, packed):
        with pytest.raises(ValueError, match="nothing to train on"):
            Examples(packed, Mixture(directions=("id-xx",)))


class TestAnnotation:
    @pytest.mark.parametrize("bare", [0.0, 1.0])
    def test_sources_are_tokenised_as_enforcement_would_have_them(self, packed, bare):
        examples = Examples(packed, replace(SETTINGS.mixture, annotated=1.0, bare=bare))
        tokenizer = Tokenizer(packed / "tokenizer" / FILE)
        changed = 0
        originals = set(sentences()["id"])
        for source, _ in _rows(examples.chunk(0, size=80, batch_tokens=300, seed=1), examples.pad):
            pieces = [examples.tokens[i] for i in source[1:-1]]
            text, _ = Tokenizer.decode(pieces)
            assert tuple(pieces) == tokenizer.encode(text).tokens
            changed += text not in originals
            assert (MINI.opening in text) == (MINI.closing in text)
            assert bare == 0.0 or MINI.opening not in text
        assert changed > 40

    def test_what_is_written_into_a_source_stands_in_its_target(self, packed):
        examples = Examples(packed, replace(SETTINGS.mixture, annotated=1.0, bare=0.0))
        seen = 0
        for source, label in _rows(
            examples.chunk(0, size=80, batch_tokens=300, seed=1), examples.pad
        ):
            text, _ = Tokenizer.decode([examples.tokens[i] for i in source[1:-1]])
            target, _ = Tokenizer.decode([examples.tokens[i] for i in label[1:-1]])
            for part in text.split(MINI.opening)[1:]:
                assert part.split(MINI.closing)[0].strip() in target
                seen += 1
        assert seen > 20

    def test_marks_are_set_off_and_bare_renderings_are_not(self):
        changes = [(0, 7, "The minister"), (16, 21, "Laos")]
        text = "Menteri pergi ke Laos."
        assert write_inline(text, [changes[0]], MINI) == "⟦ The minister ⟧ pergi ke Laos."
        assert write_inline(text, [(17, 21, "ລາວ")], MINI) == "Menteri pergi ke ⟦ ລາວ ⟧."
        assert write_inline(text, [(0, 7, "A"), (17, 21, "B")]) == "A pergi ke B."

    def test_an_engine_without_marks_gets_bare_renderings(self):
        assert marks_of(create_engine("draft")) == BARE


class TestTraining:
    def test_a_run_that_was_stopped_ends_with_the_same_weights(self, packed, tmp_path):
        def weights(out):
            return torch.load(out / "last.pt", weights_only=True)["model"]

        whole, parts = tmp_path / "whole", tmp_path / "parts"
        Trainer(packed, whole, SETTINGS, "cpu").run()
        for steps in (2, 5, 6):
            # the schedule knows the steps of the whole run, so a stop is not told by `steps`
            trainer = Trainer(packed, parts, SETTINGS, "cpu")
            trainer._ended = lambda _seconds, t=trainer, n=steps: "stop" if t.step >= n else ""
            trainer.run()
        expected, found = weights(whole), weights(parts)
        assert expected.keys() == found.keys()
        assert all(torch.equal(expected[name], found[name]) for name in expected)

    def test_learning_lowers_the_loss(self, packed, tmp_path):
        settings = replace(SETTINGS, steps=60, rate=5e-3, dropout=0.0, smoothing=0.0)
        trainer = Trainer(packed, tmp_path, settings, "cpu")
        stream = Stream(trainer.examples, settings, 0, 0)
        losses = [trainer._update([next(stream)])[0] for _ in range(60)]
        stream.close()
        assert sum(losses[-5:]) < 0.8 * sum(losses[:5])

    def test_another_shape_does_not_go_on_from_a_run(self, packed, trained):
        with pytest.raises(ValueError, match="another shape"):
            Trainer(packed, trained, replace(SETTINGS, shape=SHAPES["cpu"]), "cpu")

    def test_the_minutes_of_a_call_end_it(self, packed, tmp_path):
        settings = replace(SETTINGS, call_minutes=1e-9)
        reason = Trainer(packed, tmp_path, settings, "cpu").run()
        assert reason == "the minutes of this call are used"

    def test_no_gain_ends_it_when_patience_is_asked_for(self, packed, tmp_path):
        settings = replace(SETTINGS, steps=50, check=1, patience=2, rate=0.0, keep=1)
        trainer = Trainer(packed, tmp_path, settings, "cpu")
        assert trainer.run() == "the dev score rises no more"
        assert trainer.step == 3

    def test_the_rate_rises_and_falls(self):
        settings = replace(SETTINGS, steps=100, warmup=10, rate=1.0)
        rates = [rate_at(settings, step, 0.0) for step in (1, 10, 50, 100)]
        assert rates[0] < rates[1] > rates[2] > rates[3]
        assert rates[3] == pytest.approx(0.02)
        inverse = replace(settings, schedule=Schedule.INVERSE)
        assert rate_at(inverse, 40, 0.0) == pytest.approx(0.5)

    def test_old_snapshots_go(self, trained):
        assert len(list((trained / "snapshots").glob("step-*.pt"))) == 2


class TestExport:
    def test_weights_come_back_from_their_pieces(self, tmp_path, monkeypatch):
        monkeypatch.setattr("training.model.PIECE", 100)
        weights = {"a": torch.arange(120.0).reshape(10, 12), "b": torch.tensor([0.5])}
        assert export(tmp_path, weights, SHAPES["tiny"], {"step": 3}) == 3
        found, shape, facts = read_export(tmp_path)
        assert all(torch.equal(found[name], weights[name]) for name in weights)
        assert (shape, facts) == (SHAPES["tiny"], {"step": 3})

    def test_eight_bits_are_half_the_size_and_near(self, tmp_path):
        torch.manual_seed(3)
        weights = {"a": torch.randn(40, 64), "b": torch.randn(64), "c": torch.zeros(3, 4)}
        export(tmp_path, weights, SHAPES["tiny"], {}, bits=8)
        found, _, _ = read_export(tmp_path)
        assert (tmp_path / "weights-00.bin").stat().st_size < 40 * 64 + 64 * 2 + 40 * 4 + 30
        assert torch.allclose(found["a"], weights["a"], atol=0.02)
        assert torch.equal(found["c"], weights["c"])
        export(tmp_path / "again", found, SHAPES["tiny"], {}, bits=8)
        assert torch.allclose(read_export(tmp_path / "again")[0]["a"], found["a"], atol=1e-6)

    def test_a_missing_piece_is_said(self, tmp_path, monkeypatch):
        monkeypatch.setattr("training.model.PIECE", 100)
        export(tmp_path, {"a": torch.ones(120)}, SHAPES["tiny"], {})
        (tmp_path / "weights-02.bin").unlink()
        with pytest.raises(ValueError, match="missing"):
            read_export(tmp_path)

    def test_the_mean_of_weights(self):
        mean = average([{"a": torch.tensor([1.0])}, {"a": torch.tensor([3.0])}])
        assert mean["a"].item() == 2.0


class TestModel:
    def test_both_forms_translate_alike_and_know_their_marks(self, model):
        checkpoint, converted = model
        texts = [Request(text) for text in sentences()["id"][:3]]
        made = []
        for folder, options in (
            (checkpoint, {"backend": "transformers", "beam_size": 1}),
            (converted, {"beam_size": 1, "compute_type": "float32"}),
        ):
            engine = create_engine("nllb", model=str(folder), options=options)
            engine.load()
            assert marks_of(engine) == MINI
            made.append(engine.translate(texts, source_lang="id", target_lang="en"))
        assert len(made[0]) == len(made[1]) == 3

    def test_the_shipped_folder_is_found_and_scored(self, model, trained, data, tmp_path):
        _, converted = model
        scores = tmp_path / "scores.json"
        measured = evaluate(converted, data, beam=1, threads=1, draft=True, most=6)
        scores.write_text(json.dumps(measured), "utf-8")
        facts = read_export(trained / "export")[2]
        target = ship(converted, scores, facts, tmp_path / "weights")
        found = package.find_package(target)
        assert found.folder == target
        assert found.scores["en"].draft is not None
        assert not found.scores["en"].is_better  # six steps beat nobody
        card = (target / "MODEL_CARD.md").read_text("utf-8")
        assert "CC BY 2.0 FR" in card
        assert "The least free text in this model is `unstated`" in card

    def test_a_model_that_was_not_measured_does_not_ship(self, model, tmp_path):
        with pytest.raises(ValueError, match="evaluate"):
            ship(model[1], tmp_path / "none.json", {}, tmp_path / "weights")

    def test_a_model_that_is_too_large_does_not_ship(self, model, tmp_path, monkeypatch):
        monkeypatch.setattr("training.convert.MOST_BYTES", 1000)
        with pytest.raises(ValueError, match="at most"):
            ship(model[1], tmp_path / "none.json", {}, tmp_path / "weights")


class TestPackage:
    def test_no_weights_is_one_clear_line(self, tmp_path):
        with pytest.raises(ModelUnavailable, match="without the weights"):
            package.find_package(tmp_path)

    def test_a_broken_manifest_names_its_file(self, tmp_path):
        (tmp_path / "model.bin").write_bytes(b"")
        (tmp_path / "manifest.json").write_text('{"scores": {"en": 5}}', "utf-8")
        with pytest.raises(EngineError, match=r"manifest\.json"):
            package.find_package(tmp_path)


class TestSecondRound:
    def test_made_indonesian_is_only_ever_a_source(self, packed, trained, tmp_path, monkeypatch):
        own = tmp_path / "packed"
        shutil.copytree(packed, own)
        monkeypatch.setattr(backtranslation, "looks_sound", lambda *_: True)
        counts = backtranslation.backtranslate(
            own, trained / "export", ["udhr:vi", "nowhere:en"], device="cpu", most=5
        )
        assert counts == {"synthetic-udhr": 5}
        examples = Examples(own, Mixture(only=("synthetic-udhr",)))
        assert set(examples.shares()) == {"id-vi", "id-lo", "id-en"}
        targets = {
            examples.vocabulary.decode(label[1:-1])
            for _, label in _rows(
                examples.chunk(0, size=40, batch_tokens=300, seed=1), examples.pad
            )
        }
        human = {line for lang in ("vi", "lo", "en") for line in sentences()[lang]}
        assert targets <= human

    def test_hanging_and_lopsided_translations_are_left_out(self):
        source = list(range(10))
        assert backtranslation.looks_sound(source, list(range(12)))
        assert not backtranslation.looks_sound(source, [5] * 12)
        assert not backtranslation.looks_sound(source, [])
        assert not backtranslation.looks_sound(source, list(range(60)))


def test_training_needs_little_more_than_torch():
    """A machine with a GPU has torch, transformers and sentencepiece, and none of our others."""
    script = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {names}:
            raise ImportError(name)
sys.meta_path.insert(0, Missing())
import training.train, training.backtranslate, training.model
"""
    names = {"ahocorasick_rs", "ctranslate2", "platformdirs", "polib", "rapidfuzz", "thot", "rich"}
    subprocess.run([sys.executable, "-c", script.format(names=names)], check=True, cwd=REPOSITORY)
