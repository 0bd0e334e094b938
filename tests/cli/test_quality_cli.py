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
                "version": 1,
                "signature": {},
                "documents": [
                    {
                        "source": "a.txt",
                        "target": "a.vi.txt",
                        "source_lang": "id",
                        "target_lang": "vi",
                        "segments": [
                            {
                                "index": n - 1,
                                "line": n,
                                "role": "body",
                                "status": "ok",
                                "source": left,
                                "target": right,
                                "terms": [],
                                "unknown": [],
                                "reasons": [],
                            }
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
    assert "not the report of a run" in result.err


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
    assert "has 1 segment, " in counts.err
    unknown = kohesi("check", folder / "h.txt", "--source", folder / "h.txt", "--lang", "vi",
                     "--rules", "nubmers")  # fmt: skip
    assert unknown.code == 1
    assert "no rule 'nubmers'" in unknown.err


def test_compare_tells_which_is_better_and_how_sure_that_is(kohesi, files):
    good = [f"Quốc hội Lào họp lần thứ {n}." for n in range(1, 31)]
    bad = [f"Lào họp {n}." for n in range(1, 31)]
    folder = files(a=bad, b=good, r=good, s=["Majelis Nasional Laos bersidang."] * 30)
    result = kohesi("compare", folder / "a.txt", folder / "b.txt", "--reference", folder / "r.txt",
                    "--source", folder / "s.txt", "--lang", "vi", "--metrics", "chrF,BLEU",
                    "--format", "json", "--show", "2")  # fmt: skip
    assert result.code == 0, result.err
    values = json.loads(result.out)
    first, second = values["systems"]
    assert "delta" not in first["scores"]["chrF"]
    assert second["scores"]["chrF"]["delta"] > 20
    assert second["scores"]["chrF"]["p_bootstrap"] < 0.05
    assert second["scores"]["BLEU"]["p_randomisation"] < 0.05
    assert second["terminology"]["success"] == 1
    assert first["terminology"]["success"] < 1
    assert len(values["contrasts"]) == 2
    text = kohesi("compare", folder / "a.txt", folder / "b.txt", "--reference", folder / "r.txt",
                  "--lang", "vi", "--metrics", "chrF").out  # fmt: skip
    assert "bs:1000" in text
    assert "ar:10000" in text


def test_compare_of_equals_finds_nothing(kohesi, files):
    folder = files(a=TARGET, r=TARGET)
    result = kohesi("compare", folder / "a.txt", folder / "a.txt", "--reference", folder / "r.txt",
                    "--lang", "vi", "--metrics", "chrF", "--format", "json")  # fmt: skip
    values = json.loads(result.out)
    assert values["systems"][1]["scores"]["chrF"]["p_randomisation"] == 1
    assert values["contrasts"] == []


def test_compare_wants_two_of_one_length(kohesi, files):
    folder = files(a=TARGET, b=TARGET[:1])
    one = kohesi("compare", folder / "a.txt", "--reference", folder / "a.txt", "--lang", "vi")
    assert one.code == 2
    unequal = kohesi("compare", folder / "a.txt", folder / "b.txt", "--reference",
                     folder / "a.txt", "--lang", "vi")  # fmt: skip
    assert unequal.code == 1
    assert "has 2 segments" in unequal.err


def test_score_estimates_without_reference(kohesi, files):
    folder = files(h=TARGET, s=SOURCE)
    result = kohesi("score", "--hypothesis", folder / "h.txt", "--source", folder / "s.txt",
                    "--lang", "vi", "--estimate", "--segments", "--format", "json")  # fmt: skip
    values = json.loads(result.out)
    assert 0 < values["estimate"]["mean"] <= 100
    assert values["rows"][0]["estimate"] > 0
    no_source = kohesi("score", "--hypothesis", folder / "h.txt", "--reference", folder / "h.txt",
                       "--lang", "vi", "--estimate")  # fmt: skip
    assert no_source.code == 1
    assert "--source" in no_source.err
