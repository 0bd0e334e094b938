"""`kohesi term import`, `export` and `formats`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from ..conftest import Result

Kohesi = Callable[..., Result]
ROWS = "concept,id,vi,lo\nkohesi,kohesi strategis,gắn kết chiến lược,\nasean,ASEAN,ASEAN,\n"


def _mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_formats_are_listed_with_what_they_carry(kohesi: Kohesi) -> None:
    result = kohesi("term", "formats")
    assert result.code == 0
    assert "TBX-Basic 3 (ISO 30042:2019), style DCA" in result.out
    records = [
        json.loads(line) for line in kohesi("term", "formats", "-f", "json").out.splitlines()
    ]
    assert {record["name"] for record in records} >= {"tsv", "tbx", "po", "xlsx", "deepl"}
    assert kohesi("term", "formats", "-f", "xml").code == 2


def test_export_then_import_gives_the_glossary_back(kohesi: Kohesi, tmp_path: Path) -> None:
    mine = _mine(tmp_path)
    tbx, back = tmp_path / "mine.tbx", tmp_path / "back.tsv"
    result = kohesi("term", "export", tbx, "--glossary", mine)
    assert (result.code, result.out) == (0, "")
    assert "2 concepts as tbx" in result.err
    assert "not in the file" not in result.err
    assert kohesi("term", "import", tbx, "-o", back).code == 0
    listed = kohesi("term", "list", "-g", back, "--no-bundled").out
    assert listed == kohesi("term", "list", "-g", mine, "--no-bundled").out


def test_export_says_what_is_lost(kohesi: Kohesi, tmp_path: Path) -> None:
    out = tmp_path / "bundled.csv"
    result = kohesi("term", "export", out, "-f", "wide-csv", "--losses")
    assert result.code == 0
    assert "term.context: " in result.err
    lost = [json.loads(line) for line in result.out.splitlines()]
    assert {"concept", "field", "count", "reason"} == set(lost[0])


def test_pairs_give_a_file_per_language_and_come_back_as_one(
    kohesi: Kohesi, tmp_path: Path
) -> None:
    assert kohesi("term", "export", tmp_path / "g.po").code == 0
    files = sorted(tmp_path.glob("*.po"))
    assert [file.name for file in files] == ["g.en.po", "g.lo.po", "g.vi.po"]
    result = kohesi("term", "import", *files, "-o", tmp_path / "g.jsonl")
    assert result.code == 0
    record = json.loads((tmp_path / "g.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert {term["lang"] for term in record["terms"]} == {"id", "vi", "lo", "en"}


def test_bad_file_is_reported_line_by_line_and_not_imported(kohesi: Kohesi, tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.tsv", tmp_path / "out.tsv"
    rows = "".join(f"c{n}\txx\tkata\n" for n in range(30))
    bad.write_text(f"concept\tlang\tterm\ngood\tid\tkata\n{rows}", encoding="utf-8")
    out.write_text("what was there", encoding="utf-8")
    result = kohesi("term", "import", bad, "-o", out, "--force")
    assert result.code == 1
    lines = result.err.splitlines()
    assert lines[0].startswith(f"{bad}:3: ")
    assert lines[29].startswith(f"{bad}:32: ")
    assert lines[30] == f"30 mistakes in {bad}; nothing was imported"
    assert out.read_text(encoding="utf-8") == "what was there"


def test_file_that_is_there_is_not_overwritten_unasked(kohesi: Kohesi, tmp_path: Path) -> None:
    mine = _mine(tmp_path)
    result = kohesi("term", "import", mine, "-o", mine)
    assert result.code == 1
    assert "--force" in result.err
    assert kohesi("term", "export", mine).code == 1
    assert mine.read_text(encoding="utf-8") == ROWS


def test_dry_run_writes_nothing(kohesi: Kohesi, tmp_path: Path) -> None:
    mine = _mine(tmp_path)
    result = kohesi("term", "import", mine, "-o", tmp_path / "x.tsv", "--dry-run")
    assert result.code == 0
    assert "2 concepts, 4 terms; nothing was written" in result.err
    assert list(tmp_path.iterdir()) == [mine]
    assert kohesi("term", "import", mine).code == 2


def test_service_that_takes_no_lao_says_so(kohesi: Kohesi, tmp_path: Path) -> None:
    result = kohesi("term", "export", tmp_path / "d.tsv", "-f", "deepl", "--to", "lo")
    assert result.code == 1
    assert "DeepL takes no glossary in Lao" in result.err
    assert not list(tmp_path.iterdir())


def test_content_tells_where_the_extension_does_not(kohesi: Kohesi, tmp_path: Path) -> None:
    mine = _mine(tmp_path)
    kohesi("term", "export", tmp_path / "a.xlsx", "-g", mine)
    kohesi("term", "export", tmp_path / "a.tbx", "-g", mine)
    kohesi("term", "export", tmp_path / "a.jsonl", "-g", mine)
    for name, wrong in (("a.xlsx", "b.csv"), ("a.tbx", "c.txt"), ("a.jsonl", "d.dat")):
        (tmp_path / wrong).write_bytes((tmp_path / name).read_bytes())
        result = kohesi("term", "import", tmp_path / wrong, "--dry-run")
        assert result.code == 0, result.err
        assert "2 concepts" in result.err
