"""The engine `libretranslate`: languages, limits, key, and a server that misbehaves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import EngineError, LanguageError
from translate.engines import Request, create_engine
from translate.engines.libretranslate import split

from ..scripted_server import raw, reset, serving, status

PAGES = {
    "/languages": [
        {"code": "id", "name": "Indonesian", "targets": ["en", "id", "vi"]},
        {"code": "en", "name": "English", "targets": ["id", "vi"]},
    ],
    "/frontend/settings": {"charLimit": -1},
    "/spec": {"info": {"version": "1.7.0"}},
}


def shout(_path, payload):
    return {"translatedText": [text.upper() for text in payload["q"]]}


def engine_for(server, **options):
    engine = create_engine(
        "libretranslate", url=server.url, options={"attempts": 1, "concurrency": 1, **options}
    )
    engine.load()
    return engine


def ask(server, *texts, **options):
    requests = [Request(text) for text in texts]
    return engine_for(server, **options).translate(requests, source_lang="id", target_lang="vi")


def test_texts_go_together_in_order_and_each_once():
    with serving(shout, PAGES) as server:
        found = ask(server, "satu", "dua", "satu", "tiga", batch=2)
    assert [hypothesis.text for hypothesis in found] == ["SATU", "DUA", "SATU", "TIGA"]
    assert [payload["q"] for _, payload in server.asked] == [["satu", "dua"], ["tiga"]]
    assert server.asked[0] == (
        "/translate",
        {"q": ["satu", "dua"], "source": "id", "target": "vi", "format": "text"},
    )


def test_limit_of_the_server_on_characters_is_kept():
    text = "Kalimat satu ada di sini. Kalimat dua ada di sana. " + "kata " * 30
    with serving(shout, {**PAGES, "/frontend/settings": {"charLimit": 40}}) as server:
        first, second = ask(server, text, "pendek")
    assert first.text == text.strip().upper()
    assert second.text == "PENDEK"
    assert all(sum(map(len, payload["q"])) <= 40 for _, payload in server.asked)
    assert server.asked[0][1]["q"] == ["Kalimat satu ada di sini."]


@given(st.text(alphabet="aB .!?\u0e81\u0ea5 ", max_size=200), st.integers(1, 50))
def test_pieces_and_gaps_are_the_text_and_fit(text, limit):
    pieces = list(split(text, "id", limit))
    assert "".join(piece.text + piece.gap for piece in pieces) == text.strip()
    assert all(0 < len(piece.text) <= limit for piece in pieces)
    assert all(not piece.gap.strip() for piece in pieces)


def test_limit_on_the_number_of_texts_is_found_out():
    def script(path, payload):
        few = len(payload["q"]) <= 2
        return shout(path, payload) if few else status(400, {"error": "exceeds text limit"})

    with serving(script, PAGES) as server:
        found = ask(server, *"abcdefg")
    assert [hypothesis.text for hypothesis in found] == list("ABCDEFG")


FAULTS = {
    "400": (status(400, {"error": "bad text"}), "'bad text'"),
    "500": (status(500, {"error": "boom"}), "HTTP 500, 'boom'"),
    "lost texts": ({"translatedText": []}, "gave 0 translations for 1 texts"),
    "other answer": ({"text": "x"}, "holds no translation"),
    "numbers": ({"translatedText": [1]}, "holds no translation"),
    "nothing": ({"translatedText": [""]}, "wrote nothing"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_text_in_a_batch_costs_only_itself(fault):
    def script(path, payload):
        if "buruk" not in payload["q"]:
            return shout(path, payload)
        if fault == "nothing":
            return {"translatedText": [t.upper() * (t != "buruk") for t in payload["q"]]}
        return FAULTS[fault][0]

    texts = ["buruk", *"abcdefghijklmno"]
    with serving(script, PAGES) as server:
        bad, *good = ask(server, *texts)
    assert [hypothesis.text for hypothesis in good] == [text.upper() for text in texts[1:]]
    assert bad.text == ""
    assert FAULTS[fault][1] in bad.error


@pytest.mark.parametrize(
    ("fault", "words"),
    [(reset, "broke the connection"), (raw(200, b"{"), "no JSON"), (status(429), "slow down"),
     (status(403, {"error": "banned"}), "refuses access")],
)  # fmt: skip
def test_server_that_fails_is_told_for_each_segment(fault, words):
    with serving(lambda *_: fault, PAGES) as server:
        found = ask(server, "satu", "dua")
    assert [words in hypothesis.error for hypothesis in found] == [True, True]


def test_key_goes_into_the_request_and_nowhere_else(monkeypatch):
    monkeypatch.setenv("KOHESI_LIBRETRANSLATE_KEY", "s3cret")
    with serving(lambda *_: status(403, {"error": "Invalid API key s3cret"}), PAGES) as server:
        engine = engine_for(server)
        (hypothesis,) = engine.translate([Request("satu")], source_lang="id", target_lang="vi")
    assert server.asked[0][1]["api_key"] == "s3cret"
    assert not any("Authorization" in headers for headers in server.headers)
    assert "KOHESI_LIBRETRANSLATE_KEY" in hypothesis.error
    assert "s3cret" not in hypothesis.error + str(engine.signature)


def test_pair_that_the_server_lacks_is_a_language_error_with_what_it_has():
    with serving(shout, PAGES) as server, pytest.raises(LanguageError, match="it writes en, vi"):
        engine_for(server).translate([Request("a")], source_lang="id", target_lang="lo")


def test_version_of_the_server_is_the_signature():
    with serving(shout, PAGES) as server:
        assert engine_for(server).signature == {"engine": "libretranslate", "server": "1.7.0"}


def test_server_that_tells_only_its_languages_is_enough():
    pages = {"/languages": [{"code": "id"}, {"code": "vi"}]}
    with serving(shout, pages) as server:
        assert ask(server, "satu")[0].text == "SATU"


@pytest.mark.parametrize("languages", [[], {}, "x", [1], [{"code": 5}], [{"code": []}]])
def test_other_server_is_named_so(languages):
    with (
        serving(shout, {"/languages": languages}) as server,
        pytest.raises(EngineError, match="LibreTranslate"),
    ):
        engine_for(server)


def test_command_keeps_what_failed_and_marks_it(kohesi, tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Ini buruk sekali.\nKota itu indah.\n", "utf-8")

    def script(path, payload):
        if any("buruk" in text for text in payload["q"]):
            return status(500)
        return {"translatedText": ["Thành phố đẹp." for _ in payload["q"]]}

    with serving(script, PAGES) as server:
        result = kohesi(
            "translate", article, "--to", "vi", "--engine", "libretranslate", "--url", server.url,
            "-o", tmp_path, "--engine-option", "attempts=1", "--format", "json",
        )  # fmt: skip
    assert result.code == 3
    assert json.loads(result.out)["totals"]["segments"]["needs-review"] == 1
    assert (tmp_path / "a.vi.txt").read_text("utf-8") == "Ini buruk sekali.\nThành phố đẹp.\n"
