"""The engine `mini`, with weights and without, and how `auto` chooses by language."""

from __future__ import annotations

import json
import shutil

import pytest

from corpus.errors import EngineError, LanguageError, ModelUnavailable
from corpus.formats import parse_document
from termbase import Concept, Glossary, Term
from translate import engines, show
from translate.enforce import Strategy
from translate.engines import Request, create_engine, mini
from translate.engines.by_language import ByLanguage, engine_for, members
from translate.engines.mini import package
from translate.pipeline import Translator

from ..contract.engine_contract import EngineContract

GLOSSARY = Glossary(
    [
        Concept(
            "cohesion",
            "slogan",
            (
                Term("kohesi strategis", "id"),
                Term("gắn kết chiến lược", "vi"),
                Term("strategic cohesion", "en"),
            ),
        )
    ]
)


def _manifest(**scores):
    return json.dumps(
        {
            "name": "kohesi-mini",
            "rights": "open",
            "scores": {
                lang: {"mini": ours, "draft": draft} for lang, (ours, draft) in scores.items()
            },
        }
    )


@pytest.fixture
def weights(tiny_model, tmp_path, monkeypatch):
    """Weights in the package: better than the draft engine in two languages of three."""
    folder = tmp_path / "weights"
    shutil.copytree(tiny_model, folder)
    (folder / "manifest.json").write_text(
        _manifest(vi=(50.0, 44.0), lo=(40.0, 42.0), en=(60.0, 51.0)), "utf-8"
    )
    found = package.find_package(folder)
    monkeypatch.setattr(mini, "find_package", lambda: found)
    monkeypatch.setattr("translate.engines.mini.engine.find_package", lambda: found)
    return folder


@pytest.fixture
def no_weights(monkeypatch, tmp_path):
    def nothing():
        return package.find_package(tmp_path)

    monkeypatch.setattr(mini, "find_package", nothing)
    monkeypatch.setattr("translate.engines.mini.engine.find_package", nothing)


class TestMini(EngineContract):
    @pytest.fixture
    def engine(self, weights):
        engine = create_engine("mini")
        engine.load()
        return engine

    def test_it_is_loaded_as_nllb_is(self, engine, tiny_engine):
        request = [Request("menteri tiba di kota.")]
        ours, theirs = (
            one.translate(request, source_lang="id", target_lang="vi")
            for one in (engine, tiny_engine)
        )
        assert ours == theirs
        assert engine.signature["digest"] == tiny_engine.signature["digest"]
        assert engine.signature["model"] == "kohesi-mini"

    def test_settings_may_be_text(self, weights):
        engine = create_engine("mini", options={"beam_size": "2"})
        engine.load()
        assert engine.signature["beam"] == "2"
        with pytest.raises(EngineError, match="beam_size"):
            create_engine("mini", options={"beam_size": "none"})


class TestWithoutWeights:
    def test_loading_says_so_in_one_line(self, no_weights):
        with pytest.raises(ModelUnavailable, match="without the weights") as raised:
            create_engine("mini").load()
        assert "\n" not in str(raised.value)

    def test_it_is_listed_as_missing_and_never_chosen(self, no_weights):
        entry = next(one for one in engines.availability() if one.info.name == "mini")
        assert "without the weights" in entry.missing
        assert entry.auto_langs == ()


class TestAuto:
    @pytest.fixture(autouse=True)
    def no_other_model(self, monkeypatch):
        monkeypatch.setattr("translate.engines.seq2seq.missing", lambda: "not here")

    def _chosen(self, *langs):
        return {lang: entry.info.name for lang, entry in engines.choose_engines(langs).items()}

    def test_each_language_gets_the_engine_that_scores_higher(self, weights):
        assert self._chosen("vi", "lo", "en") == {"vi": "mini", "lo": "draft", "en": "mini"}

    def test_without_weights_the_draft_engine_writes_all(self, no_weights):
        assert self._chosen("vi", "lo", "en") == dict.fromkeys(("vi", "lo", "en"), "draft")

    def test_a_language_that_nobody_writes_is_named(self, weights):
        with pytest.raises(EngineError, match="writes th"):
            engines.choose_engines(("vi", "th"))

    def test_a_model_that_was_not_compared_is_not_preferred(self):
        assert not package.Score(99.0, None).is_better

    def test_one_engine_stays_itself_and_two_become_one(self, weights, capsys):
        assert show.chosen_engine("auto", None, ["en", "vi"]).info.name == "mini"
        both = show.chosen_engine("auto", None, ["vi", "lo"])
        assert isinstance(both, ByLanguage)
        assert {lang: one.info.name for lang, one in both.engines.items()} == {
            "vi": "mini",
            "lo": "draft",
        }
        said = capsys.readouterr().err
        assert "engine mini (into vi)" in said
        assert "engine draft (into lo)" in said


class TestByLanguage(EngineContract):
    @pytest.fixture
    def engine(self, tiny_engine):
        draft = create_engine("draft")
        both = ByLanguage({"vi": tiny_engine, "lo": draft, "en": draft})
        both.load()
        return both

    def test_each_language_is_written_by_its_engine(self, engine, tiny_engine):
        request = [Request("menteri tiba di kota.")]
        for lang, one in engine.engines.items():
            assert engine.translate(request, source_lang="id", target_lang=lang) == one.translate(
                request, source_lang="id", target_lang=lang
            )
        assert members(engine) == (tiny_engine, engine.engines["en"])
        assert engine_for(tiny_engine, "vi") is tiny_engine

    def test_a_language_without_an_engine_is_an_error(self, engine):
        with pytest.raises(LanguageError, match="id"):
            engine.of("id")

    def test_the_signature_names_both(self, engine, tiny_engine):
        signature = engine.signature
        assert signature["engine"] == "nllb+draft"
        assert (signature["vi"], signature["lo"]) == ("nllb", "draft")
        assert signature["nllb digest"] == tiny_engine.signature["digest"]

    def test_terms_are_enforced_with_what_each_engine_offers(self, engine):
        translator = Translator(engine, GLOSSARY, strategy=Strategy.HYBRID)
        document = parse_document(
            b"Menteri membahas kohesi strategis.\n", name="a.txt", source_lang="id"
        )
        for lang, rendering in (("vi", "gắn kết chiến lược"), ("en", "strategic cohesion")):
            translation = translator.translate(document, target_lang=lang)
            assert rendering in translation.render().decode()
