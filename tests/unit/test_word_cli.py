"""`kohesi align words` writes links that other tools read, and says what is doubtful."""

from __future__ import annotations

import json
import re

import pytest

PAIRS = [
    ("Presiden mengunjungi rumah sakit.", "The president visited the hospital."),
    ("Pemerintah membangun jalan baru.", "The government is building a new road."),
]


@pytest.fixture
def bitext(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{a}\t{b}\n" for a, b in PAIRS), encoding="utf-8")
    return path


def lexicon(kohesi, bitext, *more):
    return kohesi("align", "words", bitext, "--target-lang", "en", "--aligner", "lexicon", *more)


def test_pharaoh_has_one_line_a_unit(kohesi, bitext):
    result = lexicon(kohesi, bitext)
    assert result.code == 0
    lines = result.out.splitlines()
    assert len(lines) == 2
    assert all(re.fullmatch(r"\d+-\d+( \d+-\d+)*", line) for line in lines)
    assert "2-4" in lines[0].split()


def test_json_gives_tokens_and_confidence(kohesi, bitext):
    document = json.loads(lexicon(kohesi, bitext, "--format", "json").out)
    first = document["pairs"][0]
    assert first["source"][2:4] == ["rumah", "sakit"]
    assert {"source": 2, "target": 4} in [
        {"source": link["source"], "target": link["target"]} for link in first["links"]
    ]
    assert all(0 <= link["confidence"] <= 1 for link in first["links"])


def test_the_page_needs_nothing_from_elsewhere(kohesi, bitext, tmp_path):
    page = tmp_path / "page.html"
    assert lexicon(kohesi, bitext, "--format", "html", "--output", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count('<section class="pair') == 2
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)


def test_markup_in_a_sentence_is_text_on_the_page(kohesi, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("<script>Presiden</script>\t<script>president</script>\n", encoding="utf-8")
    page = lexicon(kohesi, path, "--format", "html").out
    assert page.count("<script>") == 1


def test_words_that_are_cut_already_keep_their_places(kohesi, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("rumah-sakit baru\tnew hospital\n", encoding="utf-8")
    document = json.loads(lexicon(kohesi, path, "--presegmented", "--format", "json").out)
    assert document["pairs"][0]["source"] == ["rumah-sakit", "baru"]


def test_texts_that_are_no_translations_are_told(kohesi, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("Harga beras naik tajam.\tThe choir sang on Sunday.\n", encoding="utf-8")
    result = lexicon(kohesi, path)
    assert result.code == 3
    assert "do not look like translations" in result.err


def test_a_very_long_unit_is_named(kohesi, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(f"{'kata ' * 600}\tword\n{PAIRS[0][0]}\t{PAIRS[0][1]}\n", encoding="utf-8")
    result = lexicon(kohesi, path)
    assert result.code == 3
    assert "have no links: 1" in result.err
    assert result.out.splitlines()[0] == ""


def test_an_empty_side_gives_an_empty_line(kohesi, tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(f"Presiden.\t\n{PAIRS[0][0]}\t{PAIRS[0][1]}\n", encoding="utf-8")
    result = lexicon(kohesi, path)
    assert result.code == 0
    assert result.out.splitlines()[0] == ""


def test_a_missing_model_is_one_line(kohesi, bitext, tmp_path):
    result = kohesi(
        "align", "words", bitext, "--target-lang", "en", "--model", tmp_path / "nothing"
    )
    assert result.code == 1
    assert "no alignment model" in result.err
    assert len(result.err.splitlines()) == 1


def test_a_trained_model_is_kept_and_used_again(kohesi, bitext, tmp_path):
    folder = tmp_path / "model"
    options = ("align", "words", bitext, "--target-lang", "en")
    first = kohesi(*options, "--save-model", folder)
    again = kohesi(*options, "--model", folder)
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out


def test_without_thot_the_lexicon_goes_on_alone(kohesi, bitext, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "thot.alignment", None)
    result = kohesi("align", "words", bitext, "--target-lang", "en")
    assert result.code == 0
    assert "kohesi[align]" in result.err
    assert result.out == lexicon(kohesi, bitext).out


def test_statistics_alone_need_thot(kohesi, bitext, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "thot.alignment", None)
    result = kohesi("align", "words", bitext, "--target-lang", "en", "--aligner", "statistical")
    assert result.code == 1
    assert "kohesi[align]" in result.err
