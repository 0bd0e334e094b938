"""What every engine must do; a new engine is one subclass of `EngineContract`."""

from __future__ import annotations

import pytest

from corpus import LanguageError
from translate.engines import Engine, Request

SENTENCES = ("kucing itu tidur.", "menteri tiba di kota.", "kohesi strategis penting.")


class EngineContract:
    """Subclass it and give a fixture `engine`: a loaded engine."""

    target_lang = "vi"

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    def _translate(self, engine: Engine, *texts: str) -> list:
        return engine.translate(
            [Request(text) for text in texts], source_lang="id", target_lang=self.target_lang
        )

    def test_one_hypothesis_for_each_request_in_order(self, engine):
        together = self._translate(engine, *SENTENCES)
        alone = [self._translate(engine, sentence)[0] for sentence in SENTENCES]
        assert [one.text for one in together] == [one.text for one in alone]
        assert len({one.text for one in together}) == len(SENTENCES)

    def test_nothing_in_gives_nothing_out(self, engine):
        assert self._translate(engine) == []

    def test_same_input_gives_same_output(self, engine):
        assert self._translate(engine, *SENTENCES) == self._translate(engine, *SENTENCES)

    def test_links_lie_inside_source_and_target(self, engine):
        for sentence, hypothesis in zip(
            SENTENCES, self._translate(engine, *SENTENCES), strict=True
        ):
            for link in hypothesis.links:
                assert 0 <= link.source[0] <= link.source[1] <= len(sentence)
                assert 0 <= link.target[0] <= link.target[1] <= len(hypothesis.text)

    def test_unknown_spans_lie_inside_the_target(self, engine):
        for hypothesis in self._translate(engine, "zzyzx tiba di qwrtp.", *SENTENCES):
            for start, end in hypothesis.unknown:
                assert 0 <= start < end <= len(hypothesis.text)

    def test_loading_twice_does_no_harm(self, engine):
        engine.load()
        engine.load()
        assert self._translate(engine, SENTENCES[0])[0].text

    def test_signature_is_text_and_names_the_engine(self, engine):
        signature = engine.signature
        assert signature["engine"] == engine.info.name
        assert all(isinstance(value, str) for value in signature.values())

    def test_language_that_it_does_not_know_is_a_language_error(self, engine):
        if engine.info.name == "identity":
            pytest.skip("the identity engine knows every language")
        with pytest.raises(LanguageError):
            engine.translate([Request("apa")], source_lang="id", target_lang="xx")
