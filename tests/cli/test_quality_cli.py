"""The commands that score, check and compare."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def files(tmp_path):
    def write(**texts):
        for name, lines in texts.items():
            (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return write


SOURCE = ["Majelis Nasional Laos bersidang.", "Harga naik 5%."]
TARGET = ["Quốc hội Lào họp.", "Giá tăng 5%."]


def test_score_prints_figures_with_signatures(kohesi, files):
    folder = files(h=TARGET, r=TARGET, s=SOURCE)
    result = kohesi("score", "--hypothesis", folder / "h.txt", "--reference", folder / "r.txt",
                    "--source", folder / "s.txt", "--lang", "vi")  # fmt: skip
    assert result.code == 0, result.err
    assert "±0.00  chrF++|nrefs:1|bs:1000" in result.out
    assert "success" in result.out
    assert "glossary:" in result.out


def test_score_as_json_by_segment(kohesi, files):
    folder = files(h=TARGET, r=TARGET, s=SOURCE)
    result = kohesi("score", "--hypothesis", folder / "h.txt", "--reference", folder / "r.txt",
                    "--source", folder / "s.txt", "--lang", "vi", "--segments", "--format", "json",
                    "--metrics", "chrF,BLEU", "--bootstrap", "0")  # fmt: skip
    values = json.loads(result.out)
    assert [one["name"] for one in values["scores"]] == ["chrF", "BLEU"]
    assert values["rows"][1]["chrF"] == 100
    assert values["terminology"]["measures"][0]["name"] == "success"


def test_score_says_both_counts(kohesi, files):
    folder = files(h=TARGET, r=TARGET[:1])
    result = kohesi(
        "score", "--hypothesis", folder / "h.txt", "--reference", folder / "r.txt", "--lang", "vi"
    )
    assert result.code == 1
    assert "has 2 segments" in result.err
    assert "has 1" in result.err
    assert "Traceback" not in result.err


def test_score_wants_something_to_score_against(kohesi, files):
    result = kohesi("score", "--hypothesis", files(h=TARGET) / "h.txt", "--lang", "vi")
    assert result.code == 1
    assert "--reference" in result.err


def test_score_reads_bitexts_and_reports(kohesi, files, tmp_path):
    folder = files(r=TARGET)
    (folder / "h.tsv").write_text(
        "".join(f"{left}\t{right}\n" for left, right in zip(SOURCE, TARGET, strict=True)),
        encoding="utf-8",
    )
    (folder / "h.json").write_text(
        json.dumps(
            {
                "format": "kohesi-report",
                "documents": [
                    {
                        "source": "a.txt",
                        "target_lang": "vi",
                        "segments": [
                            {"line": n, "source": left, "target": right, "status": "ok"}
                            for n, (left, right) in enumerate(zip(SOURCE, TARGET, strict=True), 1)
                        ],
                    }
                ],
            }
        ),
        encoding="utf-8",
    )
    for name in ("h.tsv", "h.json"):
        result = kohesi("score", "--hypothesis", folder / name, "--reference", folder / "r.txt",
                        "--lang", "vi", "--metrics", "chrF")  # fmt: skip
        assert result.code == 0, result.err
        assert "100.00" in result.out
        assert "success" in result.out


def test_score_refuses_another_json(kohesi, tmp_path):
    (tmp_path / "x.json").write_text("[1]", encoding="utf-8")
    result = kohesi("score", "--hypothesis", tmp_path / "x.json", "--lang", "vi")
    assert result.code == 1
    assert "no report" in result.err


def test_check_lists_findings_and_exits_for_ci(kohesi, files, monkeypatch):
    folder = files(h=["Quốc hội Lào họp.", "Giá tăng 6%."], s=SOURCE)
    monkeypatch.chdir(folder)
    result = kohesi("check", "h.txt", "--source", "s.txt", "--lang", "vi")
    assert result.code == 3
    assert "h.txt:2: error numbers: 5 is not in the translation" in result.out
    assert "2 segments: 2 error" in result.err
    assert (
        kohesi("check", "h.txt", "--source", "s.txt", "--lang", "vi", "--fail-on", "never").code
        == 0
    )


def test_check_obeys_the_settings(kohesi, files, monkeypatch):
    folder = files(h=["Quốc hội Lào họp.", "Giá tăng 6%."], s=SOURCE)
    (folder / "kohesi.toml").write_text('[checks]\nnumbers = "warning"\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    result = kohesi("check", "h.txt", "--source", "s.txt", "--lang", "vi")
    assert result.code == 0
    assert "warning numbers" in result.out
    assert (
        kohesi("check", "h.txt", "--source", "s.txt", "--lang", "vi", "--fail-on", "warning").code
        == 3
    )


def test_check_as_json(kohesi, files):
    folder = files(h=TARGET, s=SOURCE)
    result = kohesi("check", folder / "h.txt", "--source", folder / "s.txt", "--lang", "vi",
                    "--format", "json", "--rules", "numbers,marks")  # fmt: skip
    assert result.code == 0
    assert json.loads(result.out) == {"segments": 2, "failed": False, "counts": {}, "findings": []}


def test_check_says_what_is_wrong_with_the_call(kohesi, files):
    folder = files(h=TARGET, s=SOURCE[:1])
    assert "--source" in kohesi("check", folder / "h.txt", "--lang", "vi").err
    counts = kohesi("check", folder / "h.txt", "--source", folder / "s.txt", "--lang", "vi")
    assert counts.code == 1
    assert "has 1 segments" in counts.err
    unknown = kohesi("check", folder / "h.txt", "--source", folder / "h.txt", "--lang", "vi",
                     "--rules", "nubmers")  # fmt: skip
    assert unknown.code == 1
    assert "no rule 'nubmers'" in unknown.err
