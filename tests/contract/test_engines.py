"""The contract of engines, held by each of them."""

from __future__ import annotations

import json

import pytest

from translate.engines import create_engine

from ..scripted_server import serving
from .engine_contract import EngineContract


class TestIdentity(EngineContract):
    @pytest.fixture
    def engine(self):
        return create_engine("identity")


class TestDraftVietnamese(EngineContract):
    @pytest.fixture
    def engine(self):
        engine = create_engine("draft")
        engine.load()
        return engine


class TestDraftLao(TestDraftVietnamese):
    target_lang = "lo"


class TestDraftEnglish(TestDraftVietnamese):
    target_lang = "en"


class TestSeq2Seq(EngineContract):
    @pytest.fixture
    def engine(self, tiny_engine):
        return tiny_engine


class TestSeq2SeqLao(TestSeq2Seq):
    target_lang = "lo"


class TestLlm(EngineContract):
    @pytest.fixture
    def engine(self):
        def script(_path, payload):
            text = json.loads(payload["messages"][-1]["content"])["text"]
            answer = json.dumps({"translation": f"Người ta nói rằng {text}"})
            return {"choices": [{"message": {"content": answer}, "finish_reason": "stop"}]}

        with serving(script, {"/v1/models": {"data": [{"id": "scripted"}]}}) as server:
            engine = create_engine("llm", url=server.url)
            engine.load()
            yield engine


class TestLibreTranslate(EngineContract):
    @pytest.fixture
    def engine(self):
        def script(_path, payload):
            return {"translatedText": [text.upper() for text in payload["q"]]}

        languages = [{"code": "id", "targets": ["vi", "en"]}]
        with serving(script, {"/languages": languages}) as server:
            engine = create_engine("libretranslate", url=server.url)
            engine.load()
            yield engine
